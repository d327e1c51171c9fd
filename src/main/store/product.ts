import type { Multilingual, Showing } from '#contract/showing'
import { bodyOf } from '#domain/body-fields'
import { multilingualFrom } from '#domain/multilingual'
import type { ShowingFacts } from '#domain/products'
import { productKey } from '#domain/products'
import type { QuotaLeft } from '#domain/stock-left'
import { living } from './lease.ts'
import type { Readable } from './query.ts'
import { derivation, query } from './query.ts'

/** All that the file knows about one showing and what is sold for it; null when it knows no such showing. The same object until something of it changes. */
export const showingFacts = (db: Readable, { event, subevent }: Showing): ShowingFacts | null =>
  db.derive(factsOfShowing, { event, subevent })

/** Bodies are read once: numbers of stock change every few seconds, what is sold hardly ever. */
const catalogueOfShowing = derivation(
  'showing.catalogue',
  (db, showing: Showing): Omit<ShowingFacts, 'quotas' | 'quotasOf'> | null => {
    const event = db.one(selectEvent, { event: showing.event })
    if (!event) return null
    const date = showing.subevent === null ? undefined : db.one(selectDate, { event: showing.event, subevent: showing.subevent })
    const isDate = showing.subevent !== null
    if (isDate !== (event.has_subevents === 1) || isDate !== (date !== undefined)) return null
    const { event: slug } = showing
    const entries = db.all(selectEntries, { event: slug }).map(row => ({ ...row, body: bodyOf(row.body) }))
    const entriesOf = (kind: string) => entries.filter(entry => entry.kind === kind)
    return {
      showing,
      name: multilingualFrom(event.name),
      currency: event.currency,
      timezone: event.timezone,
      live: event.live === 1,
      testmode: event.testmode === 1,
      event: bodyOf(event.body),
      settings: bodyOf(event.settings),
      date: date ? { active: date.active === 1, body: bodyOf(date.body) } : null,
      items: db.all(selectItems, { event: slug }).map(row => ({
        id: row.id,
        category: row.category,
        name: multilingualFrom(row.name),
        active: row.active === 1,
        admission: row.admission === 1,
        priceMinor: row.price_minor,
        body: bodyOf(row.body),
      })),
      variations: db.all(selectVariations, { event: slug }).map(row => ({
        id: row.id,
        item: row.item,
        name: multilingualFrom(row.name),
        active: row.active === 1,
        priceMinor: row.price_minor,
        body: bodyOf(row.body),
      })),
      categories: new Map(entriesOf('category').map(entry => [entry.id, entry.body])),
      taxRules: new Map(entriesOf('tax-rule').map(entry => [entry.id, entry.body])),
      questions: entriesOf('question').map(entry => entry.body),
    }
  },
)
const factsOfShowing = derivation('showing.facts', (db, showing: Showing): ShowingFacts | null => {
  const catalogue = db.derive(catalogueOfShowing, showing)
  if (!catalogue) return null
  const quotas = new Map(db.all(selectQuotas, showing).map(row => [row.id, quotaLeft(row)]))
  return { ...catalogue, quotas, quotasOf: productsByQuota(db, showing) }
})

/** The name of a showing's event; the slug when the event is not there any more. */
export const eventName = (db: Readable, slug: string): Multilingual => db.derive(nameOfEvent, { event: slug })

const nameOfEvent = derivation('event.name', (db, slug: { readonly event: string }): Multilingual => {
  const event = db.one(selectEvent, slug)
  return event ? multilingualFrom(event.name) : { '': slug.event }
})

/** The currency of what is sold here, for an amount that belongs to no showing yet; undefined when nothing is known. */
export const usualCurrency = (db: Readable): string | undefined => db.derive(currency, {})

const currency = derivation('event.usual-currency', db => db.one(selectCurrency, {})?.currency)

/** Units of one product in this till's hands. */
export type ProductUnits = { readonly item: number; readonly variation: number | null; readonly units: number }

/** What lies in stock, in no cart, and lasts beyond `beyond` (the platform's time, Unix milliseconds). */
export const stockUnits = (db: Readable, showing: Showing, beyond: number): readonly ProductUnits[] =>
  db.all(selectStock, { ...showing, beyond })

