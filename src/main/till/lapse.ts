import type { Cancel } from '#main/world'
import type { StoredLine } from '#store/cart'
import { readCart, unleaseLine } from '#store/cart'
import type { Bench } from './bench.ts'
import { tillLimits } from './bounds.ts'
import { heldUntil } from './cart-view.ts'
import { letGo } from './holds.ts'
import { shortLeases } from './lines.ts'

/** Watches the countdowns of an open cart. */
export type Lapse = {
  /** Gives back the leases of lines whose countdown is over. The lines stay, so that the cashier may take them again; paying tries that by itself. */
  readonly sweep: () => void
  /** Looks again when the next countdown ends. */
  readonly watch: () => void
  readonly stop: () => void
}

/** `later` runs the sweep in its turn, when no command is at the cart. Without the platform no countdown runs; it is taken up when the platform is back. */
export const createLapse = (bench: Bench, later: (work: () => void) => void): Lapse => {
  let cancel: Cancel = () => {}
  let standing = 0
  const sweep = (): void => {
    const { showing, lines } = readCart(bench.store)
    const now = bench.world.clock.now()
    const over = lines.filter(line => line.lease !== null && endOf(bench, line) <= now)
    if (over.length === 0) return
    bench.store.transaction('cart.lapse', tx => over.forEach(line => unleaseLine(tx, line.id)))
    letGo(bench, shortLeases(over))
    bench.onChange(['cart', 'stock', 'holdings'], showing)
  }
  const watch = (): void => {
    cancel()
    const now = bench.world.clock.now()
    const { showing, lines } = readCart(bench.store)
    const leased = lines.filter(line => line.lease?.purpose === 'cart')
    const still = leased.filter(line => heldUntil(bench, line) === null).length
    if (still !== standing) bench.onChange(['cart'], showing)
    standing = still
    const again = still > 0 ? now + tillLimits.lookAgainMs : Number.POSITIVE_INFINITY
    const next = Math.min(again, ...leased.map(line => endOf(bench, line)))
    if (!Number.isFinite(next)) return
    cancel = bench.world.clock.after(Math.max(0, next - now), () =>
      later(() => {
        sweep()
        watch()
      }),
    )
  }
  return { sweep, watch, stop: () => cancel() }
}

const endOf = (bench: Bench, line: StoredLine): number => heldUntil(bench, line) ?? Number.POSITIVE_INFINITY
