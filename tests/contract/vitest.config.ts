import { join } from 'node:path'
import { defineConfig } from 'vitest/config'
import { failedInVitest } from '../failed-tests.ts'

const here = import.meta.dirname

// One stateful server answers every file, so the files take turns and a case has time for a slow machine.
export default defineConfig({
  root: join(here, '../..'),
  test: {
    dir: here,
    include: ['*.test.ts'],
    globalSetup: [join(here, 'open-world.ts')],
    reporters: ['default', failedInVitest],
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
})
