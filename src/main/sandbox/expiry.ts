import { touchOrder, type Platform } from './platform.ts'

/** The platform's periodic job: pending orders past their date expire and free what they held. Says how many. */
export function expireOrders(platform: Platform, at: number): number {
  let expired = 0
  for (const order of platform.ordersByCode.values()) {
    if (order.status !== 'n' || order.expires >= at || order.requireApproval) continue
    order.status = 'e'
    touchOrder(platform, order, at)
    expired += 1
  }
  return expired
}

/** Is there anything to expire? Asked before the job is journalled. */
export function anythingToExpire(platform: Platform, at: number): boolean {
  for (const order of platform.ordersByCode.values())
    if (order.status === 'n' && order.expires < at && !order.requireApproval) return true
  return false
}
