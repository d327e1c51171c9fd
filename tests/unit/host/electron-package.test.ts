import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runInNewContext } from 'node:vm'
import { extractAll, listPackage, statFile } from '@electron/asar'
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { readChoices } from '#host/choices'
import { keepCore } from '#host/electron-core'
import { forkedUnderNode } from '../../electron-process.ts'
import type { PackedSystem } from '../../pretended-electron.ts'
import { pretendedElectron } from '../../pretended-electron.ts'
import { testWorld } from '../../world-for-tests.ts'

const root = new URL('../../../', import.meta.url).pathname
const folder = mkdtempSync(join(tmpdir(), 'kasa-package-'))
const app = join(folder, 'out', 'linux-unpacked')
const asar = join(app, 'resources', 'app.asar')
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const run = (...args: string[]): Buffer => execFileSync(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
const pack = (system: PackedSystem, flag: string, ...arch: string[]): void => {
  const electron = pretendedElectron(join(folder, `electron-${system}${arch.join('')}`), system)
  const where = [`-c.electronDist=${electron}`, `-c.directories.output=${join(folder, 'out')}`]
  run('node_modules/electron-builder/cli.js', flag, 'dir', ...arch, ...where)
}

beforeAll(() => {
  run('tools/build-desktop.mjs')
  pack('linux', '--linux')
})

const fusesOf = async (program: string): Promise<Record<string, boolean>> => {
  const wire = await getCurrentFuseWire(program)
  return Object.fromEntries(
    Object.entries(FuseV1Options).flatMap(([name, index]) =>
      typeof index === 'number' ? [[name, wire[index] === FuseState.ENABLE]] : [],
    ),
  )
}
const fusesWanted = {
  RunAsNode: false,
  EnableCookieEncryption: true,
  EnableNodeOptionsEnvironmentVariable: false,
  EnableNodeCliInspectArguments: false,
  EnableEmbeddedAsarIntegrityValidation: true,
  OnlyLoadAppFromAsar: true,
  LoadBrowserProcessSpecificV8Snapshot: false,
  GrantFileProtocolExtraPrivileges: false,
  WasmTrapHandlers: true,
}
/** The database's native code that an archive knows of, and what of it lies outside as a file. */
const nativeCode = (archive: string): { readonly known: readonly string[]; readonly outside: readonly string[] } => ({
  known: listPackage(archive, { isPack: false })
    .filter(path => path.endsWith('.node'))
    .map(path => path.replace(/.*[\\/]/, '')),
  outside: readdirSync(`${archive}.unpacked/node_modules/better-sqlite3/prebuilds`),
})

const read = (path: string): string => readFileSync(join(root, path), 'utf8')
const importsOf = (text: string): string[] => [
  ...new Set([...text.matchAll(/^(?:import|export) (?:[^'"]*? from )?["']([^'"]+)["'];?$/gm)].map(found => String(found[1]))),
]

describe('the bundle', () => {
  test('the preload is CommonJS, asks for nothing but Electron, and shows the page the wire only', () => {
    const asked: string[] = []
    const shown: [string, object][] = []
    const electron = {
      contextBridge: { exposeInMainWorld: (name: string, what: object) => shown.push([name, what]) },
      ipcRenderer: { on: () => undefined, invoke: async () => '{}' },
    }
    const require = (name: string): unknown => {
      asked.push(name)
      return electron
    }
    runInNewContext(read('dist/desktop/preload/preload.cjs'), { require, exports: {}, module: { exports: {} } })
    expect(asked).toEqual(['electron'])
    expect(shown.map(([name, what]) => [name, Object.keys(what).toSorted()])).toEqual([['kasa', ['call', 'listen', 'watchCore']]])
  })

  test('only the window’s process knows Electron; everything else needed is Node, the database, or in the bundle', () => {
    const built = createRequire(import.meta.url)('node:module').builtinModules as string[]
    for (const file of readdirSync(join(root, 'dist/desktop/main'))) {
      const foreign = importsOf(read(`dist/desktop/main/${file}`)).filter(
        name => !name.startsWith('./') && !name.startsWith('node:') && !built.includes(name),
      )
      expect([file, foreign.filter(name => name !== 'better-sqlite3')]).toEqual([
        file,
        file === 'electron.js' ? ['electron'] : [],
      ])
    }
  })
})

test('the entry waits for nothing at its top: Electron is not ready before it has run to its end', () => {
  expect(read('dist/desktop/main/electron.js')).not.toMatch(/^await /m)
})

test('no program is looked for under the name its source has', () => {
  for (const file of readdirSync(join(root, 'dist/desktop/main')))
    expect([file, /new URL\((['"`])[^'"`]*\.ts\1/.exec(read(`dist/desktop/main/${file}`))?.[0]]).toEqual([file, undefined])
})

test('an icon is drawn for every system, so that packing has to fetch nothing to make one', () => {
  const config = read('electron-builder.yml')
  expect([...config.matchAll(/^  icon: (.+)$/gm)].map(found => found[1])).toEqual(['icons/icon.ico', 'icons/icon.icns', 'icons'])
  const ico = readFileSync(join(root, 'resources/icons/icon.ico'))
  const widths = Array.from({ length: ico.readUInt16LE(4) }, (_, index) => ico[6 + 16 * index] || 256)
  expect(widths).toEqual([16, 24, 32, 48, 64, 128, 256])
  const icns = readFileSync(join(root, 'resources/icons/icon.icns'))
  expect([icns.toString('latin1', 0, 4), icns.readUInt32BE(4), icns.includes('ic10')]).toEqual(['icns', icns.length, true])
  const sizes = readdirSync(join(root, 'resources/icons')).filter(name => name.endsWith('.png'))
  for (const name of sizes) {
    const png = readFileSync(join(root, 'resources/icons', name))
    expect(`${png.readUInt32BE(16)}x${png.readUInt32BE(20)}.png`).toBe(name)
  }
  expect(sizes).toHaveLength(9)
})

test('a deb names somebody to write to and an address, without which it is not made', () => {
  expect(read('electron-builder.yml')).toMatch(/^  maintainer: .+ <[^@ ]+@[^@ ]+>$/m)
  expect(read('electron-builder.yml')).toMatch(/^  homepage: https:\/\/\S+$/m)
})

describe('the package', () => {
  const files = (): string[] => listPackage(asar, { isPack: false }).map(path => path.replaceAll('\\', '/'))

  test('holds the built app, the screens and the resources; of packages only the database', () => {
    expect(files()).toEqual(
      expect.arrayContaining([
        '/package.json',
        '/dist/desktop/main/electron.js',
        '/dist/desktop/main/core-process.js',
        '/dist/desktop/main/totals-worker.js',
        '/dist/desktop/main/sandbox.js',
        '/dist/desktop/preload/preload.cjs',
        '/dist/renderer/index.html',
        '/resources/fonts/Inter-Regular.ttf',
        '/node_modules/better-sqlite3/lib/index.js',
      ]),
    )
    const strangers = files().filter(
      path => !/^\/(dist|resources|package\.json|node_modules$|node_modules\/better-sqlite3)/.test(path),
    )
    expect(strangers).toEqual([])
    expect(files().filter(path => path.startsWith('/resources/icons'))).toEqual([])
    expect(files().filter(path => /\.(ts|tsx|map|cc?|cpp|sqlite)$|\/\.env/.test(path))).toEqual([])
  })

  test('has the database’s native code for this system outside the archive, and for no other', () => {
    const native = files().filter(path => path.endsWith('.node'))
    const expected = [`linux-${process.arch}.node`, `linuxmusl-${process.arch}.node`]
    expect(native.map(path => path.replace(/.*\//, '')).toSorted()).toEqual(expected)
    for (const path of native) expect(statFile(asar, path.slice(1))).toMatchObject({ unpacked: true })
    expect(readdirSync(`${asar}.unpacked/node_modules/better-sqlite3/prebuilds`).toSorted()).toEqual(expected)
  })

  test('has its fuses blown: no plain Node, no options or inspector from outside, only this archive', async () => {
    expect(await fusesOf(join(app, 'kasa'))).toEqual(fusesWanted)
  })

  test('is complete: its core opens, brings up the sandbox beside it, sells, prints and counts', async () => {
    const unpacked = join(folder, 'unpacked')
    extractAll(asar, unpacked)
    const choices = readChoices(['--data', join(folder, 'data')])
    if (typeof choices === 'string') throw new Error(choices)
    const problems: unknown[] = []
    const core = keepCore({
      fork: () => forkedUnderNode(join(unpacked, 'dist/desktop/main/core-process.js')).forked,
      opening: { choices, language: 'pl', keyStore: false },
      clock: testWorld().clock,
      log: entry => problems.push(entry),
      secret: async () => null,
      told: () => undefined,
      state: () => undefined,
      stopped: refusal => problems.push(refusal),
    })
    onTestFinished(() => core.close())
    const ask = async (method: string, input: object = {}) => JSON.parse(await core.ask(method, JSON.stringify(input)))
    expect(await ask('status.get')).toMatchObject({
      ok: true,
      value: { platform: { sandbox: true } },
    })
    const sell = async (): Promise<string> => {
      for (const { event, subevent } of (await ask('showings.list')).value)
        for (const { item, variation } of (await ask('stock.products', { event, subevent })).value) {
          const cart = await ask('cart.add', { event, subevent, item, variation, quantity: 1, parent: null })
          if (!cart.ok || cart.value.lines.length === 0) continue
          const amountMinor = cart.value.totalMinor
          const payments = [{ method: 'cash', amountMinor, tenderedMinor: amountMinor }]
          const sale = await ask('sale.pay', { version: cart.value.version, payments })
          if (sale.ok) return sale.value.id
        }
      await new Promise(later => setTimeout(later, 300))
      return sell()
    }
    const sale = await sell()
    const paper = await ask('paper.tickets', { sale })
    expect(paper.value.mime).toBe('application/pdf')
    expect(Buffer.from(paper.value.base64, 'base64').subarray(0, 5).toString()).toBe('%PDF-')
    expect(await ask('totals.get', { event: null })).toMatchObject({ ok: true })
    await core.close()
    expect(problems).toEqual([])
  })
})

describe('the package for another system', () => {
  test.each([
    ['win32', '--win', 'x64', ['win-unpacked/resources', 'win-unpacked/Kasa.exe']],
    ['win32', '--win', 'arm64', ['win-arm64-unpacked/resources', 'win-arm64-unpacked/Kasa.exe']],
    ['darwin', '--mac', 'arm64', ['mac-arm64/Kasa.app/Contents/Resources', 'mac-arm64/Kasa.app']],
  ] as const)(
    '%s (%s %s) has that system’s native code, whatever system packs, and the same fuses',
    async (system, flag, arch, [resources, program]) => {
      // nobody signs what is only looked at
      pack(system, flag, `--${arch}`, '-c.mac.identity=null')
      const native = [`${system}-${arch}.node`]
      expect(nativeCode(join(folder, 'out', resources, 'app.asar'))).toEqual({ known: native, outside: native })
      expect(await fusesOf(join(folder, 'out', program))).toEqual(fusesWanted)
    },
  )
})
