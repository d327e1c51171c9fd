import { describe, expect, it } from 'vitest'
import type { Holdings } from '#contract/methods'
import { done, refused } from '#contract/refusal'
import type { Product } from '#contract/stock'
import { minor } from '#contract/nominal'
import { connectSlice } from '../../../src/renderer/settings/connect-slice.ts'
import { readHandshake } from '../../../src/renderer/settings/handshake.ts'
import { settingsSlice } from '../../../src/renderer/settings/settings-slice.ts'
import {
  blockOf,
  heldElsewhere,
  mostTarget,
  showsTarget,
  stockSlice,
  unitsHeld,
} from '../../../src/renderer/settings/stock-slice.ts'
import { later, scriptedWire, settle } from './scripted-wire.ts'

const text = '{"handshake_version":1,"url":"https://pretix.example/","token":"kpp4jn8g2ynzonp6"}'
const showing = { event: 'jarocin', subevent: null }
const product = { item: 7, variation: null }
const holding = (over: Partial<Holdings['products'][number]> = {}): Holdings['products'][number] => ({
  ...showing,
  ...product,
  target: 0,
  held: 0,
  expiresAt: null,
  shortfall: null,
  ...over,
})
const holdings = (over: Partial<Holdings> = {}): Holdings => ({ products: [], seats: [], ...over })
const stocked = (over: Partial<Product> = {}): Product => ({
  ...product,
  name: { pl: 'Karnet' },
  variationName: null,
  category: null,
  priceMinor: minor(24_900),
  seated: false,
  admission: true,
  addons: [],
  unsellable: null,
  stock: { free: 10, pool: 0, inCart: 0, target: 0, askedAt: null },
  ...over,
})

describe('the text under the QR code', () => {
  it('says where it leads before anybody is asked', () => {
    expect(readHandshake(text)).toEqual({ url: 'https://pretix.example' })
  })
  it.each(['', 'hello', '{}', '[1]', 'null', '{"url":"nowhere","token":"a"}', '{"url":1,"token":"a"}', text.slice(0, 40)])(
    'is not %j',
    wrong => expect(readHandshake(wrong)).toBeNull(),
  )
})

describe('connecting', () => {
  it('needs the text, the name of the till and who sells', async () => {
    const { wire, asked } = scriptedWire({})
    const slice = connectSlice(wire)
    slice.getState().type({ handshake: text, till: '  ' })
    expect(await slice.getState().connect()).toBe(false)
    expect(asked).toEqual([])
  })
  it('sends what was typed without stray spaces, once, and empties the form', async () => {
    const answer = later<unknown>()
    const { wire, asked } = scriptedWire({ 'platform.connect': () => answer.promise })
    const slice = connectSlice(wire)
    slice.getState().type({ handshake: `\n${text} `, till: ' Kasa 2 ', cashier: 'Anna' })
    const first = slice.getState().connect()
    expect(await slice.getState().connect()).toBe(false)
    answer.give(done({}))
    expect(await first).toBe(true)
    expect(asked).toEqual([{ method: 'platform.connect', input: { handshake: text, till: 'Kasa 2', cashier: 'Anna' } }])
    expect(slice.getState().form.handshake).toBe('')
  })
  it('keeps what was typed when it is refused, and says why until it is changed', async () => {
    const { wire } = scriptedWire({ 'platform.connect': () => refused('token-used') })
    const slice = connectSlice(wire)
    slice.getState().type({ handshake: text, till: 'Kasa 2', cashier: 'Anna' })
    expect(await slice.getState().connect()).toBe(false)
    expect(slice.getState()).toMatchObject({ refusal: { code: 'token-used' }, form: { till: 'Kasa 2' }, connecting: false })
    slice.getState().type({ handshake: '' })
    expect(slice.getState().refusal).toBeNull()
  })
})

