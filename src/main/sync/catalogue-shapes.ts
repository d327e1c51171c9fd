import { z } from 'zod'
import { amountsIn } from '#domain/decimal'
import type { EntryKind, EntryRecord } from '#store/catalogue-entry'
import type { EventRecord, SubeventRecord } from '#store/event'
import type { ItemRecord, VariationRecord } from '#store/item'
import type { QuotaRecord } from '#store/quota'
import { anything, claim, moment, namedOr, place, shaped, wholeOrNull, words } from './decode-records.ts'

/** How an event comes: what must be there for it to be sold, and the rest as it is. Every shape here keeps unknown fields in its body. */
export const readEvent = (record: unknown): EventRecord | null => {
  const found = shaped(eventShape)(record)
  if (!found) return null
  return {
    slug: found.slug,
    name: namedOr(found.name, found.slug),
    currency: found.currency,
    timezone: found.timezone,
    live: found.live,
    testmode: found.testmode,
    hasSubevents: found.has_subevents,
    seatingPlan: found.seating_plan,
    dateFrom: found.date_from,
    dateTo: found.date_to,
    body: JSON.stringify(record),
  }
}

/** Events whose tickets carry signed codes show their public keys on their own page (only there). */
export const hasSignedSecrets = (detail: unknown): boolean => {
  const found = shaped(keysShape)(detail)
  return found !== null && found.valid_keys.pretix_sig1.length > 0
}

export const readSubevent = (record: unknown): SubeventRecord | null => {
  const found = shaped(subeventShape)(record)
  if (!found) return null
  const { id, event, name, active, seating_plan: seatingPlan, date_from: dateFrom, date_to: dateTo } = found
  return { id, event, name, active, seatingPlan, dateFrom, dateTo, body: JSON.stringify(record) }
}

/** An item with its variations. A variation without a price of its own has the item's. */
export const readItem =
  (event: string, currency: string) =>
  (record: unknown): { readonly item: ItemRecord; readonly variations: readonly VariationRecord[] } | null => {
    const found = shaped(itemShape)(record)
    const amount = amountsIn(currency)
    const priceMinor = found && amount(found.default_price)
    if (!found || priceMinor === null) return null
    const variations: VariationRecord[] = []
    for (const variation of found.variations) {
      const own = variation.price ?? variation.default_price
      const ownMinor = typeof own === 'string' ? amount(own) : priceMinor
      if (ownMinor === null) return null
      const { id, position, active } = variation
      const body = JSON.stringify(variation.body)
      const name = namedOr(variation.value, `#${id}`)
      variations.push({ id, item: found.id, event, name, position, active, priceMinor: ownMinor, body })
    }
    const { id, category, position, admission, active } = found
    const name = namedOr(found.name, found.internal_name || `#${id}`)
    return {
      item: { id, event, category, name, position, admission, active, priceMinor, body: JSON.stringify(record) },
      variations,
    }
  }

export const readEntry =
  (event: string, kind: EntryKind) =>
  (record: unknown): EntryRecord | null => {
    const found = shaped(entryShape)(record)
    return found && { event, kind, id: found.id, position: found.position, body: JSON.stringify(record) }
  }

/** A quota beside the items and variations it counts. */
export const readQuota =
  (event: string, askedAt: number) =>
  (
    record: unknown,
  ): { readonly quota: QuotaRecord; readonly items: readonly number[]; readonly variations: readonly number[] } | null => {
    const found = shaped(quotaShape)(record)
    if (!found) return null
    const { id, subevent, name, size, closed, available, available_number: availableNumber, items, variations } = found
    return {
      quota: { id, event, subevent, name, size, closed, available, availableNumber, askedAt, body: JSON.stringify(record) },
      items,
      variations,
    }
  }

const eventShape = z.looseObject({
  slug: z.string().min(1),
  name: words,
  currency: z.string().min(1),
  timezone: z.string().min(1).catch('UTC'),
  live: claim,
  testmode: claim,
  has_subevents: claim,
  seating_plan: wholeOrNull,
  date_from: moment,
  date_to: moment,
})
const keysShape = z.looseObject({ valid_keys: z.looseObject({ pretix_sig1: z.array(z.unknown()) }) })
const subeventShape = z.looseObject({
  id: z.int(),
  event: z.string().min(1),
  name: words,
  active: claim,
  seating_plan: wholeOrNull,
  date_from: moment,
  date_to: moment,
})
const variationShape = z.looseObject({
  id: z.int(),
  value: words,
  active: claim,
  position: place,
  price: z.string().nullish(),
  default_price: z.string().nullish(),
})
const itemShape = z.looseObject({
  id: z.int(),
  category: wholeOrNull,
  name: words,
  internal_name: z.string().nullish().catch(null),
  position: place,
  admission: claim,
  active: claim,
  default_price: z.string(),
  variations: z
    .array(z.unknown().transform(body => ({ body, shape: variationShape.safeParse(body) })))
    .transform((entries, context) =>
      entries.map(({ body, shape }) => {
        if (shape.success) return { ...shape.data, body }
        context.issues.push({ code: 'custom', message: 'a variation cannot be read', input: body })
        return z.NEVER
      }),
    )
    .default([]),
})
const entryShape = z.looseObject({ id: z.int(), position: place })
const quotaShape = z.looseObject({
  id: z.int(),
  name: z.string(),
  size: z.int().nullable(),
  items: z.array(z.int()),
  variations: z.array(z.int()),
  subevent: wholeOrNull,
  closed: claim,
  available: anything.transform(value => (typeof value === 'boolean' ? Number(value) : null)),
  available_number: wholeOrNull,
})
