import type { Body } from '#domain/body-fields'
import { bodyOf, listIn, recordOf, textIn } from '#domain/body-fields'
import { naturalOrder } from '#domain/natural-order'
import type { HallKey } from '#store/seat'
import { seatNames, setOrdinal } from '#store/seat'
import { putSeatingPlan, seatingPlan } from '#store/seating-plan'
import type { Transaction } from '#store/query'
import type { SyncParts } from './sync-parts.ts'

/** A plan in use cannot be edited on the platform, but it can be swapped for another version of itself before sales: look again so often. */
const planLastsMs = 86_400_000

/**
 * Where a seat stands: its turn in the order of the plan, and a name for its sector where the plan's own would not tell it from another (null: the plan's
 * own does).
 */
export type PlanPlace = { readonly ordinal: number; readonly sector: string | null }

/** The place of each seat in its hall by guid; empty when the plan cannot be had. Fetched once a day at most. */
export const planPlaces = async (parts: SyncParts, id: number): Promise<ReadonlyMap<string, PlanPlace>> => {
  const now = parts.world.clock.now()
  const known = seatingPlan(parts.store, id)
  if (known && Math.abs(now - known.fetchedAt) < planLastsMs) return placesIn(known.layout)
  const answer = await parts.platform.get(`seatingplans/${id}/`, {}, { signal: parts.signal })
  if (answer.kind !== 'ok') return placesIn(known?.layout ?? '{}')
  const plan = recordOf(answer.body)
  const layout = JSON.stringify(plan['layout'] ?? {})
  const name = textIn(plan, 'name') ?? ''
  parts.store.refetchable('seating-plan', tx => putSeatingPlan(tx, { id, name, layout, fetchedAt: now }))
  return placesIn(layout)
}

/** Orders a hall without a plan as people count: sector, row, number. */
export const orderNaturally = (tx: Transaction, hall: HallKey): void => {
  const seats = seatNames(tx, hall).toSorted(
    (one, other) =>
      naturalOrder(one.sector, other.sector) || naturalOrder(one.row, other.row) || naturalOrder(one.number, other.number),
  )
  for (const [ordinal, { guid }] of seats.entries()) setOrdinal(tx, { ...hall, guid, ordinal })
}

const placesIn = (layout: string): ReadonlyMap<string, PlanPlace> => {
  const places = new Map<string, PlanPlace>()
  const sectorOf = sectorNames()
  for (const zone of listIn(bodyOf(layout), 'zones').map(recordOf)) {
    const seats = seatsIn(zone)
    const sector = sectorOf(textIn(zone, 'name') ?? '', new Set(seats.map(seat => seat.place)))
    for (const { guid } of seats) if (guid !== null) places.set(guid, { ordinal: places.size, sector })
  }
  return places
}

const seatsIn = (zone: Body): readonly { readonly guid: string | null; readonly place: string }[] =>
  listIn(zone, 'rows')
    .map(recordOf)
    .flatMap(row =>
      listIn(row, 'seats')
        .map(recordOf)
        .map(seat => ({
          guid: textIn(seat, 'seat_guid'),
          place: JSON.stringify([row['row_label'], row['row_number'], seat['seat_label'], seat['seat_number']]),
        })),
    )

/**
 * Zones of one name are one sector as long as their seats can be told apart in it, as when a block is drawn in two halves. Where row and number come twice,
 * the later zone is a sector of its own, with a number behind its name.
 */
const sectorNames = (): ((name: string, places: ReadonlySet<string>) => string | null) => {
  const sectors = new Map<string, Set<string>[]>()
  return (name, places) => {
    const namesakes = sectors.get(name) ?? []
    const found = namesakes.findIndex(taken => taken.isDisjointFrom(places))
    const index = found < 0 ? namesakes.length : found
    namesakes[index] = new Set([...(namesakes[index] ?? []), ...places])
    sectors.set(name, namesakes)
    return index === 0 ? null : `${name} (${index + 1})`.trim()
  }
}
