import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { minor } from '#contract/nominal'
import { refusal } from '#contract/refusal'
import { openDesk } from './desk.ts'
import { arena, festival, festivalFile, ids } from './festival.ts'

type Desk = ReturnType<typeof openDesk>

const hourMs = 3_600_000
const products = [
  { ...festival, item: ids.pass, variation: ids.adult },
  { ...festival, item: ids.pass, variation: ids.child },
  { ...festival, item: ids.brick, variation: null },
]
const few = fc.integer({ min: 1, max: 3 })
const which = fc.nat({ max: 30 })

/** One thing that happens at a till. */
const step = fc.oneof(
  fc.record({ do: fc.constant('stock' as const), product: fc.nat({ max: 2 }), count: few, hours: fc.constantFrom(0.01, 1, 48) }),
  { weight: 3, arbitrary: fc.record({ do: fc.constant('add' as const), product: fc.nat({ max: 2 }), count: few }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('addon' as const), line: which }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('seats' as const), first: fc.integer({ min: 1, max: 18 }), child: fc.boolean() }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('change' as const), line: which, child: fc.boolean() }) },
  fc.record({ do: fc.constant('remove' as const), line: which }),
  fc.record({ do: fc.constant('empty' as const) }),
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('pay' as const),
      card: fc.boolean(),
      wrong: fc.constantFrom(0, 0, 0, 1, -1),
      twice: fc.boolean(),
    }),
  },
  fc.record({
    do: fc.constant('weather' as const),
    online: fc.boolean(),
    refuses: fc.boolean(),
    skewMs: fc.constantFrom(0, hourMs),
  }),
  fc.record({ do: fc.constant('pass' as const), minutes: fc.constantFrom(1, 11, 61) }),
  fc.record({ do: fc.constant('full-disk' as const) }),
  fc.record({ do: fc.constant('crash' as const), duringLease: fc.boolean() }),
)
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

const pay = async (desk: Desk, { card, wrong, twice }: Extract<Step, { do: 'pay' }>): Promise<void> => {
  const cart = await desk.call['cart.get']({})
  if (!cart.ok) return
  const amountMinor = minor(cart.value.totalMinor + wrong)
  const payments = card
    ? [{ method: 'card' as const, amountMinor, reference: '1' }]
    : [{ method: 'cash' as const, amountMinor, tenderedMinor: minor(amountMinor + 100) }]
  const once = () => desk.call['sale.pay']({ version: cart.value.version, payments })
  const second = twice ? once() : null
  await once()
  await second
}

const act = async (desk: Desk, step: Exclude<Step, { do: 'crash' }>): Promise<void> => {
  const cart = await desk.call['cart.get']({})
  const lines = cart.ok ? cart.value.lines : []
  const line = 'line' in step ? lines[step.line % Math.max(1, lines.length)]?.id : undefined
  const product = 'product' in step ? products[step.product] : undefined
  if (step.do === 'stock' && product) desk.stock(product, step.count, step.hours * hourMs)
  if (step.do === 'add' && product) await desk.call['cart.add']({ ...product, quantity: step.count, parent: null })
  if (step.do === 'addon' && line)
    await desk.call['cart.add']({ ...festival, item: ids.camping, variation: null, quantity: 1, parent: line })
  if (step.do === 'seats') {
    const guids = [`a-1-${step.first}`, `a-1-${step.first + 1}`]
    await desk.call['cart.seats']({ ...arena, guids, variation: step.child ? ids.seatChild : ids.seatAdult })
  }
  if (step.do === 'change' && line)
    await desk.call['cart.change-variation']({ line, variation: step.child ? ids.child : ids.adult })
  if (step.do === 'remove' && line) await desk.call['cart.remove']({ lines: [line] })
  if (step.do === 'empty') await desk.call['cart.empty']({})
  if (step.do === 'pay') await pay(desk, step)
  if (step.do === 'weather') Object.assign(desk.weather, { ...step, refuses: step.refuses ? refusal('platform-busy') : null })
  if (step.do === 'pass') await desk.pass(step.minutes * 60_000)
  if (step.do === 'full-disk') {
    desk.database.pragma(`max_page_count = ${Number(desk.database.pragma('page_count', { simple: true }))}`)
    await pay(desk, { do: 'pay', card: true, wrong: 0, twice: false })
    desk.database.pragma('max_page_count = 1000000')
  }
}

