import type { Printed } from '#domain/printed-order'
import type { Readable } from './query.ts'
import { query } from './query.ts'

/** What was printed for a stored sale. Throws when there is none: an upload without a sale is a fault. */
export const printedSale = (db: Readable, saleId: string): Printed => {
  const sale = db.one(selectSale, { saleId })
  if (!sale) throw new Error(`no sale ${saleId}`)
  return { ...sale, positions: db.all(selectPositions, { saleId }) }
}

const selectSale = query<Omit<Printed, 'positions'>, { saleId: string }>(
  'printed.sale',
  'SELECT code, currency, total_minor AS totalMinor FROM sale WHERE id = :saleId',
)
const selectPositions = query<Printed['positions'][number], { saleId: string }>(
  'printed.positions',
  'SELECT number, secret, price_minor AS priceMinor FROM sale_position WHERE sale_id = :saleId ORDER BY number',
)
