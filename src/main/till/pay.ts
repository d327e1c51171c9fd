import type { SaleSummary } from '#contract/cart'
import type { Checked } from '#contract/methods'
import type { SaleId } from '#contract/nominal'
import type { Result } from '#contract/refusal'
import { done, refused } from '#contract/refusal'
import type { Showing } from '#contract/showing'
import type { SoldPayment } from '#domain/order-body'
import { sumMinor } from '#domain/money'
import { brokenLimits } from '#domain/order-limits'
import { settle } from '#domain/payment-rules'
import type { StoredCart } from '#store/cart'
import { readCart } from '#store/cart'
import { activeTill } from '#store/till'
import type { Bench } from './bench.ts'
import { missingOf } from './cart-view.ts'
import { diskTrouble } from '#store/disk-trouble'
import { lastsBeyond, sellableBeyond } from './lasting.ts'
import { offerOf, productIn, productName } from './offer.ts'
import type { Offer } from './offers.ts'
import { tooManyOrFew } from './order-limit.ts'
import { renewLapsed } from './renew.ts'
import { storeSale } from './store-sale.ts'

/**
 * Sells the cart. When this answers, the sale, its payments, the spent leases and the bytes for the platform are on the disk together; when it refuses,
 * nothing of that is, and the cart is as it was.
 */
export const pay = async (bench: Bench, input: Checked<'sale.pay'>): Promise<Result<SaleSummary>> => {
  const till = activeTill(bench.store)
  if (!till) return refused('not-connected')
  const shown = readCart(bench.store)
  if (shown.version !== input.version) return refused('cart-changed')
  const { showing } = shown
  const offer = showing && offerOf(bench, showing)
  if (!showing) return refused('cart-empty')
  if (!offer) return refused('event-unknown')
  if (!bench.stockroom.leasesProven()) return refused('leases-unproven')
  const payments = payable(bench, shown, offer, input)
  if (!payments.ok) return payments
  const renewed = await renewLapsed(bench, shown, showing, offer)
  if (!renewed.ok) return renewed
  // Read again: leases may have changed while the platform was asked. The lines cannot have, for commands wait for their turn.
  const cart = readCart(bench.store)
  const beyond = sellableBeyond(bench)
  const expired = cart.lines.find(line => !lastsBeyond(line, beyond))
  if (expired) return refused('lease-expired', { product: productName(bench, productIn(offer, expired.item, expired.variation)) })
  const sale = storeSale(bench, { till, cart, offer, payments: payments.value })
  bench.afterwards.tell(() => tellSold(bench, sale.id, showing))
  return done(sale)
}

/** The sale is on the disk and answered: a disk that fills up while others are told is not the sale's trouble. */
const tellSold = (bench: Bench, sale: SaleId, showing: Showing): void => {
  try {
    bench.onChange(['cart', 'stock', 'holdings', 'queue', 'totals'], showing)
    bench.onSold(sale)
  } catch (problem) {
    const trouble = diskTrouble(problem)
    if (!trouble) throw problem
    bench.world.log({ level: 'warn', event: 'till.sold-untold', fields: { sale, trouble: trouble.code } })
  }
}

/** The payments, provided that everything in the cart may be sold as it stands and they settle its total. */
const payable = (bench: Bench, cart: StoredCart, offer: Offer, input: Checked<'sale.pay'>): Result<readonly SoldPayment[]> => {
  for (const line of cart.lines) {
    const product = productIn(offer, line.item, line.variation)
    if (!product) return refused('product-unknown')
    if (product.unsellable)
      return refused('product-unsellable', { product: productName(bench, product), reason: product.unsellable })
    const [missing] = missingOf(cart, line, offer)
    const rule = missing && product.addons.find(rule => rule.category === missing.category)
    if (rule) return refused('addon-count', { product: productName(bench, product), least: rule.least, most: rule.most })
  }
  const sold = cart.lines.map(line => productIn(offer, line.item, line.variation)).filter(product => product !== undefined)
  const [broken] = brokenLimits(sold)
  if (broken) return tooManyOrFew(bench, broken)
  const total = sumMinor(cart.lines.map(line => line.priceMinor))
  return settle({ minor: total, currency: offer.facts.currency }, input.payments)
}
