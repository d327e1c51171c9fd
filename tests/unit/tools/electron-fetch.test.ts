import { execFile } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, describe, expect, test } from 'vitest'

const root = new URL('../../../', import.meta.url).pathname
const cleanUp: (() => void)[] = []
afterEach(() => cleanUp.splice(0).forEach(clean => clean()))

/** A copy of Kasa as it is installed, with Electron's own installer and without its binary. */
const freshCopy = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'kasa-fetch-'))
  cleanUp.push(() => rmSync(folder, { recursive: true, force: true }))
  const electron = join(folder, 'node_modules', 'electron')
  mkdirSync(electron, { recursive: true })
  for (const name of ['package.json', 'install.js', 'checksums.json'])
    copyFileSync(join(root, 'node_modules/electron', name), join(electron, name))
  symlinkSync(join(root, 'node_modules/@electron'), join(folder, 'node_modules/@electron'))
  return folder
}

/** The place Electron is downloaded from, played on loopback; what was asked of it. */
const openMirror = async (answer: (request: IncomingMessage, response: ServerResponse) => void) => {
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`)
    answer(request, response)
  })
  await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening))
  cleanUp.push(
    () => server.closeAllConnections(),
    () => server.close(),
  )
  // not closed by a type: a server on TCP has an address with a port
  return { asked, address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` }
}

/** What `npm start` says and finds when it wants Electron, on a machine with a screen and a person who is not root. */
const wantElectron = async (folder: string, mirror: string): Promise<{ program: string; said: string[] }> => {
  const script = `
    process.getuid = () => 1000
    const { electronToStart } = await import(${JSON.stringify(join(root, 'tools/electron.mjs'))})
    console.log(await electronToStart(process.execPath, { reachMs: 500, lookMs: 1000, leastBytes: 100_000 }))`
  const { stdout, stderr } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], {
    cwd: folder,
    env: { ...process.env, DISPLAY: ':9', ELECTRON_MIRROR: mirror, electron_config_cache: join(folder, 'cache') },
    timeout: 20_000,
  })
  return { program: stdout.trim(), said: stderr.trim().split('\n') }
}

const givenUp = expect.stringMatching(/^kasa: Electron could not be fetched, so Kasa opens in a window of your browser/)

describe('Electron that is not here', () => {
  test('and cannot be reached is given up in one line, and not asked for again that day', async () => {
    const folder = freshCopy()
    const { asked, address } = await openMirror((_request, response) => void response.writeHead(403).end())
    expect(await wantElectron(folder, address)).toEqual({ program: 'null', said: [givenUp] })
    expect(asked).toEqual([expect.stringMatching(/^HEAD \/v\d+\.\d+\.\d+\/SHASUMS256\.txt$/)])
    expect(await wantElectron(folder, address)).toEqual({ program: 'null', said: [givenUp] })
    expect(asked).toHaveLength(1)
  })

  test('and whose place answers nothing at all is given up as well', async () => {
    const { address } = await openMirror(() => undefined)
    expect(await wantElectron(freshCopy(), address)).toEqual({ program: 'null', said: [givenUp] })
  })

  test('and stops coming midway is given up when nothing more has come, and leaves nothing behind', async () => {
    const folder = freshCopy()
    const { asked, address } = await openMirror((request, response) => {
      if (request.method === 'HEAD') return void response.writeHead(200).end()
      response.writeHead(200, { 'content-length': 120_000_000 })
      response.write(Buffer.alloc(300_000))
    })
    expect(await wantElectron(folder, address)).toEqual({
      program: 'null',
      said: ['kasa: fetching Electron, about 120 MB…', givenUp],
    })
    expect(asked.at(-1)).toMatch(/^GET \/v.*\.zip$/)
    expect(existsSync(join(folder, 'node_modules/electron/dist'))).toBe(false)
  })

  test('but was left half unpacked is not started', async () => {
    const folder = freshCopy()
    mkdirSync(join(folder, 'node_modules/electron/dist'))
    writeFileSync(join(folder, 'node_modules/electron/dist/electron'), 'half of it')
    const { address } = await openMirror((_request, response) => void response.writeHead(403).end())
    expect((await wantElectron(folder, address)).program).toBe('null')
  })

  test('and is here is started without asking anybody', async () => {
    const folder = freshCopy()
    mkdirSync(join(folder, 'node_modules/electron/dist'))
    writeFileSync(join(folder, 'node_modules/electron/dist/electron'), 'all of it')
    writeFileSync(join(folder, 'node_modules/electron/path.txt'), 'electron')
    const { asked, address } = await openMirror((_request, response) => void response.writeHead(403).end())
    expect((await wantElectron(folder, address)).program).toMatch(/node_modules\/electron\/dist\/electron$/)
    expect(asked).toEqual([])
  })
})
