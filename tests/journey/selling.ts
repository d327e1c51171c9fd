import type { Answer } from '#contract/methods'
import type { Chance } from '../seeded-chance.ts'
import type { Cashier } from './cashier.ts'
import { Struck } from './kasa-process.ts'
import type { KasaProcess } from './kasa-process.ts'
import type { RoughRoad, Weather } from './rough-road.ts'
import type { Stage } from './stage.ts'
import { readTillFile } from './till-file.ts'
import type { Striker } from './striker.ts'

/** What was handed over the counter: the till said «sold» to the cashier. */
export type HandedOver = {
  readonly sale: Answer<'sale.pay'>
  /** The tickets as printed; null when the till was struck before they came out. */
  readonly paper: string | null
  readonly whileCut: boolean
}

const rough: Weather = { delayed: 30, longestDelayMs: 1500, doubled: 25, answersLost: 8 }
const salesPerBlow = 10
const salesPerCut = 5
const shortestCutMs = 2000
const longestCutMs = 9000
const mostTriesPerSale = 12
const thinkingMs = 150

export type Selling = {
  readonly kasa: KasaProcess
  readonly road: RoughRoad
  readonly cashier: Cashier
  readonly striker: Striker
  readonly chance: Chance
}

/** Sells until so many sales were handed over, whatever the network and the power do. */
export const sellAll = async (wanted: number, parts: Selling): Promise<readonly HandedOver[]> => {
  const { kasa, road, cashier, striker, chance } = parts
  const sold: HandedOver[] = []
  let cutEndsAt = 0
  road.setWeather(rough)
  for (let tries = 0; sold.length < wanted && tries < wanted * mostTriesPerSale; tries += 1) {
    if (road.isCut() && performance.now() > cutEndsAt) {
      road.mend()
      await kasa.ask('sync.now', {}).catch(forgiven)
    }
    try {
      const sale = await cashier.sell()
      if (sale) {
        const whileCut = road.isCut()
        const paper = await kasa.ask('paper.tickets', { sale: sale.id }).catch(forgiven)
        sold.push({ sale, paper: paper?.base64 ?? null, whileCut })
        if (sold.length % salesPerBlow === 0) striker.aim()
        if (!road.isCut() && chance.below(salesPerCut) === 0) {
          road.cut()
          cutEndsAt = performance.now() + shortestCutMs + chance.below(longestCutMs - shortestCutMs)
        }
      }
    } catch (problem) {
      if (!(problem instanceof Struck)) throw problem
      await kasa.start()
    }
    await pause(chance.below(thinkingMs))
  }
  striker.rest()
  road.mend()
  if (!kasa.stands()) await kasa.start()
  return sold
}

/** Lets the till hold stock of its own, so that it can sell while the network is cut. */
export const askForStock = async (kasa: KasaProcess, stage: Stage): Promise<void> => {
  const { extra, series, seated } = stage
  const rows = [...new Map(stage.hotSeats.map(seat => [`${seat.sector}/${seat.row}`, seat])).values()]
  for (const row of rows.slice(0, heldRows))
    await kasa.ask('leases.seat-block', { event: seated, subevent: null, sector: row.sector, row: row.row, hold: true })
  await kasa.ask('leases.target', {
    event: series.event,
    subevent: series.subevent,
    item: series.item,
    variation: null,
    target: 6,
  })
  await kasa.ask('leases.target', { event: extra.event, subevent: null, item: extra.item, variation: null, target: 6 })
  for (const event of [seated, extra.event]) {
    const products = (await kasa.ask('stock.products', { event, subevent: null })) ?? []
    const open = products.filter(product => !product.unsellable && !product.seated && !product.category?.addon)
    for (const { item, variation } of open.slice(0, heldProducts))
      await kasa.ask('leases.target', { event, subevent: null, item, variation, target: 8 })
  }
}
const heldRows = 3
const heldProducts = 2

/** After closing time: everything goes up, everything unsold goes back. Says what did not come to rest. */
export const closeUp = async (kasa: KasaProcess, road: RoughRoad, data: string): Promise<readonly string[]> => {
  road.mend()
  road.setWeather({ delayed: 0, longestDelayMs: 0, doubled: 0, answersLost: 0 })
  await kasa.ask('sync.now', {})
  await kasa.ask('cart.empty', {})
  const sent = await eventually(async () => (await kasa.ask('status.get', {}))?.waiting === 0)
  const blocks = (await kasa.ask('leases.list', {}))?.seats ?? []
  for (const { event, subevent, sector, row } of blocks)
    await kasa.ask('leases.seat-block', { event, subevent, sector, row, hold: false })
  await kasa.ask('leases.give-back', {})
  const returned = await eventually(async () => Promise.resolve(readTillFile(data).liveLeases.length === 0))
  const status = await kasa.ask('status.get', {})
  return [
    ...(sent ? [] : [`${status?.waiting ?? 'unknown'} sales did not reach the platform`]),
    ...(status?.toSettle === 0 ? [] : [`${status?.toSettle ?? 'unknown'} sales are for a person to settle`]),
    ...(returned ? [] : ['stock was not given back']),
  ]
}

const restLimitMs = 180_000
const lookEveryMs = 250

/** Looks again and again, for a bounded time. */
export const eventually = async (holds: () => Promise<boolean>, limitMs = restLimitMs): Promise<boolean> => {
  for (const until = performance.now() + limitMs; performance.now() < until; await pause(lookEveryMs))
    if (await holds()) return true
  return false
}

const forgiven = (problem: unknown): null => {
  if (problem instanceof Struck) return null
  throw problem
}

const pause = (ms: number): Promise<void> => new Promise(done => setTimeout(done, ms))
