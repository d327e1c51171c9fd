import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SaleSummary } from '#contract/cart'
import type { Answer, Input, Method } from '#contract/methods'
import type { Refusal, Result } from '#contract/refusal'
import type { Showing } from '#contract/showing'
import type { Product } from '#contract/stock'
import type { Wire } from '#contract/wire'
import { openCore } from '#main/core'
import type { LogEntry } from '#main/world'
import { directWire } from '../direct-wire.ts'
import { testWorld } from '../world-for-tests.ts'
import type { AwkwardWorld } from './world-file.ts'

const patienceMs = 180_000
const lookEveryMs = 100

/** What goes into a cart: units of one product, with the add-ons that each of them takes. */
export type Wish = { readonly product: Product; readonly quantity?: number; readonly extras?: readonly Product[] }

/** A till of Kasa at the awkward organizer, spoken to through the wire as a screen would. */
export type AwkwardTill = {
  readonly call: <M extends Method>(method: M, input: Input<M>) => Promise<Result<Answer<M>>>
  /** The same where a no would be a mistake. */
  readonly ask: <M extends Method>(method: M, input: Input<M>) => Promise<Answer<M>>
  readonly products: (showing: Showing) => Promise<readonly Product[]>
  /** Puts everything into an empty cart and pays it in cash; the refusal of the first thing that was refused. */
  readonly sell: (showing: Showing, wishes: readonly Wish[]) => Promise<Result<SaleSummary>>
  readonly pay: () => Promise<Result<SaleSummary>>
  readonly until: (what: string, claim: () => Promise<boolean>) => Promise<void>
  /** Everything the till logged as a fault or a warning. */
  readonly log: readonly LogEntry[]
  readonly close: () => Promise<void>
}

/** Opens a till in a fresh folder, connects it, and waits until the catalogue and all orders are in. */
export const openAwkwardTill = async (awkward: AwkwardWorld): Promise<AwkwardTill> => {
  const folder = mkdtempSync(join(tmpdir(), 'kasa-awkward-'))
  const log: LogEntry[] = []
  const world = testWorld(
    { log: entry => void (entry.level === 'info' || entry.level === 'debug' ? null : log.push(entry)) },
    Date.now(),
  )
  const opened = await openCore(world, join(folder, 'till.sqlite'), { totals: null, sandboxAt: null })
  if (!opened.ok) throw new Error(`the file does not open: ${opened.refusal.code}`)
  const core = opened.value
  const wire: Wire = directWire(core, world.log)
  const call: AwkwardTill['call'] = (method, input) => wire.call(method, input)
  const ask: AwkwardTill['ask'] = async (method, input) => {
    const answer = await call(method, input)
    if (!answer.ok) throw new Error(`${method} was refused: ${JSON.stringify(answer.refusal)}`)
    return answer.value
  }
  const until = async (what: string, claim: () => Promise<boolean>): Promise<void> => {
    const deadline = Date.now() + patienceMs
    while (!(await claim())) {
      if (Date.now() > deadline) throw new Error(`waited in vain for ${what}`)
      await new Promise(done => setTimeout(done, lookEveryMs))
    }
  }
  const connected = await core.connect({ ...awkward, till: 'Kasa 🎪 <1>', cashier: 'Zażółć & Söhne' })
  if (!connected.ok) throw new Error(`not connected: ${connected.refusal.code}`)
  await until('the first copy', async () => (await ask('status.get', {})).sync.phase === 'live')
  return {
    call,
    ask,
    products: showing => ask('stock.products', showing),
    sell: (showing, wishes) => sell({ call, ask }, showing, wishes),
    pay: () => pay({ call, ask }),
    until,
    log,
    close: async () => {
      await core.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

type Asking = Pick<AwkwardTill, 'call' | 'ask'>

const sell = async (till: Asking, showing: Showing, wishes: readonly Wish[]): Promise<Result<SaleSummary>> => {
  await till.ask('cart.empty', {})
  for (const wish of wishes) {
    const problem = await putIn(till, showing, wish)
    if (problem) return { ok: false, refusal: problem }
  }
  return pay(till)
}

const putIn = async (
  { call }: Asking,
  showing: Showing,
  { product, quantity = 1, extras = [] }: Wish,
): Promise<Refusal | null> => {
  const { item, variation } = product
  const before = await call('cart.get', {})
  const known = new Set(before.ok ? before.value.lines.map(line => line.id) : [])
  const added = await call('cart.add', { ...showing, item, variation, quantity, parent: null })
  if (!added.ok) return added.refusal
  for (const { id } of added.value.lines.filter(line => !known.has(line.id)))
    for (const extra of extras) {
      const with_ = await call('cart.add', { ...showing, item: extra.item, variation: extra.variation, quantity: 1, parent: id })
      if (!with_.ok) return with_.refusal
    }
  return null
}

const pay = async ({ call, ask }: Asking): Promise<Result<SaleSummary>> => {
  const { version, totalMinor } = await ask('cart.get', {})
  const payments = totalMinor === 0 ? [] : [{ method: 'cash' as const, amountMinor: totalMinor, tenderedMinor: totalMinor }]
  return call('sale.pay', { version, payments })
}
