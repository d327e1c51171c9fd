import { defineConfig } from 'vitest/config'

// One stateful server answers every file, so the files take turns and a case has time for a slow machine.
export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ['*.test.ts'],
    globalSetup: ['./open-world.ts'],
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
})
