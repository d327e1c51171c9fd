import type { ItemRow, SubeventRow, VariationRow } from './model.ts'

/**
 * What the platform charges when no price is sent: the item's, the date's price for the item, the variation's, the date's price for the
 * variation; later wins. Automatic discounts are not computed: the programme has none switched on.
 */
export function productPrice(item: ItemRow, variation: VariationRow | null, date: SubeventRow | null): number {
  const itemOverride = date?.itemOverrides.find(override => override.id === item.id)?.priceMinor ?? null
  const variationOverride = date?.variationOverrides.find(override => override.id === variation?.id)?.priceMinor ?? null
  return variationOverride ?? variation?.priceMinor ?? itemOverride ?? item.priceMinor
}

/** Is the product switched off on a date? */
export function disabledOn(item: ItemRow, variation: VariationRow | null, date: SubeventRow | null): boolean {
  if (date === null) return false
  const itemOff = date.itemOverrides.some(override => override.id === item.id && override.disabled)
  return itemOff || date.variationOverrides.some(override => override.id === variation?.id && override.disabled)
}
