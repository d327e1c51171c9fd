import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { z } from 'zod'
import { openDesktop } from '#host/electron-desktop'
import { createElectronStandIn } from '../../electron-stand-in.ts'

const root = new URL('../../../', import.meta.url).pathname
const read = (path: string): string => readFileSync(join(root, path), 'utf8')
const folder = mkdtempSync(join(tmpdir(), 'kasa-security-'))
afterAll(() => rmSync(folder, { recursive: true }))

test('each of the twenty points names a place that keeps it and a test that exists', () => {
  const rows = read('docs/security.md')
    .split('\n')
    .filter(line => /^\| \d/.test(line))
    .map(line => line.split(' | '))
  expect(rows.map(([number]) => Number(number?.replace('|', '')))).toEqual(Array.from({ length: 20 }, (_, index) => index + 1))
  for (const [number, , place = '', noticed = ''] of rows) {
    const [file = '', words = ''] = [...place.matchAll(/`([^`]+)`/g)].map(found => found[1])
    expect([number, read(file).includes(words) && words !== '']).toEqual([number, true])
    expect([number, existsSync(join(root, noticed.replaceAll(/[`| ]/g, '')))]).toEqual([number, true])
  }
})

test('the window is opened with these preferences and no others', async () => {
  writeFileSync(join(folder, 'secrets.json'), '{}')
  const electron = createElectronStandIn({
    fork: () => ({ on: () => undefined as never, postMessage: () => undefined, kill: () => true }),
  })
  const launch = { screens: folder, preload: '/preload.cjs', coreProgram: '/core.js', args: ['--data', folder], system: 'linux' }
  await openDesktop(electron.surface, launch)
  expect(electron.window().options.webPreferences).toEqual({
    preload: '/preload.cjs',
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    webviewTag: false,
    webSecurity: true,
    navigateOnDragDrop: false,
    spellcheck: false,
    devTools: false,
  })
  expect(electron.app.done.slice(0, 2)).toEqual(['sandbox', 'ready'])
  expect(electron.window().loaded).toEqual(['kasa://app/'])
})

test('this Electron carries the Node that everything else is tested on', () => {
  const shape = z.object({ devDependencies: z.object({ electron: z.string(), node: z.string() }) })
  const { electron, node } = shape.parse(JSON.parse(read('package.json'))).devDependencies
  const types = z
    .object({ dependencies: z.record(z.string(), z.string()) })
    .parse(JSON.parse(read('node_modules/electron/package.json')))
  const major = (range: string): string => range.replaceAll(/[^\d.]/g, '').split('.')[0] ?? ''
  expect(major(electron)).toBe('45')
  expect(major(String(types.dependencies['@types/node']))).toBe(major(node))
})