describe('a target of stock', () => {
  it('is shown at once, and of many presses only the newest is sent after the one on its way', async () => {
    const first = later<unknown>()
    const sent: number[] = []
    const { wire } = scriptedWire({
      'stock.products': () => done([]),
      'leases.target': (input: { readonly target: number }) => {
        sent.push(input.target)
        const answer = done(holdings({ products: [holding({ target: input.target })] }))
        return sent.length === 1 ? first.promise.then(() => answer) : answer
      },
    })
    const slice = stockSlice(wire)
    slice.getState().show(showing, false)
    const presses = [1, 2, 3, 4].map(target => slice.getState().target(product, target))
    expect([...slice.getState().wanted.values()]).toEqual([4])
    first.give(null)
    await Promise.all(presses)
    expect(sent).toEqual([1, 4])
    expect(slice.getState().wanted.size).toBe(0)
    expect(slice.getState().holdings?.products[0]?.target).toBe(4)
  })
  it('never leaves the bounds the core has', async () => {
    const sent: number[] = []
    const { wire } = scriptedWire({
      'stock.products': () => done([]),
      'leases.target': (input: { readonly target: number }) => {
        sent.push(input.target)
        return done(holdings())
      },
    })
    const slice = stockSlice(wire)
    slice.getState().show(showing, false)
    await slice.getState().target(product, -3)
    await slice.getState().target(product, 9999)
    expect(sent).toEqual([0, mostTarget])
  })
  it('falls back to what is in force when it is refused, and says why', async () => {
    const { wire } = scriptedWire({ 'stock.products': () => done([]), 'leases.target': () => refused('platform-unreachable') })
    const slice = stockSlice(wire)
    slice.getState().show(showing, false)
    await slice.getState().target(product, 5)
    expect(slice.getState()).toMatchObject({ refusal: { code: 'platform-unreachable' } })
    expect(slice.getState().wanted.size).toBe(0)
  })
  it('belongs to what is sold without a seat, and to whatever is held all the same', () => {
    expect(showsTarget(stocked(), undefined)).toBe(true)
    expect(showsTarget(stocked({ seated: true }), undefined)).toBe(false)
    expect(showsTarget(stocked({ unsellable: 'no-longer' }), undefined)).toBe(false)
    expect(showsTarget(stocked({ unsellable: 'no-longer' }), holding({ held: 2 }))).toBe(true)
  })
})

describe("this till's stock", () => {
  const seats = [{ ...showing, sector: 'D', row: '5', wanted: 24, held: 22 }]

  it('is counted over all showings, and what lies elsewhere is named', () => {
    const all = holdings({ products: [holding({ held: 3 }), holding({ event: 'klub', subevent: 2, held: 4 })], seats })
    expect(unitsHeld(all)).toBe(29)
    expect(heldElsewhere(all, showing)).toEqual([{ event: 'klub', subevent: 2, held: 4 }])
    expect(heldElsewhere(all, null)).toHaveLength(2)
  })
  it('knows a row by its sector and its name', () => {
    expect(blockOf(holdings({ seats }), showing, { sector: 'D', row: '5' })?.held).toBe(22)
    expect(blockOf(holdings({ seats }), showing, { sector: 'C', row: '5' })).toBeUndefined()
  })
  it('asks for the seats only where there are any, and drops what comes after another showing is chosen', async () => {
    const slow = later<unknown>()
    const { wire, asked } = scriptedWire({
      'stock.products': (input: { readonly event: string }) =>
        input.event === 'jarocin' ? slow.promise : done([stocked({ item: 9 })]),
      'stock.hall': () => done({ sectors: [] }),
    })
    const slice = stockSlice(wire)
    slice.getState().show(showing, false)
    slice.getState().show({ event: 'bieber', subevent: null }, true)
    await settle()
    slow.give(done([stocked()]))
    await settle()
    expect(slice.getState().products?.[0]?.item).toBe(9)
    expect(asked.filter(({ method }) => method === 'stock.hall')).toHaveLength(1)
  })
})

describe('a setting', () => {
  it('is said to be saved, or why it is not, at its own place', async () => {
    const answers = [done({}), refused('channel-refused', { channel: 'kasa' })]
    const { wire } = scriptedWire({ 'settings.set': () => answers.shift() })
    const slice = settingsSlice(wire)
    await slice.getState().save('till', 'Kasa 3')
    expect(slice.getState().saved).toBe('till')
    await slice.getState().save('channel', 'kasa')
    expect(slice.getState()).toMatchObject({ saved: null, notSaved: { name: 'channel', refusal: { code: 'channel-refused' } } })
  })
})
