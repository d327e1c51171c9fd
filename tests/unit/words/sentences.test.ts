import { describe, expect, test } from 'vitest'
import { refusal } from '#contract/refusal'
import { seatNamed } from '#domain/seat-state'
import { age, amount, clockTime, dateAndTime, day, lasts, money, number, percent, pick, waits } from '#words/format'
import { refusalSentence } from '#words/refusal-sentence'
import { createWords, sayIn } from '#words/say'
import { freeWords, poolWords, seatsWords } from '#words/seat-words'

const [polish, english] = [sayIn('pl'), sayIn('en')]
const plain = (text: string) => text.replaceAll('\u00a0', '_').replaceAll('\u202f', '_')

describe('money', () => {
  test('is written with a comma, groups and a no-break space before the currency', () => {
    expect(plain(money(24900, 'PLN', 'pl'))).toBe('249,00_zł')
    expect(plain(money(453800, 'PLN', 'pl'))).toBe('4_538,00_zł')
    expect(plain(money(453800, 'PLN', 'en'))).toBe('PLN_4,538.00')
    expect(plain(amount(453800, 'PLN', 'pl'))).toBe('4_538,00')
  })
  test('below zero has a real minus', () => {
    expect(plain(money(-5, 'PLN', 'pl'))).toBe('\u22120,05_zł')
    expect(plain(amount(-453800, 'PLN', 'pl'))).toBe('\u22124_538,00')
  })
  test('has as many decimals as its currency', () => {
    expect(plain(money(500, 'JPY', 'pl'))).toBe('500_JPY')
  })
  test('is exact up to the largest safe amount', () => {
    expect(plain(amount(Number.MAX_SAFE_INTEGER, 'PLN', 'en'))).toBe('90,071,992,547,409.91')
  })
})

describe('times', () => {
  const at = Date.UTC(2016, 10, 11, 19)
  test('are shown in the zone of the event', () => {
    expect(dateAndTime(at, 'Europe/Warsaw', 'pl')).toBe('pt. 11 listopada 2016, 20:00')
    expect(dateAndTime(at, 'Europe/Warsaw', 'en')).toBe('Fri 11 November 2016, 20:00')
    expect(clockTime(at, 'Asia/Tokyo', 'pl')).toBe('04:00')
  })
  test('of a zone nobody knows are in UTC', () => expect(clockTime(at, 'Mars/Olympus', 'pl')).toBe('19:00'))
  test('midnight is 00:00', () => expect(clockTime(Date.UTC(2026, 0, 1, 23), 'Europe/Warsaw', 'en')).toBe('00:00'))
  test('a day of sale is written out', () => expect(day('2026-03-01', 'pl')).toBe('niedz. 1 marca 2026'))
  test.each([
    [-5000, 'przed chwilą'],
    [8_000, '8\u00a0s temu'],
    [59_999, '59\u00a0s temu'],
    [60_000, '1\u00a0min temu'],
    [3_600_000, '1\u00a0godz. temu'],
    [86_400_000, '1 dzień temu'],
    [5 * 86_400_000, '5 dni temu'],
  ])('%d ms are %s', (elapsed, words) => expect(age(elapsed, polish)).toBe(words))
  test('a duration has no "ago"', () => expect(lasts(180_000, english)).toBe('3\u00a0min'))
})

describe('seats', () => {
  const seats = (sector: string, row: string, ...numbers: readonly string[]) => numbers.map(number => ({ sector, row, number }))
  test.each([
    [seats('D', '7', '8'), 'Sektor D, rząd 7, miejsce 8'],
    [seats('D', '7', '8', '9'), 'Sektor D, rząd 7, miejsca 8 i 9'],
    [seats('D', '7', '9', '10', '8', '11'), 'Sektor D, rząd 7, miejsca 8 do 11'],
    [seats('D', '7', '1', '2', '3', '7', '12'), 'Sektor D, rząd 7, miejsca 1 do 3, 7 i 12'],
    [[...seats('Loża', '1', '1'), ...seats('Loża', '2', '1')], 'Loża, rząd 1, miejsce 1; Loża, rząd 2, miejsce 1'],
    [seats('', '', 'A-12'), 'miejsce A-12'],
    [seats('Sektor B1', '', ''), 'Sektor B1'],
    [seats('Sala', 'Stolik 5', '2'), 'Sala, Stolik 5, miejsce 2'],
    [seats('D', '7', 'A', 'B', 'C'), 'Sektor D, rząd 7, miejsca A, B i C'],
  ])('are said as a person would', (given, words) => expect(seatsWords(given, polish)).toBe(words))
  test('are counted with their thousands apart', () => {
    expect([0, 1, 22, 1204].map(count => plain(freeWords(count, polish)))).toEqual([
      'brak wolnych',
      '1 wolne',
      '22 wolne',
      '1_204 wolne',
    ])
    expect(freeWords(1204, english)).toBe('1,204 free')
    expect(poolWords(1204, english)).toBe("1,204 in this till's stock")
  })
  test('are said in English too', () =>
    expect(seatsWords(seats('D', '7', '8', '9', '10'), english)).toBe('Sector D, row 7, seats 8 to 10'))
})

