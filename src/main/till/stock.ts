import type { Checked } from '#contract/methods'
import type { Result } from '#contract/refusal'
import { done, refused } from '#contract/refusal'
import type { Showing } from '#contract/showing'
import type { Hall, Product, SeatRow } from '#contract/stock'
import { productKey } from '#domain/products'
import type { KnownSeat } from '#domain/seat-state'
import { seatState } from '#domain/seat-state'
import { readCart } from '#store/cart'
import type { OwnHallSeat } from '#store/hall'
import { ownSeats, rowCounts, rowSeats } from '#store/hall'
import type { ProductUnits } from '#store/product'
import { stockUnits, targetUnits } from '#store/product'
import type { Bench } from './bench.ts'
import { takeableBeyond } from './lasting.ts'
import { offerOf } from './offer.ts'

/** What a showing offers, with prices, what is left, and why something is not sold. */
export const productsForSale = (bench: Bench, showing: Showing): Result<readonly Product[]> => {
  const offer = offerOf(bench, showing)
  if (!offer) return refused('event-unknown')
  const beyond = takeableBeyond(bench)
  const stock = unitsByProduct(bench.stockroom.leasesProven() ? stockUnits(bench.store, showing, beyond) : [])
  const targets = unitsByProduct(targetUnits(bench.store, showing))
  const cart = readCart(bench.store)
  const lines = cart.showing?.event === showing.event && cart.showing.subevent === showing.subevent ? cart.lines : []
  return done(
    offer.products.map(({ quotas: _quotas, free, askedAt, taxRate: _taxRate, body: _body, ...product }) => {
      const key = productKey(product.item, product.variation)
      const inCart = lines.filter(line => line.item === product.item && line.variation === product.variation).length
      return { ...product, stock: { free, pool: stock.get(key) ?? 0, inCart, target: targets.get(key) ?? 0, askedAt } }
    }),
  )
}

/** The sectors and rows of a hall, with what can be taken in each. */
export const hallOf = (bench: Bench, showing: Showing): Result<Hall> => {
  const changes = new Map<string, { free: number; pool: number }>()
  for (const [seat, own] of byGuid(ownSeats(bench.store, showing))) {
    const change = changes.get(rowKey(seat)) ?? { free: 0, pool: 0 }
    const state = stateHere(bench, seat, own)
    const counted = seat.blocked === 0 && seat.holder === 'none' && seat.item !== null ? 1 : 0
    change.free += (state === 'free' ? 1 : 0) - counted
    change.pool += state === 'pool' ? 1 : 0
    changes.set(rowKey(seat), change)
  }
  const counts = rowCounts(bench.store, showing)
  const rows = counts.map(count => {
    const change = changes.get(rowKey(count)) ?? { free: 0, pool: 0 }
    return { sector: count.sector, name: count.row, free: count.free + change.free, pool: change.pool }
  })
  return done({
    showing,
    sectors: [...Map.groupBy(rows, row => row.sector)].map(([name, rows]) => ({
      name,
      rows: rows.map(({ sector: _sector, ...row }) => row),
      free: rows.reduce((sum, row) => sum + row.free, 0),
      pool: rows.reduce((sum, row) => sum + row.pool, 0),
    })),
    loaded: counts.reduce((sum, count) => sum + count.seats, 0),
    total: bench.seatsExpected(showing),
    askedAt: counts.length === 0 ? null : Math.min(...counts.map(count => count.askedAt)),
  })
}

/** One row, seat by seat. */
export const rowOf = (bench: Bench, { event, subevent, sector, row }: Checked<'stock.row'>): Result<SeatRow> => {
  const showing = { event, subevent }
  const own = Map.groupBy(ownSeats(bench.store, showing), seat => seat.guid)
  const seats = rowSeats(bench.store, showing, sector, row).map(seat => ({
    guid: seat.guid,
    number: seat.number,
    item: seat.item,
    state: stateHere(bench, seat, own.get(seat.guid) ?? []),
  }))
  const count = (state: string) => seats.filter(seat => seat.state === state).length
  return done({ sector, row, free: count('free'), pool: count('pool'), seats })
}

/** Until a restored file's leases are proven, nothing of its stock can be taken. */
const stateHere = (bench: Bench, seat: KnownSeat, own: readonly OwnHallSeat[]) => {
  const state = seatState(seat, own)
  return state === 'pool' && !bench.stockroom.leasesProven() ? 'held' : state
}

const byGuid = (seats: readonly OwnHallSeat[]): readonly (readonly [OwnHallSeat, readonly OwnHallSeat[]])[] =>
  [...Map.groupBy(seats, seat => seat.guid).values()].flatMap(own => (own[0] ? [[own[0], own] as const] : []))

const rowKey = (row: { readonly sector: string; readonly row: string }): string => JSON.stringify([row.sector, row.row])

const unitsByProduct = (units: readonly ProductUnits[]): ReadonlyMap<string, number> =>
  new Map(units.map(row => [productKey(row.item, row.variation), row.units]))
