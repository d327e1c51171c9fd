import { noSuch, ok, type Answer } from './answer.ts'
import { mayEnterEvent } from './access.ts'
import type { EventBook } from './platform.ts'
import { FilterSet, isAnswer } from './filters.ts'
import type { EventRow, PriceOverride, SubeventRow } from './model.ts'
import { moneyTextOrNull } from './money-text.ts'
import { pageOf } from './paging.ts'
import type { Call, EventCall } from './request.ts'
import { isoTime, isoTimeOrNull } from './warsaw-time.ts'

/** The organizers the caller may see: always exactly one. */
export function listOrganizers(call: Call): Answer {
  return pageOf(call, [call.platform.organizer], () => organizerShape(call))
}

/** The organizer. */
export function readOrganizer(call: Call): Answer {
  return ok(organizerShape(call))
}

/** Events with the filters a till may use. No `modified_since` and no conditional GET here. */
export function listEvents(call: Call): Answer {
  const last = (event: EventRow): number => event.dateTo ?? event.dateFrom
  const rows = new FilterSet<EventRow>(call.query)
    .claim('live', () => true)
    .claim('is_public', () => true)
    .claim('testmode', event => event.testmode)
    .claim('has_subevents', event => event.hasSubevents)
    .claim('is_future', event => last(event) >= call.at)
    .claim('is_past', event => last(event) < call.at)
    .time('ends_after', (event, wanted) => last(event) >= wanted)
    .time('date_from_after', (event, wanted) => event.dateFrom >= wanted)
    .time('date_from_before', (event, wanted) => event.dateFrom < wanted)
    .match('sales_channel', (_, wanted) => call.platform.salesChannels.some(channel => channel.identifier === wanted))
    .match('search', (event, wanted) =>
      `${event.slug} ${Object.values(event.name).join(' ')}`.toLowerCase().includes(wanted.toLowerCase()),
    )
    .apply(
      visibleBooks(call)
        .map(book => book.event)
        .sort(eventOrder(call.query.get('ordering'))),
    )
  return isAnswer(rows) ? rows : pageOf(call, rows, event => eventShape(call, event))
}

/** One event; `valid_keys` is only here. */
export function readEvent(call: EventCall): Answer {
  return ok({ ...eventShape(call, call.book.event), valid_keys: { pretix_sig1: [] } })
}

/** Dates of all series, or of one event; `modified_since` is inclusive and the page is stamped. */
export function listSubevents(call: Call): Answer {
  const book = call.params['event'] === undefined ? null : call.platform.books.get(call.params['event'])
  const source =
    book === null || book === undefined
      ? visibleBooks(call).flatMap(each => [...each.subevents.values()])
      : [...book.subevents.values()]
  const rows = new FilterSet<SubeventRow>(call.query)
    .claim('active', date => date.active)
    .claim('is_public', () => true)
    .claim('event__live', () => true)
    .claim('is_future', date => date.dateFrom >= call.at)
    .claim('is_past', date => date.dateFrom < call.at)
    .time('ends_after', (date, wanted) => date.dateFrom >= wanted)
    .time('date_from_after', (date, wanted) => date.dateFrom >= wanted)
    .time('date_from_before', (date, wanted) => date.dateFrom < wanted)
    .time('modified_since', (date, wanted) => date.lastModified >= wanted)
    .apply(source.sort(subeventOrder(call.query.get('ordering'))))
  return isAnswer(rows) ? rows : pageOf(call, rows, subeventShape, { 'X-Page-Generated': isoTime(call.at) })
}

/** One date of a series. */
export function readSubevent(call: EventCall): Answer {
  const date = call.book.subevents.get(Number(call.params['subevent']))
  return date === undefined ? noSuch('SubEvent') : ok(subeventShape(date))
}

