import { join } from 'node:path'
import { realWorld } from '#host/real-world'
import type { HttpAnswer, World } from '#main/world'
import { openStore } from '#store/open'
import { orderDecoder } from '#sync/orders'
import { beginHistory, continueHistory, historyCursor } from '#sync/history'
import { createPlatform } from '#sync/platform'
import { createPlatformClock } from '#sync/platform-clock'
import { createRequestBudget } from '#sync/request-budget'
import { alternating, median, timed } from './alternating.ts'
import type { TableRows } from './bare-rows.ts'
import { emptyCopy, inserter, rowsOf } from './bare-rows.ts'
import { benchFolder, valueIn } from './bench-till.ts'
import type { Figure } from './figure.ts'
import { against } from './figure.ts'
import { organizer } from './invented-catalogue.ts'
import { bookOf, firstBefore, orderText } from './invented-orders.ts'

const orders = 4000
const pageSize = 50
const rounds = 5
const tables = ['platform_order', 'platform_position', 'platform_fee', 'platform_payment', 'sold_tally']

/** From the bytes of the platform's answers to rows that can be searched, as the first copy of the orders does it, without any network. */
export const ingest = async (): Promise<readonly Figure[]> => {
  const answers = pagesInMemory()
  const { folder, remove } = benchFolder()
  let number = 0
  const fresh = (): string => join(folder, `${(number += 1)}.sqlite`)
  const ingested = fresh()
  await ingestOnce(ingested, answers)
  const rows = rowsOf(ingested, tables)
  const pairs = await alternating(rounds, {
    floor: () => insertOnce(ingested, fresh(), answers.texts, rows),
    figure: () => ingestOnce(fresh(), answers),
  })
  remove()
  return [against('ingest', median(pairs.figure), median(pairs.floor))]
}

type Answers = { readonly answer: (url: string) => HttpAnswer; readonly texts: readonly string[] }

/** Every answer is made before anything is measured; the same question gets the same bytes. */
const pagesInMemory = (): Answers => {
  const book = bookOf(orders, Date.now())
  const records = Array.from({ length: orders }, (_, index) => orderText(book, index))
  const known = new Map<string, string>()
  const texts: string[] = []
  const page = (url: string): string => {
    const search = new URL(url).searchParams
    const before = firstBefore(book, Date.parse(search.get('created_before') ?? '') || Number.MAX_SAFE_INTEGER)
    const first = before + (Number(search.get('page') ?? 1) - 1) * pageSize
    const last = first + pageSize >= orders
    return `{"count":${orders - before},"next":${last ? 'null' : '"more"'},"previous":null,"results":[${records.slice(first, first + pageSize).join()}]}`
  }
  const answer = (url: string): HttpAnswer => {
    const body = known.get(url) ?? page(url)
    if (!known.has(url) && url.includes('created_before')) {
      known.set(url, body)
      texts.push(body)
    }
    return {
      kind: 'answer',
      tookMs: 1,
      status: 200,
      headers: { 'x-page-generated': new Date(book.newestAt + 1).toISOString() },
      body,
    }
  }
  return { answer, texts }
}

const ingestOnce = async (file: string, { answer }: Answers): Promise<number> => {
  const world: World = {
    ...realWorld({ secretsFile: `${file}.secrets`, log: () => {} }),
    network: { request: request => Promise.resolve(answer(request.url)) },
  }
  const opened = valueIn(openStore(world, file))
  const store = opened.writable
  store.transaction('bench.event', tx =>
    tx.run(
      {
        name: 'bench.event',
        sql: `INSERT INTO event (slug, name, currency, timezone, live, testmode, has_subevents, body, seen_at)
              VALUES ('festiwal', '{}', 'PLN', 'Europe/Warsaw', 1, 0, 0, '{}', 0)`,
      },
      {},
    ),
  )
  const url = 'http://127.0.0.1'
  const clock = createPlatformClock(world, store)
  const platform = createPlatform({ world, url, organizer, token: 'x', budget: createRequestBudget(world.clock, url), clock })
  const parts = { world, store, platform, signal: new AbortController().signal }
  await beginHistory(parts)
  const decode = orderDecoder(parts)
  const took = await timed(async () => {
    while (!historyCursor(parts)?.complete) await continueHistory(parts, decode, () => {})
  })
  opened.close()
  return took
}

/** Reads the same bytes and inserts the same rows in one transaction. */
const insertOnce = (schema: string, file: string, texts: readonly string[], found: readonly TableRows[]): Promise<number> => {
  const database = emptyCopy(schema, file)
  const inserts = found.flatMap(({ table, rows }) => (rows[0] ? [{ rows, insert: inserter(database, table, rows[0]) }] : []))
  return timed(() => {
    for (const text of texts) JSON.parse(text)
    database.exec('BEGIN IMMEDIATE')
    for (const { rows, insert } of inserts) for (const row of rows) insert(row)
    database.exec('COMMIT')
    database.close()
  })
}
