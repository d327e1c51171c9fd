import { describe, expect, test } from 'vitest'
import type { CapacityProduct, CapacityQuota } from '#domain/capacity'
import { productCapacity, showingCapacity } from '#domain/capacity'

const product = (key: string, more: Partial<CapacityProduct> = {}): CapacityProduct => ({
  key,
  item: key.length + key.charCodeAt(0),
  admission: true,
  seats: null,
  ...more,
})
const quota = (size: number | null, ...products: string[]): CapacityQuota => ({ size, products: new Set(products) })
const known = (value: number) => ({ value, shared: false })
const shared = { value: null, shared: true }

describe('the capacity of a product', () => {
  const floor = product('floor')
  test('is that of its smallest quota', () =>
    expect(productCapacity(floor, [floor], [quota(300, 'floor'), quota(200, 'floor')])).toEqual(known(200)))
  test('is none when all its quotas are unlimited or it has none', () => {
    expect(productCapacity(floor, [floor], [quota(null, 'floor')])).toEqual({ value: null, shared: false })
    expect(productCapacity(floor, [floor], [])).toEqual({ value: null, shared: false })
  })
  test('is shared when others draw on the same quota', () =>
    expect(productCapacity(floor, [floor], [quota(300, 'floor', 'pass')])).toEqual({ value: 300, shared: true }))
  test('with numbered seats is its seats, shared by its variations', () => {
    const [full, reduced] = [product('full', { item: 1, seats: 40 }), product('reduced', { item: 1, seats: 40 })]
    expect(productCapacity(full, [full], [quota(99, 'full')])).toEqual(known(40))
    expect(productCapacity(full, [full, reduced], [])).toEqual({ value: 40, shared: true })
  })
})

describe('the capacity of a showing', () => {
  test('is the sum of quotas that part its tickets', () =>
    expect(showingCapacity([product('a'), product('b'), product('c')], [quota(100, 'a', 'b'), quota(50, 'c')])).toEqual(
      known(150),
    ))
  test('leaves out what lets nobody in', () =>
    expect(
      showingCapacity([product('a'), product('parking', { admission: false })], [quota(100, 'a'), quota(20, 'parking')]),
    ).toEqual(known(100)))
  test('cannot be told when days share quotas with passes', () =>
    expect(showingCapacity([product('friday'), product('pass')], [quota(500, 'friday', 'pass'), quota(400, 'pass')])).toEqual(
      shared,
    ))
  test('cannot be told when a ticket shares its quota with what lets nobody in', () =>
    expect(showingCapacity([product('a'), product('shirt', { admission: false })], [quota(100, 'a', 'shirt')])).toEqual(shared))
  test('is none when a ticket is unlimited, has no quota, or there is none', () => {
    expect(showingCapacity([product('a')], [quota(null, 'a')])).toEqual({ value: null, shared: false })
    expect(showingCapacity([product('a')], [])).toEqual({ value: null, shared: false })
    expect(showingCapacity([], [])).toEqual({ value: null, shared: false })
  })
  test('counts seats once however many variations they are sold as, and adds the standing floor', () => {
    const seats = [
      product('full', { item: 1, seats: 40 }),
      product('reduced', { item: 1, seats: 40 }),
      product('balcony', { item: 2, seats: 10 }),
    ]
    expect(showingCapacity([...seats, product('floor')], [quota(9, 'full', 'reduced'), quota(200, 'floor')])).toEqual(known(250))
  })
})
