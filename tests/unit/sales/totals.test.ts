import * as fc from 'fast-check'
import { afterEach, describe, expect, test } from 'vitest'
import type { Tally, Totals } from '#contract/totals'
import { createTotals } from '#sales/totals'
import { writableOver } from '#store/connection'
import { putOrder } from '#store/platform-order'
import type { OrderRecord } from '#store/platform-order'
import { freshFile, insert } from '../print/sold-file.ts'
import { naiveTotals } from './naive-totals.ts'
import { insertProgramme } from './programme-rows.ts'

const opened: (() => void)[] = []
afterEach(() => opened.splice(0).forEach(close => close()))
const stocked = () => {
  const file = freshFile()
  opened.push(file.close)
  insertProgramme(file.database)
  const store = writableOver(file.database, { log: () => undefined, monotonic: () => 0 })
  return { ...file, store, totals: createTotals({ read: file.read }) }
}

const products = { koncert: [1, 2], festiwal: [3, 4], klub: [5], hala: [6, 7] } as const
type Slug = keyof typeof products
const price = fc.constantFrom<number>(0, 1, 4999, 10000)
const channel = fc.constantFrom('web', 'api.kasa')
const day = fc.constantFrom('2026-09-01', '2026-09-02')
const bit = fc.constantFrom<number>(0, 1)
const positionsOf = (event: Slug) =>
  fc.array(
    fc.record({
      item: fc.constantFrom<number>(...products[event]),
      priceMinor: price,
      canceled: fc.constantFrom<number>(0, 0, 0, 1),
      subevent: event === 'klub' ? fc.constantFrom<number | null>(21, 22) : fc.constant(null),
    }),
    { maxLength: 4 },
  )
const slug = fc.constantFrom<Slug>('koncert', 'festiwal', 'klub', 'hala')

const order = slug.chain(event =>
  fc.record({
    kind: fc.constant('order' as const),
    event: fc.constant(event),
    code: fc.integer({ min: 0, max: 12 }).map(number => `C${number}`),
    status: fc.constantFrom('p', 'p', 'n', 'e', 'c'),
    testmode: fc.constantFrom(0, 0, 0, 1),
    channel,
    day,
    sale: fc.constantFrom(null, 'sale-3', 'sale-4'),
    positions: positionsOf(event),
    fees: fc.array(fc.record({ valueMinor: price, canceled: bit }), { maxLength: 2 }),
    refunds: fc.array(fc.record({ amountMinor: price, state: fc.constantFrom('done', 'created') }), { maxLength: 2 }),
  }),
)
const sale = slug.chain(event =>
  fc.record({
    kind: fc.constant('sale' as const),
    event: fc.constant(event),
    number: fc.integer({ min: 0, max: 8 }),
    testmode: fc.constantFrom(0, 0, 1),
    channel,
    day,
    upload: fc.constantFrom('waiting', 'sent', 'refused', 'doubtful'),
    positions: positionsOf(event).filter(positions => positions.length > 0),
  }),
)
const happening = fc.oneof(
  { weight: 4, arbitrary: order },
  { weight: 2, arbitrary: sale },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constantFrom('vanish' as const, 'erase' as const),
      code: fc.integer({ min: 0, max: 12 }).map(n => `C${n}`),
    }),
  },
)
type Stocked = ReturnType<typeof stocked>
type Happening = typeof happening extends fc.Arbitrary<infer Each> ? Each : never

const recordOf = (found: Extract<Happening, { kind: 'order' }>, ids: () => number): OrderRecord => ({
  order: {
    code: found.code,
    event: found.event,
    status: found.status,
    testmode: found.testmode,
    requireApproval: 0,
    channel: found.channel,
    orderedAt: 0,
    soldAt: 0,
    soldDay: found.day,
    modifiedAt: 0,
    totalMinor: 0,
    sale: found.sale,
    email: null,
    body: JSON.stringify(found),
  },
  positions: found.positions.map((position, index) => ({
    ...position,
    id: ids(),
    number: index + 1,
    variation: position.item === 3 ? 31 : null,
    taxMinor: 0,
    taxRate: '8.00',
    seat: null,
    secret: 's',
    addonTo: null,
  })),
  fees: found.fees.map((fee, index) => ({ ...fee, number: index + 1, type: 'service' })),
  payments: [],
  refunds: found.refunds.map((refund, index) => ({ ...refund, number: index + 1, provider: 'manual', at: 0 })),
})

