import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { _electron, test as base } from '@playwright/test'
import type { ElectronApplication, Page } from '@playwright/test'
import { startSandboxProcess } from '#host/sandbox-process'
import type { Till } from '../e2e/till.ts'
import { tillOn } from '../e2e/till.ts'

const at = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url))

/** The preload as it is built. */
export const preload = at('dist/desktop/preload/preload.cjs')

const executablePath = process.env.KASA_ELECTRON ?? ''

/** A desktop app of the test's own, on a platform of its own. */
export const test = base.extend<{ app: ElectronApplication; page: Page; till: Till }>({
  app: async ({}, use) => {
    base.skip(executablePath === '', 'SKIPPED: no Electron; run it by node tools/desktop-tests.mjs')
    const folder = mkdtempSync(join(tmpdir(), 'kasa-electron-'))
    const platform = await startSandboxProcess(join(folder, 'platform'), 0)
    const { url, organizer, handshake } = platform
    writeFileSync(join(folder, 'platform.json'), JSON.stringify({ url, organizer, handshake }))
    const app = await _electron.launch({
      executablePath,
      env: { ...(process.env as Record<string, string>), KASA_STATE_DIR: join(folder, 'witnesses') },
      args: [
        at('dist/desktop/main/electron.js'),
        '--data',
        join(folder, 'data'),
        '--platform',
        join(folder, 'platform.json'),
        '--lang=pl',
      ],
    })
    await use(app)
    // a person would be asked; a test that ends is not
    await app.evaluate(({ app }) => app.exit(0)).catch(() => undefined)
    await platform.stop()
    rmSync(folder, { recursive: true, force: true })
  },
  page: async ({ app }, use) => {
    const page = await app.firstWindow()
    await page.locator('[data-connection="online"]').waitFor()
    await use(page)
  },
  till: async ({ page }, use) => use(tillOn(page)),
})

/** What the page has on its window; tells the compiler so, too. */
export type { Bridge } from '#wire/bridge-wire'
export { expect } from '@playwright/test'
