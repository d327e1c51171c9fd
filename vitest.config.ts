import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defineConfig } from 'vitest/config'
import { failedInVitest } from './tests/failed-tests.ts'

/** Unit, wire and simulation tests, trouble from outside, and what a real platform once answered. The contract suite and the end-to-end suite have configurations of their own. */
export default defineConfig({
  test: {
    include: ['tests/{unit,wire,sim,trouble}/**/*.test.ts', 'tests/awkward/recorded.test.ts'],
    // what a test starts leaves no word about its files among the user's own
    env: { KASA_STATE_DIR: join(tmpdir(), 'kasa-test-witnesses') },
    reporters: ['default', failedInVitest],
    // wide bounds, since a busy machine is no failure: the longest of these take 20 s on a quiet one
    testTimeout: 240_000,
    hookTimeout: 240_000,
    expect: { poll: { timeout: 60_000 } },
  },
})
