import { defineConfig } from 'vitest/config'

/** Unit, wire and simulation tests, and trouble from outside. The contract suite and the end-to-end suite have configurations of their own. */
export default defineConfig({
  test: {
    include: ['tests/{unit,wire,sim,trouble}/**/*.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
})
