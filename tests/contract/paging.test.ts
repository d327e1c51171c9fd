import { describe, expect, it } from 'vitest'
import { atTheCounter } from './counter.ts'
import { granted, said } from './platform-client.ts'
import { orderShape, pageOf, seatShape } from './platform-shapes.ts'

const { platform, stock } = atTheCounter()
const seats = `${platform.event(stock.seated.event)}/seats/`
const seatPage = async (query: string) => granted(await platform.ask('GET', `${seats}?${query}`), 200, pageOf(seatShape))

describe('Reading long lists', () => {
  it('never gives more than fifty rows a page, whatever is asked for', async () => {
    const page = await seatPage('page_size=200')
    expect(page.results).toHaveLength(50)
    expect(page.count).toBeGreaterThan(50)
  })

  it('gives fewer rows where fewer are asked for', async () => {
    expect((await seatPage('page_size=3')).results).toHaveLength(3)
  })

  it('names the next and the previous page by absolute addresses made from the request’s host', async () => {
    const one = await seatPage('page_size=10')
    expect(one.previous).toBeNull()
    expect(one.next).toBe(`${platform.world.url}/api/v1${seats}?page=2&page_size=10`)
    const two = await seatPage('page=2&page_size=10')
    expect(two.previous).toBe(`${platform.world.url}/api/v1${seats}?page_size=10`)
  })

  it('cuts a list into pages that neither overlap nor leave anything out', async () => {
    const whole = (await seatPage('page=1')).results.map(seat => seat.id)
    const pieces = await Promise.all([1, 2, 3, 4, 5].map(page => seatPage(`page_size=10&page=${page}`)))
    expect(pieces.flatMap(page => page.results.map(seat => seat.id))).toEqual(whole)
  })

  it('ends with a page that names no next one, and refuses the page after it', async () => {
    const { count } = await seatPage('page_size=50')
    const last = Math.ceil(count / 50)
    const page = await seatPage(`page=${last}`)
    expect(page.next).toBeNull()
    expect(page.results).toHaveLength(count - (last - 1) * 50)
    expect(said(await platform.ask('GET', `${seats}?page=${last + 1}`))).toEqual({
      status: 404,
      body: { detail: 'Invalid page.' },
    })
  })

  it('gives orders newest first when asked to, by creation and by last change', async () => {
    const orders = `${platform.organizer}/orders/`
    for (const [ordering, field] of [
      ['-datetime', 'datetime'],
      ['-last_modified', 'last_modified'],
    ] as const) {
      const page = granted(await platform.ask('GET', `${orders}?ordering=${ordering}`), 200, pageOf(orderShape))
      const moments = page.results.map(order => Date.parse(order[field]))
      expect(moments).toEqual(moments.toSorted((a, b) => b - a))
    }
  })

  it('gives no coordinates with the seats: they stand in the seating plan alone', async () => {
    const [seat] = (await seatPage('page_size=1')).results
    expect(seat).not.toHaveProperty('x')
    expect(seat).not.toHaveProperty('position')
    expect((await platform.ask('GET', `${platform.organizer}/seatingplans/`)).status).toBe(200)
  })
})
