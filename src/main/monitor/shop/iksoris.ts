import { z } from 'zod'
import type { Result } from '#contract/refusal'
import { done, refused } from '#contract/refusal'
import type { World } from '#main/world'
import { jsonOf } from '#monitor/reach'
import { askPage } from './ask.ts'

/** One date of an iKSORIS programme. `id`: the date; `event`: what is played; `free`: places still shown as free, baskets of others not among them. */
export type ProgrammeRow = {
  readonly id: string
  readonly event: string
  readonly name: string
  /** `YYYY-MM-DD HH:MM` by the clock of the hall. */
  readonly when: string
  readonly free: number | null
}
/** Which date is on sale, by the clock of its hall. */
export type WantedPlaces = { readonly startsAt: number; readonly timezone: string }

/** Everything arrives as text; a field may be missing or of another kind (seen in one theatre's programme of 101 dates). */
const text = z.union([z.string(), z.number().transform(String)]).catch('')
const rowShape = z.object({ id: text, idw: text, nazwa: text, data: text, godzina: text, miejsca_dostepne: text })
const programmeShape = z.object({ spektakl: z.union([z.array(z.unknown()), z.looseObject({}).transform(one => [one])]) })

const exportPath = '/export.html?json=true'
const maintenanceStatus = 423

/** The programme that an iKSORIS shop publishes. A page in its place, or `status: error`, is not an empty programme: it was not read. */
export const readProgramme = async (
  world: World,
  shopUrl: string,
  signal?: AbortSignal,
): Promise<Result<{ readonly rows: readonly ProgrammeRow[] }>> => {
  const page = await askPage(world, 'shop', exportOf(shopUrl), signal)
  if (!page.ok) return page
  if (page.value.status === maintenanceStatus) return refused('shop-maintenance')
  if (page.value.status >= 300) return refused('shop-failed', { status: page.value.status })
  const programme = programmeShape.safeParse(jsonOf(page.value.body))
  return programme.success ? done({ rows: programme.data.spektakl.flatMap(asRow) }) : refused('shop-answer-unreadable')
}

/**
 * How many places are still shown as free of what is on sale: the date or event named in the shop's address, else the date that begins then, else the only one
 * there is. Null: it cannot be told.
 */
export const freePlaces = (rows: readonly ProgrammeRow[], shopUrl: string, wanted: WantedPlaces | null): number | null => {
  const named = new URL(shopUrl).searchParams
  const [id, event] = [named.get('id'), named.get('idw')]
  const of = (chosen: readonly ProgrammeRow[]): number | null => {
    const known = chosen.flatMap(row => (row.free === null ? [] : [row.free]))
    return known.length === 0 ? null : known.reduce((sum, free) => sum + free, 0)
  }
  if (id) return of(rows.filter(row => row.id === id))
  if (event && event !== '0') return of(rows.filter(row => row.event === event))
  const when = wanted && wallClock(wanted)
  const timely = rows.filter(row => row.when === when)
  if (timely.length > 0) return of(timely)
  return rows.length === 1 ? of(rows) : null
}

/** The programme lies where the shop begins: above its pages and above its parts `rezerwacja` and `index`. */
const exportOf = (shopUrl: string): string => {
  const { origin, pathname } = new URL(shopUrl)
  const begin = pathname
    .replace(/\/(rezerwacja|index)(\/.*)?$/, '')
    .replace(/\/[^/]*\.[^/]*$/, '')
    .replace(/\/+$/, '')
  return `${origin}${begin}${exportPath}`
}

/** A row without a date or places stays in the programme; it only says nothing of them. */
const asRow = (value: unknown): readonly ProgrammeRow[] => {
  const parsed = rowShape.safeParse(value)
  if (!parsed.success) return []
  const { id, idw, nazwa, data, godzina, miejsca_dostepne: places } = parsed.data
  return [
    { id, event: idw, name: nazwa, when: `${isoDay(data)} ${godzina}`, free: /^\d{1,7}$/.test(places) ? Number(places) : null },
  ]
}

/** `DD-MM-YYYY` and `YYYY-MM-DD` are both seen. */
const isoDay = (day: string): string => day.replace(/^(\d\d)-(\d\d)-(\d{4})$/, '$3-$2-$1')

const wallClock = ({ startsAt, timezone }: WantedPlaces): string =>
  new Intl.DateTimeFormat('sv-SE', {
    timeZone: timezone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  }).format(startsAt)