/** Counts the file with SQL of its own. */
const checkBooks = (desk: Desk): void => {
  const all = (sql: string) => desk.database.prepare(sql).all() as Record<string, unknown>[]
  for (const sale of all(`SELECT sale.id, total_minor AS total, body, idempotency_key AS key,
      (SELECT sum(price_minor) FROM sale_position WHERE sale_id = sale.id) AS positions,
      (SELECT ifnull(sum(amount_minor), 0) FROM sale_payment WHERE sale_id = sale.id) AS paid,
      (SELECT json_group_array(lease) FROM sale_position WHERE sale_id = sale.id) AS named,
      (SELECT json_group_array(cart_id) FROM lease WHERE sale_id = sale.id AND state = 'spent') AS spent
    FROM sale JOIN outbox ON outbox.sale_id = sale.id JOIN outbox_progress ON outbox_progress.sale_id = sale.id`)) {
    const body = JSON.parse(String(sale['body'])) as { consume_carts: string[]; positions: { price: string }[] }
    const leases = body.consume_carts.toSorted()
    expect(leases).toEqual((JSON.parse(String(sale['spent'])) as string[]).toSorted())
    expect(leases).toEqual((JSON.parse(String(sale['named'])) as string[]).toSorted())
    expect([sale['positions'], sale['paid']]).toEqual([sale['total'], sale['total']])
    expect(Math.round(body.positions.reduce((sum, position) => sum + Number(position.price) * 100, 0))).toBe(sale['total'])
  }
  expect(all('SELECT id FROM sale EXCEPT SELECT sale_id FROM outbox')).toEqual([])
  expect(all(`SELECT cart_id FROM lease WHERE state = 'spent' AND sale_id NOT IN (SELECT id FROM sale)`)).toEqual([])
  expect(all('SELECT lease FROM sale_position GROUP BY lease HAVING count(*) > 1')).toEqual([])
  expect(all(`SELECT cart_line.id FROM cart_line JOIN lease ON cart_id = cart_line.lease WHERE lease.state = 'spent'`)).toEqual(
    [],
  )
  expect(all(`SELECT count(*) AS n FROM sale`)[0]?.['n']).toBe(
    all(`SELECT count(*) AS n FROM audit WHERE kind = 'sale.made'`)[0]?.['n'],
  )
}

it('whatever happens at a till, no lease is spent twice and all sums agree', async () => {
  let sales = 0
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 12, maxLength: 40, size: 'max' }), async steps => {
      const place = festivalFile()
      const clock = { now: Date.UTC(2026, 10, 23, 12) }
      let desk = openDesk(place.file, clock)
      let opened = 1
      try {
        for (const step of steps) {
          if (step.do === 'crash') {
            if (step.duringLease) {
              desk.weather.pauses = new Promise(() => {})
              void desk.call['cart.add']({ ...festival, item: ids.pass, variation: ids.adult, quantity: 3, parent: null })
            }
            desk.crash()
            desk = openDesk(place.file, clock, ++opened)
          } else await act(desk, step)
          checkBooks(desk)
        }
        sales += Number(desk.database.prepare('SELECT count(*) FROM sale').pluck().get())
      } finally {
        desk.crash()
        place.remove()
      }
    }),
    { numRuns: 60 },
  )
  // About 75 are made; with hardly any the property would say nothing.
  expect(sales).toBeGreaterThan(15)
})
