import type { Minor } from '#contract/nominal'
import { minor } from '#contract/nominal'
import type { Body } from './body-fields.ts'
import { flagIn, listIn, momentIn, recordOf, textIn, wholeIn } from './body-fields.ts'
import { decimalToMinor } from './decimal.ts'

/** What a date of a series changes about a product: its price, or that it is not sold at all or only for a time. */
export type Override = {
  readonly priceMinor: number | null
  readonly disabled: boolean
  readonly from: number | null
  readonly until: number | null
}

/** Where the price of a product may stand; null: it does not stand there. */
export type PriceSources = {
  readonly itemMinor: number
  readonly dateItemMinor: number | null
  readonly variationMinor: number | null
  readonly dateVariationMinor: number | null
}

/**
 * The listed price. Later wins: item, the date's price for the item, variation, the date's price for the variation
 * (pretix `services/pricing.py`, get_listed_price).
 */
export const listedPrice = (sources: PriceSources): Minor =>
  minor(sources.dateVariationMinor ?? sources.variationMinor ?? sources.dateItemMinor ?? sources.itemMinor)

/** Finds a date's override for an item (`item_price_overrides`) or a variation (`variation_price_overrides`). */
export const overrideIn = (
  date: Body,
  of: { readonly kind: 'item' | 'variation'; readonly id: number },
  currency: string,
): Override | null => {
  const found = listIn(date, `${of.kind}_price_overrides`)
    .map(recordOf)
    .find(entry => wholeIn(entry, of.kind) === of.id)
  if (!found) return null
  const price = textIn(found, 'price')
  return {
    priceMinor: price === null ? null : decimalToMinor(price, currency),
    disabled: flagIn(found, 'disabled'),
    from: momentIn(found, 'available_from'),
    until: momentIn(found, 'available_until'),
  }
}
