import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { RefusalCode } from '#contract/refusal'
import { refusal } from '#contract/refusal'
import { complaintAboutNode } from '#host/node-version'
import { refusalSentence } from '#words/refusal-sentence'
import { sayIn } from '#words/say'
import type { KasaProcess, Screen } from './kasa-process.ts'
import { endAll, enter, startKasa } from './kasa-process.ts'
import { cashFor, freshFolder, mpe, newDevice, openSandbox, until } from './scene.ts'
import { expectSentence } from './sentence.ts'

/** Each case starts real programs, some of them several times. */

let place: ReturnType<typeof freshFolder>
beforeEach(() => void (place = freshFolder()))
afterEach(() => {
  endAll()
  place.remove()
})

const sellOne = async (screen: Screen) => {
  await until(isOnline(screen))
  await until(async () => (await screen.ask('stock.products', mpe)).some(product => product.stock.free !== null))
  const products = await screen.ask('stock.products', mpe)
  const product = products.find(each => !each.unsellable && !each.seated && !each.category?.addon && each.addons.length === 0)
  if (!product) throw new Error('the programme has a plain ticket')
  const wish = { ...mpe, item: product.item, variation: product.variation, quantity: 1, parent: null }
  return screen.ask('sale.pay', cashFor(await screen.ask('cart.add', wish)))
}
const isOnline = (screen: Screen) => async () => (await screen.ask('status.get', {})).connection.state === 'online'
const allSent = (screen: Screen) => async () => (await screen.ask('status.get', {})).waiting === 0
const sandboxUrl = async (screen: Screen) => (await screen.ask('status.get', {})).platform?.url ?? ''
const answers = (url: string): Promise<boolean> =>
  fetch(url).then(
    () => true,
    () => false,
  )

/** It ends with 1, no address, and the sentence of the refusal. */
const expectRefusedStart = async (kasa: KasaProcess, code: RefusalCode, parameters = {}): Promise<void> => {
  expect(await kasa.exit).toBe(1)
  expect(await kasa.url).toBeNull()
  const said = refusal(code, parameters)
  expectSentence(said, code)
  expect(kasa.complaints().trim()).toBe(`kasa: ${refusalSentence(sayIn('en'), said)}`)
}

describe('a launch', () => {
  test('prints an address as its last line, which opens the app once; the next start goes on where it was', async () => {
    const first = startKasa(place.folder)
    const screen = await enter(first)
    expect(first.lines).toEqual([JSON.stringify({ url: await first.url })])
    await until(isOnline(screen))
    const sold = await sellOne(screen)
    await until(allSent(screen))
    const before = await screen.ask('status.get', {})
    const sandbox = await sandboxUrl(screen)
    expect(await first.end('SIGTERM')).toBe(0)
    expect(JSON.parse(readFileSync(join(place.folder, 'sandbox.sqlite.witness'), 'utf8'))).toMatchObject({ closedCleanly: true })
    expect(await answers(sandbox), 'the sandbox ended with it').toBe(false)

    const again = await enter(startKasa(place.folder))
    await until(isOnline(again))
    const after = await again.ask('status.get', {})
    expect(after.till).toEqual(before.till)
    expect(await sandboxUrl(again)).toBe(sandbox)
    expect(await answers(sandbox), 'on its port of last time').toBe(true)
    expect((await again.ask('sale.recent', { most: 5 })).map(({ code }) => code)).toEqual([sold.code])
  })

  test('killed, takes the sandbox with it, and starts again on the same folder with till, sales and platform', async () => {
    const first = startKasa(place.folder)
    const screen = await enter(first)
    const sold = await sellOne(screen)
    const sandbox = await sandboxUrl(screen)
    await first.end('SIGKILL')
    await until(async () => !(await answers(sandbox)))
    const again = await enter(startKasa(place.folder))
    await until(allSent(again))
    const status = await again.ask('status.get', {})
    expect(status).toMatchObject({ toSettle: 0, connection: { state: 'online' } })
    expect((await again.ask('sale.recent', { most: 5 })).map(({ code }) => code)).toEqual([sold.code])
  })

  test('whose sandbox has lost its state connects to the new one by itself and keeps the sales', async () => {
    const first = startKasa(place.folder)
    const screen = await enter(first)
    const sold = await sellOne(screen)
    await until(allSent(screen))
    await first.end('SIGTERM')
    rmSync(join(place.folder, 'sandbox'), { recursive: true })
    const again = await enter(startKasa(place.folder))
    await until(isOnline(again))
    const next = await sellOne(again)
    await until(allSent(again))
    expect((await again.ask('sale.recent', { most: 5 })).map(({ code }) => code)).toEqual([next.code, sold.code])
  })

  test('finds its port of the sandbox taken: the till keeps its name and goes on at another', async () => {
    const first = startKasa(place.folder)
    const screen = await enter(first)
    await until(isOnline(screen))
    const before = await screen.ask('status.get', {})
    await first.end('SIGTERM')
    const squatter = createServer().listen(Number(new URL(before.platform?.url ?? '').port), '127.0.0.1')
    const again = await enter(startKasa(place.folder))
    await until(isOnline(again))
    expect((await again.ask('status.get', {})).till).toEqual(before.till)
    await sellOne(again)
    await until(allSent(again))
    squatter.close()
  })
})

