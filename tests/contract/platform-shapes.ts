import { z } from 'zod'

const text = z.record(z.string(), z.string())
const money = z.string().regex(/^-?\d+\.\d{2}$/)
const moment = z.iso.datetime({ offset: true })

/** A page of a list, as every list answers. */
export const pageOf = <Row extends z.ZodType>(row: Row) =>
  z.looseObject({ count: z.number().int(), next: z.url().nullable(), previous: z.url().nullable(), results: z.array(row) })

/** An event of the organizer. */
export const eventShape = z.looseObject({
  slug: z.string(),
  name: text,
  testmode: z.boolean(),
  has_subevents: z.boolean(),
  seat_category_mapping: z.record(z.string(), z.number()),
})

/** A date of a series. */
export const dateShape = z.looseObject({
  id: z.number(),
  event: z.string(),
  active: z.boolean(),
  last_modified: moment,
  item_price_overrides: z.array(z.looseObject({ item: z.number(), price: money.nullable() })),
})

/** A category of products. */
export const categoryShape = z.looseObject({ id: z.number(), is_addon: z.boolean() })

/** A product with its variations and the add-ons it offers. */
export const itemShape = z.looseObject({
  id: z.number(),
  name: text,
  active: z.boolean(),
  category: z.number().nullable(),
  default_price: money,
  admission: z.boolean(),
  free_price: z.boolean(),
  require_voucher: z.boolean(),
  require_bundling: z.boolean(),
  require_approval: z.boolean(),
  has_variations: z.boolean(),
  variations: z.array(z.looseObject({ id: z.number(), active: z.boolean(), price: money })),
  addons: z.array(
    z.looseObject({
      addon_category: z.number(),
      min_count: z.number(),
      max_count: z.number(),
      multi_allowed: z.boolean(),
      price_included: z.boolean(),
    }),
  ),
  bundles: z.array(z.unknown()),
})

/** A quota, with its availability where that was asked for. */
export const quotaShape = z.looseObject({
  id: z.number(),
  name: z.string(),
  size: z.number().nullable(),
  items: z.array(z.number()),
  variations: z.array(z.number()),
  subevent: z.number().nullable(),
  closed: z.boolean(),
  available: z.boolean().optional(),
  available_number: z.number().nullable().optional(),
})

/** What is left of one quota, and where the rest went. */
export const availabilityShape = z.looseObject({
  available: z.boolean(),
  available_number: z.number().nullable(),
  total_size: z.number().nullable(),
  paid_orders: z.number(),
  pending_orders: z.number(),
  cart_positions: z.number(),
  waiting_list: z.number(),
})

/** A seat in the list of seats, with whoever holds it. */
export const seatShape = z.looseObject({
  id: z.number(),
  seat_guid: z.string(),
  product: z.number().nullable(),
  blocked: z.boolean(),
  orderposition: z.number().nullable(),
  cartposition: z.number().nullable(),
  zone_name: z.string().nullable(),
  row_name: z.string().nullable(),
  seat_number: z.string().nullable(),
})

const placedSeat = z.looseObject({ id: z.number(), name: z.string(), seat_guid: z.string() })

/** A position of an order. */
export const positionShape = z.looseObject({
  id: z.number(),
  positionid: z.number(),
  item: z.number(),
  variation: z.number().nullable(),
  price: money,
  secret: z.string(),
  addon_to: z.number().nullable(),
  subevent: z.number().nullable(),
  seat: placedSeat.nullable(),
  canceled: z.boolean(),
  discount: z.number().nullable(),
  checkins: z.array(z.looseObject({ list: z.number(), type: z.string() })),
})

/** A payment of an order. */
export const paymentShape = z.looseObject({
  local_id: z.number(),
  state: z.string(),
  amount: money,
  payment_date: moment.nullable(),
  provider: z.string().nullable(),
  details: z.record(z.string(), z.unknown()),
})

/** A refund of an order. */
export const refundShape = z.looseObject({
  local_id: z.number(),
  state: z.string(),
  source: z.string(),
  amount: money,
  payment: z.number().nullable(),
  execution_date: moment.nullable(),
  provider: z.string().nullable(),
  comment: z.string().nullable(),
})

const orderFields = {
  code: z.string(),
  event: z.string(),
  status: z.enum(['n', 'p', 'e', 'c']),
  testmode: z.boolean(),
  total: money,
  tax_rounding_mode: z.string(),
  sales_channel: z.string(),
  api_meta: z.record(z.string(), z.unknown()),
  cancellation_date: moment.nullable(),
  positions: z.array(positionShape),
  payments: z.array(paymentShape),
  refunds: z.array(refundShape),
}

/** An order as it was written. */
export const orderShape = z.looseObject({ ...orderFields, datetime: moment, last_modified: moment })

/** An order as it would have been, had it not been simulated. */
export const previewShape = z.looseObject({ ...orderFields, datetime: z.null() })

/** A cart position made through the API: what Kasa calls a lease. */
export const cartShape = z.looseObject({
  id: z.number(),
  cart_id: z.string(),
  item: z.number(),
  variation: z.number().nullable(),
  subevent: z.number().nullable(),
  price: money,
  datetime: moment,
  expires: moment,
  seat: placedSeat.nullable(),
})

/** The answer to many carts asked for at once. */
export const bulkShape = z.looseObject({
  results: z.array(
    z.discriminatedUnion('success', [
      z.looseObject({ success: z.literal(true), data: cartShape, errors: z.null() }),
      z.looseObject({ success: z.literal(false), data: z.null(), errors: z.unknown() }),
    ]),
  ),
})

/** A list that scans are counted on. */
export const checkinListShape = z.looseObject({
  id: z.number(),
  name: z.string(),
  all_products: z.boolean(),
  limit_products: z.array(z.number()),
  subevent: z.number().nullable(),
  include_pending: z.boolean(),
})

export type Order = z.infer<typeof orderShape>
export type Cart = z.infer<typeof cartShape>
export type Seat = z.infer<typeof seatShape>
export type BulkResult = z.infer<typeof bulkShape>['results'][number]
