import type { OnsaleFace, SourceFace } from '#contract/onsale-face'
import type { Role } from '#contract/onsale-roles'
import type { Band } from './bands.ts'
import { isChance } from './bands.ts'
import type { Minutes } from './minute-store.ts'
import { minuteMs } from './minute-store.ts'

type Column = readonly (number | null)[]

/** A band as uPlot takes it: times in the middle of their minutes, what is settled, what may still change, and the second measure. */
export type BandColumns = readonly [x: readonly number[], settled: Column, unsettled: Column, second: Column]

/** Times of all minutes, in their middle: a value is of the whole minute. */
const middles = (minutes: Minutes): readonly number[] => {
  const times: number[] = []
  for (let place = 0; place < minutes.count; place += 1) times.push(minutes.from + (place + 0.5) * minuteMs)
  return times
}

/**
 * Splits a band's minutes at the moment from which on they may still change. A line hangs together: its unsettled part begins at the last settled point. The
 * running minute of bars is left to the drawing, which outlines it.
 */
export const bandColumns = (band: Band, minutes: Minutes, source: SourceFace | undefined, now: number): BandColumns => {
  const known = column(minutes, band.role)
  const softFrom = source ? Math.ceil((source.provisionalFrom - minutes.from) / minuteMs) : minutes.count
  const bars = band.kind === 'bars'
  const running = bars ? Math.floor((now - minutes.from) / minuteMs) : minutes.count
  const values: (number | null)[] = []
  const settled: (number | null)[] = []
  const unsettled: (number | null)[] = []
  // plain loops: this is done for every minute of every band whenever a source answers
  for (let place = 0; place < minutes.count; place += 1) {
    const value = isChance(band, minutes, minutes.from + place * minuteMs) ? null : (known[place] ?? null)
    values.push(value)
    settled.push(place < softFrom && place < running ? value : null)
    unsettled.push(place >= softFrom - (bars ? 0 : 1) && place < running ? value : null)
  }
  return [bars ? middles(minutes) : readTimes(minutes, source, now), settled, unsettled, second(band, minutes, values)]
}

/** The middles of the minutes, but for a level that was read within its minute: it stands where it was read, not later; and no line goes beyond the present. */
const readTimes = (minutes: Minutes, source: SourceFace | undefined, now: number): readonly number[] => {
  const newestAt = source?.newestAt ?? null
  const place = newestAt === null ? -1 : Math.floor((newestAt - minutes.from) / minuteMs)
  const running = Math.floor((now - minutes.from) / minuteMs)
  return middles(minutes).map((middle, index) => {
    const known = index === running ? Math.min(middle, now) : middle
    return index === place && newestAt !== null ? Math.min(known, newestAt) : known
  })
}

const second = (band: Band, minutes: Minutes, values: Column): Column => {
  if (!band.second) return Array.from({ length: minutes.count }, () => null)
  const other = column(minutes, band.second.role)
  if (band.second.as !== 'part') return other
  return values.map((value, place) => {
    const inside = other[place]
    return value === null || inside === null || inside === undefined ? null : Math.max(0, value - inside)
  })
}

/** As long as the minutes are, also where a measure began later or is not there. */
const column = (minutes: Minutes, role: Role): Column => {
  const known = minutes.columns[role] ?? []
  if (known.length === minutes.count) return known
  return [...known.slice(0, minutes.count), ...Array.from({ length: Math.max(0, minutes.count - known.length) }, () => null)]
}

/** Where the last minute of a band ends, and what it read; null when nothing is known. */
export const knowledgeEnd = (
  columns: BandColumns,
  source: SourceFace | undefined,
): { readonly at: number; readonly middle: number; readonly value: number } | null => {
  const [x, settled, unsettled] = columns
  for (let place = x.length - 1; place >= 0; place -= 1) {
    const value = unsettled[place] ?? settled[place]
    const middle = x[place]
    if (value === null || value === undefined || middle === undefined) continue
    const end = middle + minuteMs / 2
    return { middle, value, at: source?.newestAt ? Math.max(middle, Math.min(end, source.newestAt)) : end }
  }
  return null
}

/** Stretches of whole minutes without a value between the first and the last known, as `[from, to)`: drawn as dots, joined by nothing. */
export const gaps = (columns: BandColumns): readonly (readonly [number, number])[] => {
  const [x, settled, unsettled] = columns
  const found: [number, number][] = []
  let lastKnown: number | null = null
  x.forEach((middle, place) => {
    const value = unsettled[place] ?? settled[place]
    if (value === null || value === undefined) return
    if (lastKnown !== null && middle - lastKnown > minuteMs * 1.5) found.push([lastKnown + minuteMs / 2, middle - minuteMs / 2])
    lastKnown = middle
  })
  return found
}

/** The top of a band's scale: fixed for the event; what goes over it raises it once, in round steps. */
export const bandTop = (band: Band, face: OnsaleFace, columns: BandColumns): number => {
  const fixed = face.scales[band.role]?.top ?? null
  const drawn = band.second?.as === 'part' ? [columns[1], columns[2]] : [columns[1], columns[2], columns[3]]
  const most = drawn.reduce((top, values) => highest(values, top), 1)
  if (fixed !== null && most <= fixed) return fixed
  return roundAbove(most * 1.05)
}

const highest = (values: Column, above: number): number => {
  let most = above
  for (const value of values) if (value !== null && value > most) most = value
  return most
}

const roundAbove = (value: number): number => {
  const power = 10 ** Math.floor(Math.log10(value))
  return ([1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10].find(step => step * power >= value) ?? 10) * power
}

/** A processor has no limit that anybody sets: there is no more of it than all. */
const wholePercent = 100

/** What a band expects beyond the present: from its newest point to a range on a level. */
export type Forecast = { readonly fromAt: number; readonly toAt: number; readonly level: number }

export const forecastOf = (band: Band, face: OnsaleFace): Forecast | null => {
  const { race } = face
  const limit = face.scales[band.role]?.limit ?? null
  if (band.band === 'connections' && race?.limit === 'database-connections' && limit !== null)
    return { fromAt: race.fullFromAt, toAt: race.fullToAt, level: limit }
  if (band.band === 'cpu' && race?.limit === 'web-cpu')
    return { fromAt: race.fullFromAt, toAt: race.fullToAt, level: wholePercent }
  if (band.band === 'left' && face.sellOut) return { fromAt: face.sellOut.fromAt, toAt: face.sellOut.toAt, level: 0 }
  return null
}