describe('a platform named on the command line', () => {
  test('is connected at the first run, and not asked to connect again at the next', async () => {
    const sandbox = await openSandbox()
    const file = join(place.folder, 'platform.json')
    const { handshake } = await newDevice(sandbox)
    const { url, description } = sandbox
    writeFileSync(file, JSON.stringify({ url, organizer: description.organizer, handshake: JSON.parse(handshake) }))
    const data = join(place.folder, 'data')
    const first = startKasa(data, ['--platform', file])
    const screen = await enter(first)
    await until(isOnline(screen))
    const before = await screen.ask('status.get', {})
    expect(before.platform).toMatchObject({ url, sandbox: false })
    expect(existsSync(join(data, 'sandbox')), 'no sandbox is started for a real platform').toBe(false)
    await first.end('SIGTERM')
    const second = startKasa(data, ['--platform', file])
    const again = await enter(second)
    await until(isOnline(again))
    expect((await again.ask('status.get', {})).till).toEqual(before.till)
    expect(second.complaints()).toBe('')
    await second.end('SIGTERM')
    await sandbox.stop()
  })

  test('that does not answer is said; the app opens all the same, to be connected there', async () => {
    const file = join(place.folder, 'platform.json')
    const handshake = { handshake_version: 1, url: 'http://127.0.0.1:9', token: 'abcdefgh12345678' }
    writeFileSync(file, JSON.stringify({ url: 'http://127.0.0.1:9', organizer: 'nobody', handshake }))
    const kasa = startKasa(join(place.folder, 'data'), ['--platform', file])
    const screen = await enter(kasa)
    expect((await screen.ask('status.get', {})).connection.state).toBe('unconnected')
    expect(kasa.complaints()).toContain('cannot be reached')
  })

  test.each([
    ['that is not there', null],
    ['that is no JSON', 'url = http://127.0.0.1'],
    ['that lacks what it takes', '{"url": "http://127.0.0.1:9"}'],
  ])('in a file %s is said before anything starts', async (_what, text) => {
    const file = join(place.folder, 'platform.json')
    if (text !== null) writeFileSync(file, text)
    const kasa = startKasa(join(place.folder, 'data'), ['--platform', file])
    expect(await kasa.exit).toBe(2)
    expect(kasa.complaints()).toContain(`--platform ${file}: `)
    expect(existsSync(join(place.folder, 'data'))).toBe(false)
  })
})

describe('from the sandbox to a platform', () => {
  test('leads into a file of its own; the sandbox can be visited for one launch without forgetting the platform', async () => {
    const platform = await openSandbox()
    const launch = (...args: string[]): KasaProcess => startKasa(place.folder, args)
    const first = launch()
    const screen = await enter(first)
    await until(isOnline(screen))
    const sandbox = await sandboxUrl(screen)
    const { handshake } = await newDevice(platform)
    const connected = await screen.ask('platform.connect', { handshake, till: 'Kasa 7', cashier: 'Ewa' })
    expect(connected).toMatchObject({ till: { name: 'Kasa 7' }, platform: { url: platform.url, sandbox: false } })
    expect(await answers(sandbox), 'nobody needs the sandbox any more').toBe(false)
    const sold = await sellOne(screen)
    await until(allSent(screen))
    await first.end('SIGTERM')

    const visit = launch('--sandbox')
    expect((await (await enter(visit)).ask('status.get', {})).platform).toMatchObject({ sandbox: true })
    await visit.end('SIGTERM')

    const back = await enter(launch())
    expect((await back.ask('status.get', {})).till?.name).toBe('Kasa 7')
    expect((await back.ask('sale.recent', { most: 5 })).map(({ code }) => code)).toEqual([sold.code])
    await platform.stop()
  })
})

