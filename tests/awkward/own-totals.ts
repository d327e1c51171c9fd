import { z } from 'zod'
import type { PlatformDesk } from './platform-desk.ts'

const money = z.string().transform(text => BigInt(text.replace('.', '')))
const orderShape = z.looseObject({
  event: z.string(),
  status: z.string(),
  testmode: z.boolean(),
  positions: z.array(z.looseObject({ item: z.int(), price: money, canceled: z.boolean() })),
  fees: z.array(z.looseObject({ value: money, canceled: z.boolean() })),
  refunds: z.array(z.looseObject({ amount: money, state: z.string() })),
})
const eventShape = z.looseObject({ slug: z.string(), currency: z.string() })
const itemShape = z.looseObject({ id: z.int(), admission: z.boolean() })

/** What was sold in one currency, in hundredths whatever the currency: the platform writes every amount with two decimals. */
export type OwnSum = {
  paidTickets: number
  paid: bigint
  pendingTickets: number
  pending: bigint
  freeTickets: number
  refunded: bigint
  cancelledTickets: number
}

/** Adds everything up anew from the platform's orders, one by one, by the rules of docs/decisions/0012; shares nothing with Kasa. */
export const addUp = async (
  desk: Pick<PlatformDesk, 'list'>,
): Promise<{ readonly sums: ReadonlyMap<string, OwnSum>; readonly testOrders: number }> => {
  const currencies = new Map((await desk.list('events/', eventShape)).map(event => [event.slug, event.currency]))
  const tickets = new Set<number>()
  for (const slug of currencies.keys())
    for (const item of await desk.list(`events/${slug}/items/`, itemShape)) if (item.admission) tickets.add(item.id)
  const orders = await desk.list('orders/?include_canceled_positions=true&include_canceled_fees=true', orderShape)
  const sums = new Map<string, OwnSum>()
  for (const order of orders.filter(order => !order.testmode)) {
    const currency = currencies.get(order.event) ?? '?'
    const sum = sums.get(currency) ?? nothing()
    sums.set(currency, sum)
    for (const { item, price, canceled } of order.positions)
      addPosition(sum, order.status, { ticket: tickets.has(item), price, canceled })
    for (const { value } of order.fees.filter(fee => !fee.canceled)) {
      if (order.status === 'p') sum.paid += value
      if (order.status === 'n') sum.pending += value
    }
    for (const { amount } of order.refunds.filter(refund => refund.state === 'done')) sum.refunded += amount
  }
  return { sums, testOrders: orders.filter(order => order.testmode).length }
}

const nothing = (): OwnSum => ({
  paidTickets: 0,
  paid: 0n,
  pendingTickets: 0,
  pending: 0n,
  freeTickets: 0,
  refunded: 0n,
  cancelledTickets: 0,
})

const addPosition = (sum: OwnSum, status: string, position: { ticket: boolean; price: bigint; canceled: boolean }): void => {
  const { ticket, price, canceled } = position
  const one = ticket ? 1 : 0
  if (status === 'c' || (canceled && (status === 'p' || status === 'n'))) sum.cancelledTickets += one
  else if (status === 'p') {
    sum.paid += price
    if (price === 0n) sum.freeTickets += one
    else sum.paidTickets += one
  } else if (status === 'n') {
    sum.pending += price
    sum.pendingTickets += one
  }
}
