import type { Lease } from '#domain/lease-rule'
import type { Readable, Transaction } from './query.ts'
import { command, derivation, query } from './query.ts'

/**
 * The book of leases. Each move names the state it comes from, so that two hands can never move one unit twice; a unit that was spent, refused or
 * returned never lives again (a trigger sees to that as well).
 */
export const addAsked = (
  tx: Transaction,
  lease: Omit<Lease, 'state' | 'platformId' | 'changedAt'> & { readonly tillId: string },
  now: number,
): void => {
  tx.run(insertLease, { ...lease, now })
}

/** The platform granted it. */
export const markHeld = (tx: Transaction, cartId: string, platformId: number, now: number): boolean =>
  tx.run(updateHeld, { cartId, platformId, now }) === 1

/** The platform did not grant it, or nothing was asked in the end. */
export const markRefused = (tx: Transaction, cartId: string, now: number): boolean => tx.run(updateRefused, { cartId, now }) === 1

/** The platform does not know it any more. */
export const markLost = (tx: Transaction, cartId: string, now: number): boolean => tx.run(updateLost, { cartId, now }) === 1

/** Takes every living lease out of sale for good, also those in the cart and on their way back. Gives the number of units. */
export const loseAll = (tx: Transaction, now: number): number => tx.run(updateAllLost, { now })

/** To be given back: not sellable from now on. Never a unit that is spent, or that a line of the open cart names. */
export const beginReturn = (tx: Transaction, cartId: string, now: number): boolean =>
  tx.run(updateReturning, { cartId, now }) === 1

/** The platform has it back. */
export const endReturn = (tx: Transaction, cartId: string, now: number): boolean => tx.run(updateReturned, { cartId, now }) === 1

/** Sold: in the transaction of the sale. False when the unit is not held any more or may have run out at the platform: then nothing may be sold on it. */
export const spendLease = (
  tx: Transaction,
  lease: { readonly cartId: string; readonly saleId: string; readonly pessimisticNow: number; readonly now: number },
): boolean => tx.run(updateSpent, lease) === 1

/** Whether a unit has run out by the latest time it may be at the platform and is not marked so yet. */
export const hasExpiredLeases = (db: Readable, pessimisticNow: number): boolean =>
  db.one(selectExpired, { pessimisticNow }) !== undefined

/** Marks what has run out by the latest time it may be at the platform. Gives the number of units. */
export const expireLeases = (tx: Transaction, pessimisticNow: number, now: number): number =>
  tx.run(updateExpired, { pessimisticNow, now })

export const leaseOf = (db: Readable, cartId: string): Lease | undefined => db.one(selectOne, { cartId })

/** Units of general admission in stock that no line names and that last beyond `beyond`; those that run out first come first. */
export const poolUnits = (db: Readable, product: ProductKey, beyond: number, most: number): readonly Lease[] =>
  db.all(selectPool, { ...keyOf(product), beyond, most })

/** The living lease of a seat, if any. */
export const seatLease = (db: Readable, event: string, subevent: number | null, seat: string): Lease | undefined =>
  db.one(selectSeat, { event, subevent: subevent ?? 0, seat })

/** Whether a line of the open cart names the lease. */
export const isInCart = (db: Readable, cartId: string): boolean => db.one(selectInCart, { cartId }) !== undefined

/** Leases on their way back, longest waiting first. */
export const returningLeases = (db: Readable, most: number): readonly Lease[] => db.all(selectReturning, { most })

/** Leases taken for a cart that no line names any more, unchanged since `before`. */
export const strayLeases = (db: Readable, before: number): readonly Lease[] => db.all(selectStray, { before })

/** Units for stock that are held, in no cart and run out before `before`, seats too; those that run out first come first. */
export const poolRunningOut = (db: Readable, before: number): readonly Lease[] => db.all(selectRunningOut, { before })

/** Every seat in stock that is in no cart. */
export const seatsInPool = (db: Readable): readonly Lease[] => db.all(selectPoolSeats, {})

/** Every lease of an event, whatever its state: what the platform's list is compared with. */
export const bookOf = (db: Readable, event: string): readonly Lease[] => db.all(selectBook, { event })

/** Events with leases that the platform must be asked about, `since` bounding how far back ended ones matter. */
export const eventsWithLeases = (db: Readable, since: number): readonly string[] =>
  db.all(selectEvents, { since }).map(row => row.event)

/** Events with leases whose request was never answered. */
export const eventsInDoubt = (db: Readable, before: number): readonly string[] =>
  db.all(selectDoubtful, { before }).map(row => row.event)

/** False after a copy or restored backup was opened and until the platform was asked. */
export const leasesProven = (db: Readable): boolean => db.derive(proven, {})
export const proveLeases = (tx: Transaction): void => {
  tx.run(updateProven, {})
}

export type ProductKey = {
  readonly event: string
  readonly subevent: number | null
  readonly item: number
  readonly variation: number | null
}
const keyOf = ({ event, subevent, item, variation }: ProductKey) => ({
  event,
  subevent: subevent ?? 0,
  item,
  variation: variation ?? 0,
})

const columns = `cart_id AS cartId, event, subevent, item, variation, seat, purpose, state, idempotency_key AS idempotencyKey,
  platform_id AS platformId, expires_at AS expiresAt, changed_at AS changedAt`
/** Beside a narrower condition: SQLite takes the index of living leases only where the index's own is written out, and the ended ones grow with every sale. */
export const living = `lease.state IN ('asked', 'held', 'returning')`
const notInCart = `NOT EXISTS (SELECT 1 FROM cart_line WHERE cart_line.lease = cart_id)`