describe('a start that cannot be', () => {
  test('on a port in use', async () => {
    const squatter = createServer().listen(0, '127.0.0.1')
    await new Promise(listening => squatter.once('listening', listening))
    const { port } = squatter.address() as AddressInfo
    await expectRefusedStart(startKasa(place.folder, ['--port', String(port)]), 'port-used', { port })
    squatter.close()
    await enter(startKasa(place.folder))
  })

  test('as a second Kasa in one folder, which leaves the first alone', async () => {
    const first = await enter(startKasa(place.folder))
    await until(isOnline(first))
    await expectRefusedStart(startKasa(place.folder), 'file-locked')
    await expectRefusedStart(startKasa(place.folder, ['--sandbox']), 'file-locked')
    await sellOne(first)
    await until(allSent(first))
  })

  test('in a folder that cannot be written to', async () => {
    const folder = join(place.folder, 'shop')
    mkdirSync(folder, { mode: 0o555 })
    // the superuser may write anywhere: start as nobody
    const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {}
    allowThrough(place.folder)
    await expectRefusedStart(startKasa(folder, [], nobody), 'folder-read-only')
    await expectRefusedStart(startKasa(join(folder, 'deeper'), [], nobody), 'folder-read-only')
  })

  test('where a file stands in place of the folder', async () => {
    writeFileSync(join(place.folder, 'shop'), '')
    await expectRefusedStart(startKasa(join(place.folder, 'shop')), 'folder-read-only')
  })

  test('on a file of a newer Kasa, and on a damaged one, which both stay as they are', async () => {
    const first = startKasa(place.folder)
    await until(isOnline(await enter(first)))
    await first.end('SIGTERM')
    const file = join(place.folder, 'sandbox.sqlite')
    const database = new Database(file)
    const known = Number(database.pragma('user_version', { simple: true }))
    database.pragma(`user_version = ${known + 1}`)
    database.close()
    await expectRefusedStart(startKasa(place.folder), 'file-newer', { found: known + 1, known })
    writeFileSync(file, 'not a database'.repeat(1000))
    await expectRefusedStart(startKasa(place.folder), 'file-damaged')
    expect(readFileSync(file, 'utf8')).toBe('not a database'.repeat(1000))
  })

  test('on a Node that is too old is said in words', () => {
    expect(complaintAboutNode(process.version)).toBeNull()
    const complaint = complaintAboutNode('v20.20.2')
    expectSentence(complaint, 'node-too-old')
    expect(complaint?.parameters).toEqual({ found: '20.20.2', needed: 22 })
  })
})

describe('what is secret', () => {
  test('is in files of this user only, and in no log', async () => {
    const kasa = startKasa(place.folder)
    const screen = await enter(kasa)
    await until(isOnline(screen))
    const product = (await screen.ask('stock.products', mpe)).find(each => !each.unsellable && !each.seated)
    await screen.ask('leases.target', { ...mpe, item: product?.item ?? 0, variation: product?.variation ?? null, target: 3 })
    for (let sales = 0; sales < 3; sales++) await sellOne(screen)
    await until(allSent(screen))
    await kasa.end('SIGTERM')
    const read = (name: string): string => readFileSync(join(place.folder, name), 'utf8')
    for (const name of ['secrets.json', 'kasa.log', 'kasa.json', 'sandbox.sqlite', 'sandbox.sqlite.witness'])
      expect((statSync(join(place.folder, name)).mode & 0o777).toString(8), name).toBe('600')
    const log = read('kasa.log')
    expect(log.split('\n').length).toBeGreaterThan(5)
    const database = new Database(join(place.folder, 'sandbox.sqlite'), { readonly: true })
    const secrets = database.prepare('SELECT secret FROM sale_position').pluck().all() as string[]
    database.close()
    expect(secrets).toHaveLength(3)
    const tokens = Object.values(JSON.parse(read('secrets.json')) as Record<string, string>)
    const key = new URL((await kasa.url) ?? '').searchParams.get('key') ?? ''
    for (const secret of [...secrets, ...tokens, key]) {
      expect(secret.length).toBeGreaterThan(10)
      expect(log).not.toContain(secret)
    }
    expect(log).not.toMatch(/[\w.]+@[\w-]+\.\w+/)
    expect(log).not.toMatch(/Device [A-Za-z0-9]{20}|Token [A-Za-z0-9]{20}/)
  })
})

/** Lets another user look into the test's folder. */
const allowThrough = (folder: string): void => chmodSync(folder, 0o755)
