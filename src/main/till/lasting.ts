import type { StoredLine } from '#store/cart'
import { tillLimits } from './bounds.ts'
import type { Bench } from './bench.ts'

/** A lease that surely lasts beyond this moment may be sold from now. */
export const sellableBeyond = ({ stockroom }: Bench): number =>
  stockroom.pessimisticNow() + (stockroom.online() ? tillLimits.sellMarginMs : tillLimits.offlineSellMarginMs)

/** A lease that surely lasts beyond this moment may be put into a cart now. */
export const takeableBeyond = (bench: Bench): number => sellableBeyond(bench) + tillLimits.takeMarginMs

/** Whether a line may be sold on its lease now. */
export const isSellable = (bench: Bench, line: StoredLine): boolean => lastsBeyond(line, sellableBeyond(bench))

/** The same for many lines at one moment: `beyond` as `sellableBeyond` gives it. */
export const lastsBeyond = (line: StoredLine, beyond: number): boolean =>
  line.lease?.state === 'held' && line.lease.expiresAt > beyond
