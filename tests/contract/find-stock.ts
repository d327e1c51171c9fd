import type { z } from 'zod'
import { granted } from './platform-client.ts'
import type { Platform } from './platform-client.ts'
import { categoryShape, dateShape, eventShape, itemShape, pageOf, quotaShape } from './platform-shapes.ts'

type Event = z.infer<typeof eventShape>
type Item = z.infer<typeof itemShape>
type Quota = z.infer<typeof quotaShape>

/** One thing that can be sold by naming it: a product and, where it has them, a variation. */
export type Ware = { readonly item: number; readonly variation: number | null; readonly price: string; readonly name: string }

/** A quota as the cases need it. */
export type Limit = { readonly id: number; readonly name: string }

/** What the cases sell, found by asking the server; ids mean nothing outside the server that gave them. */
export type Stock = {
  readonly seated: { event: string; items: readonly number[]; standing: Ware }
  readonly scarce: { event: string; ware: Ware; quota: Limit }
  readonly plentiful: { event: string; ware: Ware; quota: Limit }
  readonly varied: { event: string; wares: readonly [Ware, Ware]; quotas: readonly Limit[] }
  readonly addOn: { event: string; parent: Ware; extra: Ware; quota: Limit; maxCount: number }
  readonly shared: { event: string; ware: Ware; quotas: readonly Limit[]; sibling: Ware; siblingQuota: Limit }
  readonly series: { event: string; item: number; name: string; dates: readonly { id: number; price: string; quota: Limit }[] }
  readonly events: readonly string[]
}

type Shelf = {
  readonly event: Event
  readonly items: readonly Item[]
  readonly quotas: readonly Quota[]
  readonly extras: ReadonlySet<number>
}

const fewestScarce = 8
const mostScarce = 400
const mostPages = 40

/** Looks through the organizer's events for one of each sort of thing a box office sells; says which is missing. */
export async function findStock(platform: Platform): Promise<Stock> {
  const events = await listAll(platform, `${platform.organizer}/events/`, eventShape)
  const shelves: Shelf[] = []
  for (const event of events.filter(each => !each.testmode)) shelves.push(await readShelf(platform, event))
  const plain = shelves.filter(shelf => !shelf.event.has_subevents)
  return {
    seated: first('an event with seats, two seat categories and a standing product', plain, findSeated),
    scarce: findScarce(plain),
    plentiful: findPlentiful(plain),
    varied: first('a product with two variations on sale', plain, findVaried),
    addOn: first('a product that offers add-ons', plain, findAddOn),
    shared: first('a product that takes from two quotas', plain, findShared),
    series: await findSeries(platform, shelves),
    events: shelves.map(shelf => shelf.event.slug),
  }
}

/** Every row of a list, page by page. */
export async function listAll<Row extends z.ZodType>(platform: Platform, path: string, row: Row): Promise<z.infer<Row>[]> {
  const rows: z.infer<Row>[] = []
  const joint = path.includes('?') ? '&' : '?'
  for (let page = 1; page <= mostPages; page += 1) {
    const answer = granted(await platform.ask('GET', `${path}${joint}page=${page}`), 200, pageOf(row))
    rows.push(...answer.results)
    if (answer.next === null) return rows
  }
  throw new Error(`${path} has more than ${mostPages} pages`)
}

async function readShelf(platform: Platform, event: Event): Promise<Shelf> {
  const at = platform.event(event.slug)
  const categories = await listAll(platform, `${at}/categories/`, categoryShape)
  return {
    event,
    items: (await listAll(platform, `${at}/items/`, itemShape)).filter(isOnSale),
    quotas: await listAll(platform, `${at}/quotas/?with_availability=true`, quotaShape),
    extras: new Set(categories.filter(each => each.is_addon).map(each => each.id)),
  }
}

const isOnSale = (item: Item): boolean =>
  item.active && !item.require_voucher && !item.require_bundling && !item.require_approval && item.bundles.length === 0

function first<Found>(what: string, shelves: readonly Shelf[], find: (shelf: Shelf) => Found | null): Found {
  for (const shelf of shelves) {
    const found = find(shelf)
    if (found !== null) return found
  }
  throw new Error(`the server has nothing on sale that fits: ${what}`)
}

function findSeated(shelf: Shelf): Stock['seated'] | null {
  const mapped = new Set(Object.values(shelf.event.seat_category_mapping))
  const items = shelf.items.filter(item => mapped.has(item.id) && !item.has_variations && hasRoom(shelf, item.id, 20))
  const standing = shelf.items.find(item => !mapped.has(item.id) && !item.has_variations && hasRoom(shelf, item.id, 20))
  if (items.length < 2 || standing === undefined) return null
  return { event: shelf.event.slug, items: items.map(item => item.id), standing: ware(standing) }
}

/** Products that sit in exactly one limited quota and need no seat, with what is left of them. */
function singles(shelf: Shelf): { item: Item; quota: Quota; left: number }[] {
  const mapped = new Set(Object.values(shelf.event.seat_category_mapping))
  return shelf.items
    .filter(item => !item.has_variations && !mapped.has(item.id) && !item.free_price)
    .flatMap(item => {
      const [quota, ...others] = quotasOf(shelf, item.id)
      const left = quota?.available_number ?? null
      return quota === undefined || others.length > 0 || left === null || quota.closed ? [] : [{ item, quota, left }]
    })
}

