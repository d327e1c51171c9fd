import type { SaleSummary } from '#contract/cart'
import type { Settings } from '#contract/methods'
import type { SaleId } from '#contract/nominal'
import { textIn, listIn } from '#domain/body-fields'
import { freshId } from '#domain/fresh-id'
import { sumMinor } from '#domain/money'
import type { SoldPayment } from '#domain/order-body'
import { orderBody } from '#domain/order-body'
import { orderCode } from '#domain/order-code'
import { ticketSecret } from '#domain/ticket-secret'
import { firstKey } from '#domain/upload-rule'
import { dynamicValidity } from '#domain/validity'
import { addAudit } from '#store/audit'
import type { StoredCart, StoredLine } from '#store/cart'
import { clearCart, readCart } from '#store/cart'
import type { OpenShift } from '#store/cashier'
import { spendLease } from '#store/lease'
import { addUpload } from '#store/outbox'
import type { Transaction } from '#store/query'
import type { StoredPosition, StoredSale } from '#store/sale'
import { addSale, freshSummary, isCodeTaken } from '#store/sale'
import type { Till } from '#store/till'
import type { Bench } from './bench.ts'
import { tillLimits } from './bounds.ts'
import { takeDuty } from './duty.ts'
import { productIn } from './offer.ts'
import type { Offer } from './offers.ts'

/** A cart that may be sold as it stands. */
export type SettledCart = {
  readonly till: Till
  readonly cart: StoredCart
  readonly offer: Offer
  readonly payments: readonly SoldPayment[]
}

/**
 * Stores the sale, its payments, its outbox row and its place in the ledger, spends the leases and empties the cart: all of it synced to disk when this returns,
 * or none of it. Gives the sale as screens show it. Throws when a lease turns out not to be there to be spent, which the caller has made sure of: then nothing was stored.
 */
export const storeSale = (bench: Bench, settled: SettledCart): SaleSummary => {
  const { world, store, stockroom } = bench
  const { cart, till } = settled
  const saleId = freshId(world.random.bytes) as SaleId // a UUID, as the contract's shape wants it
  const now = world.clock.now()
  const soldAt = bench.saleTime()
  const positions = positionsOf(bench, settled, soldAt)
  const pessimisticNow = stockroom.pessimisticNow()
  return store.transaction('sale.pay', tx => {
    if (readCart(tx).version !== cart.version) throw new Error('the cart changed under a sale')
    const settings = bench.settings()
    const shift = takeDuty(tx, world, till, settings.cashier)
    const sale = saleOf(bench, tx, { ...settled, saleId, soldAt, positions, shift, settings })
    addSale(tx, sale)
    addUpload(tx, { saleId, event: sale.event, body: orderBody(sale), idempotencyKey: firstKey(saleId), at: now })
    for (const { lease } of positions)
      if (!spendLease(tx, { cartId: lease, saleId, pessimisticNow, now })) throw new Error(`lease ${lease} could not be spent`)
    const { code, totalMinor, currency } = sale
    addAudit(tx, {
      at: now,
      kind: 'sale.made',
      subject: saleId,
      tillId: till.id,
      cashierId: sale.cashierId,
      detail: { code, totalMinor, currency },
    })
    clearCart(tx)
    return freshSummary(sale, { id: saleId, eventName: settled.offer.facts.name, cashier: shift.cashier, storedAt: now })
  })
}

type Making = SettledCart & {
  readonly saleId: SaleId
  readonly soldAt: number
  readonly positions: readonly StoredPosition[]
  readonly shift: OpenShift
  readonly settings: Settings
}

const saleOf = (bench: Bench, tx: Transaction, making: Making): StoredSale => {
  const { till, offer, payments, saleId, soldAt, positions, shift } = making
  const { facts } = offer
  const { channel, language } = making.settings
  return {
    saleId,
    code: freshCode(bench, tx, till.codePrefix),
    event: facts.showing.event,
    subevent: facts.showing.subevent,
    currency: facts.currency,
    testmode: facts.testmode,
    channel,
    locale: localeOf(offer, language),
    till: till.name,
    tillId: till.id,
    shiftId: shift.id,
    cashierId: shift.cashierId,
    soldAt,
    soldDay: bench.dayIn(facts.timezone, soldAt),
    totalMinor: sumMinor(positions.map(position => position.priceMinor)),
    positions,
    payments,
  }
}

const freshCode = (bench: Bench, tx: Transaction, prefix: string): string => {
  for (let tries = 0; tries < tillLimits.mostCodes; tries++) {
    const code = orderCode(prefix, bench.world.random.bytes)
    if (!isCodeTaken(tx, code)) return code
  }
  throw new Error('no order code is free: chance is broken')
}

/** The platform refuses a language that the event does not speak. */
const localeOf = ({ facts }: Offer, language: string): string | null =>
  listIn(facts.settings, 'locales').includes(language) ? language : textIn(facts.settings, 'locale')

const positionsOf = (bench: Bench, { cart, offer }: SettledCart, soldAt: number): readonly StoredPosition[] => {
  const ordered = cart.lines
    .filter(line => line.parent === null)
    .flatMap(ticket => [ticket, ...cart.lines.filter(line => line.parent === ticket.id)])
  const numbers = new Map(ordered.map((line, index) => [line.id, index + 1]))
  return ordered.map(line => {
    const product = productIn(offer, line.item, line.variation)
    const number = numbers.get(line.id)
    if (!product || number === undefined) throw new Error('a line was sold that is not on offer')
    return {
      number,
      item: line.item,
      variation: line.variation,
      name: product.name,
      variationName: product.variationName,
      priceMinor: line.priceMinor,
      taxRate: product.taxRate,
      seat: line.seat?.guid ?? null,
      place: line.seat,
      secret: ticketSecret(bench.world.random.bytes),
      addonTo: line.parent === null ? null : (numbers.get(line.parent) ?? null),
      lease: leaseOf(line),
      admission: product.admission,
      validity: dynamicValidity(product.body, offer.facts.timezone, soldAt),
    }
  })
}

const leaseOf = (line: StoredLine): string => {
  if (!line.lease) throw new Error('a line was sold that holds nothing')
  return line.lease.cartId
}
