import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { realNetwork } from '#host/real-network'
import type { HttpAnswer, HttpRequest, World } from '#main/world'
import type { Sandbox } from '#sandbox/server'
import { channelInUse } from '#store/channel'
import type { Store } from '#store/open'
import { openStore } from '#store/open'
import { command, query } from '#store/query'
import { activeTill } from '#store/till'
import type { ConnectParts } from '#sync/connect'
import { announceSoftware, connect, connectWithToken, storedToken } from '#sync/connect'
import { changeChannel, retestChannel } from '#sync/simulate-channel'
import { testWorld } from '../../world-for-tests.ts'
import { openSandbox, platformOf } from './lease-sandbox.ts'

const software = { brand: 'Kasa', version: '0.1.0', hardwareBrand: 'any', hardwareModel: 'any', osName: 'any', osVersion: '1' }
let sandbox: Sandbox
let folder: string
let store: Store
let world: World
/** Stands between the till and the network. */
let between: (request: HttpRequest, pass: () => Promise<HttpAnswer>) => Promise<HttpAnswer>

beforeAll(async () => void (sandbox = await openSandbox()))
afterAll(() => sandbox.stop())
beforeEach(() => {
  between = (_, pass) => pass()
  world = testWorld({ network: { request: request => between(request, () => realNetwork.request(request)) } })
  folder = mkdtempSync(join(tmpdir(), 'kasa-connect-'))
  const opened = openStore(world, join(folder, 'kasa.db'))
  if (!opened.ok) throw new Error(opened.refusal.code)
  store = opened.value
})
afterEach(() => {
  store.close()
  rmSync(folder, { recursive: true })
})

const admin = async (path: string, body: unknown): Promise<Record<string, unknown>> => {
  const headers = { authorization: `Token ${sandbox.description.adminToken}`, 'content-type': 'application/json' }
  const answer = await fetch(sandbox.url + path, { method: 'POST', headers, body: JSON.stringify(body) })
  return (await answer.json()) as Record<string, unknown>
}
const newDevice = async (profile = 'full'): Promise<{ token: string; id: number }> => {
  const body = { name: 'Kasa', all_events: true, limit_events: [], security_profile: profile }
  const device = await admin(`/api/v1/organizers/${sandbox.description.organizer}/devices/`, body)
  return { token: String(device['initialization_token']), id: Number(device['device_id']) }
}
const parts = (): ConnectParts => ({
  world,
  store: store.writable,
  software,
  platformAt: (_url, _organizer, token) => ({ ...platformOf(sandbox, store.writable, token) }),
})
const paste = (token: string, url = sandbox.url) =>
  connect(parts(), { handshake: JSON.stringify({ handshake_version: 1, url, token }), tillName: 'Kasa 1' })
const code = (result: Awaited<ReturnType<typeof paste>>) => (result.ok ? 'ok' : result.refusal.code)

