import type Database from 'better-sqlite3'
import { insert, insertTill } from '../print/sold-file.ts'

const event = (slug: string, currency: string, series: number) => ({
  slug,
  name: JSON.stringify({ pl: slug }),
  currency,
  timezone: 'Europe/Warsaw',
  live: 1,
  testmode: 0,
  has_subevents: series,
  date_from: 1000,
  body: '{}',
  seen_at: 0,
})
const item = (id: number, of: string, admission = 1) => ({
  id,
  event: of,
  name: JSON.stringify({ pl: `Produkt ${id}` }),
  position: id,
  admission,
  active: 1,
  price_minor: 1000 * id,
  body: '{}',
  seen_at: 0,
})
const quota = (id: number, of: string, size: number | null, subevent: number | null = null) => ({
  id,
  event: of,
  subevent,
  name: `Pula ${id}`,
  size,
  closed: 0,
  available_number: size,
  asked_at: 5,
  body: '{}',
  seen_at: 0,
})
const holds = (of: number, product: number, variation = 0) => ({ quota: of, item: product, variation })

/** A concert (floor and parking), a festival abroad (day shares a quota with the pass), a club night in two dates, a hall with seats. */
export const insertProgramme = (database: Database.Database): void => {
  insertTill(database)
  insert(database, 'event', [
    event('koncert', 'PLN', 0),
    event('festiwal', 'EUR', 0),
    event('klub', 'PLN', 1),
    event('hala', 'PLN', 0),
  ])
  insert(
    database,
    'subevent',
    [21, 22].map(id => ({ id, event: 'klub', name: '{}', active: 1, date_from: id, body: '{}', seen_at: 0 })),
  )
  insert(database, 'item', [
    item(1, 'koncert'),
    item(2, 'koncert', 0),
    item(3, 'festiwal'),
    item(4, 'festiwal'),
    item(5, 'klub'),
    item(6, 'hala'),
    item(7, 'hala'),
  ])
  insert(
    database,
    'variation',
    [31, 32].map(id => ({
      id,
      item: 3,
      event: 'festiwal',
      name: '{}',
      position: id,
      active: 1,
      price_minor: 700,
      body: '{}',
      seen_at: 0,
    })),
  )
  insert(database, 'quota', [
    quota(1, 'koncert', 300),
    quota(2, 'koncert', 20),
    quota(3, 'festiwal', 500),
    quota(4, 'festiwal', 400),
    quota(5, 'klub', 80, 21),
    quota(6, 'klub', null, 22),
    quota(7, 'hala', 9999),
    quota(8, 'hala', 50),
  ])
  insert(database, 'quota_product', [
    holds(1, 1),
    holds(2, 2),
    holds(3, 3, 31),
    holds(3, 3, 32),
    holds(3, 4),
    holds(4, 4),
    holds(5, 5),
    holds(6, 5),
    holds(7, 6),
    holds(8, 7),
  ])
  insert(
    database,
    'seat',
    Array.from({ length: 12 }, (_, number) => ({
      event: 'hala',
      subevent: 0,
      guid: `A-1-${number}`,
      id: number,
      ordinal: number,
      sector: 'A',
      row: '1',
      number: String(number),
      item: 6,
      blocked: number < 2 ? 1 : 0,
      holder: number === 0 ? 'order' : 'none',
      asked_at: 5,
      run: 1,
    })),
  )
}
