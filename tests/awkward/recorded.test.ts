import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTotals } from '#sales/totals'
import { rowCounts, rowSeats } from '#store/hall'
import { seatState } from '#domain/seat-state'
import { productsOf } from '#domain/products'
import { showingFacts } from '#store/product'
import { listShowings } from '#store/showing'
import { fetchCatalogue } from '#sync/catalogue'
import { beginHistory, continueHistory } from '#sync/history'
import { orderDecoder } from '#sync/orders'
import { fetchHall } from '#sync/seats'
import { openTestStore } from '../open-test-store.ts'
import { testWorld } from '../world-for-tests.ts'
import { expectedOfEvents, expectedReasons } from './expected-reasons.ts'
import { addUp } from './own-totals.ts'
import { readRecordings, recordedDesk, recordedPlatform } from './recorded-platform.ts'
import { byHandle, written } from './scene.ts'

const { recordings, answers, recordedAt } = readRecordings()
const base = testWorld()
const world = { ...base, clock: { ...base.clock, now: () => recordedAt } }
const hall = { event: 'sala', subevent: null }
const file = openTestStore(world)
const unreadable: string[] = []

const offerOf = (event: string, subevent: number | null = null) => {
  const facts = showingFacts(file.store, { event, subevent })
  if (!facts) throw new Error(`nobody knows ${event}`)
  return productsOf(facts, 'api.kasa', recordedAt)
}
const isRecorded = (event: string): boolean => recordings.some(recording => recording.event === event)

beforeAll(async () => {
  const platform = recordedPlatform(answers, recordedAt)
  const parts = { world, store: file.store, platform, signal: new AbortController().signal }
  const fetched = [
    await fetchCatalogue(parts, () => {}),
    await beginHistory(parts),
    await continueHistory(parts, orderDecoder(parts), () => {}),
    await fetchHall(parts, hall, () => {}),
    await fetchHall(parts, { event: 'plac', subevent: null }, () => {}),
  ]
  for (const one of fetched) unreadable.push(...(one.kind === 'done' ? one.unreadable : [one.answer.kind]))
})
afterAll(() => file.close())

describe('what a real platform answered', () => {
  it('can be read to the last record', () => expect(unreadable).toEqual([]))

  it('is offered product by product, and what is not sold says why', async () => {
    const products = offerOf('alles').map(product => ({ ...product, stock: { ...product, pool: 0, inCart: 0, target: 0 } }))
    const handles = await byHandle(recordedDesk(answers), 'alles', products)
    expect(Object.fromEntries([...handles].map(([handle, product]) => [handle, product.unsellable]))).toEqual(expectedReasons)
    const events = Object.entries(expectedOfEvents).filter(([event]) => isRecorded(event))
    expect(events.length).toBeGreaterThan(8)
    expect(events.map(([event]) => [event, offerOf(event)[0]?.unsellable ?? null])).toEqual(events)
  })

  it('costs what the platform’s own price engine asked', () => {
    const differing: string[] = []
    let compared = 0
    for (const { event, prices } of recordings)
      for (const { item, variation, subevent, total } of prices) {
        const product = offerOf(event, subevent).find(one => one.item === item && one.variation === (variation ?? null))
        if (!product || product.unsellable) continue
        compared += 1
        const currency = showingFacts(file.store, { event, subevent })?.currency ?? '?'
        if (written(product.priceMinor, currency) !== total)
          differing.push(`${event} ${item}/${variation}: ${product.priceMinor}, ${total}`)
      }
    expect(differing).toEqual([])
    expect(compared).toBeGreaterThan(30)
  })

  it('adds up to the same money and tickets as its orders one by one', async () => {
    const own = await addUp(recordedDesk(answers))
    const totals = createTotals({ read: file.store })(null)
    expect(totals.testOrders).toBe(own.testOrders)
    expect(
      Object.fromEntries(
        totals.sums.map(sum => [sum.currency, [sum.paidTickets, sum.pendingTickets, sum.freeTickets, sum.cancelledTickets]]),
      ),
    ).toEqual(
      Object.fromEntries(
        [...own.sums].map(([currency, sum]) => [
          currency,
          [sum.paidTickets, sum.pendingTickets, sum.freeTickets, sum.cancelledTickets],
        ]),
      ),
    )
    expect(
      Object.fromEntries(
        totals.sums.map(sum => [
          sum.currency,
          [sum.paidMinor, sum.pendingMinor, sum.refundedMinor].map(minor => written(minor, sum.currency)),
        ]),
      ),
    ).toEqual(
      Object.fromEntries(
        [...own.sums].map(([currency, sum]) => [
          currency,
          [sum.paid, sum.pending, sum.refunded].map(hundredths => written(Number(hundredths), 'EUR')),
        ]),
      ),
    )
  })

  it('shows every seat of an odd hall once, and which of them cannot be had', () => {
    const rows = rowCounts(file.store, hall)
    const seats = rows.flatMap(({ sector, row }) => rowSeats(file.store, hall, sector, row))
    expect(seats.map(seat => seat.guid).toSorted()).toEqual(
      (answers.get('events/sala/seats/') as readonly { seat_guid: string }[]).map(seat => seat.seat_guid).toSorted(),
    )
    expect(rows.map(({ sector, row }) => [sector, row])).toContainEqual(['Tische', 'Tisch 5'])
    const states = new Map(seats.map(seat => [seat.guid, seatState(seat, [])]))
    expect(['pierwszy-A-1', 'pierwszy-A-2', 'pierwszy-A-3', 'luzem-1-1', 'bez-nazw-x-1'].map(guid => states.get(guid))).toEqual([
      'sold',
      'free',
      'blocked',
      'blocked',
      'free',
    ])
    expect(rowCounts(file.store, { event: 'plac', subevent: null })).toEqual([])
  })

  it('warns of signed codes where there are any', () =>
    expect(
      listShowings(file.store, recordedAt)
        .filter(showing => showing.signedSecrets)
        .map(showing => showing.event),
    ).toEqual(['podpisane']))
})
