import type { Facts, Order, Quota } from './facts.ts'
import { grosz } from './facts.ts'
import type { PlatformDesk } from './platform-desk.ts'

type ApiOrder = {
  readonly code: string
  readonly status: string
  readonly total: string
  readonly api_meta: { readonly sale?: string }
  readonly positions: readonly {
    readonly secret: string
    readonly price: string
    readonly canceled: boolean
    readonly item: number
    readonly variation: number | null
    readonly subevent: number | null
    readonly seat: { readonly seat_guid: string } | null
  }[]
  readonly payments: readonly { readonly state: string; readonly amount: string }[]
}
type ApiQuota = Omit<Quota, 'event' | 'size'> & { readonly size: number | null }

/** Reads all orders and quotas of the events through the REST API. */
export const factsOfApi = async (desk: PlatformDesk, events: readonly string[]): Promise<Facts> => {
  const orders: Order[] = []
  const quotas: Quota[] = []
  for (const event of events) {
    for (const order of await desk.all<ApiOrder>(`events/${event}/orders/?include_canceled_positions=true`))
      orders.push(orderOf(event, order))
    for (const { id, size, items, variations, subevent } of await desk.all<ApiQuota>(`events/${event}/quotas/`))
      if (size !== null) quotas.push({ event, id, size, items, variations, subevent })
  }
  return { orders, quotas }
}

const orderOf = (event: string, order: ApiOrder): Order => ({
  event,
  code: order.code,
  status: order.status,
  totalMinor: grosz(order.total),
  paidMinor: order.payments
    .filter(payment => payment.state === 'confirmed')
    .reduce((sum, payment) => sum + grosz(payment.amount), 0),
  sale: order.api_meta.sale ?? null,
  positions: order.positions.map(position => ({
    secret: position.secret,
    priceMinor: grosz(position.price),
    canceled: position.canceled,
    item: position.item,
    variation: position.variation,
    subevent: position.subevent,
    seat: position.seat?.seat_guid ?? null,
  })),
})
