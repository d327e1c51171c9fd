import { NAME_SCHEME } from './event-settings.ts'
import type { FieldReader } from './fields.ts'
import { asRecord } from './request.ts'

/** An attendee's name in both of the forms the platform keeps. */
export type Attendee = { readonly name: string | null; readonly parts: Readonly<Record<string, string>> }

/** Reads `attendee_name` or `attendee_name_parts`, never both. */
export function readAttendee(fields: FieldReader): Attendee {
  const name = fields.text('attendee_name', { max: 255, blank: true })
  const given = fields.raw('attendee_name_parts')
  if (given === undefined || given === null) return name === null ? { name: null, parts: {} } : { name, parts: { _legacy: name } }
  const record = asRecord(given)
  if (record === null) {
    fields.refuse('attendee_name_parts', 'Invalid data type')
    return { name: null, parts: {} }
  }
  if (name !== null && Object.keys(record).length > 0) {
    fields.refuse('attendee_name', 'Do not specify attendee_name if you specified attendee_name_parts.')
    return { name: null, parts: {} }
  }
  const parts = Object.fromEntries(Object.entries(record).map(([part, text]) => [part, String(text)]))
  if (Object.keys(parts).length === 0) return { name: null, parts: {} }
  return { name: fullName(parts), parts: { ...parts, _scheme: parts['_scheme'] ?? NAME_SCHEME } }
}

function fullName(parts: Readonly<Record<string, string>>): string {
  if (parts['_legacy'] !== undefined) return parts['_legacy']
  const ordered = parts['_scheme'] === 'full' ? [parts['full_name']] : [parts['given_name'], parts['family_name']]
  return ordered.filter(part => part !== undefined && part !== '').join(' ')
}
