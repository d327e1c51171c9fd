import type { Cart, CartLine } from '#contract/cart'
import { minor } from '#contract/nominal'
import { missingAddons } from '#domain/addons'
import { leaseLimits } from '#domain/lease-rule'
import { sumMinor } from '#domain/money'
import type { StoredCart, StoredLine } from '#store/cart'
import { readCart } from '#store/cart'
import { usualCurrency } from '#store/product'
import type { Bench } from './bench.ts'
import type { Offer } from './offers.ts'
import { isSellable } from './lasting.ts'
import { offerOf, productIn } from './offer.ts'

/** Shown beside a total of nothing while the file knows no event. */
const currencyOfNothing = 'PLN'

/** The open cart as screens show it. */
export const cartView = (bench: Bench): Cart => {
  const cart = readCart(bench.store)
  const offer = cart.showing && offerOf(bench, cart.showing)
  return {
    version: cart.version,
    showing: cart.showing,
    currency: offer?.facts.currency ?? usualCurrency(bench.store) ?? currencyOfNothing,
    lines: cart.lines.map(line => viewOf(bench, cart, line, offer)),
    totalMinor: sumMinor(cart.lines.map(line => line.priceMinor)),
    testmode: offer?.facts.testmode ?? false,
  }
}

/** Add-ons that one ticket of the cart still lacks. */
export const missingOf = (cart: StoredCart, line: StoredLine, offer: Offer | null): CartLine['missing'] => {
  const rules = productIn(offer, line.item, line.variation)?.addons ?? []
  return line.parent === null ? missingAddons(rules, addonsOf(cart, line, offer)) : []
}

/** Add-ons that one ticket of the cart has. */
export const addonsOf = (cart: StoredCart, line: Pick<StoredLine, 'id'>, offer: Offer | null) =>
  cart.lines
    .filter(other => other.parent === line.id)
    .map(({ item, variation }) => ({ item, variation, category: productIn(offer, item, variation)?.category?.id ?? null }))

/**
 * When the cashier's countdown for a line ends, Unix milliseconds; null: it has none, for what comes from stock does not run out in the cart, and what was leased
 * for the cart not while the platform is out of reach: given up, it could not be had again. In the past for a line that holds nothing any more. A clock that was
 * set back does not make it longer.
 */
export const heldUntil = (bench: Bench, line: StoredLine): number | null => {
  if (line.lease?.purpose === 'pool') return null
  if (!bench.stockroom.online() && isSellable(bench, line)) return null
  const takenAt = Math.min(line.addedAt, bench.world.clock.now())
  return line.lease === null ? takenAt : takenAt + leaseLimits.shortHoldMs
}

const viewOf = (bench: Bench, cart: StoredCart, line: StoredLine, offer: Offer | null): CartLine => {
  const product = productIn(offer, line.item, line.variation)
  const until = heldUntil(bench, line)
  return {
    id: line.id,
    item: line.item,
    variation: line.variation,
    name: product?.name ?? {},
    variationName: product?.variationName ?? null,
    seat: line.seat,
    priceMinor: minor(line.priceMinor),
    parent: line.parent,
    hold: until === null ? { kind: 'pool' } : { kind: 'short', until },
    missing: missingOf(cart, line, offer),
  }
}
