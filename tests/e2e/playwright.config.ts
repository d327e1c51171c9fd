import { defineConfig } from '@playwright/test'

const executablePath = process.env.KASA_BROWSER
const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []
const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run']

/** The real app in a real browser: each test has a data folder, a platform and a core of its own. */
export default defineConfig({
  testDir: '.',
  outputDir: '../../test-results',
  // wide bounds, since a busy machine is no failure
  timeout: 360_000,
  expect: { timeout: 45_000 },
  workers: 1,
  retries: 0,
  reporter: [['list'], ['../failed-tests.ts']],
  use: {
    viewport: { width: 1440, height: 900 },
    locale: 'pl-PL',
    timezoneId: 'Europe/Warsaw',
    actionTimeout: 45_000,
    trace: 'retain-on-failure',
    launchOptions: {
      ...(executablePath ? { executablePath } : {}),
      args: [...asRoot, ...quiet],
    },
  },
})
