import { BuyerStock } from './buyer-stock.ts'
import { chooseUnits } from './buyer-taste.ts'
import type { Platform } from './platform.ts'
import type { SeededRandom } from './seeded-random.ts'
import { enterWebOrder } from './web-order.ts'

/** What a burst of buyers in the web shop did. */
export type BuyersReport = { readonly orders: readonly string[]; readonly turnedAway: number }

/** Lets people buy and pay in the web shop at one moment, over all events or one; never more than is left. */
export function sendBuyers(
  platform: Platform,
  random: SeededRandom,
  { orders, event, at }: { readonly orders: number; readonly event: string | null; readonly at: number },
): BuyersReport {
  const books = [...platform.books.values()].filter(book => event === null || book.event.slug === event)
  const stocks = new Map(books.map(book => [book, new BuyerStock(book, { share: 1, at })]))
  const codes: string[] = []
  for (let buyer = 0; buyer < orders; buyer += 1) {
    const book = random.pick(books)
    const stock = stocks.get(book)
    const units = stock === undefined ? null : chooseUnits(book, stock, random, false)
    if (units === null) continue
    codes.push(enterWebOrder(platform, book, random, { units, at }).code)
  }
  return { orders: codes, turnedAway: orders - codes.length }
}
