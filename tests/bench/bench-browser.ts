import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from '@playwright/test'
import { chromium } from '@playwright/test'
import react from '@vitejs/plugin-react'
import { build } from 'vite'
import { ensureBrowser } from '../../tools/browser.mjs'
import { serveScreens } from '../cockpit/stage.ts'

/** A browser to measure in, or null, said aloud: without one the figures of the cockpit are left out. */
export const openBrowser = async (figures: string): Promise<Browser | null> => {
  // standard output is for figures
  const { log } = console
  console.log = (...said: unknown[]) => console.error(...said)
  try {
    Object.assign(process.env, await ensureBrowser(process.execPath))
    return await chromium.launch({
      ...(process.env.KASA_BROWSER ? { executablePath: process.env.KASA_BROWSER } : {}),
      args: ['--no-sandbox', '--disable-gpu'],
      ignoreDefaultArgs: ['--enable-unsafe-swiftshader'],
    })
  } catch (problem) {
    console.error(`bench: ${figures} left out, no browser can be had: ${problem instanceof Error ? problem.message : ''}`)
    return null
  } finally {
    console.log = log
  }
}

/** Builds a page into a folder of its own. */
export const builtPage = async (root: string): Promise<{ readonly folder: string; readonly remove: () => void }> => {
  const folder = mkdtempSync(join(tmpdir(), 'kasa-bench-page-'))
  await build({
    configFile: false,
    root,
    base: './',
    logLevel: 'error',
    plugins: [react()],
    build: { outDir: folder, emptyOutDir: true, target: 'es2022', assetsInlineLimit: 0, chunkSizeWarningLimit: 4000 },
  })
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

/** The same, served on loopback. */
export const servedPage = async (root: string): Promise<{ readonly address: string; readonly close: () => void }> => {
  const page = await builtPage(root)
  const served = await serveScreens(page.folder)
  return {
    address: served.address,
    close: () => {
      served.close()
      page.remove()
    },
  }
}
