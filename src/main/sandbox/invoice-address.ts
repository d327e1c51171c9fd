import type { FieldReader } from './fields.ts'
import { asRecord } from './request.ts'
import { isoTime } from './warsaw-time.ts'

/** An invoice address as kept and shown; null where none was sent. */
export function readInvoiceAddress(fields: FieldReader, at: number): Readonly<Record<string, unknown>> | null {
  const given = fields.raw('invoice_address')
  if (given === undefined || given === null) return null
  const record = asRecord(given)
  if (record === null) return fields.refuse('invoice_address', 'Invalid data. Expected a dictionary.')
  const text = (name: string): string => textOf(record[name])
  const parts = asRecord(record['name_parts'])
  const name =
    parts === null
      ? text('name')
      : ['given_name', 'family_name', 'full_name', '_legacy']
          .map(part => textOf(parts[part]))
          .join(' ')
          .trim()
  return {
    last_modified: isoTime(at),
    is_business: record['is_business'] === true,
    company: text('company'),
    name,
    name_parts: parts ?? { _legacy: name },
    street: text('street'),
    zipcode: text('zipcode'),
    city: text('city'),
    country: text('country'),
    state: text('state'),
    vat_id: text('vat_id'),
    vat_id_validated: false,
    custom_field: record['custom_field'] ?? null,
    internal_reference: text('internal_reference'),
    transmission_type: 'email',
    transmission_info: null,
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
