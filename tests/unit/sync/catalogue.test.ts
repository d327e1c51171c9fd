import { afterEach, beforeEach, expect, it } from 'vitest'
import { fetchCatalogue } from '#sync/catalogue'
import type { FakePlatform } from './fake-platform.ts'
import { addEvent, startFakePlatform } from './fake-platform.ts'
import { syncBench } from './sync-bench.ts'

let fake: FakePlatform
let bench: ReturnType<typeof syncBench>
beforeEach(async () => {
  fake = await startFakePlatform()
  bench = syncBench(fake)
})
afterEach(async () => {
  bench.close()
  await fake.stop()
})

const all = (sql: string): unknown[] => bench.database.prepare(sql).all()
const fetchAll = () => fetchCatalogue(bench.parts, () => {})

const pass = {
  id: 7,
  category: 1,
  name: { pl: 'Karnet', en: 'Pass' },
  position: 2,
  admission: true,
  active: true,
  default_price: '159.00',
  variations: [
    { id: 1, value: { pl: 'Normalny' }, active: true, position: 0, default_price: null, price: '159.00' },
    { id: 2, value: { pl: 'Ulgowy' }, active: true, position: 1, default_price: '99.50', price: '99.50' },
  ],
}
const shirt = { id: 8, category: null, name: 'Shirt', position: 1, admission: false, active: true, default_price: '40.00' }
const quota = {
  id: 11,
  name: 'Karnety',
  size: 400,
  items: [7, 8],
  variations: [1, 2],
  subevent: null,
  closed: false,
  available: true,
  available_number: 127,
}

const programme = (): void => {
  addEvent(fake, 'jarocin', { testmode: true, date_from: '2027-07-15T15:00:00+02:00' })
  fake.records.set('events/jarocin/items/', [pass, shirt])
  fake.records.set('events/jarocin/quotas/', [quota])
  fake.records.set('events/jarocin/taxrules/', [{ id: 3, rate: '8.00' }])
}

it('brings in events, products with their variations in whole groszy, tax rules, and what is left', async () => {
  programme()
  expect(await fetchAll()).toEqual({ kind: 'done', unreadable: [] })
  expect(all('SELECT slug, currency, testmode, date_from FROM event')).toEqual([
    { slug: 'jarocin', currency: 'PLN', testmode: 1, date_from: Date.UTC(2027, 6, 15, 13) },
  ])
  expect(all('SELECT id, price_minor, admission FROM item ORDER BY id')).toEqual([
    { id: 7, price_minor: 15_900, admission: 1 },
    { id: 8, price_minor: 4000, admission: 0 },
  ])
  expect(all('SELECT id, item, price_minor FROM variation ORDER BY id')).toEqual([
    { id: 1, item: 7, price_minor: 15_900 },
    { id: 2, item: 7, price_minor: 9950 },
  ])
  expect(all('SELECT id, size, available_number FROM quota')).toEqual([{ id: 11, size: 400, available_number: 127 }])
  expect(all('SELECT item, variation FROM quota_product ORDER BY item, variation')).toEqual([
    { item: 7, variation: 1 },
    { item: 7, variation: 2 },
    { item: 8, variation: 0 },
  ])
  expect(all("SELECT id FROM catalogue_entry WHERE kind = 'tax-rule'")).toEqual([{ id: 3 }])
})

it('notices what is gone, and what has come back', async () => {
  programme()
  await fetchAll()
  fake.records.set('events/jarocin/items/', [pass])
  await fetchAll()
  expect(all('SELECT id, gone_at IS NOT NULL AS gone FROM item ORDER BY id')).toEqual([
    { id: 7, gone: 0 },
    { id: 8, gone: 1 },
  ])
  fake.records.set('events/jarocin/items/', [pass, shirt])
  await fetchAll()
  expect(all('SELECT count(*) AS n FROM item WHERE gone_at IS NULL')).toEqual([{ n: 2 }])
  fake.records.set('events/', [])
  await fetchAll()
  expect(all('SELECT count(*) AS n FROM event WHERE gone_at IS NOT NULL')).toEqual([{ n: 1 }])
})

it('keeps fields and values that it does not know', async () => {
  programme()
  fake.records.set('events/jarocin/items/', [{ ...pass, hologram: { depth: 3 }, media_policy: 'telepathy' }])
  expect(await fetchAll()).toEqual({ kind: 'done', unreadable: [] })
  const [row] = all('SELECT body FROM item') as { body: string }[]
  expect(JSON.parse(row?.body ?? '{}')).toMatchObject({ hologram: { depth: 3 }, media_policy: 'telepathy' })
})

it('leaves out a record that cannot be read, names it, brings in the rest, and takes nothing for gone', async () => {
  programme()
  await fetchAll()
  fake.records.set('events/jarocin/items/', [pass, { ...shirt, default_price: 'free' }])
  expect(await fetchAll()).toEqual({ kind: 'done', unreadable: ['events/jarocin/items/8/'] })
  expect(all('SELECT id, price_minor FROM item WHERE gone_at IS NULL ORDER BY id')).toEqual([
    { id: 7, price_minor: 15_900 },
    { id: 8, price_minor: 4000 },
  ])
})

it('names what nobody has named: an event by its address, a product by the name in the back office, else by its number', async () => {
  addEvent(fake, 'jarocin', { name: {} })
  const kinds = [{ ...pass.variations[0], value: { pl: ' ' } }]
  fake.records.set('events/jarocin/items/', [
    { ...pass, name: { pl: '' }, internal_name: 'Karnet VIP', variations: kinds },
    { ...shirt, name: null },
  ])
  expect(await fetchAll()).toEqual({ kind: 'done', unreadable: [] })
  const names = (table: string) =>
    all(`SELECT name FROM ${table} ORDER BY name`).map(row => JSON.parse((row as { name: string }).name))
  expect(names('event')).toEqual([{ en: 'jarocin' }])
  expect(names('item')).toEqual([{ en: '#8' }, { en: 'Karnet VIP' }])
  expect(names('variation')).toEqual([{ en: '#1' }])
})

it('does not load what ended long ago, but knows its name', async () => {
  addEvent(fake, 'bygone', { date_from: '2020-01-01T20:00:00+01:00' })
  await fetchAll()
  expect(all('SELECT slug FROM event')).toEqual([{ slug: 'bygone' }])
  expect(fake.asked.filter(asked => asked.startsWith('events/bygone/'))).toEqual([])
})

it('leaves an event alone that this till may not read, and goes on with the next', async () => {
  programme()
  addEvent(fake, 'closed')
  fake.records.delete('events/closed/settings/')
  expect(await fetchAll()).toEqual({ kind: 'done', unreadable: [] })
  expect(all('SELECT count(*) AS n FROM item')).toEqual([{ n: 2 }])
})

it('reads lists longer than a page whole', async () => {
  addEvent(fake, 'big')
  fake.records.set(
    'events/big/items/',
    Array.from({ length: 173 }, (_, index) => ({ ...shirt, id: index + 1 })),
  )
  await fetchAll()
  expect(all('SELECT count(*) AS n FROM item')).toEqual([{ n: 173 }])
})
