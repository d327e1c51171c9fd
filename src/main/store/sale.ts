import type { SaleSummary, SeatPlace } from '#contract/cart'
import type { SaleId } from '#contract/nominal'
import { minor } from '#contract/nominal'
import type { Multilingual } from '#contract/showing'
import { multilingualFrom } from '#domain/multilingual'
import type { SoldOrder, SoldPayment, SoldPosition } from '#domain/order-body'
import { freshUploadState, uploadStateOf } from './outbox.ts'
import { eventName } from './product.ts'
import type { Readable, Transaction } from './query.ts'
import { command, query } from './query.ts'

/** What the file keeps of one position beyond what the platform is told: enough to print it again when the catalogue has changed. */
export type StoredPosition = SoldPosition & {
  readonly name: Multilingual
  readonly variationName: Multilingual | null
  readonly taxRate: string
  readonly admission: boolean
  readonly place: { readonly sector: string; readonly row: string; readonly number: string } | null
}
export type StoredSale = Omit<SoldOrder, 'positions'> & {
  readonly event: string
  readonly cashierId: string
  readonly soldDay: string
  readonly totalMinor: number
  readonly positions: readonly StoredPosition[]
}

/** Stores a sale with its positions and payments; nothing of it is ever changed. */
export const addSale = (tx: Transaction, sale: StoredSale): void => {
  const { saleId, code, event, subevent, tillId, cashierId, shiftId, soldAt, soldDay, currency, totalMinor, channel } = sale
  tx.run(insertSale, {
    saleId,
    code,
    event,
    subevent,
    tillId,
    cashierId,
    shiftId,
    soldAt,
    soldDay,
    currency,
    totalMinor,
    channel,
    testmode: sale.testmode ? 1 : 0,
  })
  for (const position of sale.positions) tx.run(insertPosition, positionCells(saleId, position))
  for (const [index, payment] of sale.payments.entries()) tx.run(insertPayment, paymentCells(saleId, index + 1, payment))
}

/** Whether an order code is used here or was seen on the platform. */
export const isCodeTaken = (db: Readable, code: string): boolean => db.one(selectCode, { code }) !== undefined

/** One sale as screens show it; undefined when this file has none by that id. */
export const saleSummary = (db: Readable, saleId: SaleId): SaleSummary | undefined => {
  const sale = db.one(selectSale, { saleId })
  if (!sale) return undefined
  const positions = db.all(selectPositions, { saleId })
  return {
    id: saleId,
    code: sale.code,
    showing: { event: sale.event, subevent: sale.subevent },
    eventName: eventName(db, sale.event),
    soldAt: sale.soldAt,
    currency: sale.currency,
    totalMinor: minor(sale.totalMinor),
    tickets: positions.length,
    what: whatWasSold(positions.map(asUnit)),
    payments: db.all(selectPayments, { saleId }).map(asPayment),
    till: sale.till,
    cashier: sale.cashier,
    testmode: sale.testmode === 1,
    upload: uploadStateOf(db, saleId),
  }
}

/** The same of a sale that has just been stored, without reading it again. `storedAt`: when it was put into the outbox. */
export const freshSummary = (
  sale: StoredSale,
  more: Pick<SaleSummary, 'id' | 'eventName' | 'cashier'> & { readonly storedAt: number },
): SaleSummary => ({
  id: more.id,
  code: sale.code,
  showing: { event: sale.event, subevent: sale.subevent },
  eventName: more.eventName,
  soldAt: sale.soldAt,
  currency: sale.currency,
  totalMinor: minor(sale.totalMinor),
  tickets: sale.positions.length,
  what: whatWasSold(sale.positions),
  payments: sale.payments.map((payment, index) => asPayment(paymentCells(sale.saleId, index + 1, payment))),
  till: sale.till,
  cashier: more.cashier,
  testmode: sale.testmode,
  upload: freshUploadState(more.storedAt),
})

/** The latest sales, newest first. */
export const recentSales = (db: Readable, most: number): readonly SaleSummary[] =>
  db
    .all(selectRecent, { most })
    .map(row => saleSummary(db, row.id))
    .filter(sale => sale !== undefined)

type Unit = Pick<StoredPosition, 'item' | 'variation' | 'name' | 'variationName' | 'seat' | 'place'>

const whatWasSold = (units: readonly Unit[]): SaleSummary['what'] => {
  const kinds = new Map<string, { unit: Unit; count: number }>()
  for (const unit of units) {
    const key = `${unit.item}:${unit.variation}:${unit.seat}`
    kinds.set(key, { unit, count: (kinds.get(key)?.count ?? 0) + 1 })
  }
  return [...kinds.values()].map(({ unit, count }) => ({
    name: unit.name,
    variationName: unit.variationName,
    seat: unit.seat === null ? null : placeOf(unit.place, unit.seat),
    count,
  }))
}

/** A seat that the plan says nothing of is called by its id. */
const placeOf = (place: Unit['place'], seat: string): SeatPlace => {
  const { sector = '', row = '', number = '' } = place ?? {}
  return { sector, row, number: sector + row + number === '' ? seat : number }
}

