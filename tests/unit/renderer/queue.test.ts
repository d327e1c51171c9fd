import { describe, expect, it } from 'vitest'
import type { SaleSummary, UploadState } from '#contract/cart'
import type { SaleId } from '#contract/nominal'
import { minor } from '#contract/nominal'
import { done, refusal, refused } from '#contract/refusal'
import { sayIn } from '#words/say'
import { nextChosen } from '../../../src/renderer/queue/queue-order.ts'
import { queueSlice } from '../../../src/renderer/queue/queue-slice.ts'
import {
  paymentKinds,
  paymentLines,
  saleExplanation,
  saleHead,
  saleMark,
  soldLines,
  uploadProgress,
  waitingSentence,
} from '../../../src/renderer/queue/sale-words.ts'
import { soldInWords } from '../../../src/renderer/till/sale-words.ts'
import { later, scriptedWire, settle } from './scripted-wire.ts'

const id = (text: string): SaleId => text as SaleId
const now = Date.UTC(2016, 10, 11, 19)
const sale = (name: string, upload: UploadState, over: Partial<SaleSummary> = {}): SaleSummary => ({
  id: id(name),
  code: `K7${name}`,
  showing: { event: 'bieber', subevent: null },
  eventName: { pl: 'Justin Bieber' },
  soldAt: now,
  currency: 'PLN',
  totalMinor: minor(59_800),
  tickets: 2,
  what: [{ name: { pl: 'Płyta' }, variationName: { pl: 'Normalny' }, seat: null, count: 2 }],
  payments: [
    { method: 'cash', amountMinor: minor(59_800), tenderedMinor: minor(60_000), changeMinor: minor(200), reference: null },
  ],
  till: 'Kasa 2',
  cashier: 'Anna',
  testmode: false,
  upload,
  ...over,
})
const waiting: UploadState = { state: 'waiting', attempts: 3, nextTryAt: now + 24_000, reason: null }
const refusedUpload: UploadState = { state: 'refused', at: now, reason: refusal('upload-quota', { quota: 'Golden Circle' }) }
const pl = sayIn('pl')
const plain = (text: string): string => text.replaceAll('\u00a0', ' ')

describe('the list of the queue', () => {
  const [a, b, c] = [sale('a', waiting), sale('b', waiting), sale('c', waiting)]

  it('keeps the open sale open wherever it has moved', () => {
    expect(nextChosen(id('b'), [a, b, c], [c, b])).toBe('b')
  })
  it('opens the sale that took the place of one that is settled', () => {
    expect(nextChosen(id('b'), [a, b, c], [a, c])).toBe('c')
    expect(nextChosen(id('c'), [a, b, c], [a, b])).toBe('b')
    expect(nextChosen(id('a'), [a], [])).toBeNull()
  })
  it('opens the first at first', () => {
    expect(nextChosen(null, [], [a, b])).toBe('a')
  })
})

describe('the queue over the wire', () => {
  it('reads the list, follows it, and stops when asked', async () => {
    const lists = [
      { toSettle: [sale('a', refusedUpload)], waiting: [] },
      { toSettle: [], waiting: [sale('b', waiting)] },
    ]
    const { wire, tell, asked } = scriptedWire({ 'queue.list': () => done(lists.shift()) })
    const slice = queueSlice(wire)
    const stop = slice.getState().follow()
    await settle()
    expect(slice.getState().chosen).toBe('a')
    tell('queue', null)
    await settle()
    expect(slice.getState().chosen).toBe('b')
    stop()
    tell('queue', null)
    await settle()
    expect(asked).toHaveLength(2)
  })
  it('asks for one upload again at a time, and says at its sale why it was refused', async () => {
    const answer = later<unknown>()
    const { wire, asked } = scriptedWire({
      'queue.list': () => done({ toSettle: [sale('a', refusedUpload)], waiting: [] }),
      'queue.retry': () => answer.promise,
    })
    const slice = queueSlice(wire)
    await slice.getState().reload()
    const first = slice.getState().retry(id('a'))
    await slice.getState().retry(id('a'))
    expect(asked.filter(({ method }) => method === 'queue.retry')).toHaveLength(1)
    answer.give(refused('platform-busy'))
    await first
    expect(slice.getState()).toMatchObject({ trying: null, refused: { sale: 'a', refusal: { code: 'platform-busy' } } })
  })
  it('asks for all that are parked in one call, and for nothing else meanwhile', async () => {
    const answer = later<unknown>()
    const { wire, asked } = scriptedWire({
      'queue.list': () => done({ toSettle: [sale('a', refusedUpload), sale('b', refusedUpload)], waiting: [] }),
      'queue.retry-all': () => answer.promise,
    })
    const slice = queueSlice(wire)
    await slice.getState().reload()
    const all = slice.getState().retryAll()
    await slice.getState().retry(id('b'))
    expect(slice.getState().trying).toBe('all')
    answer.give(done({ toSettle: [], waiting: [sale('a', waiting), sale('b', waiting)] }))
    await all
    expect(asked.map(({ method }) => method)).toEqual(['queue.list', 'queue.retry-all'])
    expect(slice.getState()).toMatchObject({ trying: null, refused: null, chosen: 'a' })
    expect(slice.getState().queue?.waiting).toHaveLength(2)
  })
  it('says why a list cannot be read and keeps the one it had', async () => {
    const answers = [done({ toSettle: [], waiting: [sale('a', waiting)] }), refused('file-damaged')]
    const { wire } = scriptedWire({ 'queue.list': () => answers.shift() })
    const slice = queueSlice(wire)
    await slice.getState().reload()
    await slice.getState().reload()
    expect(slice.getState().unread?.code).toBe('file-damaged')
    expect(slice.getState().queue?.waiting).toHaveLength(1)
  })
  it('gives the paper of a sale, or says why there is none', async () => {
    const paper = { mime: 'application/pdf', name: 'bilety.pdf', base64: '' }
    const { wire } = scriptedWire({ 'paper.tickets': () => done(paper), 'paper.receipt': () => refused('sale-unknown') })
    const slice = queueSlice(wire)
    expect(await slice.getState().paper('paper.tickets', id('a'))).toEqual(paper)
    expect(await slice.getState().paper('paper.receipt', id('a'))).toBeNull()
    expect(slice.getState().refused?.refusal.code).toBe('sale-unknown')
  })
})

