import { noSuch, ok, type Answer } from './answer.ts'
import { quotaNumbers } from './availability.ts'
import { FilterSet, isAnswer } from './filters.ts'
import type { QuotaRow } from './model.ts'
import { pageOf } from './paging.ts'
import type { EventCall } from './request.ts'

/** Quotas; with `with_availability=true` what is left of each, computed at once. No `modified_since`, no 304. */
export function listQuotas(call: EventCall): Answer {
  const rows = new FilterSet<QuotaRow>(call.query)
    .key('subevent', (quota, wanted) => quota.subevent === wanted)
    .keys('subevent__in', quota => quota.subevent)
    .match('items__in', (quota, wanted) => wanted.split(',').some(id => quota.items.includes(Number(id))))
    .apply([...call.book.quotas.values()])
  if (isAnswer(rows)) return rows
  const withAvailability = call.query.get('with_availability') === 'true'
  return pageOf(call, rows, quota => (withAvailability ? shapeWithAvailability(call, quota) : quotaShape(quota)))
}

/** One quota; the availability is only in the list and at its own address. */
export function readQuota(call: EventCall): Answer {
  const quota = call.book.quotas.get(Number(call.params['id']))
  return quota === undefined ? noSuch('Quota') : ok(quotaShape(quota))
}

/** The numbers behind one quota. `waiting_list` repeats the pending orders, as on the platform (its bug). */
export function readQuotaAvailability(call: EventCall): Answer {
  const quota = call.book.quotas.get(Number(call.params['id']))
  if (quota === undefined) return noSuch('Quota')
  const numbers = quotaNumbers(call.book, quota, call.at)
  return ok({
    paid_orders: numbers.paid,
    pending_orders: numbers.pending,
    exited_orders: 0,
    blocking_vouchers: 0,
    cart_positions: numbers.carts,
    waiting_list: numbers.pending,
    available_number: numbers.left,
    available: numbers.left === null || numbers.left > 0,
    total_size: quota.size,
  })
}

/** A quota without what is left of it. */
export function quotaShape(quota: QuotaRow): Record<string, unknown> {
  return {
    id: quota.id,
    name: quota.name,
    size: quota.size,
    items: quota.items,
    variations: quota.variations,
    subevent: quota.subevent,
    closed: quota.closed,
    close_when_sold_out: false,
    release_after_exit: false,
    ignore_for_event_availability: false,
  }
}

function shapeWithAvailability(call: EventCall, quota: QuotaRow): unknown {
  const { left } = quotaNumbers(call.book, quota, call.at)
  return { ...quotaShape(quota), available: left === null || left > 0, available_number: left }
}
