import { join } from 'node:path'
import { defineConfig } from 'vitest/config'
import { failedInVitest } from '../failed-tests.ts'

const here = import.meta.dirname

export default defineConfig({
  root: join(here, '../..'),
  test: {
    dir: here,
    include: ['*.test.ts'],
    globalSetup: [join(here, 'open-moto.ts')],
    reporters: ['default', failedInVitest],
    testTimeout: 60_000,
    hookTimeout: 300_000,
  },
})
