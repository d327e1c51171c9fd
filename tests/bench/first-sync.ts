import { alternating, median, timed } from './alternating.ts'
import { bareGet, inFlight } from './bare-requests.ts'
import { connectTo, openBenchTill, until, valueIn } from './bench-till.ts'
import type { Figure } from './figure.ts'
import { against } from './figure.ts'
import { bookOf } from './invented-orders.ts'
import { openStandIn } from './open-stand-in.ts'

const orders = 20_000
const pageSize = 50
/** As many pages as the download has under way. */
const pagesInFlight = 4
/** A small server's pace: a page in a fifth of the time that a pretix on two cores takes, so that the bench ends; ten thousand orders in 5 s. */
const pageMs = 100
const rounds = { paced: 1, unpaced: 3 }

/** From pressing «connect» to having every order, against fetching the pages. Once from a server with a pace, once from one that answers at once. */
export const firstSync = async (): Promise<readonly Figure[]> => [
  await syncFrom('first-sync', pageMs, rounds.paced),
  await syncFrom('first-sync-unpaced', 0, rounds.unpaced),
]

const syncFrom = async (name: string, workMs: number, times: number): Promise<Figure> => {
  const standIn = await openStandIn({ book: bookOf(orders, Date.now()), pageMs: workMs, postMs: 0 })
  const before = encodeURIComponent(new Date().toISOString())
  const pages = Array.from(
    { length: orders / pageSize },
    (_, page) => () => bareGet(`${standIn.api}/orders/?ordering=-datetime&created_before=${before}&page=${page + 1}`),
  )
  const pairs = await alternating(times, {
    floor: () => timed(() => inFlight(pagesInFlight, pages)),
    figure: () => syncOnce(standIn.url),
  })
  standIn.stop()
  return against(name, median(pairs.figure), median(pairs.floor))
}

const syncOnce = async (url: string): Promise<number> => {
  const till = await openBenchTill()
  const took = await timed(async () => {
    await connectTo(till, url)
    await until(async () => valueIn(await till.core.handlers['status.get']({})).sync.phase === 'live')
  })
  const { sync } = valueIn(await till.core.handlers['status.get']({}))
  if (sync.ordersDone !== orders) throw new Error(`${sync.ordersDone} orders came of ${orders}`)
  await till.close()
  return took
}
