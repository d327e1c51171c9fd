import { z } from 'zod'
import { anything, claim, moment, shaped, wholeOrNull } from './decode-records.ts'

/** What of an order is used; the rest is kept as text only. */
export type FoundOrder = z.output<typeof orderShape>

/** The record as an order by the shape alone: slower than need be, and the law. */
export const orderByShape = (record: unknown): FoundOrder | null => shaped(orderShape)(record)

const time = z
  .string()
  .transform(text => Date.parse(text))
  .refine(at => !Number.isNaN(at))
const text = z.string().catch('')
const positionShape = z.object({
  id: z.int(),
  positionid: z.int(),
  item: z.int(),
  variation: wholeOrNull,
  subevent: wholeOrNull,
  price: z.string(),
  tax_value: z.string().catch('0'),
  tax_rate: z.string().catch('0'),
  seat: z.object({ seat_guid: z.string() }).nullish(),
  secret: text,
  addon_to: wholeOrNull,
  canceled: claim,
})
const movement = { local_id: z.int(), state: text, amount: z.string(), provider: text }
const orderShape = z.object({
  code: z.string().min(1),
  event: z.string().min(1),
  status: z.string(),
  testmode: claim,
  require_approval: claim,
  sales_channel: text,
  datetime: time,
  last_modified: time,
  total: z.string(),
  email: z.string().nullable().catch(null),
  api_meta: anything,
  positions: z.array(positionShape),
  fees: z.array(z.object({ fee_type: text, value: z.string(), canceled: claim })).default([]),
  payments: z.array(z.object({ ...movement, payment_date: moment })).default([]),
  refunds: z.array(z.object({ ...movement, created: moment })).default([]),
})
