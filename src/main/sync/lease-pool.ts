import type { Refusal } from '#contract/refusal'
import { refusal } from '#contract/refusal'
import type { Lease } from '#domain/lease-rule'
import { leaseLimits, poolExpiry, renewalOf } from '#domain/lease-rule'
import { beginReturn, poolRunningOut, poolUnits, seatsInPool } from '#store/lease'
import { leasesAsked, stockInBook } from '#store/lease-holdings'
import { productName, seatName } from '#store/lease-names'
import type { LeaseTarget, RowSeat, WantedRow } from '#store/lease-wish'
import { leaseTargets, seatsOfRow, wantedRows } from '#store/lease-wish'
import type { Readable } from '#store/query'
import type { LeaseParts } from './lease-asking.ts'
import { gainLeases, timesOf } from './lease-asking.ts'
import { unitsPerCall } from './lease-calls.ts'
import { carryBackOne } from './lease-sweep.ts'
import { refusalOfText } from './stockroom.ts'

/** After a no of the platform a wish is left alone for so long: stock comes back seldom. */
const retryRefusedMs = 60_000
/** After silence sooner: the network comes and goes. */
const retrySilentMs = 10_000
/** Calls spent on one wish before the next has its turn. */
const callsPerRound = 4

/** Why a wish is not fulfilled, and until when it is left alone (monotonic). */
export type Shortfall = { readonly reason: Refusal; readonly until: number }
export type Shortfalls = Map<string, Shortfall>

/** Names a wish, for its shortfall. */
export const wishKey = (wish: {
  readonly event: string
  readonly subevent: number | null
  readonly item?: number
  readonly variation?: number | null
  readonly sector?: string
  readonly row?: string
}): string => JSON.stringify([wish.event, wish.subevent, wish.item ?? wish.sector, wish.variation ?? wish.row ?? null])

/** Keeps as much in stock as is wanted: takes, renews and gives back. Only while online, and only once the book is proven. */
export const keepPool = async (parts: LeaseParts, shortfalls: Shortfalls): Promise<void> => {
  giveUpSurplus(parts)
  for (const target of leaseTargets(parts.store)) await keepTarget(parts, shortfalls, target)
  for (const row of wantedRows(parts.store)) await keepRow(parts, shortfalls, row)
  await renewPool(parts, shortfalls)
}

/** What is in stock beyond what is wanted goes back; the units that run out first go first. */
export const giveUpSurplus = ({ store, world }: LeaseParts): void => {
  const wanted = new Map(leaseTargets(store).map(target => [wishKey(target), target.target]))
  const seats = new Set(wantedRows(store).flatMap(row => seatsOfRow(store, row).map(seat => seatKey(row, seat.guid))))
  const surplus = [
    ...stockInBook(store).flatMap(stock => {
      const beyond = stock.held - (wanted.get(wishKey(stock)) ?? 0)
      return beyond > 0 ? poolUnits(store, stock, 0, beyond) : []
    }),
    ...seatsInPool(store).filter(lease => lease.seat !== null && !seats.has(seatKey(lease, lease.seat))),
  ]
  if (surplus.length === 0) return
  store.transaction('lease.surplus', tx => surplus.forEach(lease => beginReturn(tx, lease.cartId, world.clock.now())))
}

const keepTarget = async (parts: LeaseParts, shortfalls: Shortfalls, target: LeaseTarget): Promise<void> => {
  const key = wishKey(target)
  for (let call = 0; call < callsPerRound; call++) {
    const missing = target.target - unitsInStock(parts.store, key) - leasesAsked(parts.store, target)
    if (missing <= 0) return void shortfalls.delete(key)
    const seats = Array.from({ length: Math.min(missing, unitsPerCall) }, () => null)
    if (!(await take(parts, shortfalls, { ...target, key, seats })).all) return
  }
}

const keepRow = async (parts: LeaseParts, shortfalls: Shortfalls, row: WantedRow): Promise<void> => {
  const key = wishKey(row)
  // read again before each call: a cart may take seats of the row while the platform answers
  const missing = (): ReadonlyMap<string, readonly RowSeat[]> =>
    Map.groupBy(
      seatsOfRow(parts.store, row).filter(seat => seat.free === 1 && seat.leased === 0),
      seat => `${seat.item}/${seat.variation}`,
    )
  for (const kind of missing().keys()) {
    const seats = missing().get(kind) ?? []
    const [first] = seats
    if (!first) continue
    const { item, variation } = first
    const guids = seats.slice(0, unitsPerCall).map(seat => seat.guid)
    if (!(await take(parts, shortfalls, { ...row, item, variation, key, seats: guids })).all) return
  }
}