const asUnit = (row: PositionRow): Unit => ({
  item: row.item,
  variation: row.variation,
  name: multilingualFrom(row.name),
  variationName: row.variationName === null ? null : multilingualFrom(row.variationName),
  seat: row.seat,
  place: { sector: row.sector ?? '', row: row.row ?? '', number: row.seatNumber ?? '' },
})

const asPayment = (row: PaymentRow): SaleSummary['payments'][number] => ({
  method: row.method,
  amountMinor: minor(row.amountMinor),
  tenderedMinor: row.tenderedMinor === null ? null : minor(row.tenderedMinor),
  changeMinor: minor(row.changeMinor),
  reference: row.reference,
})

const positionCells = (saleId: string, position: StoredPosition) => ({
  saleId,
  number: position.number,
  item: position.item,
  variation: position.variation,
  name: JSON.stringify(position.name),
  variationName: position.variationName && JSON.stringify(position.variationName),
  priceMinor: position.priceMinor,
  taxRate: position.taxRate,
  seat: position.seat,
  sector: position.place?.sector ?? null,
  row: position.place?.row ?? null,
  seatNumber: position.place?.number ?? null,
  secret: position.secret,
  addonTo: position.addonTo,
  lease: position.lease,
  admission: position.admission ? 1 : 0,
})

const paymentCells = (saleId: string, number: number, payment: SoldPayment) => ({
  saleId,
  number,
  method: payment.method,
  amountMinor: payment.amountMinor,
  tenderedMinor: payment.method === 'cash' ? payment.tenderedMinor : null,
  changeMinor: payment.method === 'cash' ? payment.changeMinor : 0,
  reference: payment.method === 'card' ? payment.reference : null,
})

type SaleCells = {
  saleId: string
  code: string
  event: string
  subevent: number | null
  tillId: string
  cashierId: string
  shiftId: string
  soldAt: number
  soldDay: string
  currency: string
  totalMinor: number
  channel: string
  testmode: number
}
const insertSale = command<SaleCells>(
  'sale.insert',
  `INSERT INTO sale (id, code, event, subevent, till_id, cashier_id, shift_id, sold_at, sold_day, currency, total_minor, channel, testmode)
   VALUES (:saleId, :code, :event, :subevent, :tillId, :cashierId, :shiftId, :soldAt, :soldDay, :currency, :totalMinor, :channel, :testmode)`,
)
const insertPosition = command<ReturnType<typeof positionCells>>(
  'sale-position.insert',
  `INSERT INTO sale_position (sale_id, number, item, variation, name, variation_name, price_minor, tax_rate, seat, sector, row, seat_number, secret, addon_to,
     lease, admission)
   VALUES (:saleId, :number, :item, :variation, :name, :variationName, :priceMinor, :taxRate, :seat, :sector, :row, :seatNumber, :secret, :addonTo,
     :lease, :admission)`,
)
const insertPayment = command<ReturnType<typeof paymentCells>>(
  'sale-payment.insert',
  `INSERT INTO sale_payment (sale_id, number, method, amount_minor, tendered_minor, change_minor, reference)
   VALUES (:saleId, :number, :method, :amountMinor, :tenderedMinor, :changeMinor, :reference)`,
)
const selectCode = query<{ found: number }, { code: string }>(
  'sale.code-taken',
  'SELECT 1 AS found FROM sale WHERE code = :code UNION ALL SELECT 1 FROM platform_order WHERE code = :code',
)
type SaleRow = {
  code: string
  event: string
  subevent: number | null
  soldAt: number
  currency: string
  totalMinor: number
  testmode: number
  till: string
  cashier: string
}
const selectSale = query<SaleRow, { saleId: string }>(
  'sale.get',
  `SELECT sale.code, sale.event, sale.subevent, sold_at AS soldAt, currency, total_minor AS totalMinor, testmode, till.name AS till, cashier.name AS cashier
   FROM sale JOIN till ON till.id = sale.till_id JOIN cashier ON cashier.id = sale.cashier_id WHERE sale.id = :saleId`,
)
type PositionRow = {
  item: number
  variation: number | null
  name: string
  variationName: string | null
  seat: string | null
  sector: string | null
  row: string | null
  seatNumber: string | null
}
const selectPositions = query<PositionRow, { saleId: string }>(
  'sale-position.of-sale',
  `SELECT item, variation, name, variation_name AS variationName, seat, sector, row, seat_number AS seatNumber FROM sale_position
   WHERE sale_id = :saleId ORDER BY number`,
)
type PaymentRow = {
  method: 'cash' | 'card'
  amountMinor: number
  tenderedMinor: number | null
  changeMinor: number
  reference: string | null
}
const selectPayments = query<PaymentRow, { saleId: string }>(
  'sale-payment.of-sale',
  `SELECT method, amount_minor AS amountMinor, tendered_minor AS tenderedMinor, change_minor AS changeMinor, reference FROM sale_payment
   WHERE sale_id = :saleId ORDER BY number`,
)
const selectRecent = query<{ id: SaleId }, { most: number }>(
  'sale.recent',
  'SELECT id FROM sale ORDER BY sold_at DESC, rowid DESC LIMIT :most',
)