type NewLease = {
  cartId: string
  tillId: string
  event: string
  subevent: number | null
  item: number
  variation: number | null
  seat: string | null
  purpose: string
  idempotencyKey: string
  expiresAt: number
  now: number
}
const insertLease = command<NewLease>(
  'lease.ask',
  `INSERT INTO lease (cart_id, till_id, event, subevent, item, variation, seat, purpose, idempotency_key, state, asked_at, expires_at, changed_at)
   VALUES (:cartId, :tillId, :event, :subevent, :item, :variation, :seat, :purpose, :idempotencyKey, 'asked', :now, :expiresAt, :now)`,
)
type Move = { cartId: string; now: number }
const move = (name: string, to: string, from: string, also = '') =>
  command<Move>(
    `lease.${name}`,
    `UPDATE lease SET state = '${to}', changed_at = :now WHERE cart_id = :cartId AND state IN (${from}) ${also}`,
  )
const updateHeld = command<Move & { platformId: number }>(
  'lease.hold',
  `UPDATE lease SET state = 'held', platform_id = :platformId, changed_at = :now WHERE cart_id = :cartId AND state = 'asked'`,
)
const updateRefused = move('refuse', 'refused', `'asked'`)
const updateLost = move('lose', 'lost', `'asked', 'held'`)
const updateAllLost = command<{ now: number }>(
  'lease.lose-all',
  `UPDATE lease SET state = 'lost', changed_at = :now WHERE state IN ('asked', 'held', 'returning')`,
)
const updateReturning = move('begin-return', 'returning', `'held'`, `AND ${notInCart}`)
const updateReturned = move('end-return', 'returned', `'returning'`)
const updateSpent = command<{ cartId: string; saleId: string; pessimisticNow: number; now: number }>(
  'lease.spend',
  `UPDATE lease SET state = 'spent', sale_id = :saleId, changed_at = :now WHERE cart_id = :cartId AND state = 'held' AND expires_at > :pessimisticNow`,
)
const expired = `state IN ('held', 'returning') AND ${living} AND expires_at <= :pessimisticNow`
const updateExpired = command<{ pessimisticNow: number; now: number }>(
  'lease.expire',
  `UPDATE lease SET state = 'expired', changed_at = :now WHERE ${expired}`,
)
const selectExpired = query<{ found: number }, { pessimisticNow: number }>(
  'lease.expired',
  `SELECT 1 AS found FROM lease WHERE ${expired} LIMIT 1`,
)
const selectOne = query<Lease, { cartId: string }>('lease.one', `SELECT ${columns} FROM lease WHERE cart_id = :cartId`)
const selectPool = query<
  Lease,
  { event: string; subevent: number; item: number; variation: number; beyond: number; most: number }
>(
  'lease.pool',
  `SELECT ${columns} FROM lease WHERE event = :event AND ifnull(subevent, 0) = :subevent AND item = :item AND ifnull(variation, 0) = :variation
   AND ${living} AND state = 'held' AND purpose = 'pool' AND seat IS NULL AND expires_at > :beyond AND ${notInCart} ORDER BY expires_at, cart_id LIMIT :most`,
)
const selectSeat = query<Lease, { event: string; subevent: number; seat: string }>(
  'lease.seat',
  `SELECT ${columns} FROM lease WHERE event = :event AND ifnull(subevent, 0) = :subevent AND seat = :seat AND state IN ('asked', 'held', 'returning')`,
)
const selectInCart = query<{ found: number }, { cartId: string }>(
  'lease.in-cart',
  'SELECT 1 AS found FROM cart_line WHERE lease = :cartId',
)
const selectReturning = query<Lease, { most: number }>(
  'lease.returning',
  `SELECT ${columns} FROM lease WHERE ${living} AND state = 'returning' ORDER BY changed_at, cart_id LIMIT :most`,
)
const selectStray = query<Lease, { before: number }>(
  'lease.stray',
  `SELECT ${columns} FROM lease WHERE ${living} AND state = 'held' AND purpose = 'cart' AND changed_at < :before AND ${notInCart}`,
)
const selectRunningOut = query<Lease, { before: number }>(
  'lease.running-out',
  `SELECT ${columns} FROM lease WHERE ${living} AND state = 'held' AND purpose = 'pool' AND expires_at < :before AND ${notInCart}
   ORDER BY expires_at, cart_id`,
)
const selectPoolSeats = query<Lease>(
  'lease.pool-seats',
  `SELECT ${columns} FROM lease WHERE ${living} AND state = 'held' AND purpose = 'pool' AND seat IS NOT NULL AND ${notInCart}`,
)
const selectBook = query<Lease, { event: string }>('lease.book', `SELECT ${columns} FROM lease WHERE event = :event`)
const selectEvents = query<{ event: string }, { since: number }>(
  'lease.events',
  `SELECT DISTINCT event FROM lease WHERE state IN ('asked', 'held', 'returning') OR changed_at > :since`,
)
const selectDoubtful = query<{ event: string }, { before: number }>(
  'lease.events-in-doubt',
  `SELECT DISTINCT event FROM lease WHERE ${living} AND state = 'asked' AND changed_at < :before`,
)
const proven = derivation('identity.leases-proven', db => db.one(selectProven, {})?.proven !== 0)
const selectProven = query<{ proven: number }>(
  'identity.leases-proven',
  'SELECT leases_proven AS proven FROM file_identity WHERE id = 1',
)
const updateProven = command('identity.prove-leases', 'UPDATE file_identity SET leases_proven = 1 WHERE id = 1')
