import { asRecord } from './request.ts'

/** What the platform shows as `details` of a payment or refund, made from the `info` it was given. */
export function paymentDetails(provider: string, info: unknown): Readonly<Record<string, unknown>> {
  if (provider !== 'boxoffice') return {}
  const given = asRecord(info) ?? {}
  return {
    pos_id: given['pos_id'] ?? null,
    receipt_id: given['receipt_id'] ?? null,
    payment_type: given['payment_type'] ?? null,
    payment_data: given['payment_data'] ?? {},
  }
}
