import { spawnSync } from 'node:child_process'
import { installedBrowser } from '../src/main/host/installed-browser.ts'

const downloadLimitMs = 120_000

/**
 * A browser for the tests: an installed one, else Playwright's own download, else the Chromium inside a package. Gives the environment in which tests find it
 * (KASA_BROWSER; none for Playwright's own). The package's own switches are left out: one process for everything is what its usual home needs, and there it ends with the first page that is closed.
 */
export const ensureBrowser = async node => {
  const found = installedBrowser()
  if (found) return { KASA_BROWSER: found }
  console.log('no Chrome, Chromium or Edge found; trying the download of Playwright')
  const download = spawnSync(node, ['node_modules/@playwright/test/cli.js', 'install', 'chromium-headless-shell'], {
    stdio: ['ignore', 'ignore', 'ignore'],
    timeout: downloadLimitMs,
  })
  if (download.status === 0) return {}
  console.log('the download cannot be had here; using the Chromium inside the package @sparticuz/chromium')
  // the package unpacks its own system libraries when it believes itself on that platform: a bare Debian lacks them
  process.env.AWS_LAMBDA_JS_RUNTIME ??= 'nodejs24.x'
  const { default: chromium } = await import('@sparticuz/chromium')
  const path = await chromium.executablePath()
  return {
    KASA_BROWSER: path,
    LD_LIBRARY_PATH: process.env.LD_LIBRARY_PATH ?? '',
  }
}
