import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { realWorld } from '#host/real-world'
import { openStore } from '#store/open'
import { writeCursor } from '#store/sync-cursor'
import { orderDecoder, storeOrders } from '#sync/orders'
import { benchFolder, until, valueIn } from './bench-till.ts'
import { enterDoor, openDoorCall } from './door.ts'
import { organizer } from './invented-catalogue.ts'
import type { OrderBook } from './invented-orders.ts'
import { bookOf, orderText } from './invented-orders.ts'
import { startKasa } from './kasa-process.ts'
import type { StandIn } from './open-stand-in.ts'
import { openStandIn } from './open-stand-in.ts'

/** A data folder of a till that was connected before and holds so many orders, with the platform it belongs to. */
export type FilledFolder = { readonly folder: string; readonly close: () => void }

const ordersPerTransaction = 1000

export const fillFolder = async (orders: number): Promise<FilledFolder> => {
  const book = bookOf(orders, Date.now())
  const standIn = await openStandIn({ book, pageMs: 0, postMs: 0 })
  const { folder, remove } = benchFolder()
  const platform = join(folder, 'platform.json')
  writeFileSync(platform, JSON.stringify({ url: standIn.url, organizer, deviceToken: 'bench' }))
  await connectFirst(folder, platform)
  const { file } = JSON.parse(readFileSync(join(folder, 'kasa.json'), 'utf8')) as { file: string }
  await putOrders(join(folder, file), book, standIn)
  return {
    folder,
    close: () => {
      standIn.stop()
      remove()
    },
  }
}

/** The first start of all: connects, and has the catalogue. */
const connectFirst = async (folder: string, platform: string): Promise<void> => {
  const kasa = await startKasa(folder, ['--platform', platform])
  const door = openDoorCall(new URL(kasa.url).origin, await enterDoor(kasa.url))
  await door.call('/call/sync.pause', '{"input":{}}')
  await until(async () => (await door.call('/call/showings.list', '{"input":{}}')).includes('festiwal'), 50)
  door.close()
  await kasa.stop()
}

/** The orders are read and stored by the same functions as always; only the fetching is left out. */
const putOrders = async (file: string, book: OrderBook, standIn: StandIn): Promise<void> => {
  const world = realWorld({ secretsFile: `${file}.secrets`, log: () => {} })
  const opened = valueIn(openStore(world, file))
  const unasked = () => Promise.reject(new Error(`nothing is asked of ${standIn.url}`))
  const platform = { organizer, get: unasked, send: unasked }
  const decode = orderDecoder({ world, store: opened.writable, platform, signal: new AbortController().signal })
  for (let first = 0; first < book.orders; first += ordersPerTransaction) {
    const length = Math.min(ordersPerTransaction, book.orders - first)
    const records = Array.from({ length }, (_, place) => JSON.parse(orderText(book, first + place)) as unknown)
    const page = await decode({ records, texts: null, generated: book.newestAt + 1 })
    opened.writable.refetchable('bench.fill', tx => storeOrders(tx, page))
  }
  const now = world.clock.now()
  const total = book.orders
  const history = { startedAt: now, before: 0, total, done: total, complete: true, paused: false }
  opened.writable.transaction('bench.filled', tx => {
    writeCursor(tx, 'history', history, now)
    writeCursor(tx, 'deltas', { since: now, at: null, runStamp: null, doneAt: now }, now)
  })
  opened.close()
}