describe('a sale in words', () => {
  it('has one mark a state', () => {
    expect(saleMark(sale('a', refusedUpload), pl)).toEqual({ shape: 'cross', tone: 'crit', word: 'Odrzucona' })
    expect(saleMark(sale('a', { state: 'doubtful', at: now, reason: refusal('differs-total') }), pl).shape).toBe('half')
    expect(saleMark(sale('a', waiting), pl).shape).toBe('clock')
  })
  it('puts the reason in its head and what follows from it below', () => {
    const head = saleHead(sale('a', refusedUpload), pl)
    expect(head).toContain('Golden Circle')
    expect(head).not.toMatch(/\.\s/)
    expect(saleExplanation(sale('a', refusedUpload), pl)).not.toContain(head)
  })
  it('says what was sold and how it was paid, with the change', () => {
    expect(soldLines(sale('a', waiting), pl)).toEqual(['2\u00a0×\u00a0Płyta, Normalny'])
    expect(paymentLines(sale('a', waiting), pl).map(plain)).toEqual(['Gotówka 598,00 zł, przyjęto 600,00 zł, reszta 2,00 zł'])
    const free = sale('a', waiting, { payments: [], totalMinor: minor(0) })
    expect([paymentKinds(free, pl), ...paymentLines(free, pl)]).toEqual(['bezpłatnie', 'bezpłatnie'])
  })
  it('says seats of a kind together', () => {
    const seat = (number: string) => ({
      name: { pl: 'Kategoria II' },
      variationName: null,
      seat: { sector: 'D', row: '7', number },
      count: 1,
    })
    const what = ['8', '9', '10', '11'].map(seat)
    expect(soldLines(sale('a', waiting, { what }), pl)).toEqual(['Kategoria II: Sektor D, rząd 7, miejsca 8 do 11'])
    expect(soldInWords(sale('a', waiting, { what }), pl)).toBe('Sektor D, rząd 7, miejsca 8 do 11')
    const mixed = [...what, { name: { pl: 'Płyta' }, variationName: null, seat: null, count: 2 }]
    expect(soldInWords(sale('a', waiting, { what: mixed }), pl)).toBe('Sektor D, rząd 7, miejsca 8 do 11; 2\u00a0×\u00a0Płyta')
  })
  it('says why it waits, without a wait that is already counting', () => {
    const barred = { ...waiting, reason: refusal('credentials-refused') }
    const busy = { ...waiting, reason: refusal('platform-busy', {}, { afterMs: 30_000 }) }
    expect(waitingSentence(sale('a', waiting), pl)).toBe('')
    expect(waitingSentence(sale('a', barred), pl)).toContain('Platforma nie przyjmuje klucza tej kasy.')
    expect(waitingSentence(sale('a', busy), pl)).toBe('Platforma jest przeciążona. Kasa pyta ponownie sama.')
  })
  it('counts attempts and says when the next one comes, or that the network is awaited', () => {
    expect(uploadProgress(sale('a', waiting), true, now, pl)).toBe('3 próby, następna próba za 24\u00a0s')
    expect(uploadProgress(sale('a', waiting), true, now + 24_000, pl)).toBe('3 próby, następna próba za chwilę')
    expect(uploadProgress(sale('a', waiting), false, now, pl)).toBe('3 próby, wyśle się, gdy wróci sieć')
  })
})
