import { describe, expect, it } from 'vitest'
import { quotaNumbers } from '#sandbox/availability'
import { orderShape } from '#sandbox/order-shape'
import { buildProgramme } from '#sandbox/programme'

const day = '2026-11-23'
const view = { origin: '', organizer: 'prestige', canceledPositions: true, canceledFees: true }

function told(seed: number, onDay: string): string {
  const { platform, keys } = buildProgramme(seed, onDay)
  const orders = [...platform.ordersByCode.values()].map(order => orderShape(order, view))
  return JSON.stringify([keys, platform.adminToken, [...platform.books.values()].map(book => book.event), orders])
}

describe('The promoter’s programme', () => {
  it('is the same byte for byte for the same seed and day', () => {
    expect(told(3, day)).toBe(told(3, day))
  })

  it('differs with the seed and with the day', () => {
    const first = told(3, day)
    expect(told(4, day)).not.toBe(first)
    expect(told(3, '2026-11-24')).not.toBe(first)
  })

  const { platform } = buildProgramme(1, day)
  const end = Date.parse(`${day}T00:00:00+01:00`)

  it('has five events to come, each with orders of the past and stock to sell', () => {
    expect([...platform.books.keys()]).toEqual(['bieber', 'richie', 'mpe', 'jarocin', 'klub'])
    for (const book of platform.books.values()) {
      expect(book.event.dateFrom).toBeGreaterThan(end)
      expect(book.orders.length).toBeGreaterThan(1_900)
      expect(book.orders.every(order => order.datetime < end && order.lastModified < end)).toBe(true)
      for (const quota of book.quotas.values()) expect(quotaNumbers(book, quota, end).left).toBeGreaterThan(0)
    }
  })

  it('sells no seat twice and none that is blocked', () => {
    for (const book of platform.books.values()) {
      const live = book.orders.filter(order => order.status === 'p' || order.status === 'n')
      const seats = live.flatMap(order => order.positions).flatMap(position => position.seat ?? [])
      expect(new Set(seats).size).toBe(seats.length)
      expect(seats.some(seat => seat.blocked)).toBe(false)
    }
  })

  it('seats 15,942 in Kraków, holds a few back, and knows every fate an order can have', () => {
    const bieber = platform.books.get('bieber')
    expect(bieber?.seats.length).toBe(15_942)
    expect(bieber?.seats.filter(seat => seat.blocked).length).toBeGreaterThan(0)
    expect(new Set(bieber?.orders.map(order => order.status))).toEqual(new Set(['p', 'n', 'e', 'c']))
    expect(bieber?.orders.some(order => order.refunds.length > 0)).toBe(true)
    expect(bieber?.orders.some(order => order.status === 'p' && order.totalMinor === 0)).toBe(true)
    expect(bieber?.orders.some(order => order.salesChannel === 'api.kasa')).toBe(true)
  })
})
