import { defineConfig } from '@playwright/test'

/** The built desktop app in a real Electron, which KASA_ELECTRON names; `node tools/desktop-tests.mjs` builds, finds and runs. */
export default defineConfig({
  testDir: '.',
  outputDir: '../../test-results',
  timeout: 360_000,
  expect: { timeout: 45_000 },
  workers: 1,
  retries: 0,
  reporter: [['list'], ['../failed-tests.ts']],
})