type Wish = Pick<Lease, 'event' | 'subevent' | 'item' | 'variation'> & {
  readonly key: string
  readonly seats: readonly (string | null)[]
}

/** Takes units into stock. When not all were had the reason is noted, and the wish left alone for a while. */
const take = async (
  parts: LeaseParts,
  shortfalls: Shortfalls,
  wish: Wish,
): Promise<{ readonly units: number; readonly all: boolean }> => {
  const none = { units: 0, all: false }
  if (parts.world.clock.monotonic() < (shortfalls.get(wish.key)?.until ?? Number.NEGATIVE_INFINITY)) return none
  const expiresAt = poolExpiry(wish.seats[0] ?? null, timesOf(parts, wish), parts.pessimisticNow())
  if (expiresAt === null) {
    const product = productName(parts.store, wish.item, wish.variation)
    const reason = refusal('product-unsellable', { product, reason: 'no-longer' })
    shortfalls.set(wish.key, { reason, until: parts.world.clock.monotonic() + retryRefusedMs })
    return none
  }
  const { event, subevent, item, variation, seats } = wish
  const gained = await gainLeases(parts, { event, subevent, item, variation, seats, purpose: 'pool', expiresAt })
  const now = parts.world.clock.monotonic()
  if (gained.kind !== 'answered') {
    shortfalls.set(wish.key, { reason: gained.refusal, until: now + retrySilentMs })
    return none
  }
  const [complaint] = gained.complaints
  if (complaint) shortfalls.set(wish.key, { reason: reasonOf(parts, wish, complaint), until: now + retryRefusedMs })
  else shortfalls.delete(wish.key)
  return { units: gained.held.length, all: !complaint }
}

const reasonOf = (parts: LeaseParts, wish: Wish, complaint: { readonly seat: string | null; readonly text: string }): Refusal => {
  if (complaint.seat !== null && /seat/i.test(complaint.text))
    return refusal('seat-taken', seatName(parts.store, wish, complaint.seat))
  const told = refusalOfText(
    complaint.text,
    productName(parts.store, wish.item, wish.variation),
    unitsInStock(parts.store, wish.key),
  )
  return told.ok ? refusal('fault') : told.refusal
}

/** Leases cannot be extended: a fresh one is taken first and the old one given back; a seat, or the last of the stock, is let go and taken again at once. */
const renewPool = async (parts: LeaseParts, shortfalls: Shortfalls): Promise<void> => {
  const now = parts.pessimisticNow()
  const showings = Map.groupBy(poolRunningOut(parts.store, now + leaseLimits.poolRenewBelowMs), lease =>
    JSON.stringify([lease.event, lease.subevent]),
  )
  const due = [...showings.values()].flatMap(leases => {
    const [first] = leases
    const times = first && timesOf(parts, first)
    return times ? leases.map(lease => ({ lease, renewal: renewalOf(lease, times, now) })) : []
  })
  const old = Map.groupBy(
    due.flatMap(({ lease, renewal }) => (renewal === 'renew' ? [lease] : [])),
    lease => wishKey(lease),
  )
  for (const [key, leases] of old) await renew(parts, shortfalls, key, leases.slice(0, unitsPerCall))
  for (const { lease, renewal } of due) if (renewal === 'swap' && !(await swap(parts, shortfalls, lease))) return
}

const renew = async (parts: LeaseParts, shortfalls: Shortfalls, key: string, leases: readonly Lease[]): Promise<void> => {
  const [first] = leases
  if (!first) return
  const { units } = await take(parts, shortfalls, { ...first, key: `renew ${key}`, seats: leases.map(() => null) })
  const replaced = leases.slice(0, units)
  parts.store.transaction('lease.renewed', tx =>
    replaced.forEach(lease => beginReturn(tx, lease.cartId, parts.world.clock.now())),
  )
}

const swap = async (parts: LeaseParts, shortfalls: Shortfalls, lease: Lease): Promise<boolean> => {
  const { store, world } = parts
  if (!store.transaction('lease.swap', tx => beginReturn(tx, lease.cartId, world.clock.now()))) return true
  if (!(await carryBackOne(parts, lease.cartId))) return false
  await take(parts, shortfalls, { ...lease, key: wishKey(lease), seats: [lease.seat] })
  return true
}

/** Units in the open cart count: they are replaced when they are sold, not when they are picked up. */
const unitsInStock = (store: Readable, key: string): number => stockInBook(store).find(stock => wishKey(stock) === key)?.held ?? 0

const seatKey = (showing: { readonly event: string; readonly subevent: number | null }, guid: string): string =>
  JSON.stringify([showing.event, showing.subevent, guid])