const insertSale = ({ database }: Stocked, sold: Extract<Happening, { kind: 'sale' }>): void => {
  const id = `sale-${sold.number}`
  if (database.prepare('SELECT 1 FROM sale WHERE id = ?').get(id)) return
  const totalMinor = sold.positions.reduce((sum, position) => sum + position.priceMinor, 0)
  insert(database, 'sale', [
    {
      id,
      code: `C${sold.number}`,
      event: sold.event,
      subevent: sold.event === 'klub' ? 21 : null,
      till_id: 'till-1',
      cashier_id: 'anna',
      shift_id: 'shift-1',
      sold_at: 0,
      sold_day: sold.day,
      currency: sold.event === 'festiwal' ? 'EUR' : 'PLN',
      total_minor: totalMinor,
      channel: sold.channel,
      testmode: sold.testmode,
    },
  ])
  insert(
    database,
    'sale_position',
    sold.positions.map((position, index) => ({
      sale_id: id,
      number: index + 1,
      item: position.item,
      variation: position.item === 3 ? 32 : null,
      name: '{}',
      price_minor: position.priceMinor,
      tax_rate: '8.00',
      secret: `${id}-${index}`,
      admission: position.item === 2 ? 0 : 1,
    })),
  )
  insert(database, 'outbox', [{ sale_id: id, event: sold.event, body: '{}', created_at: 0 }])
  insert(database, 'outbox_progress', [{ sale_id: id, state: sold.upload, idempotency_key: id, next_try_at: 0, changed_at: 0 }])
}

const happen = (at: Stocked, what: readonly Happening[]): void => {
  const ids = counter()
  for (const [moment, each] of what.entries()) {
    if (each.kind === 'order') at.store.transaction('order', tx => putOrder(tx, recordOf(each, ids), moment))
    if (each.kind === 'sale') insertSale(at, each)
    if (each.kind === 'vanish') at.database.prepare('UPDATE platform_order SET gone_at = 1 WHERE code = ?').run(each.code)
    if (each.kind === 'erase') at.database.prepare('DELETE FROM platform_order WHERE code = ?').run(each.code)
  }
}
const counter = (): (() => number) => {
  let last = 0
  return () => (last += 1)
}

const tally = ({
  paidTickets,
  paidMinor,
  pendingTickets,
  pendingMinor,
  freeTickets,
  refundedMinor,
  cancelledTickets,
}: Tally) => ({
  paidTickets: paidTickets,
  paidMinor: paidMinor as number,
  pendingTickets: pendingTickets,
  pendingMinor: pendingMinor as number,
  freeTickets: freeTickets,
  refundedMinor: refundedMinor as number,
  cancelledTickets: cancelledTickets,
})
const something = (counted: ReturnType<typeof tally>) => Object.values(counted).some(value => value !== 0)
const keyed = <Each extends Tally>(list: readonly Each[], key: (each: Each) => string) =>
  Object.fromEntries(list.map(each => [key(each), tally(each)] as const).filter(([, counted]) => something(counted)))
const naive = (map: ReadonlyMap<string, ReturnType<typeof tally>>) =>
  Object.fromEntries([...map].filter(([, counted]) => something(counted)))
const byProduct = (totals: Totals) =>
  keyed(
    totals.events.flatMap(event =>
      event.categories.map(category => ({ ...category, at: `${event.event}/${event.subevent ?? ''}` })),
    ),
    each => `${each.at}/${each.item}/${each.variation ?? ''}`,
  )
const sumOf = (list: readonly Tally[], key: keyof Tally) => list.reduce((sum, each) => sum + each[key], 0)

