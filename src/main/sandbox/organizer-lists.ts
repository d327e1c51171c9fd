import { forbidden, noSuch, ok, type Answer } from './answer.ts'
import type { CheckinListRow } from './model.ts'
import { pageOf } from './paging.ts'
import type { Call, EventCall } from './request.ts'

/** Sales channels: team token only, a device lacks the right. */
export function listSalesChannels(call: Call): Answer {
  if (call.actor.kind !== 'team') return forbidden()
  return pageOf(call, call.platform.salesChannels, ({ identifier, kind, label, position }) => ({
    identifier,
    type: kind,
    label: { en: label },
    position,
  }))
}

/** Seating plans with their layouts. */
export function listSeatingPlans(call: Call): Answer {
  return pageOf(call, [...call.platform.seatingPlans.values()], plan => plan)
}

/** One seating plan. */
export function readSeatingPlan(call: Call): Answer {
  const plan = call.platform.seatingPlans.get(Number(call.params['id']))
  return plan === undefined ? noSuch('SeatingPlan') : ok(plan)
}

/** A list that is empty in the sandbox as on a fresh platform: vouchers, revoked and blocked secrets, invoices, gift cards. */
export function listNothing(call: Call): Answer {
  return pageOf(call, [], row => row)
}

/** Check-in lists with their counts. */
export function listCheckinLists(call: EventCall): Answer {
  return pageOf(call, [...call.book.checkinLists.values()], list => checkinListShape(call, list))
}

/** One check-in list. */
export function readCheckinList(call: EventCall): Answer {
  const list = call.book.checkinLists.get(Number(call.params['list']))
  return list === undefined ? noSuch('CheckinList') : ok(checkinListShape(call, list))
}

function checkinListShape(call: EventCall, list: CheckinListRow): unknown {
  let positions = 0
  let entered = 0
  for (const order of call.book.orders) {
    if (order.status !== 'p') continue
    for (const position of order.positions) {
      if (position.canceled || (list.subevent !== null && position.subevent !== list.subevent)) continue
      positions += 1
      if (position.checkins.some(checkin => checkin.list === list.id)) entered += 1
    }
  }
  return {
    id: list.id,
    name: list.name,
    all_products: true,
    limit_products: [],
    subevent: list.subevent,
    checkin_count: entered,
    position_count: positions,
    include_pending: list.includePending,
    allow_multiple_entries: false,
    allow_entry_after_exit: true,
    rules: {},
    exit_all_at: null,
    addon_match: false,
    ignore_in_statistics: false,
    consider_tickets_used: true,
  }
}
