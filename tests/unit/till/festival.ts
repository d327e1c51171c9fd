import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { migrate } from '#store/migrate'
import { migrations } from '#store/migrations/all'

/** A file with one till, a festival (passes with variations, days that share quotas with them, add-ons), a club in dates, and a hall. */
export type Festival = { readonly file: string; readonly remove: () => void }

export const festival = { event: 'festiwal', subevent: null } as const
export const club = { event: 'klub', subevent: 41 } as const
export const arena = { event: 'arena', subevent: null } as const
export const ids = {
  pass: 7,
  adult: 1,
  child: 2,
  friday: 8,
  camping: 11,
  parking: 12,
  brick: 13,
  entry: 14,
  seat: 20,
  seatAdult: 21,
  seatChild: 22,
  carer: 23,
} as const

const plain = {
  all_sales_channels: true,
  limit_sales_channels: [],
  tax_rate: '8.00',
  tax_rule: 1,
  admission: true,
  addons: [],
  bundles: [],
  has_variations: false,
}
const pl = (text: string): string => JSON.stringify({ pl: text })

export const festivalFile = (): Festival => {
  const folder = mkdtempSync(join(tmpdir(), 'kasa-till-'))
  const file = join(folder, 'kasa.sqlite')
  const database = new Database(file)
  database.pragma('journal_mode = WAL')
  migrate(database, migrations)
  const put = (table: string, row: Readonly<Record<string, unknown>>): void => {
    const columns = Object.keys(row)
    database.prepare(`INSERT INTO ${table} (${columns.join()}) VALUES (${columns.map(name => `:${name}`).join()})`).run(row)
  }
  database.transaction(() => {
    put('file_identity', { id: 1, file_id: 'f', epoch: 0, created_at: 0 })
    put('till', {
      id: 't1',
      name: 'Kasa 1',
      url: 'http://127.0.0.1',
      organizer: 'promotor',
      organizer_name: 'P',
      device_id: 7,
      unique_serial: 'S',
      code_prefix: 'AAJ',
      security_profile: 'full',
      registered_at: 0,
    })
    const settings = JSON.stringify({ locales: ['pl', 'en'], locale: 'pl', attendee_names_required: true })
    const event = (slug: string, body: object, series = 0) =>
      put('event', {
        slug,
        name: pl(slug),
        currency: 'PLN',
        timezone: 'Europe/Warsaw',
        live: 1,
        testmode: 0,
        has_subevents: series,
        date_from: Date.UTC(2027, 6, 1),
        body: JSON.stringify(body),
        settings,
        seen_at: 0,
      })
    event('festiwal', { seating_plan: null, seat_category_mapping: {} })
    event('klub', {}, 1)
    event('arena', { seating_plan: 1, seat_category_mapping: { 'Kat. I': ids.seat } })
    const overrides = {
      item_price_overrides: [{ item: ids.entry, price: '39.50', disabled: false }],
      variation_price_overrides: [],
    }
    put('subevent', {
      id: 41,
      event: 'klub',
      name: pl('Piątek'),
      active: 1,
      date_from: Date.UTC(2027, 6, 2),
      body: JSON.stringify(overrides),
      seen_at: 0,
    })
    for (const slug of ['festiwal', 'klub', 'arena'])
      put('catalogue_entry', {
        event: slug,
        kind: 'tax-rule',
        id: 1,
        position: 0,
        body: JSON.stringify({ id: 1, price_includes_tax: true }),
        seen_at: 0,
      })
    put('catalogue_entry', {
      event: 'festiwal',
      kind: 'category',
      id: 1,
      position: 9,
      body: JSON.stringify({ id: 1, name: { pl: 'Dodatki' }, is_addon: true }),
      seen_at: 0,
    })
    const item = (
      event: string,
      [id, name, price]: readonly [number, string, number],
      more: object = {},
      category: number | null = null,
    ) =>
      put('item', {
        id,
        event,
        category,
        name: pl(name),
        position: id,
        admission: 1,
        active: 1,
        price_minor: price,
        body: JSON.stringify({ id, ...plain, ...more }),
        seen_at: 0,
      })
    const variation = (event: string, item: number, [id, name, price, own]: readonly [number, string, number, boolean]) =>
      put('variation', {
        id,
        item,
        event,
        name: pl(name),
        position: id,
        active: 1,
        price_minor: price,
        body: JSON.stringify({ id, default_price: own ? (price / 100).toFixed(2) : null, all_sales_channels: true }),
        seen_at: 0,
      })
    const addons = [{ addon_category: 1, min_count: 0, max_count: 2, position: 0, price_included: false, multi_allowed: false }]
    item('festiwal', [ids.pass, 'Karnet', 18900], { has_variations: true, addons })
    variation('festiwal', ids.pass, [ids.adult, 'Dorosły', 18900, false])
    variation('festiwal', ids.pass, [ids.child, 'Młodzież', 14900, true])
    item('festiwal', [ids.friday, 'Piątek', 8900], { addons: [{ ...addons[0], min_count: 1, price_included: true }] })
    item('festiwal', [ids.camping, 'Kemping', 4000], {}, 1)
    item('festiwal', [ids.parking, 'Parking', 3000], {}, 1)
    item('festiwal', [ids.brick, 'Cegiełka', 0])
    item('klub', [ids.entry, 'Wejście', 4500])
    item('arena', [ids.seat, 'Kat. I', 39900], { has_variations: true })
    variation('arena', ids.seat, [ids.seatAdult, 'Normalny', 39900, false])
    variation('arena', ids.seat, [ids.seatChild, 'Ulgowy', 29900, true])
    variation('arena', ids.seat, [ids.carer, 'Opiekun', 0, true])
    const quota = (
      id: number,
      event: string,
      products: readonly (readonly [number, number])[],
      subevent: number | null = null,
    ) => {
      put('quota', {
        id,
        event,
        subevent,
        name: `q${id}`,
        size: 500,
        closed: 0,
        available: 1,
        available_number: 100 + id,
        asked_at: 5,
        body: '{}',
        seen_at: 0,
      })
      for (const [item, variation] of products) put('quota_product', { quota: id, item, variation })
    }
    quota(1, 'festiwal', [
      [ids.pass, ids.adult],
      [ids.pass, ids.child],
      [ids.friday, 0],
    ])
    quota(2, 'festiwal', [
      [ids.pass, ids.adult],
      [ids.pass, ids.child],
    ])
    quota(3, 'festiwal', [[ids.camping, 0]])
    quota(4, 'festiwal', [[ids.parking, 0]])
    quota(5, 'festiwal', [[ids.brick, 0]])
    quota(6, 'klub', [[ids.entry, 0]], 41)
    quota(7, 'arena', [
      [ids.seat, ids.seatAdult],
      [ids.seat, ids.seatChild],
    ])
    quota(8, 'arena', [[ids.seat, ids.carer]])
    for (let number = 1; number <= 20; number++)
      put('seat', {
        event: 'arena',
        subevent: 0,
        guid: `a-1-${number}`,
        id: number,
        ordinal: number,
        sector: 'Sektor A',
        row: number <= 10 ? '1' : '2',
        number: String(number),
        item: ids.seat,
        blocked: 0,
        holder: 'none',
        asked_at: 5,
        run: 1,
      })
  })()
  database.close()
  return { file, remove: () => rmSync(folder, { recursive: true, force: true }) }
}