describe('totals', () => {
  test('agree with counting row by row, whatever happened to orders and sales', () => {
    fc.assert(
      fc.property(
        fc.array(happening, { maxLength: 25 }),
        fc.constantFrom<string | null>(null, 'klub', 'koncert'),
        (what, event) => {
          const at = stocked()
          happen(at, what)
          const [counted, walked] = [at.totals(event), naiveTotals(at.database, event)]
          expect(keyed(counted.events, each => `${each.event}/${each.subevent ?? ''}`)).toEqual(naive(walked.events))
          expect(keyed(counted.days, each => `${each.day}/${each.currency}`)).toEqual(naive(walked.days))
          expect(keyed(counted.channels, each => `${each.channel}/${each.currency}`)).toEqual(naive(walked.channels))
          expect(byProduct(counted)).toEqual(naive(walked.products))
          expect(counted.unsent.sales).toBe(walked.unsent.sales)
          expect(counted.unsent.byCurrency.reduce((sum, each) => sum + each.amountMinor, 0)).toBe(walked.unsent.amountMinor)
          for (const key of ['paidTickets', 'paidMinor', 'refundedMinor', 'cancelledTickets'] as const)
            for (const list of [counted.events, counted.days, counted.channels])
              expect(sumOf(list, key)).toBe(sumOf(counted.sums, key))
          at.close()
          opened.pop()
        },
      ),
      { numRuns: 60 },
    )
  })

  test('count a sale once, before and after its order came down', () => {
    const at = stocked()
    const positions = [{ item: 1, priceMinor: 4999, canceled: 0, subevent: null }]
    const sold = {
      kind: 'sale',
      event: 'koncert',
      number: 3,
      testmode: 0,
      channel: 'web',
      day: '2026-09-01',
      upload: 'waiting',
      positions,
    } as const
    happen(at, [{ ...sold, positions: [...positions] }])
    expect(at.totals(null)).toMatchObject({ sums: [{ paidTickets: 1, paidMinor: 4999 }], unsent: { sales: 1 } })
    happen(at, [
      {
        kind: 'order',
        code: 'C3',
        status: 'p',
        event: 'koncert',
        testmode: 0,
        channel: 'web',
        day: '2026-09-01',
        sale: 'sale-3',
        positions: [...positions],
        fees: [],
        refunds: [],
      },
    ])
    expect(at.totals(null)).toMatchObject({ sums: [{ paidTickets: 1, paidMinor: 4999 }], unsent: { sales: 0 } })
  })

  test('a refused sale is money in the drawer: counted, and named as unsent', () => {
    const at = stocked()
    happen(at, [
      {
        kind: 'sale',
        event: 'koncert',
        number: 1,
        testmode: 0,
        channel: 'web',
        day: '2026-09-01',
        upload: 'refused',
        positions: [{ item: 1, priceMinor: 500, canceled: 0, subevent: null }],
      },
    ])
    expect(at.totals('koncert')).toMatchObject({
      sums: [{ paidMinor: 500 }],
      unsent: { sales: 1, byCurrency: [{ currency: 'PLN', amountMinor: 500 }] },
    })
  })

  test('tell the capacity where quotas part the products, and say so where they do not', () => {
    const { events } = stocked().totals(null)
    const shown = Object.fromEntries(events.map(each => [`${each.event}/${each.subevent ?? ''}`, [each.capacity, each.shared]]))
    expect(shown).toEqual({
      'koncert/': [300, false],
      'festiwal/': [null, true],
      'klub/21': [80, false],
      'klub/22': [null, false],
      'hala/': [11 + 50, false],
    })
    expect(events.find(each => each.event === 'festiwal')?.quotas.map(quota => quota.size)).toEqual([500, 400])
    expect(events.find(each => each.event === 'festiwal')?.categories.map(each => [each.capacity, each.shared])).toEqual([
      [500, true],
      [500, true],
      [400, true],
    ])
  })

  test('of a file that knows no platform are empty and incomplete', () => {
    const file = freshFile()
    opened.push(file.close)
    expect(createTotals({ read: file.read })(null)).toEqual({
      events: [],
      channels: [],
      days: [],
      sums: [],
      unsent: { sales: 0, byCurrency: [] },
      testOrders: 0,
      ordersAt: null,
      refundsAt: null,
      complete: false,
    })
  })
})
