import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { orderByShape } from '#sync/found-order'
import { plainOrder } from '#sync/plain-order'

const wild = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom(undefined, null, '', 'x', -1, 1.5, 2 ** 60, true, false, {}, [], [1], '2026-05-01T10:00:00Z', '12.00'),
)
const text = fc.constantFrom('', 'p', '12.00', 'boxoffice', 'ą')
const when = fc.constantFrom('2026-05-01T10:00:00.123456+02:00', '2026-05-01', '1970-01-01T00:00:00Z')
const whole = fc.integer({ min: -5, max: 1_000_000 })
const either = fc.option(whole)
const movement = { local_id: whole, state: text, amount: text, provider: text }
const position = fc.record({
  id: whole,
  positionid: whole,
  item: whole,
  variation: either,
  subevent: either,
  price: text,
  tax_value: text,
  tax_rate: text,
  seat: fc.option(fc.record({ seat_guid: text, name: text })),
  secret: text,
  addon_to: either,
  canceled: fc.boolean(),
})
const order = fc.record({
  code: fc.constantFrom('A', 'ABC12'),
  event: fc.constantFrom('gala', 'ą'),
  status: text,
  testmode: fc.boolean(),
  require_approval: fc.boolean(),
  sales_channel: text,
  datetime: when,
  last_modified: when,
  total: text,
  email: fc.option(text),
  api_meta: wild,
  positions: fc.array(position, { maxLength: 3 }),
  fees: fc.array(fc.record({ fee_type: text, value: text, canceled: fc.boolean() }), { maxLength: 2 }),
  payments: fc.array(fc.record({ ...movement, payment_date: fc.option(when) }), { maxLength: 2 }),
  refunds: fc.array(fc.record({ ...movement, created: when }), { maxLength: 2 }),
})

/** Puts something wild in the place of one field, or leaves the field out: of the order, or of a part of it. */
const spoil = (whole: unknown, path: readonly number[], value: unknown): unknown => {
  const [step, ...rest] = path
  if (step === undefined) return value
  if (typeof whole !== 'object' || whole === null) return whole
  const keys = Object.keys(whole)
  const key = keys[step % Math.max(1, keys.length)]
  if (key === undefined) return whole
  const part: unknown = Reflect.get(whole, key)
  const changed = spoil(part, typeof part === 'object' ? rest : [], value)
  if (Array.isArray(whole)) return whole.map((each, index) => (String(index) === key ? changed : (each as unknown)))
  const others = Object.entries(whole).filter(([name]) => name !== key)
  return Object.fromEntries(changed === undefined ? others : [...others, [key, changed]])
}

describe('an order read without its shape', () => {
  it('is read whenever everything in it is where it belongs', () => {
    fc.assert(
      fc.property(order, whole => {
        expect(plainOrder(whole)).toEqual(orderByShape(whole))
      }),
    )
  })

  it('is what the shape makes of it, whatever is wrong with it; else the shape is asked', () => {
    const spoilt = fc.tuple(order, fc.array(fc.array(fc.nat(20), { minLength: 1, maxLength: 3 }), { maxLength: 3 }), wild)
    fc.assert(
      fc.property(spoilt, ([whole, paths, value]) => {
        const record = paths.reduce<unknown>((before, path) => spoil(before, path, value), whole)
        const plain = plainOrder(record)
        if (plain !== null) expect(plain).toEqual(orderByShape(record))
      }),
      { numRuns: 3000 },
    )
  })
})
