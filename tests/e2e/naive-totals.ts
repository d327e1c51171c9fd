import type { Order, TestPlatform } from './platform.ts'

/** What the promoter would find by counting every order by hand; money in minor units. Shares nothing with the till's own counting. */
export type NaiveTotals = {
  readonly events: Readonly<Record<string, Sum>>
  readonly channels: Readonly<Record<string, Sum>>
  readonly all: Sum
}
export type Sum = {
  readonly paidMinor: number
  readonly soldTickets: number
  readonly pendingMinor: number
  readonly pendingTickets: number
  readonly refundedMinor: number
  readonly cancelledTickets: number
}

type Item = { readonly id: number; readonly admission: boolean }

/** Asks the platform for all there is and counts it. */
export const countByHand = async (platform: TestPlatform): Promise<NaiveTotals> => {
  const events = await platform.all<{ slug: string }>('/events/')
  const found = await Promise.all(
    events.map(async ({ slug }) => {
      const items = await platform.all<Item>(`/events/${slug}/items/`)
      const orders = await platform.all<Order>(`/events/${slug}/orders/?include_canceled_positions=true`)
      const admission = new Set(items.filter(item => item.admission).map(item => item.id))
      return { slug, orders: orders.filter(order => !order.testmode), admission }
    }),
  )
  const channels = new Set(found.flatMap(({ orders }) => orders.map(order => order.sales_channel)))
  const sumOf = (wanted: (order: Order) => boolean): Sum =>
    found.map(({ orders, admission }) => count(orders.filter(wanted), admission)).reduce(add, nothing)
  return {
    events: Object.fromEntries(found.map(({ slug, orders, admission }) => [slug, count(orders, admission)])),
    channels: Object.fromEntries([...channels].map(channel => [channel, sumOf(order => order.sales_channel === channel)])),
    all: sumOf(() => true),
  }
}

const count = (orders: readonly Order[], admission: ReadonlySet<number>): Sum => {
  let sum = nothing
  for (const order of orders) {
    for (const refund of order.refunds)
      if (refund.state === 'done') sum = add(sum, { ...nothing, refundedMinor: minor(refund.amount) })
    for (const position of order.positions) {
      const one = admission.has(position.item) ? 1 : 0
      const cancelled = order.status === 'c' || position.canceled
      if (order.status === 'e') continue
      if (cancelled) sum = add(sum, { ...nothing, cancelledTickets: one })
      else if (order.status === 'p') sum = add(sum, { ...nothing, paidMinor: minor(position.price), soldTickets: one })
      else sum = add(sum, { ...nothing, pendingMinor: minor(position.price), pendingTickets: one })
    }
  }
  return sum
}

const nothing: Sum = {
  paidMinor: 0,
  soldTickets: 0,
  pendingMinor: 0,
  pendingTickets: 0,
  refundedMinor: 0,
  cancelledTickets: 0,
}

const add = (one: Sum, other: Sum): Sum => ({
  paidMinor: one.paidMinor + other.paidMinor,
  soldTickets: one.soldTickets + other.soldTickets,
  pendingMinor: one.pendingMinor + other.pendingMinor,
  pendingTickets: one.pendingTickets + other.pendingTickets,
  refundedMinor: one.refundedMinor + other.refundedMinor,
  cancelledTickets: one.cancelledTickets + other.cancelledTickets,
})

const minor = (amount: string): number => Math.round(Number(amount) * 100)
