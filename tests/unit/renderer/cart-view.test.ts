import { describe, expect, it } from 'vitest'
import type { CartLine, SaleSummary } from '#contract/cart'
import type { LineId } from '#contract/nominal'
import { minor } from '#contract/nominal'
import type { Hall, Product, Seat } from '#contract/stock'
import { addonMisfit, addonTicket, addonsFor, ticketAfter, ticketForAddon } from '../../../src/renderer/till/addon-ticket.ts'
import { cartGroups, fromPool, heldUntil, withAddons } from '../../../src/renderer/till/cart-groups.ts'
import { firstRow, matchingSectors, neighbourRow, seatChanges } from '../../../src/renderer/till/seat-moves.ts'
import { offerOf, staleFor } from '../../../src/renderer/till/selling-state.ts'
import { settledMeanwhile } from '../../../src/renderer/till/settled-meanwhile.ts'
import { swatchLetters, tileGroups } from '../../../src/renderer/till/tiles.ts'

const id = (text: string): LineId => text as LineId
const line = (text: string, over: Partial<CartLine> = {}): CartLine => ({
  id: id(text),
  item: 1,
  variation: null,
  name: { pl: 'Płyta' },
  variationName: null,
  seat: null,
  priceMinor: minor(19_900),
  parent: null,
  hold: { kind: 'pool' },
  missing: [],
  ...over,
})
const product = (item: number, over: Partial<Product> = {}): Product => ({
  item,
  variation: null,
  name: { pl: `Bilet ${item}` },
  variationName: null,
  category: null,
  priceMinor: minor(100),
  seated: false,
  admission: true,
  addons: [],
  unsellable: null,
  stock: { free: 10, pool: 2, inCart: 0, target: 2, askedAt: 0 },
  ...over,
})
const camping = { id: 7, name: { pl: 'Kemping' }, addon: true }

describe('the cart as it is read', () => {
  it('counts equal tickets and keeps each seat by itself', () => {
    const seat = { guid: 'g', sector: 'D', row: '7', number: '7' }
    const groups = cartGroups([line('a'), line('b'), line('c', { seat }), line('d', { seat: { ...seat, number: '8' } })])
    expect(groups.map(group => group.lines.length)).toEqual([2, 1, 1])
    expect(groups[0]?.sumMinor).toBe(39_800)
  })

  it('keeps tickets with different extras apart, extras under their ticket', () => {
    const groups = cartGroups([line('a'), line('b'), line('x', { item: 9, parent: id('b'), priceMinor: minor(4000) })])
    expect(groups.map(group => group.addons.length)).toEqual([0, 1])
    expect(withAddons(id('b'), [line('b'), line('x', { parent: id('b') }), line('c')])).toEqual(['b', 'x'])
  })

  it('runs out with its first short hold, and not at all from the own stock', () => {
    expect(
      heldUntil([line('a'), line('b', { hold: { kind: 'short', until: 9 } }), line('c', { hold: { kind: 'short', until: 5 } })]),
    ).toBe(5)
    expect(heldUntil([line('a')])).toBeNull()
    expect(fromPool([line('a')])).toBe(true)
  })
})

describe('extras', () => {
  const pass = product(1, { addons: [{ category: 7, least: 1, most: 1, included: false, repeatable: false }] })
  const tent = product(9, { category: camping })

  it('go to the ticket that must have one, and to none that is full', () => {
    const missing = [{ category: 7, least: 1 }]
    const lines = [line('a', { missing }), line('b')]
    expect(ticketForAddon(tent, lines, [pass, tent], null)).toBe('a')
    expect(ticketForAddon(tent, lines, [pass, tent], id('b'))).toBe('b')
    const full = [line('a'), line('x', { item: 9, parent: id('a') })]
    expect(ticketForAddon(tent, full, [pass, tent], null)).toBeNull()
    expect(addonsFor(line('a'), [line('a')], [pass, tent])).toEqual([tent])
  })

  it('go where the cashier points, one ticket after the other', () => {
    const products = [pass, tent, product(2)]
    const lines = [line('a'), line('b'), line('other', { item: 2 }), line('c', { priceMinor: minor(100) })]
    expect(ticketAfter(lines, products, null, 1)).toBe('b')
    expect(ticketAfter(lines, products, id('b'), 1)).toBe('c')
    expect(ticketAfter(lines, products, id('a'), 1)).toBe('c')
    expect(ticketAfter(lines, products, id('c'), 1)).toBe('b')
    expect(ticketAfter(lines, products, id('b'), -1)).toBe('c')
    expect(ticketAfter([line('other', { item: 2 })], products, null, 1)).toBeNull()
    expect(addonTicket(null, lines, products, id('b'))).toBe('b')
    expect(addonTicket(null, lines, products, null)).toBe('c')
  })

  it('stay with the chosen ticket while it takes any, and say when it takes no more of one', () => {
    const parking = product(8, { category: { id: 8, name: { pl: 'Parking' }, addon: true } })
    const both = product(1, { addons: [...pass.addons, { category: 8, least: 0, most: 1, included: false, repeatable: false }] })
    const products = [both, tent, parking]
    const lines = [line('a'), line('b'), line('x', { item: 9, parent: id('b') })]
    expect(ticketForAddon(tent, lines, products, id('b'))).toBeNull()
    expect(addonMisfit(tent, lines, products, id('b'))).toBe('ticket-full')
    expect(addonMisfit(parking, lines, products, id('b'))).toBeNull()
    const full = [...lines, line('y', { item: 8, parent: id('b') })]
    expect(ticketForAddon(tent, full, products, id('b'))).toBe('a')
    expect(addonMisfit(tent, [], products, id('gone'))).toBe('no-ticket')
    expect(addonMisfit(both, [], products, null)).toBeNull()
  })

  it('need a ticket they fit', () => {
    expect(ticketForAddon(tent, [line('a', { item: 2 })], [product(2), tent], null)).toBeNull()
    expect(offerOf(tent, true, 'no-ticket')).toEqual({ can: false, why: 'no-ticket' })
  })
})

