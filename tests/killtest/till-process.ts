// One life of a till: opens the file, sells as fast as it can, and dies when its blow falls. Told by one JSON argument.
import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Answer, Input, Method } from '#contract/methods'
import { realWorld } from '#host/real-world'
import { openCore } from '#main/core'
import { directWire } from '../direct-wire.ts'
import { blowShape, createKiller } from './killer.ts'
import { doomedWorld } from './doomed-world.ts'
import { chanceFrom } from '../seeded-chance.ts'

const task = z
  .object({
    folder: z.string(),
    connect: z.object({ url: z.string(), organizer: z.string(), deviceToken: z.string() }).nullable(),
    seed: z.number(),
    blow: blowShape.nullable(),
    /** Nobody is at the other end: only what is in stock can be sold. */
    gone: z.boolean().default(false),
    /** Sell nothing, only let everything reach the platform. */
    drainOnly: z.boolean(),
    events: z.array(z.string()),
  })
  .parse(JSON.parse(process.argv[2] ?? ''))

const killer = createKiller()
const chance = chanceFrom(task.seed)
const real = realWorld({
  secretsFile: join(task.folder, 'secrets.json'),
  log: entry => (entry.level === 'fault' ? process.stdout.write(`fault ${JSON.stringify(entry)}\n`) : undefined),
})
const world = doomedWorld(real, killer, task.blow)

const opened = await openCore(world, join(task.folder, 'till.sqlite'), {
  totals: null,
  sandboxAt: null,
  witnesses: [join(task.folder, 'witnesses')],
})
if (!opened.ok) throw new Error(`the file does not open: ${JSON.stringify(opened.refusal)}`)
const core = opened.value
const wire = directWire(core, world.log)
if (!core.connected() && task.connect) {
  const connected = await core.connect({ ...task.connect, till: 'Kasa K', cashier: 'Kasjer K' })
  if (!connected.ok) throw new Error(`not connected: ${JSON.stringify(connected.refusal)}`)
}

const ask = async <M extends Method>(method: M, input: Input<M>): Promise<Answer<M> | null> => {
  const answer = await wire.call(method, input)
  return answer.ok ? answer.value : null
}
const pause = (ms: number): Promise<void> => new Promise(done => setTimeout(done, ms))

/** What the customer carries away: written only after the till has said «sold», and on the disk before the next sale. */
const handOver = (code: string, totalMinor: number): void => {
  const paper = openSync(join(task.folder, 'paper.log'), 'a')
  writeSync(paper, `${JSON.stringify({ code, totalMinor })}\n`)
  fsyncSync(paper)
  closeSync(paper)
}

const addSeats = async (event: string): Promise<void> => {
  const hall = await ask('stock.hall', { event, subevent: null })
  const takeable = (place: { free: number; pool: number }): boolean => place.pool > 0 || (!task.gone && place.free > 0)
  const open = hall?.sectors.filter(takeable) ?? []
  const sector = open[chance.below(Math.max(1, open.length))]
  const rows = sector?.rows.filter(takeable) ?? []
  const row = rows[chance.below(Math.max(1, rows.length))]
  if (!sector || !row) return
  const strip = await ask('stock.row', { event, subevent: null, sector: sector.name, row: row.name })
  const guids = (strip?.seats ?? [])
    .filter(seat => seat.state === 'pool' || (!task.gone && seat.state === 'free'))
    .slice(0, 1 + chance.below(3))
    .map(seat => seat.guid)
  if (guids.length > 0) await ask('cart.seats', { event, subevent: null, guids, variation: null })
}

const addUnits = async (event: string): Promise<void> => {
  const products =
    (await ask('stock.products', { event, subevent: null }))?.filter(product => !product.unsellable && !product.seated) ?? []
  const alone = products.filter(candidate => !candidate.category?.addon && (!task.gone || candidate.stock.pool > 0))
  const product = alone[chance.below(Math.max(1, alone.length))]
  if (!product) return
  const cart = await ask('cart.add', {
    event,
    subevent: null,
    item: product.item,
    variation: product.variation,
    quantity: 1 + chance.below(3),
    parent: null,
  })
  const extra = products.find(candidate => product.addons.some(addon => addon.category === candidate.category?.id))
  const parent = cart?.lines.find(line => line.parent === null && line.item === product.item)
  if (extra && parent && chance.below(2) === 0)
    await ask('cart.add', { event, subevent: null, item: extra.item, variation: extra.variation, quantity: 1, parent: parent.id })
}

