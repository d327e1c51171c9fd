import { join } from 'node:path'
import { defineConfig } from 'vitest/config'
import { failedInVitest } from '../failed-tests.ts'

const here = import.meta.dirname

// One till on one real server: everything takes turns, and a case has time for a slow machine.
export default defineConfig({
  root: join(here, '../..'),
  test: {
    dir: here,
    include: ['*.test.ts'],
    reporters: ['default', failedInVitest],
    fileParallelism: false,
    testTimeout: 90_000,
    hookTimeout: 240_000,
  },
})