describe('connecting a till', () => {
  it('makes the file a device: a till with a prefix of its own, its key in the key store, its channel proven', async () => {
    const device = await newDevice()
    const connected = await paste(device.token)
    expect(connected).toMatchObject({
      ok: true,
      value: { till: { name: 'Kasa 1', deviceId: device.id, securityProfile: 'full' } },
    })
    expect(activeTill(store.writable)?.codePrefix).toHaveLength(3)
    expect(connected.ok && (await storedToken(world, store.writable))).toBe(connected.ok && connected.value.token)
    expect(channelInUse(store.writable).proven).toBe(true)
  })

  it('goes on where it was cut off: the same text works again when the answer was lost or the power failed', async () => {
    const { token } = await newDevice()
    between = async (request, pass) => {
      const answer = await pass()
      return request.url.endsWith('/initialize') ? { kind: 'failure', reason: 'cut' } : answer
    }
    expect(code(await paste(token))).toBe('platform-unreachable')
    expect(activeTill(store.writable)).toBeUndefined()
    between = (_, pass) => pass()
    expect(code(await paste(token))).toBe('ok')
    expect(code(await paste(token))).toBe('ok')
    expect(store.writable.all(query<{ id: string }>('test.tills', 'SELECT id FROM till'), {})).toHaveLength(1)
  })

  it.each([
    ['a text that is none', 'handshake-unreadable', () => connect(parts(), { handshake: 'hello', tillName: 'K' })],
    ['an unknown token', 'token-unknown', () => paste('abcdefgh12345678')],
    ['an address where nothing listens', 'platform-unreachable', () => paste('abcdefgh12345678', 'http://127.0.0.1:9')],
    ['a profile that may only scan', 'profile-cannot-sell', async () => paste((await newDevice('pretixscan')).token)],
  ])('refuses %s with %s', async (_what, expected, attempt) => {
    expect(code(await attempt())).toBe(expected)
    expect(activeTill(store.writable)).toBeUndefined()
  })

  it.each<[string, string, HttpAnswer]>([
    ['a certificate nobody vouches for', 'certificate-untrusted', { kind: 'failure', reason: 'certificate' }],
    [
      'an address of something else',
      'address-wrong',
      { kind: 'answer', tookMs: 1, status: 404, headers: {}, body: '<h1>Not found</h1>' },
    ],
    [
      'another program at that address',
      'address-wrong',
      { kind: 'answer', tookMs: 1, status: 404, headers: {}, body: '{"error":"no route"}' },
    ],
    [
      'a page instead of an answer',
      'address-wrong',
      { kind: 'answer', tookMs: 1, status: 200, headers: {}, body: '<html>Welcome to the Wi-Fi</html>' },
    ],
    ['ten megabytes of garbage', 'address-wrong', { kind: 'failure', reason: 'too-large' }],
    [
      'an answer that breaks off',
      'address-wrong',
      { kind: 'answer', tookMs: 1, status: 200, headers: {}, body: '{"organizer": "pre' },
    ],
    ['JSON of another program', 'address-wrong', { kind: 'answer', tookMs: 1, status: 200, headers: {}, body: '{"hello": 1}' }],
    ['a platform in trouble', 'platform-fault', { kind: 'answer', tookMs: 1, status: 503, headers: {}, body: '' }],
  ])('refuses %s with %s', async (_what, expected, answer) => {
    between = async () => answer
    expect(code(await paste('abcdefgh12345678'))).toBe(expected)
  })

  it('says that a text was used by another till, and that a device was revoked', async () => {
    const { token, id } = await newDevice()
    const first = await paste(token)
    const other = openStore(world, join(folder, 'other.db'))
    if (!other.ok || !first.ok) throw new Error('both open')
    const elsewhere = { ...parts(), store: other.value.writable }
    const handshake = JSON.stringify({ handshake_version: 1, url: sandbox.url, token })
    expect(code(await connect(elsewhere, { handshake, tillName: 'Kasa 2' }))).toBe('token-used')
    other.value.close()
    await admin(`/sandbox/devices/${id}/revoke`, {})
    const { organizer } = sandbox.description
    const again = await connectWithToken(parts(), { url: sandbox.url, organizer, deviceToken: first.value.token, tillName: 'K' })
    expect(code(again)).toBe('device-revoked')
  })

  it('takes a new device in place of a revoked one and keeps the old till’s name and codes for its sales', async () => {
    const first = await paste((await newDevice()).token)
    const second = await paste((await newDevice()).token)
    if (!first.ok || !second.ok) throw new Error('both connect')
    expect(activeTill(store.writable)?.id).toBe(second.value.till.id)
    expect(first.value.till.codePrefix).not.toBe(second.value.till.codePrefix)
    const retired = query<{ id: string }>('test.retired', 'SELECT id FROM till WHERE retired_at IS NOT NULL')
    expect(store.writable.all(retired, {})).toEqual([{ id: first.value.till.id }])
  })

  it('keeps one file to one platform', async () => {
    expect(code(await paste((await newDevice()).token))).toBe('ok')
    expect(await paste('abcdefgh12345678', 'https://elsewhere.example')).toMatchObject({ refusal: { code: 'already-connected' } })
  })
})

describe('the sales channel', () => {
  it('falls back to web where the organizer has not made the wished one, and takes the wish once it is there', async () => {
    store.writable.transaction('wish', tx =>
      tx.run(command('test.wish', `INSERT INTO setting VALUES ('channel', 'api.unknown', 1)`), {}),
    )
    const connected = await paste((await newDevice()).token)
    expect(connected).toMatchObject({ ok: true, value: { channel: { wish: 'api.unknown', identifier: 'web', proven: true } } })
    if (!connected.ok) return
    store.writable.transaction('wish', tx =>
      tx.run(command('test.wish', `UPDATE setting SET value = 'web' WHERE key = 'channel'`), {}),
    )
    await retestChannel({ world, store: store.writable, platform: connected.value.platform })
    expect(channelInUse(store.writable)).toEqual({ wish: 'web', identifier: 'web', proven: true })
  })

  it('is refused in words when a person mistypes it', async () => {
    const connected = await paste((await newDevice()).token)
    if (!connected.ok) throw new Error('connects')
    const changed = await changeChannel({ world, store: store.writable, platform: connected.value.platform }, 'api.typo')
    expect(changed).toMatchObject({ ok: false, refusal: { code: 'channel-refused', parameters: { channel: 'api.typo' } } })
    expect(channelInUse(store.writable).identifier).not.toBe('api.typo')
  })
})

it('the platform is told once which version runs here', async () => {
  const connected = await paste((await newDevice()).token)
  if (!connected.ok) throw new Error('connects')
  const told: string[] = []
  between = (request, pass) => {
    told.push(request.url)
    return pass()
  }
  const platform = { ...platformOf(sandbox, store.writable, connected.value.token) }
  const counted = {
    ...platform,
    send: (...call: Parameters<typeof platform.send>) => (told.push(call[1]), platform.send(...call)),
  }
  await announceSoftware(parts(), counted)
  await announceSoftware(parts(), counted)
  expect(told.filter(path => path === '/device/update')).toHaveLength(1)
})
