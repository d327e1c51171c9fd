import { describe, expect, test } from 'vitest'
import type { SizeChange } from '#domain/onsale/group-course'
import { courseOf, growthOf } from '#domain/onsale/group-course'

const minute = 60_000
const startsAt = 600 * minute
const sale = { startsAt, plannedEndAt: startsAt + 120 * minute }
const four = { minimum: 4, maximum: 20, desired: 4 }
const leadMs = 7 * minute
const change = (at: number, sizes: Partial<Omit<SizeChange, 'at'>>): SizeChange => ({
  name: `at ${at}`,
  at: startsAt + at * minute,
  minimum: null,
  maximum: null,
  desired: null,
  ...sizes,
})
const growth = (changes: readonly SizeChange[], sizes = four) =>
  growthOf({ now: startsAt - 60 * minute, sizes, changes, sale, leadMs })

describe('how a group will change by itself', () => {
  test('a raised minimum pulls the wish up, a lowered maximum pulls it down; changes follow one another whatever their order', () => {
    const course = courseOf(four, [change(30, { maximum: 6 }), change(-30, { minimum: 10 })])
    expect(course.map(({ minimum, maximum, desired }) => [minimum, maximum, desired])).toEqual([[10, 20, 10]])
    expect(courseOf(four, [change(-30, { desired: 10 }), change(30, { maximum: 6 })]).at(-1)?.desired).toBe(6)
  })
  test('what contradicts itself is refused by Amazon and changes nothing', () => {
    expect(courseOf(four, [change(-30, { minimum: 30 }), change(-20, { desired: 25 })])).toEqual([])
  })
})

describe('servers that are scheduled for a sale', () => {
  const up = change(-30, { minimum: 10, desired: 10 })
  const down = change(150, { minimum: 4, desired: 4 })

  test('come in time, counting two minutes that Amazon may take and the time a server needs; and are held until released', () => {
    expect(growth([up, down])).toEqual({
      kind: 'growing',
      servers: 10,
      minimum: 10,
      heldUntil: down.at,
      at: up.at,
      readyAt: up.at + 2 * minute + leadMs,
    })
  })
  test('come too late by a minute, or only during the sale', () => {
    expect(growth([change(-9, { desired: 10 })]).kind).toBe('growing')
    expect(growth([change(-8, { desired: 10 })])).toMatchObject({ kind: 'late', readyAt: startsAt + minute })
    expect(growth([change(20, { desired: 10 })])).toMatchObject({ kind: 'late', servers: 10 })
  })
  test('go while the sale is on', () => {
    expect(growth([up, change(60, { minimum: 2, desired: 2 })])).toMatchObject({ kind: 'shrinks', servers: 2 })
    expect(growth([up, change(120, { minimum: 2, desired: 2 })]).kind, 'at its end they may').toBe('growing')
  })
  test('whose minimum does not hold them can be taken away', () => {
    expect(growth([change(-30, { desired: 10 })])).toMatchObject({ kind: 'growing', heldUntil: 0 })
    expect(growth([up])).toMatchObject({ heldUntil: null })
  })
  test('run already when their minimum is released after the sale; where nothing is scheduled nothing is known', () => {
    const ten = { minimum: 10, maximum: 20, desired: 10 }
    expect(growth([down], ten)).toMatchObject({ kind: 'there', servers: 10, heldUntil: down.at })
    expect(growth([], ten)).toMatchObject({ kind: 'none', servers: 10 })
    expect(growth([], four).kind).toBe('none')
  })
  test('of the past are no plan', () => {
    expect(growth([change(-90, { desired: 10 })])).toMatchObject({ kind: 'none', servers: 4 })
  })
})
