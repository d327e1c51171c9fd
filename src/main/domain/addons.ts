import type { Product } from '#contract/stock'
import type { Body } from './body-fields.ts'
import { flagIn, listIn, recordOf, wholeIn } from './body-fields.ts'

/** Which add-ons one unit of a product may or must take, of one category. */
export type AddonRule = Product['addons'][number]

/** The add-on rules in an item's body, in the order the shop shows them. */
export const addonRulesIn = (item: Body): readonly AddonRule[] =>
  listIn(item, 'addons')
    .map(recordOf)
    .map(entry => ({ entry, category: wholeIn(entry, 'addon_category') }))
    .filter(rule => rule.category !== null)
    .toSorted((one, other) => (wholeIn(one.entry, 'position') ?? 0) - (wholeIn(other.entry, 'position') ?? 0))
    .map(({ entry, category }) => ({
      category: category ?? 0,
      least: wholeIn(entry, 'min_count') ?? 0,
      most: wholeIn(entry, 'max_count') ?? 1,
      included: flagIn(entry, 'price_included'),
      repeatable: flagIn(entry, 'multi_allowed'),
    }))

/** An add-on already taken with a ticket. */
export type TakenAddon = { readonly category: number | null; readonly item: number; readonly variation: number | null }

/** Add-ons of a ticket that are still missing before it can be sold. */
export const missingAddons = (
  rules: readonly AddonRule[],
  taken: readonly TakenAddon[],
): readonly { readonly category: number; readonly least: number }[] =>
  rules.filter(rule => countIn(rule, taken) < rule.least).map(({ category, least }) => ({ category, least }))

/** Whether `quantity` more of an add-on fit with a ticket. Unless the rule says repeatable, each product is taken once at most. */
export const fitsWith = (
  rule: AddonRule,
  taken: readonly TakenAddon[],
  more: TakenAddon & { readonly quantity: number },
): boolean => {
  if (countIn(rule, taken) + more.quantity > rule.most) return false
  const same = taken.filter(addon => addon.item === more.item && addon.variation === more.variation).length
  return rule.repeatable || same + more.quantity <= 1
}

const countIn = (rule: AddonRule, taken: readonly TakenAddon[]): number =>
  taken.filter(addon => addon.category === rule.category).length
