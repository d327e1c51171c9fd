import type { PlatformDesk } from './platform-desk.ts'

/** A thing to be fought over: an item (of one date) that sits in one quota. */
export type ScarceWare = {
  readonly event: string
  readonly item: number
  readonly subevent: number | null
  readonly price: string
  readonly quota: number
}
export type HotSeat = { readonly guid: string; readonly item: number; readonly sector: string; readonly row: string }

/** What the till and everybody else want at the same time. */
export type Stage = {
  readonly seated: string
  readonly hotSeats: readonly HotSeat[]
  /** An add-on, taken by the till with a ticket and by others alone: the platform does not check which. */
  readonly extra: ScarceWare & { readonly parent: number }
  readonly series: ScarceWare
  readonly events: readonly string[]
  /** Gives the quotas back the size they had. */
  readonly restore: () => Promise<void>
}

type Event = { readonly slug: string; readonly has_subevents: boolean; readonly testmode: boolean; readonly live: boolean }
type Item = {
  readonly id: number
  readonly category: number | null
  readonly default_price: string
  readonly active: boolean
  readonly has_variations: boolean
  readonly addons: readonly { readonly addon_category: number; readonly max_count: number; readonly price_included: boolean }[]
}
type Quota = {
  readonly id: number
  readonly size: number | null
  readonly closed: boolean
  readonly items: readonly number[]
  readonly subevent: number | null
  readonly available_number: number | null
}
type Seat = {
  readonly seat_guid: string
  readonly zone_name: string
  readonly row_name: string
  readonly product: number | null
  readonly blocked: boolean
}
type Shelf = { readonly event: Event; readonly items: readonly Item[]; readonly quotas: readonly Quota[] }

const seatPages = 8

/** Finds scarce things among what the platform sells, and makes them scarce: so many units are left when the curtain rises. */
export const setStage = async (
  desk: PlatformDesk,
  slugs: readonly string[],
  left: { readonly extras: number; readonly entries: number },
): Promise<Stage> => {
  const events = (await desk.all<Event>('events/')).filter(event => slugs.includes(event.slug) && !event.testmode)
  const shelves: Shelf[] = []
  for (const event of events)
    shelves.push({
      event,
      items: (await desk.all<Item>(`events/${event.slug}/items/`)).filter(item => item.active),
      quotas: await desk.all<Quota>(`events/${event.slug}/quotas/?with_availability=true`),
    })
  const seated = await findSeats(desk, shelves)
  const extra = found('an add-on in a quota of its own', shelves.flatMap(findExtra))
  const series = found('a series whose product sits in one quota a date', shelves.flatMap(findSeries))
  const restores = [await squeeze(desk, shelves, extra, left.extras), await squeeze(desk, shelves, series, left.entries)]
  return {
    seated: seated.event,
    hotSeats: seated.seats,
    extra,
    series,
    events: [...new Set([seated.event, extra.event, series.event])],
    restore: async () => {
      for (const restore of restores) await restore()
    },
  }
}

const found = <Ware>(what: string, wares: readonly Ware[]): Ware => {
  const [first] = wares
  if (first === undefined) throw new Error(`the platform sells nothing that fits: ${what}`)
  return first
}

const findSeats = async (desk: PlatformDesk, shelves: readonly Shelf[]) => {
  for (const { event } of shelves.filter(shelf => !shelf.event.has_subevents)) {
    const answer = await desk.ask('GET', `events/${event.slug}/seats/?is_available=true`)
    if (answer.status !== 200 || (answer.body as { count: number }).count < 100) continue
    const seats = await desk.all<Seat>(`events/${event.slug}/seats/?is_available=true`, seatPages)
    const free = seats.filter(seat => !seat.blocked && seat.product !== null)
    const hot = free.map(seat => ({
      guid: seat.seat_guid,
      item: seat.product ?? 0,
      sector: seat.zone_name,
      row: seat.row_name,
    }))
    return { event: event.slug, seats: hot }
  }
  throw new Error('the platform has no event with a hundred free seats')
}

const onlyQuota = (shelf: Shelf, item: number, subevent: number | null): Quota | null => {
  const [quota, ...others] = shelf.quotas.filter(each => each.items.includes(item) && each.subevent === subevent)
  const fits = quota && others.length === 0 && !quota.closed && quota.size !== null && quota.items.length === 1
  return fits ? quota : null
}

const findExtra = (shelf: Shelf): readonly Stage['extra'][] =>
  shelf.items.flatMap(parent =>
    parent.addons
      .filter(offer => offer.max_count > 0)
      .flatMap(offer =>
        shelf.items
          .filter(item => item.category === offer.addon_category && !item.has_variations)
          .flatMap(item => {
            const quota = onlyQuota(shelf, item.id, null)
            const { slug } = shelf.event
            return quota
              ? [{ event: slug, item: item.id, subevent: null, price: item.default_price, quota: quota.id, parent: parent.id }]
              : []
          }),
      ),
  )

const findSeries = (shelf: Shelf): readonly ScarceWare[] =>
  shelf.event.has_subevents
    ? shelf.items
        .filter(item => !item.has_variations)
        .flatMap(item =>
          shelf.quotas.flatMap(({ subevent }) => {
            const quota = subevent === null ? null : onlyQuota(shelf, item.id, subevent)
            return quota ? [{ event: shelf.event.slug, item: item.id, subevent, price: item.default_price, quota: quota.id }] : []
          }),
        )
    : []

const squeeze = async (
  desk: PlatformDesk,
  shelves: readonly Shelf[],
  ware: ScarceWare,
  left: number,
): Promise<() => Promise<void>> => {
  const quota = shelves.flatMap(shelf => shelf.quotas).find(each => each.id === ware.quota)
  if (!quota || quota.size === null) throw new Error(`quota ${ware.quota} has no size`)
  const path = `events/${ware.event}/quotas/${ware.quota}/`
  await desk.must('PATCH', path, { size: quota.size - (quota.available_number ?? 0) + left })
  return () => desk.must('PATCH', path, { size: quota.size })
}
