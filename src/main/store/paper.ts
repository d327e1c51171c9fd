import type { Multilingual } from '#contract/showing'
import { multilingualFrom } from '#domain/multilingual'
import type { Readable } from './query.ts'
import { query } from './query.ts'

/** A stored sale with all that stands on its tickets and its receipt. Times: Unix milliseconds; money: minor units. */
export type PaperSale = {
  readonly code: string
  readonly eventName: Multilingual
  readonly dateName: Multilingual | null
  readonly place: Multilingual | null
  readonly startsAt: number | null
  readonly doorsAt: number | null
  readonly timezone: string
  readonly organizer: string
  readonly soldAt: number
  readonly currency: string
  readonly totalMinor: number
  readonly testmode: boolean
  readonly till: string
  readonly cashier: string
  readonly positions: readonly PaperPosition[]
  readonly payments: readonly PaperPayment[]
}
export type PaperPosition = {
  readonly number: number
  readonly name: Multilingual
  readonly variationName: Multilingual | null
  readonly priceMinor: number
  readonly taxRate: string
  readonly seat: { readonly sector: string; readonly row: string; readonly number: string } | null
  readonly secret: string
  readonly addonTo: number | null
}
export type PaperPayment = {
  readonly method: 'cash' | 'card'
  readonly amountMinor: number
  readonly tenderedMinor: number | null
  readonly changeMinor: number
  readonly reference: string | null
}

/** Everything printed for a sale, or null when this file has no such sale. */
export const paperSale = (db: Readable, saleId: string): PaperSale | null => {
  const sale = db.one(selectSale, { saleId })
  if (!sale) return null
  const { eventName, dateName, place, doors, testmode, ...plain } = sale
  return {
    ...plain,
    eventName: multilingual(eventName) ?? {},
    dateName: multilingual(dateName),
    place: multilingual(place),
    doorsAt: moment(doors),
    testmode: testmode === 1,
    positions: db.all(selectPositions, { saleId }).map(position),
    payments: db.all(selectPayments, { saleId }),
  }
}

type PositionRow = {
  number: number
  name: string
  variationName: string | null
  priceMinor: number
  taxRate: string
  seat: string | null
  sector: string | null
  row: string | null
  seatNumber: string | null
  secret: string
  addonTo: number | null
}

const position = ({ name, variationName, seat, sector, row, seatNumber, ...plain }: PositionRow): PaperPosition => ({
  ...plain,
  name: multilingual(name) ?? {},
  variationName: multilingual(variationName),
  seat: seat === null ? null : { sector: sector ?? '', row: row ?? '', number: seatNumber ?? seat },
})

const multilingual = (stored: string | null): Multilingual | null => (stored === null ? null : multilingualFrom(stored))

/** The platform's ISO time in Unix milliseconds. */
const moment = (written: string | null): number | null => {
  const at = written === null ? Number.NaN : Date.parse(written)
  return Number.isNaN(at) ? null : at
}

type SaleRow = Omit<PaperSale, 'eventName' | 'dateName' | 'place' | 'doorsAt' | 'testmode' | 'positions' | 'payments'> & {
  eventName: string
  dateName: string | null
  place: string | null
  doors: string | null
  testmode: number
}
const selectSale = query<SaleRow, { saleId: string }>(
  'paper.sale',
  `SELECT sale.code, event.name AS eventName, subevent.name AS dateName, coalesce(subevent.body ->> '$.location', event.body ->> '$.location') AS place,
     iif(subevent.id IS NULL, event.date_from, subevent.date_from) AS startsAt,
     iif(subevent.id IS NULL, event.body ->> '$.date_admission', subevent.body ->> '$.date_admission') AS doors,
     event.timezone, till.organizer_name AS organizer, sale.sold_at AS soldAt, sale.currency, sale.total_minor AS totalMinor, sale.testmode,
     till.name AS till, cashier.name AS cashier
   FROM sale JOIN event ON event.slug = sale.event LEFT JOIN subevent ON subevent.id = sale.subevent JOIN till ON till.id = sale.till_id
     JOIN cashier ON cashier.id = sale.cashier_id
   WHERE sale.id = :saleId`,
)
const selectPositions = query<PositionRow, { saleId: string }>(
  'paper.positions',
  `SELECT number, name, variation_name AS variationName, price_minor AS priceMinor, tax_rate AS taxRate, seat, sector, row, seat_number AS seatNumber, secret,
     addon_to AS addonTo
   FROM sale_position WHERE sale_id = :saleId ORDER BY number`,
)
const selectPayments = query<PaperPayment, { saleId: string }>(
  'paper.payments',
  `SELECT method, amount_minor AS amountMinor, tendered_minor AS tenderedMinor, change_minor AS changeMinor, reference
   FROM sale_payment WHERE sale_id = :saleId ORDER BY number`,
)
