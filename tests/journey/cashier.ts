import type { CartLine } from '#contract/cart'
import type { Answer, Input } from '#contract/methods'
import type { Showing } from '#contract/showing'
import type { Product } from '#contract/stock'
import type { Chance } from '../seeded-chance.ts'
import type { KasaProcess } from './kasa-process.ts'
import type { Stage } from './stage.ts'

/** Somebody who sells at the till as fast as it goes: chooses, pays, hands over. */
export type Cashier = {
  /** One sale; null when the till refused on the way. Throws `Struck` when the till dies meanwhile. */
  readonly sell: () => Promise<Answer<'sale.pay'> | null>
}

type Cart = Answer<'cart.get'>
const mostSeats = 3
const mostUnits = 3

/** `paying` is called the moment the till is asked to store a sale. */
export const cashierAt = (kasa: KasaProcess, stage: Stage, chance: Chance, paying: () => void): Cashier => {
  const oneOf = <Thing>(things: readonly Thing[]): Thing | undefined => things[chance.below(Math.max(1, things.length))]
  const rows = [...new Map(stage.hotSeats.map(seat => [`${seat.sector}/${seat.row}`, seat])).values()]
  const sellable = async (showing: Showing): Promise<readonly Product[]> =>
    ((await kasa.ask('stock.products', showing)) ?? []).filter(product => !product.unsellable && !product.seated)
  const add = (showing: Showing, product: Product, quantity: number, parent: CartLine['id'] | null) =>
    kasa.ask('cart.add', { ...showing, item: product.item, variation: product.variation, quantity, parent })

  const seats = async (): Promise<void> => {
    const showing = { event: stage.seated, subevent: null }
    const row = oneOf(rows)
    if (!row) return
    const strip = await kasa.ask('stock.row', { ...showing, sector: row.sector, row: row.row })
    const open = (strip?.seats ?? []).filter(seat => seat.state === 'free' || seat.state === 'pool')
    const from = chance.below(Math.max(1, open.length))
    const guids = open.slice(from, from + 1 + chance.below(mostSeats)).map(seat => seat.guid)
    if (guids.length > 0) await kasa.ask('cart.seats', { ...showing, guids, variation: null })
  }
  const standing = async (): Promise<void> => {
    const showing = { event: stage.seated, subevent: null }
    const product = oneOf((await sellable(showing)).filter(each => !each.category?.addon))
    if (product) await add(showing, product, 1 + chance.below(mostUnits), null)
  }
  const passWithExtras = async (): Promise<void> => {
    const showing = { event: stage.extra.event, subevent: null }
    const products = await sellable(showing)
    const pass = oneOf(products.filter(product => product.item === stage.extra.parent))
    const extra = products.find(product => product.item === stage.extra.item)
    const cart = pass && (await add(showing, pass, 1 + chance.below(2), null))
    const parent = cart?.lines.find(line => line.item === stage.extra.parent)
    if (extra && parent) await add(showing, extra, 1, parent.id)
  }
  const entry = async (): Promise<void> => {
    const showing = { event: stage.series.event, subevent: stage.series.subevent }
    const product = (await sellable(showing)).find(each => each.item === stage.series.item)
    if (product) await add(showing, product, 1 + chance.below(mostUnits), null)
  }
  const dayTicket = async (): Promise<void> => {
    const showing = { event: stage.extra.event, subevent: null }
    const product = oneOf((await sellable(showing)).filter(each => !each.category?.addon))
    if (product) await add(showing, product, 1 + chance.below(mostUnits), null)
  }
  const wishes = [seats, seats, seats, standing, passWithExtras, passWithExtras, entry, dayTicket]

  return {
    sell: async () => {
      const left = await kasa.ask('cart.get', {})
      // after a blow the cart is still there: half of the customers are, too
      if (left && left.lines.length > 0 && chance.below(2) === 0) await kasa.ask('cart.empty', {})
      const before = await kasa.ask('cart.get', {})
      if (before?.lines.length === 0) await oneOf(wishes)?.()
      const cart = await kasa.ask('cart.get', {})
      if (!cart || cart.lines.length === 0) return null
      const paid = kasa.ask('sale.pay', { version: cart.version, payments: paymentsFor(cart, chance) })
      paying()
      const sale = await paid
      if (!sale) await kasa.ask('cart.empty', {})
      return sale
    },
  }
}

/** All in cash with change, all by card, or some of each. */
const paymentsFor = (cart: Cart, chance: Chance): Input<'sale.pay'>['payments'] => {
  const total = cart.totalMinor
  if (total === 0) return []
  const cash = [total, 0, Math.floor(total / 3)][chance.below(3)] ?? 0
  const card = total - cash
  return [
    ...(cash > 0 ? [{ method: 'cash' as const, amountMinor: cash, tenderedMinor: cash + 100 * chance.below(50) }] : []),
    ...(card > 0 ? [{ method: 'card' as const, amountMinor: card, reference: `T${chance.below(1_000_000)}` }] : []),
  ]
}
