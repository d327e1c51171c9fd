import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { Cart, SaleSummary } from '#contract/cart'
import type { Answer, Input, Method } from '#contract/methods'
import type { Refusal } from '#contract/refusal'
import type { Status } from '#contract/status'
import type { Wire } from '#contract/wire'
import { realNetwork } from '#host/real-network'
import type { Core } from '#main/core'
import { openCore } from '#main/core'
import type { HttpAnswer, HttpRequest, LogEntry, World } from '#main/world'
import type { Sandbox } from '#sandbox/server'
import { startSandbox } from '#sandbox/server'
import { directWire } from '../direct-wire.ts'
import { testWorld } from '../world-for-tests.ts'

/** What may go wrong around a till, changed while it runs. */
export type Surroundings = {
  /** The wall clock is off by so much; the other one is not, as after sleep or when somebody sets the time. */
  wallShiftMs: number
  /** Stands between the till and the network. */
  between: (request: HttpRequest, pass: () => Promise<HttpAnswer>) => Promise<HttpAnswer>
  readonly log: LogEntry[]
}

export const calm = (): Surroundings => ({ wallShiftMs: 0, between: (_, pass) => pass(), log: [] })

/** A world of its own, with its own chance and secrets, that does as its surroundings say. */
export const worldIn = (surroundings: Surroundings): World => {
  const base = testWorld({ random: { bytes: length => new Uint8Array(randomBytes(length)) } })
  return {
    ...base,
    clock: { ...base.clock, now: () => Date.now() + surroundings.wallShiftMs },
    network: { request: request => surroundings.between(request, () => realNetwork.request(request)) },
    log: entry => void (entry.level === 'debug' ? undefined : surroundings.log.push(entry)),
  }
}

/** A real till on a real file, asked as a screen asks it. */
export type Till = {
  readonly core: Core
  readonly wire: Wire
  /** The answer; a refusal fails the test. */
  readonly ask: <M extends Method>(method: M, input: Input<M>) => Promise<Answer<M>>
  /** The refusal; an answer fails the test. */
  readonly refusal: <M extends Method>(method: M, input: Input<M>) => Promise<Refusal>
  readonly status: () => Promise<Status>
  readonly close: () => Promise<void>
}

export const openTill = async (world: World, file: string, witnesses: readonly string[] = []): Promise<Till> => {
  const opened = await openCore(world, file, { totals: null, sandboxAt: null, witnesses })
  if (!opened.ok) throw new Error(`the file does not open: ${opened.refusal.code}`)
  const core = opened.value
  const wire = directWire(core, world.log)
  const ask: Till['ask'] = async (method, input) => {
    const answer = await wire.call(method, input)
    if (!answer.ok) throw new Error(`${method}: ${JSON.stringify(answer.refusal)}`)
    return answer.value
  }
  return {
    core,
    wire,
    ask,
    refusal: async (method, input) => {
      const answer = await wire.call(method, input)
      if (answer.ok) throw new Error(`${method} was not refused`)
      return answer.refusal
    },
    status: () => ask('status.get', {}),
    close: core.close,
  }
}

/** A folder of the test's own; `remove` it at the end. */
export const freshFolder = (): { readonly folder: string; readonly file: string; readonly remove: () => void } => {
  const folder = mkdtempSync(join(tmpdir(), 'kasa-trouble-'))
  return {
    folder,
    file: join(folder, 'till.sqlite'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

export const openSandbox = (stateDir?: string, port = 0): Promise<Sandbox> =>
  startSandbox({ world: testWorld(), seed: 1, port, ...(stateDir === undefined ? {} : { stateDir }) })

/** Asks the sandbox as the organizer. */
export const organizerAsks = async (
  { url, description }: Pick<Sandbox, 'url' | 'description'>,
  method: string,
  path: string,
  body?: unknown,
): Promise<Record<string, unknown>> => {
  const answer = await fetch(`${url}${path.replace('~', `/api/v1/organizers/${description.organizer}`)}`, {
    method,
    headers: { authorization: `Token ${description.adminToken}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  return (await answer.json()) as Record<string, unknown>
}

/** The text under the QR code of a new device, and the device's number. */
export const newDevice = async (sandbox: Sandbox, profile = 'full'): Promise<{ handshake: string; id: number }> => {
  const { id, handshake } = await organizerAsks(sandbox, 'POST', '/sandbox/devices', { name: 'Kasa', profile })
  return { handshake: JSON.stringify(handshake), id: Number(id) }
}

export const names = { till: 'Kasa 1', cashier: 'Anna' }

/** Connected, and general admission of `event` in: it may sell. */
export const readyToSell = async (till: Till, sandbox: Sandbox): Promise<void> => {
  const { handshake } = await newDevice(sandbox)
  await till.ask('platform.connect', { handshake, ...names })
  await until(async () => (await till.ask('showings.list', {})).some(showing => showing.event === 'mpe'))
  await until(async () => (await till.ask('stock.products', mpe)).some(product => product.stock.free !== null))
}

export const mpe = { event: 'mpe', subevent: null }

/** The cheapest thing that needs neither seat nor choice. */
export const plainProduct = async (till: Till) => {
  const products = await till.ask('stock.products', mpe)
  const product = products.find(each => !each.unsellable && !each.seated && !each.category?.addon && each.addons.length === 0)
  if (!product) throw new Error('the programme has a plain ticket')
  return { ...mpe, item: product.item, variation: product.variation }
}

export const addOne = async (till: Till): Promise<Cart> =>
  till.ask('cart.add', { ...(await plainProduct(till)), quantity: 1, parent: null })

export const cashFor = (cart: Cart): Input<'sale.pay'> => ({
  version: cart.version,
  payments: [{ method: 'cash', amountMinor: cart.totalMinor, tenderedMinor: cart.totalMinor }],
})

/** One ticket, paid in cash. */
export const sellOne = async (till: Till): Promise<SaleSummary> => till.ask('sale.pay', cashFor(await addOne(till)))

/** Keeps so many units in stock and waits until they are there. */
export const holdInStock = async (till: Till, target: number): Promise<void> => {
  const product = await plainProduct(till)
  await till.ask('leases.target', { ...product, target })
  await until(async () => {
    const { products } = await till.ask('leases.list', {})
    return products.some(each => each.item === product.item && each.held >= target)
  })
}

/** How many orders of a code stand at the platform. */
export const ordersAt = async (sandbox: Sandbox, code: string): Promise<number> =>
  Number((await organizerAsks(sandbox, 'GET', `~/orders/?code=${code}`))['count'])

/** Waits until something is so; a test that waits for ever fails by its time limit. */
export const until = async (claim: () => boolean | Promise<boolean>): Promise<void> => {
  while (!(await claim())) await new Promise(resolve => setTimeout(resolve, 25))
}

export const isOnline = (till: Till) => async (): Promise<boolean> => (await till.status()).connection.state === 'online'
export const allSent = (till: Till) => async (): Promise<boolean> => (await till.status()).waiting === 0

/** The reason that the frame shows for not being online. */
export const reasonShown = async (till: Till): Promise<Refusal | null> => {
  const { connection } = await till.status()
  return connection.state === 'offline' || connection.state === 'barred' ? connection.reason : null
}

/** Everything the file must still hold, as one thing to compare. */
export const keptIn = async (till: Till): Promise<readonly string[]> =>
  (await till.ask('sale.recent', { most: 50 })).map(sale => sale.code).toSorted()

export const expectSame = (kept: readonly string[], sold: readonly SaleSummary[]): void =>
  expect(kept).toEqual(sold.map(sale => sale.code).toSorted())