describe('tiles', () => {
  it('have letters in order, extras last, and seats elsewhere', () => {
    const groups = tileGroups([
      product(5, { category: camping }),
      product(1),
      product(2, { seated: true }),
      product(3, { variation: 31 }),
      product(3, { variation: 32 }),
    ])
    expect(groups.flatMap(group => group.tiles).map(tile => [tile.item, tile.key, tile.products.length])).toEqual([
      [1, 'A', 1],
      [3, 'B', 2],
      [5, 'C', 1],
    ])
  })

  it('have swatches that differ', () => {
    expect(swatchLetters(['Kategoria I', 'Kategoria II', 'Płyta', 'Parking', 'Pole'])).toEqual(['I', 'II', 'P', 'PA', 'PO'])
  })

  it('offer offline only what the till holds', () => {
    const gone = product(1, { stock: { free: 500, pool: 0, inCart: 0, target: 5, askedAt: 0 } })
    expect(offerOf(gone, true, null)).toEqual({ can: true })
    expect(offerOf(gone, false, null)).toEqual({ can: false, why: 'pool-gone' })
    const never = product(1, { stock: { ...gone.stock, target: 0 } })
    expect(offerOf(never, false, null)).toEqual({ can: false, why: 'pool-none' })
    expect(offerOf(product(1, { unsellable: 'no-longer' }), true, null)).toMatchObject({ reason: 'no-longer' })
  })

  it('say the age of old stock, not of fresh or unlimited', () => {
    expect(staleFor(product(1), 60_000)).toBeNull()
    expect(staleFor(product(1), 200_000)).toBe(200_000)
  })
})

describe('seats', () => {
  const hall: Hall = {
    showing: { event: 'bieber', subevent: null },
    sectors: [
      {
        name: 'Loża Żółta',
        rows: [
          { name: '1', free: 0, pool: 0 },
          { name: '2', free: 3, pool: 0 },
          { name: '3', free: 0, pool: 1 },
        ],
        free: 3,
        pool: 1,
      },
      { name: 'D', rows: [], free: 0, pool: 0 },
    ],
    loaded: 4,
    total: 4,
    askedAt: 0,
  }
  const seat = (guid: string, state: Seat['state']): Seat => ({ guid, number: guid, item: 1, state })

  it('open at the first row with something to take', () => {
    expect(firstRow(hall, 'Loża Żółta', true)).toEqual({ sector: 'Loża Żółta', row: '2' })
    expect(firstRow(hall, 'Loża Żółta', false)).toEqual({ sector: 'Loża Żółta', row: '3' })
    expect(firstRow(hall, 'D', true)).toBeNull()
  })

  it('are found without accents', () => {
    expect(matchingSectors(hall, 'loza zolta').map(sector => sector.name)).toEqual(['Loża Żółta'])
    expect(matchingSectors(hall, 'nic')).toEqual([])
  })

  it('change rows within the sector', () => {
    expect(neighbourRow(hall, { sector: 'Loża Żółta', row: '2' }, 1).row).toBe('3')
    expect(neighbourRow(hall, { sector: 'Loża Żółta', row: '3' }, 1).row).toBe('3')
  })

  it('are taken and given back, sold ones left alone', () => {
    const seats = [seat('a', 'free'), seat('b', 'chosen'), seat('c', 'sold'), seat('d', 'pool')]
    expect(seatChanges(seats, new Set(['a', 'c', 'd']), true)).toEqual({ take: ['a', 'd'], giveBack: ['b'] })
    expect(seatChanges(seats, new Set(['a', 'b', 'd']), false)).toEqual({ take: ['d'], giveBack: [] })
  })
})

describe('a payment whose answer was lost', () => {
  it('is known by the sale that was not there before', () => {
    const sale = (saleId: string): SaleSummary => ({ id: saleId }) as unknown as SaleSummary
    expect(settledMeanwhile([sale('1')], [sale('2'), sale('1')])?.id).toBe('2')
    expect(settledMeanwhile([sale('1')], [sale('1')])).toBeNull()
  })
})
