import type Database from 'better-sqlite3'
import { insert, insertTill } from './sold-file.ts'

export const soldAt = Date.UTC(2026, 8, 3, 16, 57, 12)
export const secretOf = (sale: string, number: number): string => `${sale}${number}`.padEnd(32, 'qw3er5tz7').slice(0, 32)

const name = (pl: string, en = pl) => JSON.stringify({ pl, en })
const event = (slug: string, named: string, body: object, more: object = {}) => ({
  slug,
  name: named,
  currency: 'PLN',
  timezone: 'Europe/Warsaw',
  live: 1,
  testmode: 0,
  has_subevents: 0,
  date_from: Date.UTC(2026, 10, 11, 19),
  body: JSON.stringify(body),
  seen_at: 0,
  ...more,
})
const sale = (id: string, code: string, more: { event: string; total_minor: number; subevent?: number; testmode?: number }) => ({
  id,
  code,
  subevent: null,
  till_id: 'till-1',
  cashier_id: 'anna',
  shift_id: 'shift-1',
  sold_at: soldAt,
  sold_day: '2026-09-03',
  currency: 'PLN',
  channel: 'web',
  testmode: 0,
  ...more,
})
const position = ([saleId, number]: readonly [string, number], named: string, priceMinor: number, more: object = {}) => ({
  sale_id: saleId,
  number,
  item: 1,
  variation: null,
  name: named,
  variation_name: null,
  price_minor: priceMinor,
  tax_rate: '8.00',
  seat: null,
  sector: null,
  row: null,
  seat_number: null,
  secret: secretOf(saleId, number),
  addon_to: null,
  lease: null,
  admission: 1,
  ...more,
})
const seat = (sector: string, row: string, number: string) => ({
  seat: `${sector}-${row}-${number}`,
  sector,
  row,
  seat_number: number,
})
const payment = ([saleId, number]: readonly [string, number], method: string, amountMinor: number, more: object = {}) => ({
  sale_id: saleId,
  number,
  method,
  amount_minor: amountMinor,
  tendered_minor: null,
  change_minor: 0,
  reference: null,
  ...more,
})

/** Sales of every kind that paper has to cope with: seats, a festival pass with add-ons, a series in test mode with names that do not fit. */
export const insertSales = (database: Database.Database): void => {
  insertTill(database)
  insert(database, 'event', [
    event('bieber', name('Justin Bieber: Purpose World Tour'), {
      location: { pl: 'Tauron Arena Kraków\nul. Lema 7, Kraków', en: 'Tauron Arena Kraków\nul. Lema 7, Kraków' },
      date_admission: '2026-11-11T17:30:00+00:00',
    }),
    event(
      'jarocin',
      name('Jarocin Festiwal 2016'),
      { location: { pl: 'Jarocin, Łąki nad Lipinką' }, date_admission: null },
      { date_from: null },
    ),
    event(
      'klub',
      name(
        '🎉 Noc „Zażółć gęślą jaźń” z bardzo długą nazwą, która nie mieści się w żadnym wierszu, a i tak ktoś ją wpisał 東京 🎸 i pisał dalej, i dalej',
      ),
      { location: { en: 'Klub Żaczek' } },
      { has_subevents: 1, testmode: 1 },
    ),
  ])
  insert(database, 'subevent', [
    {
      id: 31,
      event: 'klub',
      name: name('Piątek: Świętojańska noc duchów, odsłona trzecia i ostatnia w tym sezonie'),
      active: 1,
      date_from: Date.UTC(2026, 11, 4, 20),
      body: JSON.stringify({
        location: { pl: 'Klub Żaczek 👻, aleja 3 Maja 5, wejście od podwórza, drugie piętro, sala kominkowa, Kraków' },
        date_admission: '2026-12-04T19:00:00Z',
      }),
      seen_at: 0,
    },
  ])
  insert(database, 'sale', [
    sale('seated', 'K7ABCD', { event: 'bieber', total_minor: 49800 }),
    sale('pass', 'K7PASS', { event: 'jarocin', total_minor: 53899 }),
    sale('test', 'K7TEST', { event: 'klub', total_minor: 0, subevent: 31, testmode: 1 }),
  ])
  insert(database, 'sale_position', [
    position(['seated', 1], name('Kategoria II'), 24900, seat('D 7', '12', '41')),
    position(['seated', 2], name('Kategoria II'), 24900, {
      ...seat('Trybuna wschodnia, sektor rodzinny B', 'XXIV', '104'),
      variation_name: name('Ulgowy'),
    }),
    position(['pass', 1], name('Karnet trzydniowy'), 44900, { variation_name: name('Do 26 lat') }),
    position(['pass', 2], name('Pole namiotowe'), 4999, { addon_to: 1, tax_rate: '23.00', admission: 0 }),
    position(['pass', 3], name('Parking'), 4000, { addon_to: 1, tax_rate: '23.00', admission: 0 }),
    position(['test', 1], name('Zaproszenie dla przyjaciół klubu i ich przyjaciół, ważne tylko z legitymacją'), 0),
  ])
  insert(database, 'sale_payment', [
    payment(['seated', 1], 'cash', 49800, { tendered_minor: 50000, change_minor: 200 }),
    payment(['pass', 1], 'cash', 20000, { tendered_minor: 20000 }),
    payment(['pass', 2], 'card', 33899, { reference: '604 118' }),
  ])
}