function findScarce(shelves: readonly Shelf[]): Stock['scarce'] {
  const fitting = shelves
    .flatMap(shelf => singles(shelf).map(each => ({ event: shelf.event.slug, ...each })))
    .filter(each => each.left >= fewestScarce && each.left <= mostScarce && each.quota.items.length === 1)
    .sort((a, b) => a.left - b.left)[0]
  if (fitting === undefined) throw new Error(`no product is limited to between ${fewestScarce} and ${mostScarce} units`)
  return { event: fitting.event, ware: ware(fitting.item), quota: limit(fitting.quota) }
}

function findPlentiful(shelves: readonly Shelf[]): Stock['plentiful'] {
  const fitting = shelves
    .flatMap(shelf => singles(shelf).map(each => ({ event: shelf.event.slug, extras: shelf.extras, ...each })))
    .filter(each => each.left >= 100 && each.item.addons.length === 0 && !each.extras.has(each.item.category ?? -1))
    .sort((a, b) => b.left - a.left)[0]
  if (fitting === undefined) throw new Error('no product of general admission has a hundred units left')
  return { event: fitting.event, ware: ware(fitting.item), quota: limit(fitting.quota) }
}

function findVaried(shelf: Shelf): Stock['varied'] | null {
  for (const item of shelf.items.filter(each => each.has_variations)) {
    const wares = item.variations.filter(each => each.active).map(each => ware(item, each))
    const [one, other] = wares
    if (one === undefined || other === undefined) continue
    const quotas = quotasOf(shelf, item.id, one.variation)
    const others = quotasOf(shelf, item.id, other.variation)
    const same = quotas.length === others.length && quotas.every(each => others.includes(each))
    if (!same || !quotas.some(each => each.size !== null) || !hasRoom(shelf, item.id, 20, one.variation)) continue
    return { event: shelf.event.slug, wares: [one, other], quotas: quotas.map(limit) }
  }
  return null
}

function findAddOn(shelf: Shelf): Stock['addOn'] | null {
  for (const item of shelf.items) {
    for (const offer of item.addons.filter(each => !each.price_included)) {
      const extra = singles(shelf).find(
        each => each.item.category === offer.addon_category && each.left >= fewestScarce && each.left <= mostScarce,
      )
      const parent = wares(item).find(each => hasRoom(shelf, item.id, 20, each.variation))
      if (extra === undefined || parent === undefined) continue
      return { event: shelf.event.slug, parent, extra: ware(extra.item), quota: limit(extra.quota), maxCount: offer.max_count }
    }
  }
  return null
}

function findShared(shelf: Shelf): Stock['shared'] | null {
  for (const item of shelf.items) {
    for (const each of wares(item)) {
      const quotas = quotasOf(shelf, each.item, each.variation).filter(quota => quota.size !== null)
      if (quotas.length < 2 || !hasRoom(shelf, each.item, 20, each.variation)) continue
      const sibling = singles(shelf).find(single => quotas.includes(single.quota) && single.item.id !== item.id)
      if (sibling === undefined) continue
      const siblingQuota = limit(sibling.quota)
      return { event: shelf.event.slug, ware: each, quotas: quotas.map(limit), sibling: ware(sibling.item), siblingQuota }
    }
  }
  return null
}

async function findSeries(platform: Platform, shelves: readonly Shelf[]): Promise<Stock['series']> {
  for (const shelf of shelves.filter(each => each.event.has_subevents)) {
    const at = `${platform.event(shelf.event.slug)}/subevents/`
    const dates = (await listAll(platform, at, dateShape)).filter(date => date.active)
    for (const item of shelf.items.filter(each => !each.has_variations)) {
      const fitting = dates.flatMap(date => {
        const [quota, ...others] = shelf.quotas.filter(each => each.subevent === date.id && each.items.includes(item.id))
        if (quota === undefined || others.length > 0 || quota.closed || (quota.available_number ?? 0) < 20) return []
        const override = date.item_price_overrides.find(each => each.item === item.id)?.price ?? null
        return [{ id: date.id, price: override ?? item.default_price, quota: limit(quota) }]
      })
      if (fitting.length < 2) continue
      return { event: shelf.event.slug, item: item.id, name: englishName(item), dates: fitting }
    }
  }
  throw new Error('the server has no series with two dates on sale')
}

function quotasOf(shelf: Shelf, item: number, variation: number | null = null): Quota[] {
  return shelf.quotas.filter(quota => quota.items.includes(item) && (variation === null || quota.variations.includes(variation)))
}

function hasRoom(shelf: Shelf, item: number, units: number, variation: number | null = null): boolean {
  const quotas = quotasOf(shelf, item, variation)
  return quotas.length > 0 && quotas.every(each => !each.closed && (each.size === null || (each.available_number ?? 0) >= units))
}

const wares = (item: Item): Ware[] =>
  item.has_variations ? item.variations.filter(each => each.active).map(each => ware(item, each)) : [ware(item)]

function ware(item: Item, variation: { id: number; price: string } | null = null): Ware {
  return {
    item: item.id,
    variation: variation?.id ?? null,
    price: variation?.price ?? item.default_price,
    name: englishName(item),
  }
}

const limit = (quota: Quota): Limit => ({ id: quota.id, name: quota.name })

const englishName = (item: Item): string => item.name['en'] ?? Object.values(item.name)[0] ?? ''
