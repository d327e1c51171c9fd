import { inLanguage, multilingualFrom } from '#domain/multilingual'
import { seatNamed } from '#domain/seat-state'
import type { Readable } from './query.ts'
import { query } from './query.ts'
import { settingOf } from './setting.ts'

const usualLanguage = 'pl'

/** What a product is called in the language of this till, for the sentence that refuses it. */
export const productName = (db: Readable, item: number, variation: number | null): string => {
  const row = db.one(selectNames, { item, variation })
  if (!row) return String(item)
  const language = settingOf(db, 'language') ?? usualLanguage
  const names = [row.name, row.variationName].flatMap(json =>
    json === null ? [] : [inLanguage(multilingualFrom(json), language)],
  )
  return names.join(' · ')
}

/** A seat for the sentence that refuses it; its mark when the hall has not been loaded. */
export const seatName = (
  db: Readable,
  showing: { readonly event: string; readonly subevent: number | null },
  guid: string,
): ReturnType<typeof seatNamed> | { readonly seat: string } => {
  const seat = db.one(selectSeat, { event: showing.event, subevent: showing.subevent ?? 0, guid })
  return seat ? seatNamed(seat) : { seat: guid }
}

const selectNames = query<{ name: string; variationName: string | null }, { item: number; variation: number | null }>(
  'lease-names.product',
  `SELECT item.name, variation.name AS variationName FROM item LEFT JOIN variation ON variation.id = :variation AND variation.item = item.id WHERE item.id = :item`,
)
const selectSeat = query<{ sector: string; row: string; number: string }, { event: string; subevent: number; guid: string }>(
  'lease-names.seat',
  'SELECT sector, row, number FROM seat WHERE event = :event AND subevent = :subevent AND guid = :guid',
)