/** What is asked to be kept in stock. */
export const targetUnits = (db: Readable, showing: Showing): readonly ProductUnits[] =>
  db.all(selectTargets, showing).map(row => ({ ...row, variation: row.variation || null }))

const quotaLeft = (row: QuotaRow): QuotaLeft => ({
  size: row.size,
  closed: row.closed === 1,
  left: row.available_number,
  askedAt: row.asked_at,
})

const productsByQuota = (db: Readable, showing: Showing): ReadonlyMap<string, readonly number[]> => {
  const found = new Map<string, number[]>()
  for (const row of db.all(selectQuotaProducts, showing)) {
    const key = productKey(row.item, row.variation)
    found.set(key, [...(found.get(key) ?? []), row.quota])
  }
  return found
}

type QuotaRow = {
  id: number
  size: number | null
  closed: number
  available_number: number | null
  asked_at: number | null
}
type EventRow = {
  name: string
  currency: string
  timezone: string
  live: number
  testmode: number
  has_subevents: number
  body: string
  settings: string
}
type ItemRow = {
  id: number
  category: number | null
  name: string
  active: number
  admission: number
  price_minor: number
  body: string
}
type VariationRow = { id: number; item: number; name: string; active: number; price_minor: number; body: string }

const selectEvent = query<EventRow, { event: string }>(
  'till.event',
  'SELECT name, currency, timezone, live, testmode, has_subevents, body, settings FROM event WHERE slug = :event AND gone_at IS NULL',
)
const selectDate = query<{ active: number; body: string }, { event: string; subevent: number }>(
  'till.date',
  'SELECT active, body FROM subevent WHERE id = :subevent AND event = :event AND gone_at IS NULL',
)
const selectItems = query<ItemRow, { event: string }>(
  'till.items',
  `SELECT item.id, item.category, item.name, item.active, item.admission, item.price_minor, item.body FROM item
   LEFT JOIN catalogue_entry AS category ON category.event = item.event AND category.kind = 'category' AND category.id = item.category
   WHERE item.event = :event AND item.gone_at IS NULL ORDER BY ifnull(category.position, -1), category.id, item.position, item.id`,
)
const selectVariations = query<VariationRow, { event: string }>(
  'till.variations',
  `SELECT id, item, name, active, price_minor, body FROM variation WHERE event = :event AND gone_at IS NULL ORDER BY item, position, id`,
)
const selectEntries = query<{ kind: string; id: number; body: string }, { event: string }>(
  'till.entries',
  `SELECT kind, id, body FROM catalogue_entry WHERE event = :event AND kind <> 'discount' AND gone_at IS NULL ORDER BY kind, position, id`,
)
const selectQuotas = query<QuotaRow, Showing>(
  'till.quotas',
  'SELECT id, size, closed, available_number, asked_at FROM quota WHERE event = :event AND subevent IS :subevent AND gone_at IS NULL',
)
const selectQuotaProducts = query<{ quota: number; item: number; variation: number }, Showing>(
  'till.quota-products',
  `SELECT quota_product.quota, quota_product.item, quota_product.variation FROM quota_product JOIN quota ON quota.id = quota_product.quota
   WHERE quota.event = :event AND quota.subevent IS :subevent AND quota.gone_at IS NULL ORDER BY quota_product.quota`,
)
const selectCurrency = query<{ currency: string }>(
  'till.currency',
  'SELECT currency FROM event WHERE gone_at IS NULL GROUP BY currency ORDER BY count(*) DESC LIMIT 1',
)
const selectStock = query<ProductUnits, Showing & { beyond: number }>(
  'till.stock',
  `SELECT item, variation, count(*) AS units FROM lease
   WHERE event = :event AND ${living} AND state = 'held' AND subevent IS :subevent AND purpose = 'pool' AND expires_at > :beyond
     AND NOT EXISTS (SELECT 1 FROM cart_line WHERE cart_line.lease = cart_id)
   GROUP BY item, variation`,
)
const selectTargets = query<{ item: number; variation: number; units: number }, Showing>(
  'till.targets',
  'SELECT item, variation, target AS units FROM lease_target WHERE event = :event AND subevent = ifnull(:subevent, 0)',
)
