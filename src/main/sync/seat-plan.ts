import { bodyOf, listIn, recordOf, textIn } from '#domain/body-fields'
import { naturalOrder } from '#domain/natural-order'
import type { HallKey } from '#store/seat'
import { seatNames, setOrdinal } from '#store/seat'
import { putSeatingPlan, seatingPlan } from '#store/seating-plan'
import type { Transaction } from '#store/query'
import type { SyncParts } from './sync-parts.ts'

/** A plan in use cannot be edited on the platform, but it can be swapped for another version of itself before sales: look again so often. */
const planLastsMs = 86_400_000

/** The place of each seat in its hall by guid, in the order of the plan; empty when the plan cannot be had. Fetched once a day at most. */
export const planOrder = async (parts: SyncParts, id: number): Promise<ReadonlyMap<string, number>> => {
  const now = parts.world.clock.now()
  const known = seatingPlan(parts.store, id)
  if (known && Math.abs(now - known.fetchedAt) < planLastsMs) return orderIn(known.layout)
  const answer = await parts.platform.get(`seatingplans/${id}/`, {}, { signal: parts.signal })
  if (answer.kind !== 'ok') return orderIn(known?.layout ?? '{}')
  const plan = recordOf(answer.body)
  const layout = JSON.stringify(plan['layout'] ?? {})
  const name = textIn(plan, 'name') ?? ''
  parts.store.refetchable('seating-plan', tx => putSeatingPlan(tx, { id, name, layout, fetchedAt: now }))
  return orderIn(layout)
}

/** Orders a hall without a plan as people count: sector, row, number. */
export const orderNaturally = (tx: Transaction, hall: HallKey): void => {
  const seats = seatNames(tx, hall).toSorted(
    (one, other) =>
      naturalOrder(one.sector, other.sector) || naturalOrder(one.row, other.row) || naturalOrder(one.number, other.number),
  )
  for (const [ordinal, { guid }] of seats.entries()) setOrdinal(tx, { ...hall, guid, ordinal })
}

const orderIn = (layout: string): ReadonlyMap<string, number> => {
  const order = new Map<string, number>()
  for (const zone of listIn(bodyOf(layout), 'zones')) {
    for (const row of listIn(recordOf(zone), 'rows')) {
      for (const seat of listIn(recordOf(row), 'seats')) {
        const guid = textIn(recordOf(seat), 'seat_guid')
        if (guid !== null) order.set(guid, order.size)
      }
    }
  }
  return order
}
