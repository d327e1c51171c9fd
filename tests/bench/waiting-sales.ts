import Database from 'better-sqlite3'
import { orderBody } from '#domain/order-body'
import { dayTicket, event } from './invented-catalogue.ts'

/** A sale of two tickets as the till stores it, and the bytes it uploads. The same for the same number. */
export type WaitingSale = {
  readonly id: string
  readonly code: string
  readonly secrets: readonly [string, string]
  readonly body: string
}

const soldAt = Date.UTC(2026, 5, 1)
const priceMinor = 8900

export const saleRows = (sales: number): readonly WaitingSale[] =>
  Array.from({ length: sales }, (_, index) => {
    const tag = index.toString().padStart(12, '0')
    const id = `00000000-0000-4000-8000-${tag}`
    const code = `AAG${index.toString(5).padStart(6, '0').replaceAll('0', 'A').replaceAll('1', 'B')}`
    const secrets = [`bench${tag}a`, `bench${tag}b`] as const
    const positions = secrets.map((secret, place) => ({
      number: place + 1,
      item: dayTicket,
      variation: null,
      priceMinor,
      seat: null,
      secret,
      addonTo: null,
      lease: `kasa-AAG-${tag}${place}@api`,
      validity: null,
    }))
    const body = orderBody({
      saleId: id,
      code,
      subevent: null,
      currency: 'PLN',
      testmode: false,
      channel: 'api.kasa',
      locale: 'pl',
      till: 'Kasa 1',
      tillId: 't',
      shiftId: 's',
      soldAt,
      positions,
      payments: [
        {
          method: 'cash',
          amountMinor: 2 * priceMinor,
          tenderedMinor: 2 * priceMinor,
          changeMinor: 0,
        },
      ],
    })
    return { id, code, secrets, body }
  })

/** Writes sales into a till's file as if they had just been made without a network. The till must have a shift. */
export const putWaitingSales = (file: string, sales: readonly WaitingSale[]): void => {
  const database = new Database(file, { timeout: 10_000 })
  const shift = database
    .prepare<[], { id: string; till_id: string; cashier_id: string }>('SELECT * FROM shift ORDER BY opened_at DESC LIMIT 1')
    .get()
  if (!shift) throw new Error('nobody is on duty')
  const sale = database.prepare(
    `INSERT INTO sale (id, code, event, till_id, cashier_id, shift_id, sold_at, sold_day, currency, total_minor, channel, testmode)
     VALUES (?, ?, '${event}', ?, ?, ?, ?, '2026-06-01', 'PLN', ?, 'api.kasa', 0)`,
  )
  const position = database.prepare(
    `INSERT INTO sale_position (sale_id, number, item, name, price_minor, tax_rate, secret, admission)
     VALUES (?, ?, ${dayTicket}, '{"pl":"Dzień 1"}', ?, '8.00', ?, 1)`,
  )
  const payment = database.prepare(
    `INSERT INTO sale_payment (sale_id, number, method, amount_minor, tendered_minor) VALUES (?, 1, 'cash', ?, ?)`,
  )
  const outbox = database.prepare(`INSERT INTO outbox (sale_id, event, body, created_at) VALUES (?, '${event}', ?, ?)`)
  const progress = database.prepare(
    `INSERT INTO outbox_progress (sale_id, state, idempotency_key, next_try_at, changed_at) VALUES (?, 'waiting', ?, 0, 0)`,
  )
  database.transaction(() => {
    for (const { id, code, secrets, body } of sales) {
      sale.run(id, code, shift.till_id, shift.cashier_id, shift.id, soldAt, 2 * priceMinor)
      secrets.forEach((secret, place) => position.run(id, place + 1, priceMinor, secret))
      payment.run(id, 2 * priceMinor, 2 * priceMinor)
      outbox.run(id, body, soldAt)
      progress.run(id, `sale-${id}-a1`)
    }
  })()
  database.close()
}