/** `GET device/eventselection`: the next event that is not over, unless the device is at it already. */
export function suggestEvent(call: Call): Answer {
  const next = visibleBooks(call)
    .filter(book => (book.event.dateTo ?? book.event.dateFrom) >= call.at)
    .sort((a, b) => a.event.dateFrom - b.event.dateFrom)[0]
  if (next === undefined) return { status: 404, body: null }
  const date = [...next.subevents.values()].find(row => row.dateFrom >= call.at)?.id ?? null
  const list = [...next.checkinLists.keys()][0] ?? null
  const current = ['current_event', 'current_subevent', 'current_checkinlist'].map(name => call.query.get(name) ?? '')
  if (current[0] === next.event.slug && current[1] === String(date ?? '') && current[2] === String(list ?? ''))
    return { status: 304 }
  return ok({ event: { slug: next.event.slug, name: next.event.name['en'] ?? '' }, subevent: date, checkinlist: list })
}

/** The events the caller may see. */
function visibleBooks(call: Call): EventBook[] {
  return [...call.platform.books.values()].filter(book => mayEnterEvent(call.platform, call.actor, book.event.slug))
}

function organizerShape(call: Call): unknown {
  const { name, slug } = call.platform.organizer
  return { name, slug, public_url: `${call.request.origin}/${slug}/`, plugins: [] }
}

/** An event as lists write it. */
export function eventShape(call: Call, event: EventRow): Record<string, unknown> {
  return {
    name: event.name,
    slug: event.slug,
    live: true,
    testmode: event.testmode,
    currency: 'PLN',
    date_from: isoTime(event.dateFrom),
    date_to: isoTimeOrNull(event.dateTo),
    date_admission: isoTimeOrNull(event.dateAdmission),
    is_public: true,
    presale_start: isoTimeOrNull(event.presaleStart),
    presale_end: null,
    location: event.location,
    geo_lat: event.geo?.[0] ?? null,
    geo_lon: event.geo?.[1] ?? null,
    has_subevents: event.hasSubevents,
    meta_data: {},
    seating_plan: event.seatingPlan,
    plugins: ['pretix.plugins.banktransfer', 'pretix.plugins.manualpayment', 'pretix.plugins.sendmail'],
    seat_category_mapping: event.seatMapping,
    timezone: 'Europe/Warsaw',
    item_meta_properties: {},
    all_sales_channels: true,
    limit_sales_channels: [],
    public_url: `${call.request.origin}/${call.platform.organizer.slug}/${event.slug}/`,
    sales_channels: ['api.kasa', 'web'],
  }
}

function subeventShape(date: SubeventRow): unknown {
  return {
    id: date.id,
    name: date.name,
    date_from: isoTime(date.dateFrom),
    date_to: null,
    active: date.active,
    date_admission: isoTimeOrNull(date.dateAdmission),
    presale_start: null,
    presale_end: null,
    location: null,
    geo_lat: null,
    geo_lon: null,
    event: date.event,
    is_public: true,
    frontpage_text: null,
    seating_plan: date.seatingPlan,
    item_price_overrides: date.itemOverrides.map(override => overrideShape('item', override)),
    variation_price_overrides: date.variationOverrides.map(override => overrideShape('variation', override)),
    meta_data: {},
    seat_category_mapping: date.seatMapping,
    last_modified: isoTime(date.lastModified),
    comment: null,
  }
}

function overrideShape(name: 'item' | 'variation', override: PriceOverride): unknown {
  return {
    [name]: override.id,
    price: moneyTextOrNull(override.priceMinor),
    disabled: override.disabled,
    available_from: null,
    available_until: null,
  }
}

function eventOrder(ordering: string | null): (a: EventRow, b: EventRow) => number {
  if (ordering === 'date_from') return (a, b) => a.dateFrom - b.dateFrom
  if (ordering === '-date_from') return (a, b) => b.dateFrom - a.dateFrom
  if (ordering === '-slug') return (a, b) => b.slug.localeCompare(a.slug)
  return (a, b) => a.slug.localeCompare(b.slug)
}

function subeventOrder(ordering: string | null): (a: SubeventRow, b: SubeventRow) => number {
  if (ordering === 'last_modified') return (a, b) => a.lastModified - b.lastModified || a.id - b.id
  if (ordering === '-last_modified') return (a, b) => b.lastModified - a.lastModified || a.id - b.id
  if (ordering === 'id') return (a, b) => a.id - b.id
  if (ordering === '-date_from') return (a, b) => b.dateFrom - a.dateFrom || a.id - b.id
  return (a, b) => a.dateFrom - b.dateFrom || a.id - b.id
}