const sellOnce = async (): Promise<void> => {
  const before = await ask('cart.get', {})
  if (before && before.lines.length > 0 && chance.below(3) === 0) await ask('cart.empty', {})
  const event = before?.lines.length && before.showing ? before.showing.event : task.events[chance.below(task.events.length)]
  if (!event) return
  await (chance.below(2) === 0 ? addSeats(event) : addUnits(event))
  const cart = await ask('cart.get', {})
  if (!cart || cart.lines.length === 0) return
  const cash = Math.floor(cart.totalMinor / (1 + chance.below(2)))
  const card = cart.totalMinor - cash
  const payments = [
    ...(cash > 0 ? [{ method: 'cash' as const, amountMinor: cash, tenderedMinor: cash }] : []),
    ...(card > 0 ? [{ method: 'card' as const, amountMinor: card, reference: `K${chance.below(1_000_000)}` }] : []),
  ]
  const sale = await ask('sale.pay', { version: cart.version, payments })
  if (!sale) return
  handOver(sale.code, sale.totalMinor)
  process.stdout.write('sold\n')
}

/** What a cashier lays in before the doors open: some units of the first product and a row of the first hall, so that the till can sell without a platform. */
const layIn = async (): Promise<void> => {
  const wished = { products: 0, rows: 0 }
  for (const event of task.events) {
    const products = (await ask('stock.products', { event, subevent: null })) ?? []
    const product = products.find(({ unsellable, seated, category }) => !unsellable && !seated && !category?.addon)
    if (product && wished.products === 0) {
      const { item, variation } = product
      if (await ask('leases.target', { event, subevent: null, item, variation, target: 20 + chance.below(20) }))
        wished.products += 1
    }
    const sector = (await ask('stock.hall', { event, subevent: null }))?.sectors.find(each => each.free > 0)
    const row = sector?.rows.find(each => each.free > 0)
    if (sector && row && wished.rows === 0) {
      const block = { event, subevent: null, sector: sector.name, row: row.name, hold: true }
      if (await ask('leases.seat-block', block)) wished.rows += 1
    }
  }
}

const catalogueIsIn = async (): Promise<boolean> => ((await ask('showings.list', {}))?.length ?? 0) > 0
for (let waited = 0; waited < 300 && !(await catalogueIsIn()); waited += 1) await pause(100)

if (task.drainOnly) {
  await ask('sync.now', {})
  await ask('cart.empty', {})
  for (let waited = 0; waited < 1200 && (await ask('status.get', {}))?.waiting !== 0; waited += 1) await pause(100)
  await ask('leases.give-back', {})
  for (
    let waited = 0;
    waited < 100 && ((await ask('leases.list', {}))?.products ?? []).some(holding => holding.held > 0);
    waited += 1
  )
    await pause(100)
  await pause(1500)
  await core.close()
  process.stdout.write('drained\n')
  process.exit(0)
}

if (task.blow?.where === 'anywhere') setTimeout(() => killer.now('at a moment like any other'), task.blow.afterMs)
const watched = task.events[chance.below(task.events.length)]
if (watched) await ask('showings.watch', { event: watched, subevent: null })
// a blow that finds no occasion must not last for ever
setTimeout(() => killer.now('after finding no occasion'), 6_000)
await layIn()
// a till whose stock has never come in could sell nothing without a platform
const isStocked = async (): Promise<boolean> => {
  const holdings = await ask('leases.list', {})
  return [...(holdings?.products ?? []), ...(holdings?.seats ?? [])].some(({ held }) => held > 0)
}
for (let waited = 0; waited < 20 && !task.gone && !(await isStocked()); waited += 1) await pause(100)
for (;;) {
  await sellOnce()
  // now and then the cashier gives everything back and lays in again: returns and leases cross
  if (!task.gone && chance.below(25) === 0) {
    await ask('leases.give-back', {})
    await layIn()
  }
  await pause(chance.below(30))
}
