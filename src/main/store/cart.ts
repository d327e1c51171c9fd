import type { LineId } from '#contract/nominal'
import type { Showing } from '#contract/showing'
import type { Lease } from '#domain/lease-rule'
import type { Readable, Transaction } from './query.ts'
import { command, derivation, query } from './query.ts'

/** One unit in the cart, with the lease it is sold from. `lease` null: the hold ran out and was given back, the line waits to be taken again or removed. */
export type StoredLine = {
  readonly id: LineId
  readonly item: number
  readonly variation: number | null
  readonly priceMinor: number
  readonly seat: StoredSeat | null
  readonly parent: LineId | null
  readonly addedAt: number
  readonly lease:
    | (Pick<Lease, 'cartId' | 'purpose' | 'state' | 'expiresAt'> & { readonly item: number; readonly variation: number | null })
    | null
}
export type StoredSeat = { readonly guid: string; readonly sector: string; readonly row: string; readonly number: string }

/** The open cart as it stands in the file. */
export type StoredCart = { readonly version: number; readonly showing: Showing | null; readonly lines: readonly StoredLine[] }

export type NewLine = {
  readonly id: LineId
  readonly item: number
  readonly variation: number | null
  readonly priceMinor: number
  readonly seat: string | null
  readonly parent: LineId | null
  readonly lease: string
}

/** The open cart; its lines in the order they were taken. */
export const readCart = (db: Readable): StoredCart => db.derive(openCart, {})

/** Whether something lies in the cart: somebody stands at the counter. */
export const isCartOpen = (db: Readable): boolean => db.derive(cartOpen, {})

/** Adds lines behind those there are; the cart is of `showing` from now on. */
export const addLines = (tx: Transaction, showing: Showing, lines: readonly NewLine[], at: number): void => {
  for (const line of lines) tx.run(insertLine, { ...line, at })
  touchCart(tx, showing)
}

/** Takes lines out, their add-ons with them. */
export const removeLines = (tx: Transaction, showing: Showing, lines: readonly LineId[]): void => {
  for (const id of lines) tx.run(deleteLine, { id })
  touchCart(tx, showing)
}

/** Empties the cart: given up or sold. */
export const clearCart = (tx: Transaction): void => {
  tx.run(deleteLines, {})
  touchCart(tx, null)
}

/** Makes a line another variation of its product, perhaps on another lease. */
export const changeLine = (
  tx: Transaction,
  showing: Showing,
  line: {
    readonly id: LineId
    readonly variation: number
    readonly priceMinor: number
    readonly lease: string
    readonly at: number
  },
): void => {
  tx.run(updateLine, line)
  touchCart(tx, showing)
}

/** The line lets go of its lease, which ran out; what was shown stays as it was, so the version does. */
export const unleaseLine = (tx: Transaction, id: LineId): void => {
  tx.run(updateLease, { id, lease: null })
}

/** The line is sold from another lease, taken at `at`; what was shown stays as it was, so the version does. */
export const releaseLine = (tx: Transaction, id: LineId, lease: string, at: number): void => {
  tx.run(updateLease, { id, lease })
  tx.run(updateAdded, { id, at })
}

const touchCart = (tx: Transaction, showing: Showing | null): void => {
  tx.run(upsertCart, { event: showing?.event ?? null, subevent: showing?.subevent ?? null })
}

type LineRow = Omit<StoredLine, 'seat' | 'lease'> & {
  readonly seat: string | null
  readonly sector: string | null
  readonly row: string | null
  readonly number: string | null
  readonly cartId: string | null
  readonly purpose: Lease['purpose']
  readonly state: Lease['state']
  readonly expiresAt: number
  readonly leaseItem: number
  readonly leaseVariation: number | null
}

type CartRow = { readonly version: number; readonly event: string | null; readonly subevent: number | null } & (
  LineRow | { readonly id: null }
)

const isLine = (row: CartRow): row is Extract<CartRow, LineRow> => row.id !== null

const asLine = (row: LineRow): StoredLine => {
  const { id, item, variation, priceMinor, parent, addedAt, cartId, purpose, state, expiresAt, leaseItem, leaseVariation } = row
  return {
    id,
    item,
    variation,
    priceMinor,
    parent,
    addedAt,
    seat:
      row.seat === null ? null : { guid: row.seat, sector: row.sector ?? '', row: row.row ?? '', number: row.number ?? row.seat },
    lease: cartId === null ? null : { cartId, purpose, state, expiresAt, item: leaseItem, variation: leaseVariation },
  }
}

const openCart = derivation('cart', (db): StoredCart => {
  const rows = db.all(selectCart, {})
  const [cart] = rows
  if (!cart) return { version: 0, showing: null, lines: [] }
  const lines = rows.filter(isLine).map(asLine)
  return {
    version: cart.version,
    showing: cart.event === null || lines.length === 0 ? null : { event: cart.event, subevent: cart.subevent },
    lines,
  }
})
const cartOpen = derivation('cart.open', db => db.one(selectOpen, {}) !== undefined)

const selectOpen = query<{ open: number }>('cart.open', 'SELECT 1 AS open FROM cart_line LIMIT 1')
/** The cart beside each of its lines; once without a line when it has none. */
const selectCart = query<CartRow>(
  'cart.get',
  `SELECT version, cart.event AS event, cart.subevent AS subevent, cart_line.id, cart_line.item, cart_line.variation, price_minor AS priceMinor, cart_line.seat,
     seat.sector, seat.row, seat.number, parent, added_at AS addedAt, cart_id AS cartId, purpose, state, expires_at AS expiresAt, lease.item AS leaseItem,
     lease.variation AS leaseVariation
   FROM cart LEFT JOIN cart_line LEFT JOIN lease ON lease.cart_id = cart_line.lease
   LEFT JOIN seat ON seat.event = cart.event AND seat.subevent = ifnull(cart.subevent, 0) AND seat.guid = cart_line.seat
   WHERE cart.id = 1 ORDER BY cart_line.ordinal`,
)
type LineCells = Omit<NewLine, 'id' | 'parent'> & { id: string; parent: string | null; at: number }
const insertLine = command<LineCells>(
  'cart.add-line',
  `INSERT INTO cart_line (id, ordinal, item, variation, price_minor, seat, parent, lease, added_at)
   VALUES (:id, (SELECT ifnull(max(ordinal), 0) + 1 FROM cart_line), :item, :variation, :priceMinor, :seat, :parent, :lease, :at)`,
)
const deleteLine = command<{ id: string }>('cart.remove-line', 'DELETE FROM cart_line WHERE id = :id')
const deleteLines = command('cart.clear', 'DELETE FROM cart_line')
const updateLine = command<{ id: string; variation: number; priceMinor: number; lease: string; at: number }>(
  'cart.change-line',
  'UPDATE cart_line SET variation = :variation, price_minor = :priceMinor, lease = :lease, added_at = :at WHERE id = :id',
)
const updateLease = command<{ id: string; lease: string | null }>(
  'cart.move-line',
  'UPDATE cart_line SET lease = :lease WHERE id = :id',
)
const updateAdded = command<{ id: string; at: number }>('cart.date-line', 'UPDATE cart_line SET added_at = :at WHERE id = :id')
const upsertCart = command<{ event: string | null; subevent: number | null }>(
  'cart.touch',
  `INSERT INTO cart (id, version, event, subevent) VALUES (1, 1, :event, :subevent)
   ON CONFLICT (id) DO UPDATE SET version = version + 1, event = excluded.event, subevent = excluded.subevent`,
)
