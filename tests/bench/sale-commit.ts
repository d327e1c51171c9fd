import { join } from 'node:path'
import { pause, percentile } from './alternating.ts'
import { openBareSales } from './bare-sale.ts'
import { benchFolder, connectTo, openBenchTill, valueIn } from './bench-till.ts'
import { fillCart, openKeyboard, payCart, stockUp } from './cashier.ts'
import type { Figure } from './figure.ts'
import { against } from './figure.ts'
import { bookOf } from './invented-orders.ts'
import { openStandIn } from './open-stand-in.ts'
import { chanceFrom } from '../seeded-chance.ts'

const sales = 600
/** Thrown away: statements are compiled and code grows warm in them. */
const warmingUp = 50
/** Work in the background has its turn between two sales, as it has between two customers. */
const betweenMs = 3
const orders = 60_000
/** A page this often, four at a time: some 1,300 orders a second, five times what a pretix on two cores gives. */
const pageMs = 150
const longestPressMs = 25

/** A whole sale, from the call to the answer, against a commit of the same rows; one of each in turn. Nothing else to do meanwhile. */
export const saleCommit = async (): Promise<readonly Figure[]> => {
  const standIn = await openStandIn({ book: bookOf(0, Date.now()), pageMs: 0, postMs: 0 })
  const took = await sell(standIn.url, pause.bind(null, betweenMs))
  standIn.stop()
  return figures('sale-commit', took)
}

/**
 * The same while orders stream in. A sale's time begins when the key is pressed, however busy the core is; the bare commit's when it is its turn, so its ratio
 * holds the whole wait for what the download was just doing.
 */
export const saleCommitWhileIngesting = async (): Promise<readonly Figure[]> => {
  const standIn = await openStandIn({ book: bookOf(orders, Date.now()), pageMs, postMs: 0 })
  const took = await sell(standIn.url, pause.bind(null, betweenMs), true)
  standIn.stop()
  return figures('sale-commit-while-ingesting', took)
}

type Took = { readonly sale: readonly number[]; readonly bare: readonly number[] }

const figures = (name: string, { sale, bare }: Took): readonly Figure[] =>
  ([50, 99] as const).map(share => against(`${name}-p${share}`, percentile(sale, share / 100), percentile(bare, share / 100)))

const sell = async (url: string, rest: () => Promise<void>, streaming = false): Promise<Took> => {
  const till = await openBenchTill()
  const { folder, remove } = benchFolder()
  await connectTo(till, url)
  await stockUp(till)
  const bare = openBareSales(till.file, join(folder, 'bare.sqlite'))
  const keyboard = openKeyboard()
  const chance = chanceFrom(1)
  const took = { sale: [] as number[], bare: [] as number[] }
  for (let sold = 0; sold < sales + warmingUp; sold += 1) {
    const cart = await fillCart(till)
    bare.prepare()
    await rest()
    const pressedAt = streaming ? await keyboard.press(chance.below(longestPressMs)) : performance.now()
    await payCart(till, cart)
    const saleMs = performance.now() - pressedAt
    const commitBare = bare.read()
    await rest()
    const bareMs = commitBare()
    if (sold < warmingUp) continue
    took.sale.push(saleMs)
    took.bare.push(bareMs)
  }
  const { sync } = valueIn(await till.core.handlers['status.get']({}))
  if (streaming && sync.phase !== 'history') throw new Error('the orders were all in before the last sale')
  keyboard.close()
  bare.close()
  await till.close()
  remove()
  return took
}
