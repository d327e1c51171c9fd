import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { endOf, firstLine, host } from './processes.ts'

/** An order as the platform shows it, as far as the tests look at it. */
export type Order = {
  readonly code: string
  readonly event: string
  readonly status: 'n' | 'p' | 'e' | 'c'
  readonly testmode: boolean
  readonly total: string
  readonly sales_channel: string
  readonly datetime: string
  readonly api_meta: { readonly sale?: string; readonly sold_at?: string }
  readonly positions: readonly {
    readonly id: number
    readonly item: number
    readonly variation: number | null
    readonly subevent: number | null
    readonly price: string
    readonly secret: string
    readonly addon_to: number | null
    readonly canceled: boolean
    readonly seat: { readonly seat_guid: string } | null
  }[]
  readonly payments: readonly {
    readonly provider: string
    readonly state: string
    readonly amount: string
    readonly details: { readonly payment_type?: string | null; readonly payment_data?: unknown }
  }[]
  readonly refunds: readonly { readonly state: string; readonly amount: string }[]
}

/** What a device is joined by: the text behind its QR code. */
export type Device = { readonly id: number; readonly handshake: object }

/** A platform as its organizer and its neighbours reach it, beside the till. Paths are below the organizer. */
export type TestPlatform = {
  readonly url: string
  readonly organizer: string
  readonly setTemper: (temper: object) => Promise<void>
  readonly get: <Body>(path: string) => Promise<Body>
  /** Fails the test with what the platform said when it does not take it. */
  readonly send: <Body>(method: string, path: string, body?: unknown) => Promise<Body>
  readonly all: <Row>(path: string) => Promise<readonly Row[]>
  readonly addDevice: (profile?: string) => Promise<Device>
  readonly revoke: (device: number) => Promise<void>
  /** Orders that came from a till of this program, whichever. */
  readonly ordersOfTills: (event: string) => Promise<readonly Order[]>
}

export type Sandbox = TestPlatform & { readonly adminToken: string; readonly stop: () => Promise<void> }

/** Starts the promoter's programme on a sandbox of the tests' own. */
export const startPlatform = async (): Promise<Sandbox> => {
  const child = spawn(process.execPath, [host('sandbox.ts'), '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] })
  const world = JSON.parse(await firstLine(child, /^\{/)) as { url: string; organizer: string; adminToken: string }
  const stop = async (): Promise<void> => {
    child.kill()
    await endOf(child)
  }
  return { ...platformAt(world.url, world.organizer, world.adminToken), adminToken: world.adminToken, stop }
}

/** The way to a sandbox that runs already. */
export const platformAt = (url: string, organizer: string, adminToken: string): TestPlatform => {
  const headers = { Authorization: `Token ${adminToken}`, 'Content-Type': 'application/json' }
  const ask = async (method: string, address: string, body?: unknown): Promise<unknown> => {
    const answer = await fetch(url + address, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${method} ${address}: ${answer.status} ${text.slice(0, 500)}`)
    return text === '' ? null : JSON.parse(text)
  }
  const below = `/api/v1/organizers/${organizer}`
  const send = async <Body>(method: string, path: string, body?: unknown): Promise<Body> =>
    (await ask(method, `${below}${path}`, body)) as Body
  const all = async <Row>(path: string): Promise<readonly Row[]> => {
    const rows: Row[] = []
    for (let page = 1; ; page += 1) {
      const found = await send<{ results: Row[]; next: string | null }>(
        'GET',
        `${path}${path.includes('?') ? '&' : '?'}page=${page}`,
      )
      rows.push(...found.results)
      if (!found.next) return rows
    }
  }
  return {
    url,
    organizer,
    send,
    all,
    get: path => send('GET', path),
    setTemper: async temper => void (await ask('PUT', '/sandbox/temper', temper)),
    addDevice: async (profile = 'full') => (await ask('POST', '/sandbox/devices', { name: 'Kasa', profile })) as Device,
    revoke: async device => void (await ask('POST', `/sandbox/devices/${device}/revoke`)),
    ordersOfTills: async event =>
      (await all<Order>(`/events/${event}/orders/?ordering=-datetime&sales_channel=api.kasa`)).filter(
        order => order.api_meta.sale !== undefined,
      ),
  }
}

/** Writes what `--platform` takes into a file; `over` replaces parts of it. Gives the path and how to be rid of it. */
export const platformFile = (
  platform: TestPlatform,
  handshake: object | string,
): { readonly path: string; readonly remove: () => void } => {
  const folder = mkdtempSync(join(tmpdir(), 'kasa-e2e-platform-'))
  const path = join(folder, 'platform.json')
  writeFileSync(path, JSON.stringify({ url: platform.url, organizer: platform.organizer, handshake }))
  return { path, remove: () => rmSync(folder, { recursive: true, force: true }) }
}
