import type { Minor } from '#contract/nominal'
import { minor } from '#contract/nominal'
import type { Multilingual, Showing } from '#contract/showing'
import type { Product, UnsellableReason } from '#contract/stock'
import type { AddonRule } from './addons.ts'
import { addonRulesIn } from './addons.ts'
import type { Body } from './body-fields.ts'
import { flagIn, recordOf, textIn, wholeIn } from './body-fields.ts'
import { multilingualOf } from './multilingual.ts'
import { listedPrice, overrideIn } from './pricing.ts'
import { unsellableReason } from './sellability.ts'
import type { QuotaLeft } from './stock-left.ts'
import { stockLeft } from './stock-left.ts'

/** All that the file knows about one showing and what is sold for it. */
export type ShowingFacts = {
  readonly showing: Showing
  readonly name: Multilingual
  readonly currency: string
  readonly timezone: string
  readonly live: boolean
  readonly testmode: boolean
  readonly event: Body
  readonly settings: Body
  readonly date: { readonly active: boolean; readonly body: Body } | null
  readonly items: readonly {
    readonly id: number
    readonly category: number | null
    readonly name: Multilingual
    readonly active: boolean
    readonly admission: boolean
    readonly priceMinor: number
    readonly body: Body
  }[]
  readonly variations: readonly {
    readonly id: number
    readonly item: number
    readonly name: Multilingual
    readonly active: boolean
    readonly priceMinor: number
    readonly body: Body
  }[]
  readonly categories: ReadonlyMap<number, Body>
  readonly taxRules: ReadonlyMap<number, Body>
  readonly questions: readonly Body[]
  readonly quotas: ReadonlyMap<number, QuotaLeft>
  /** Which quotas a product draws on, by `productKey`. */
  readonly quotasOf: ReadonlyMap<string, readonly number[]>
}

/** One product as a till sells it. `quotas`: ids of what one unit draws on. `body`: the item's. */
export type OfferedProduct = Omit<Product, 'stock' | 'priceMinor' | 'unsellable'> & {
  readonly priceMinor: Minor
  readonly unsellable: UnsellableReason | null
  readonly quotas: readonly number[]
  readonly free: number | null
  readonly askedAt: number | null
  readonly taxRate: string
  readonly body: Body
}

/** Tells products apart within an event. */
export const productKey = (item: number, variation: number | null): string => `${item}:${variation ?? 0}`

/** Everything a showing lists, in the order of the shop, each with its price and why it is not sold, when it is not. */
export const productsOf = (facts: ShowingFacts, channel: string, now: number): readonly OfferedProduct[] => {
  const seated = seatedItems(facts)
  const products = facts.items.flatMap(item => {
    const variations = facts.variations.filter(variation => variation.item === item.id)
    const choices = flagIn(item.body, 'has_variations') || variations.length > 0 ? variations : [null]
    return choices.map(variation => productOf(facts, { item, variation, seated: seated.has(item.id), channel, now }))
  })
  return products.map(product => (lacksExtras(product, products) ? { ...product, unsellable: 'no-extras' } : product))
}

/** Whether a product demands add-ons that nobody could put into the cart: then it could be chosen, but never paid. */
const lacksExtras = (product: OfferedProduct, products: readonly OfferedProduct[]): boolean =>
  product.unsellable === null &&
  product.addons.some(rule => {
    const offered = products.filter(
      ({ category, unsellable, seated }) => category?.id === rule.category && !unsellable && !seated,
    )
    return rule.least > (rule.repeatable && offered.length > 0 ? rule.most : offered.length)
  })

type Choice = {
  readonly item: ShowingFacts['items'][number]
  readonly variation: ShowingFacts['variations'][number] | null
  readonly seated: boolean
  readonly channel: string
  readonly now: number
}

const productOf = (facts: ShowingFacts, { item, variation, seated, channel, now }: Choice): OfferedProduct => {
  const date = facts.date?.body ?? null
  const onItem = date && overrideIn(date, { kind: 'item', id: item.id }, facts.currency)
  const onVariation = date && variation && overrideIn(date, { kind: 'variation', id: variation.id }, facts.currency)
  const quotas = facts.quotasOf.get(productKey(item.id, variation?.id ?? null)) ?? []
  return {
    item: item.id,
    variation: variation?.id ?? null,
    name: item.name,
    variationName: variation?.name ?? null,
    category: categoryOf(facts, item.category),
    priceMinor: listedPrice({
      itemMinor: item.priceMinor,
      dateItemMinor: onItem?.priceMinor ?? null,
      // A variation without a price of its own says null and shows its item's, which the date may have changed.
      variationMinor: variation && variation.body['default_price'] !== null ? variation.priceMinor : null,
      dateVariationMinor: onVariation?.priceMinor ?? null,
    }),
    seated,
    admission: item.admission,
    addons: addonRulesIn(item.body),
    unsellable: unsellableReason({
      eventLive: facts.live,
      dateActive: facts.date?.active ?? true,
      event: facts.event,
      settings: facts.settings,
      item: item.body,
      itemActive: item.active,
      variation: variation?.body ?? null,
      variationActive: variation?.active ?? true,
      overrides: [onItem, onVariation].filter(override => override !== null),
      questions: facts.questions,
      taxRule: facts.taxRules.get(wholeIn(item.body, 'tax_rule') ?? 0) ?? null,
      quotas: quotas.length,
      channel,
      now,
    }),
    quotas,
    ...stockLeft(quotas.map(id => facts.quotas.get(id)).filter(quota => quota !== undefined)),
    taxRate: textIn(item.body, 'tax_rate') ?? '0.00',
    body: item.body,
  }
}

const categoryOf = (facts: ShowingFacts, id: number | null): Product['category'] => {
  const body = id === null ? undefined : facts.categories.get(id)
  if (id === null || !body) return null
  return { id, name: multilingualOf(body['name']), addon: flagIn(body, 'is_addon') }
}

/** Items that are sold by the seat here: those a category of the hall's plan leads to. A date of a series has a mapping of its own. */
const seatedItems = (facts: ShowingFacts): ReadonlySet<number> => {
  const place = facts.date?.body ?? facts.event
  if (wholeIn(place, 'seating_plan') === null) return new Set()
  return new Set(Object.values(recordOf(place['seat_category_mapping'])).filter(item => typeof item === 'number'))
}

/** What a product costs as an add-on of another: nothing where that one includes it. */
export const addonPrice = (rule: AddonRule, product: Pick<OfferedProduct, 'priceMinor'>): Minor =>
  rule.included ? minor(0) : product.priceMinor
