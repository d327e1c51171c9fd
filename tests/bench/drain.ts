import { alternating, median, timed } from './alternating.ts'
import { barePost, inFlight } from './bare-requests.ts'
import { connectTo, openBenchTill, until, valueIn } from './bench-till.ts'
import type { Figure } from './figure.ts'
import { against } from './figure.ts'
import { event } from './invented-catalogue.ts'
import { bookOf } from './invented-orders.ts'
import { openStandIn } from './open-stand-in.ts'
import { putWaitingSales, saleRows } from './waiting-sales.ts'

const sales = 500
/** As many as the outbox has under way. */
const uploadsInFlight = 2
/** A fifth of the time that a pretix on two cores takes for an order. */
const postMs = 40
const rounds = { paced: 2, unpaced: 3 }

/** 500 sales made without a network, from its return to the last answer, against posting the same bytes. From a server with a pace, and from one that answers at once. */
export const drain = async (): Promise<readonly Figure[]> => [
  await drainTo('drain', postMs, rounds.paced),
  await drainTo('drain-unpaced', 0, rounds.unpaced),
]

const drainTo = async (name: string, workMs: number, times: number): Promise<Figure> => {
  const standIn = await openStandIn({ book: bookOf(0, Date.now()), pageMs: 0, postMs: workMs })
  const bodies = saleRows(sales).map(({ body }) => body)
  const posts = bodies.map(body => () => barePost(`${standIn.api}/events/${event}/orders/`, body))
  const pairs = await alternating(times, {
    floor: () => timed(() => inFlight(uploadsInFlight, posts)),
    figure: () => drainOnce(standIn.url),
  })
  standIn.stop()
  return against(name, median(pairs.figure), median(pairs.floor))
}

/** A till that is connected and knows its catalogue; then the sales are there, and somebody says that the network is back. */
const drainOnce = async (url: string): Promise<number> => {
  const till = await openBenchTill()
  await connectTo(till, url)
  const status = async () => valueIn(await till.core.handlers['status.get']({}))
  await until(async () => (await status()).sync.phase === 'live')
  putWaitingSales(till.file, saleRows(sales))
  if ((await status()).waiting !== sales) throw new Error('the sales are not waiting')
  const took = await timed(async () => {
    await till.core.handlers['sync.now']({})
    await until(async () => (await status()).waiting === 0)
  })
  const { toSettle } = await status()
  if (toSettle > 0) throw new Error(`${toSettle} sales were refused`)
  await till.close()
  return took
}
