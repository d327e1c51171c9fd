import type Database from 'better-sqlite3'

type Cell = string | number | null | undefined
type Row = Readonly<Record<string, string | number | null>>
export type NaiveTally = {
  paidTickets: number
  paidMinor: number
  pendingTickets: number
  pendingMinor: number
  freeTickets: number
  refundedMinor: number
  cancelledTickets: number
}

/** Counts by walking over every row, one at a time: shares nothing with the statements it is compared to. */
export const naiveTotals = (database: Database.Database, only: string | null) => {
  const table = (name: string): readonly Row[] => database.prepare(`SELECT * FROM ${name}`).all() as Row[]
  const events = new Map(table('event').map(row => [row.slug, row]))
  const admission = new Map(table('item').map(row => [row.id, row.admission === 1]))
  const [positions, fees, refunds] = [table('platform_position'), table('platform_fee'), table('platform_refund')]
  const sums = {
    events: new Map<string, NaiveTally>(),
    days: new Map<string, NaiveTally>(),
    channels: new Map<string, NaiveTally>(),
  }
  const products = new Map<string, NaiveTally>()
  const orders = table('platform_order')

  const at = (map: Map<string, NaiveTally>, key: string): NaiveTally => {
    const tally = map.get(key) ?? { ...nothing }
    map.set(key, tally)
    return tally
  }
  const everywhere = (event: string, date: Cell, day: Cell, channel: Cell): readonly NaiveTally[] => [
    at(sums.events, `${event}/${date ?? ''}`),
    at(sums.days, [day, events.get(event)?.currency].join('/')),
    at(sums.channels, [channel, events.get(event)?.currency].join('/')),
  ]

  for (const order of orders) {
    if (order.testmode === 1 || order.gone_at !== null || (only !== null && order.event !== only)) continue
    const own = positions.filter(position => position.code === order.code)
    const series = events.get(order.event)?.has_subevents === 1
    for (const position of own) {
      const totals = everywhere(String(order.event), position.subevent, order.sold_day, order.channel)
      const product = at(products, `${order.event}/${position.subevent ?? ''}/${position.item}/${position.variation ?? ''}`)
      const price = Number(position.price_minor)
      for (const tally of [...totals, product]) {
        const counts = tally === product || (admission.get(position.item ?? 0) ?? true)
        countPosition(tally, { standing: position.canceled === 1 && order.status !== 'e' ? 'c' : order.status, price, counts })
      }
    }
    const [first] = own.toSorted((a, b) => Number(a.position_number) - Number(b.position_number))
    const whole = everywhere(String(order.event), series ? (first?.subevent ?? null) : null, order.sold_day, order.channel)
    for (const fee of fees.filter(fee => fee.code === order.code && fee.canceled === 0))
      for (const tally of whole) {
        if (order.status === 'p') tally.paidMinor += Number(fee.value_minor)
        if (order.status === 'n') tally.pendingMinor += Number(fee.value_minor)
      }
    for (const refund of refunds.filter(refund => refund.code === order.code && refund.state === 'done'))
      for (const tally of whole) tally.refundedMinor += Number(refund.amount_minor)
  }

  let [unsentSales, unsentMinor] = [0, 0]
  for (const sale of table('sale')) {
    const there = orders.some(order => order.code === sale.code && (order.sale === null || order.sale === sale.id))
    if (sale.testmode === 1 || there || (only !== null && sale.event !== only)) continue
    const sent = table('outbox_progress').some(progress => progress.sale_id === sale.id && progress.state === 'sent')
    if (!sent) [unsentSales, unsentMinor] = [unsentSales + 1, unsentMinor + Number(sale.total_minor)]
    for (const position of table('sale_position').filter(position => position.sale_id === sale.id)) {
      const totals = everywhere(String(sale.event), sale.subevent, sale.sold_day, sale.channel)
      const product = at(products, `${sale.event}/${sale.subevent ?? ''}/${position.item}/${position.variation ?? ''}`)
      const price = Number(position.price_minor)
      for (const tally of [...totals, product]) {
        tally.paidMinor += price
        if (tally !== product && position.admission === 0) continue
        if (price === 0) tally.freeTickets += 1
        else tally.paidTickets += 1
      }
    }
  }
  return { ...sums, products, unsent: { sales: unsentSales, amountMinor: unsentMinor } }
}

const countPosition = (
  tally: NaiveTally,
  { standing, price, counts }: { standing: Cell; price: number; counts: boolean },
): void => {
  const one = counts ? 1 : 0
  if (standing === 'c') tally.cancelledTickets += one
  if (standing === 'n') {
    tally.pendingMinor += price
    tally.pendingTickets += one
  }
  if (standing === 'p') {
    tally.paidMinor += price
    if (price === 0) tally.freeTickets += one
    else tally.paidTickets += one
  }
}

const nothing: NaiveTally = {
  paidTickets: 0,
  paidMinor: 0,
  pendingTickets: 0,
  pendingMinor: 0,
  freeTickets: 0,
  refundedMinor: 0,
  cancelledTickets: 0,
}
