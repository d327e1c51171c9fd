import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { openHttpDoor } from '#host/http'
import { realWorld } from '#host/real-world'
import { enterByAddress } from '../http-wire.ts'
import { lawOfTheWire } from './law.ts'
import { scriptedInterior } from './scripted-interior.ts'

const folder = mkdtempSync(join(tmpdir(), 'kasa-wire-'))
writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Kasa</title>')
afterAll(() => rmSync(folder, { recursive: true }))

const openDoor = async (secret?: string, port = 0) => {
  const interior = scriptedInterior()
  const world = realWorld({ secretsFile: join(folder, 'secrets.json'), log: () => {} })
  const door = await openHttpDoor(world, interior, { port, screens: folder, secret })
  if (!door.ok) throw new Error(door.refusal.code)
  return { ...interior, world, door: door.value, origin: `http://127.0.0.1:${door.value.port}` }
}

lawOfTheWire('over HTTP', async () => {
  const { door, feed, heard } = await openDoor()
  const wire = await enterByAddress(door.url)
  return {
    wire,
    feed,
    heard,
    ready: () => wire.listening,
    close: async () => {
      wire.close()
      await door.close()
    },
  }
})

/** Node's fetch sets Host and Origin by itself; a stranger would not ask so politely. */
const knock = (
  port: number,
  options: { method?: string; path: string; headers?: Record<string, string>; body?: string },
): Promise<{ status: number; headers: Record<string, unknown>; body: string }> =>
  new Promise((resolve, reject) => {
    const asked = request(
      {
        agent: false,
        host: '127.0.0.1',
        port,
        method: options.method ?? 'GET',
        path: options.path,
        headers: options.headers ?? {},
      },
      answer => {
        let body = ''
        answer.on('data', piece => (body += String(piece)))
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body }))
      },
    )
    asked.on('error', reject)
    asked.end(options.body)
  })

