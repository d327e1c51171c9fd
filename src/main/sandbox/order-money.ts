import type { OrderRow } from './model.ts'
import { touchOrder, type Platform } from './platform.ts'

/** Money taken less money given back, as far as the platform knows: it believes both. */
export function paidMinor(order: OrderRow): number {
  const taken = order.payments.filter(payment => payment.state === 'confirmed' || payment.state === 'refunded')
  const returned = order.refunds.filter(
    refund => refund.state === 'done' || refund.state === 'transit' || refund.state === 'created',
  )
  return sum(taken.map(payment => payment.amountMinor)) - sum(returned.map(refund => refund.amountMinor))
}

/** Adds up the positions and fees that still count. */
export function recount(order: OrderRow): void {
  const positions = order.positions.filter(position => !position.canceled).map(position => position.priceMinor)
  const fees = order.fees.filter(fee => !fee.canceled).map(fee => fee.valueMinor)
  order.totalMinor = sum(positions) + sum(fees)
}

/** Makes a pending or expired order paid when its money is there; only then does its stamp move. */
export function settleIfPaid(platform: Platform, order: OrderRow, at: number): void {
  if ((order.status !== 'n' && order.status !== 'e') || paidMinor(order) < order.totalMinor) return
  order.status = 'p'
  touchOrder(platform, order, at)
}

/** The next number of a payment or refund within its order. */
export function nextLocalId(rows: readonly { readonly localId: number }[]): number {
  return rows.reduce((highest, row) => Math.max(highest, row.localId), 0) + 1
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
