import type { LineId } from '#contract/nominal'
import { freshId } from '#domain/fresh-id'
import type { StoredCart, StoredLine } from '#store/cart'
import type { Bench } from './bench.ts'

/** A name for a new line of the cart. */
export const freshLineId = (bench: Bench): LineId => freshId(bench.world.random.bytes) as LineId // a UUID, as the contract's shape wants it

/** The named lines and the add-ons that hang on them. */
export const withAddons = (cart: StoredCart, ids: readonly LineId[]): readonly StoredLine[] =>
  cart.lines.filter(line => ids.includes(line.id) || (line.parent !== null && ids.includes(line.parent)))

/** The leases of these lines that have to go back: those taken for the cart. Stock stays where it is. */
export const shortLeases = (lines: readonly StoredLine[]): readonly string[] =>
  lines.flatMap(line => (line.lease?.purpose === 'cart' ? [line.lease.cartId] : []))
