import type { Cancel } from '#main/world'
import type { StoredLine } from '#store/cart'
import { readCart, unleaseLine } from '#store/cart'
import type { Bench } from './bench.ts'
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

/** `later` runs the sweep in its turn, when no command is at the cart. */
export const createLapse = (bench: Bench, later: (work: () => void) => void): Lapse => {
  let cancel: Cancel = () => {}
  const sweep = (): void => {
    const { showing, lines } = readCart(bench.store)
    const now = bench.world.clock.now()
    const over = lines.filter(line => line.lease !== null && endOf(line, now) <= now)
    if (over.length === 0) return
    bench.store.transaction('cart.lapse', tx => over.forEach(line => unleaseLine(tx, line.id)))
    letGo(bench, shortLeases(over))
    bench.onChange(['cart', 'stock', 'holdings'], showing)
  }
  const watch = (): void => {
    cancel()
    const now = bench.world.clock.now()
    const ends = readCart(bench.store)
      .lines.filter(line => line.lease !== null)
      .map(line => endOf(line, now))
    const next = Math.min(...ends)
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

const endOf = (line: StoredLine, now: number): number => heldUntil(line, now) ?? Number.POSITIVE_INFINITY