describe('the HTTP door', () => {
  test('the key in the printed address is good once, and its cookie is named after the port', async () => {
    const { door } = await openDoor()
    const path = new URL(door.url).pathname + new URL(door.url).search
    const first = await knock(door.port, { path })
    const second = await knock(door.port, { path })
    expect(first.status).toBe(303)
    expect(String(first.headers['set-cookie'])).toMatch(
      new RegExp(`^kasa-${door.port}=[^;]+; HttpOnly; SameSite=Strict; Path=/$`),
    )
    expect(second.status).toBe(403)
    await door.close()
  })
  test('a browser it does not know is told so in words, on a page that loads nothing', async () => {
    const { door } = await openDoor()
    const address = new URL(door.url)
    await knock(door.port, { path: address.pathname + address.search })
    for (const path of ['/', address.pathname + address.search]) {
      const answer = await knock(door.port, { path })
      expect(answer.status).toBe(403)
      expect(answer.headers['content-type']).toBe('text/html; charset=utf-8')
      expect(answer.headers['content-security-policy']).toMatch(/^default-src 'none'/)
      expect(answer.body).toContain('Ten adres został już użyty')
      expect(answer.body).toContain('This address was already used')
      expect(answer.body).not.toMatch(/<script|<style|style=|src=|<link/)
    }
    const feed = await knock(door.port, { path: '/feed' })
    expect(JSON.parse(feed.body)).toMatchObject({ ok: false, refusal: { code: 'not-allowed-here' } })
    await door.close()
  })
  test('without the cookie nothing is answered: no page, no call, no feed', async () => {
    const { door, heard } = await openDoor()
    for (const path of ['/', '/feed', '/assets/app.js']) expect((await knock(door.port, { path })).status).toBe(403)
    const call = await knock(door.port, {
      method: 'POST',
      path: '/call/showings.list',
      headers: { 'content-type': 'application/json' },
      body: '{"input":{}}',
    })
    expect(call.status).toBe(403)
    expect(heard).toEqual([])
    await door.close()
  })
  test('a page of another origin is refused although the browser sends our cookie', async () => {
    const { door, heard } = await openDoor()
    const { cookie, close } = await enterByAddress(door.url)
    const headers = { cookie, 'content-type': 'application/json', host: `127.0.0.1:${door.port}` }
    const call = (more: Record<string, string>) =>
      knock(door.port, { method: 'POST', path: '/call/showings.list', headers: { ...headers, ...more }, body: '{"input":{}}' })
    expect((await call({ origin: 'https://evil.example' })).status).toBe(403)
    expect((await call({ host: 'evil.example' })).status).toBe(403)
    expect((await call({ host: `127.0.0.1.evil.example:${door.port}` })).status).toBe(403)
    expect((await call({ origin: 'null' })).status).toBe(403)
    expect(heard).toEqual([])
    expect((await call({ origin: `http://127.0.0.1:${door.port}` })).status).toBe(200)
    close()
    await door.close()
  })
  test('every answer carries the strict policy', async () => {
    const { door } = await openDoor()
    const { cookie, close } = await enterByAddress(door.url)
    const page = await knock(door.port, { path: '/', headers: { cookie } })
    expect(page.status).toBe(200)
    expect(page.headers['content-security-policy']).toContain("default-src 'none'")
    expect(page.headers['content-security-policy']).not.toContain('unsafe')
    expect(page.headers['x-content-type-options']).toBe('nosniff')
    close()
    await door.close()
  })
  test('files outside the screens stay outside', async () => {
    const { door } = await openDoor()
    const { cookie, close } = await enterByAddress(door.url)
    for (const path of ['/../secrets.json', '/%2e%2e/secrets.json', '/..%2fsecrets.json', '/%', '/nothing.js'])
      expect((await knock(door.port, { path, headers: { cookie } })).status).toBe(404)
    close()
    await door.close()
  })
  test('a body that is too long, not JSON or not said to be JSON is refused in words', async () => {
    const { door, heard } = await openDoor()
    const { cookie, close } = await enterByAddress(door.url)
    const call = (body: string, type = 'application/json') =>
      knock(door.port, { method: 'POST', path: '/call/settings.set', headers: { cookie, 'content-type': type }, body })
    for (const answer of [
      await call('x'.repeat(70_000)),
      await call('{"input":'),
      await call('{"input":{}}', 'text/plain'),
      await call('[]'),
    ])
      expect(JSON.parse(answer.body)).toMatchObject({ ok: false, refusal: { code: 'input-malformed' } })
    expect(heard).toEqual([])
    close()
    await door.close()
  })
  test('a flood of calls is slowed with a word on when to try again', async () => {
    const { door } = await openDoor()
    const wire = await enterByAddress(door.url)
    const answers = await Promise.all(Array.from({ length: 900 }, () => wire.call('showings.list', {})))
    const refused = answers.filter(answer => !answer.ok)
    expect(refused.length).toBeGreaterThan(0)
    expect(refused[0]).toMatchObject({ refusal: { code: 'too-many-requests', retry: { afterMs: 1000 } } })
    wire.close()
    await door.close()
  })
  test('an address that is none, and a question cut off in the middle, end nothing but themselves', async () => {
    const { door, heard } = await openDoor()
    const { cookie, close, call } = await enterByAddress(door.url)
    for (const path of ['//', '/\\', '//evil.example/', '/%00', '/?key=%'])
      expect((await knock(door.port, { path })).status).toBeGreaterThanOrEqual(400)
    await new Promise<void>(cut => {
      const headers = { cookie, 'content-type': 'application/json', 'content-length': '5000' }
      const asked = request({ host: '127.0.0.1', port: door.port, method: 'POST', path: '/call/showings.list', headers })
      asked.on('error', () => cut())
      asked.write('{"input":')
      setTimeout(() => asked.destroy(new Error('the window was closed')), 50)
    })
    expect(heard).toEqual([])
    expect(await call('showings.list', {})).toEqual({ ok: true, value: [] })
    close()
    await door.close()
  })
  test('a window that was let in is known again when the core was started anew on its port', async () => {
    const first = await openDoor('kept by the launcher')
    const { cookie, close } = await enterByAddress(first.door.url)
    close()
    await first.door.close()
    const again = await openDoor('kept by the launcher', first.door.port)
    expect((await knock(again.door.port, { path: '/', headers: { cookie } })).status).toBe(200)
    await again.door.close()
    const stranger = await openDoor(undefined, first.door.port)
    expect((await knock(stranger.door.port, { path: '/', headers: { cookie } })).status).toBe(403)
    await stranger.door.close()
  })
  test('a taken port is refused with its number', async () => {
    const { door, world, handlers, feed } = await openDoor()
    expect(await openHttpDoor(world, { handlers, feed }, { port: door.port, screens: folder })).toEqual({
      ok: false,
      refusal: { code: 'port-used', parameters: { port: door.port } },
    })
    await door.close()
  })
})
