import { firstKey } from '#domain/upload-rule'
import { addUpload } from '#store/outbox'
import type { Writable } from '#store/query'
import { command } from '#store/query'

/** A till with a cashier and an open shift, as selling needs them. */
export const standTill = (store: Writable, codePrefix = 'AAB'): void => {
  store.transaction('stand', tx => {
    tx.run(insertTill, { codePrefix })
    tx.run(insertCashier, {})
    tx.run(insertShift, {})
  })
}

export type SoldLine = { readonly item: number; readonly priceMinor: number; readonly secret: string; readonly seat?: string }
export type Sold = {
  readonly id: string
  readonly code: string
  readonly at: number
  readonly event?: string
  readonly lines: readonly SoldLine[]
  readonly carts?: readonly string[]
}

/** Stores a sale with its outbox row and gives the bytes that are to be sent. */
export const sell = (store: Writable, sold: Sold): string => {
  const { id, code, at, event = 'festival', lines, carts = [] } = sold
  const total = lines.reduce((sum, line) => sum + line.priceMinor, 0)
  const body = JSON.stringify({
    code,
    status: 'p',
    sales_channel: 'web',
    payment_provider: 'boxoffice',
    tax_rounding_mode: 'line',
    consume_carts: carts,
    api_meta: { sale: id },
    positions: lines.map(({ item, priceMinor, secret, seat }, index) => ({
      positionid: index + 1,
      item,
      price: (priceMinor / 100).toFixed(2),
      secret,
      ...(seat === undefined ? {} : { seat }),
    })),
  })
  store.transaction('sell', tx => {
    tx.run(insertSale, { id, code, event, at, total })
    lines.forEach(({ item, priceMinor, secret }, index) =>
      tx.run(insertPosition, { id, number: index + 1, item, priceMinor, secret }),
    )
    addUpload(tx, { saleId: id, event, body, idempotencyKey: firstKey(id), at })
  })
  return body
}

const insertTill = command<{ codePrefix: string }>(
  'test.till',
  `INSERT INTO till VALUES ('till', 'Kasa 1', 'https://tickets.example', 'promotor', 'Promotor', 2, 'S', :codePrefix, 'full', 1, NULL)`,
)
const insertCashier = command('test.cashier', `INSERT INTO cashier VALUES ('cashier', 'Ala', 1)`)
const insertShift = command('test.shift', `INSERT INTO shift VALUES ('shift', 'till', 'cashier', 1, NULL)`)
const insertSale = command<{ id: string; code: string; event: string; at: number; total: number }>(
  'test.sale',
  `INSERT INTO sale VALUES (:id, :code, :event, NULL, 'till', 'cashier', 'shift', :at, '2027-07-02', 'PLN', :total, 'web', 0)`,
)
const insertPosition = command<{ id: string; number: number; item: number; priceMinor: number; secret: string }>(
  'test.position',
  `INSERT INTO sale_position (sale_id, number, item, name, price_minor, tax_rate, secret, admission)
   VALUES (:id, :number, :item, '{"pl":"Karnet"}', :priceMinor, '8.00', :secret, 1)`,
)