describe('what is still to wait', () => {
  test('is told to the nearest minute, with its hours, and nothing to break at', () => {
    const minutes = (count: number): string => plain(waits(count * 60_000, polish))
    expect([minutes(111.6), minutes(120), minutes(59.4), minutes(0.2)]).toEqual(['1_godz._52_min', '2_godz.', '59_min', '0_min'])
  })
})

describe('numbers', () => {
  test('are grouped', () => expect(plain(number(15942, 'pl'))).toBe('15_942'))
  test('shares are percent', () => {
    expect(plain(percent(0.631, 'pl'))).toBe('63_%')
    expect(percent(0.631, 'en')).toBe('63%')
  })
})

describe('Polish plurals', () => {
  test.each([
    [0, 'Offline od 18:42, nic nie czeka'],
    [1, 'Offline od 18:42, 1 sprzedaż czeka'],
    [3, 'Offline od 18:42, 3 sprzedaże czekają'],
    [5, 'Offline od 18:42, 5 sprzedaży czeka'],
    [12, 'Offline od 18:42, 12 sprzedaży czeka'],
    [22, 'Offline od 18:42, 22 sprzedaże czekają'],
  ])('%d sales', (count, words) => expect(polish('frame.offline', { count, time: '18:42' })).toBe(words))
})

describe('a refusal', () => {
  test('says the missing money in the language of the screen', () => {
    const short = refusal('payment-short', { missingMinor: 500, currency: 'PLN' })
    expect(plain(refusalSentence(polish, short))).toBe('Do zapłaty brakuje 5,00_zł. Wpisz wyższą kwotę.')
    expect(plain(refusalSentence(english, short))).toBe('PLN_5.00 is missing. Type a higher amount.')
  })
  test('says why a product cannot be sold', () => {
    expect(refusalSentence(english, refusal('product-unsellable', { product: 'Parking', reason: 'not-yet' }))).toContain(
      'Not on sale yet',
    )
  })
  test('names a seat as a person does, in the language of the screen; by its mark when the hall is not known', () => {
    const seat = seatNamed({ sector: 'D', row: '11', number: '21' })
    expect(seat.seat).toBe('D · 11 · 21')
    expect(refusalSentence(polish, refusal('seat-taken', seat))).toContain(
      'zajął przed chwilą ktoś inny: Sektor D, rząd 11, miejsce 21.',
    )
    expect(refusalSentence(english, refusal('seat-not-leased', seat))).toContain(': Sector D, row 11, seat 21.')
    expect(refusalSentence(english, refusal('seat-taken', { seat: 'd-11-21' }))).toContain(': d-11-21.')
  })
  test('counts the seconds until the next try', () => {
    expect(refusalSentence(polish, refusal('platform-busy', {}, { afterMs: 2500 }))).toContain('za 3 sekundy')
    expect(refusalSentence(polish, refusal('platform-busy'))).toContain('sama')
  })
  test('that came without its parameters is said all the same', () => {
    expect(refusalSentence(polish, refusal('seat-taken'))).toContain('…')
  })
})

describe('speakers', () => {
  test('are kept, one a language', () => {
    const words = createWords()
    expect(words('pl')).toBe(words('pl'))
    expect(words('en').language).toBe('en')
  })
  test('a sentence without what it names is a fault', () => expect(() => polish('frame.online')).toThrow())
})

describe('a text in several languages', () => {
  test('is taken in the asked language, else English, else the first that says anything, else empty', () => {
    expect(pick({ pl: 'Płyta', en: 'Floor' }, 'pl')).toBe('Płyta')
    expect(pick({ de: 'Parkett', en: 'Floor' }, 'pl')).toBe('Floor')
    expect(pick({ pl: '', de: 'Parkett' }, 'pl')).toBe('Parkett')
    expect(pick({}, 'pl')).toBe('')
    expect(pick(null, 'en')).toBe('')
  })
})
