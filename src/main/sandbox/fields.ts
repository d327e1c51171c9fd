import { parseMoney } from './money-text.ts'
import { asRecord } from './request.ts'
import { parseTime } from './warsaw-time.ts'

/** A field map as the platform reports it. */
export type FieldFaults = Record<string, unknown>

const CLAIM_WORDS: Readonly<Record<string, boolean>> = {
  true: true,
  True: true,
  '1': true,
  false: false,
  False: false,
  '0': false,
}

/** Reads the fields of one JSON object and collects what is wrong with each, in the platform's words. */
export class FieldReader {
  readonly faults: FieldFaults = {}
  readonly record: Readonly<Record<string, unknown>>

  constructor(record: Readonly<Record<string, unknown>>) {
    this.record = record
  }

  /** The value as sent; undefined when it is absent. */
  raw(name: string): unknown {
    return this.record[name]
  }

  refuse(name: string, text: string): null {
    this.faults[name] = [text]
    return null
  }

  get faulty(): boolean {
    return Object.keys(this.faults).length > 0
  }

  /** Text; null when absent, null or refused. */
  text(
    name: string,
    rule: { readonly min?: number; readonly max?: number; readonly nullable?: boolean; readonly blank?: boolean } = {},
  ): string | null {
    const value = this.raw(name)
    if (value === undefined) return null
    if (value === null) return rule.nullable === false ? this.refuse(name, 'This field may not be null.') : null
    if (typeof value !== 'string' && typeof value !== 'number') return this.refuse(name, 'Not a valid string.')
    const text = String(value).trim()
    if (text === '' && rule.blank !== true) return this.refuse(name, 'This field may not be blank.')
    if (rule.min !== undefined && text.length < rule.min)
      return this.refuse(name, `Ensure this field has at least ${rule.min} characters.`)
    if (rule.max !== undefined && text.length > rule.max)
      return this.refuse(name, `Ensure this field has no more than ${rule.max} characters.`)
    return text
  }

  /** One of a closed set. */
  choice(name: string, choices: readonly string[]): string | null {
    const value = this.raw(name)
    if (value === undefined) return null
    if (value === null) return this.refuse(name, 'This field may not be null.')
    return typeof value === 'string' && choices.includes(value)
      ? value
      : this.refuse(name, `"${typeof value === 'string' ? value : JSON.stringify(value)}" is not a valid choice.`)
  }

  claim(name: string): boolean | null {
    const value = this.raw(name)
    if (value === undefined || value === null) return null
    const truth = CLAIM_WORDS[typeof value === 'string' ? value : JSON.stringify(value)]
    return truth === undefined ? this.refuse(name, 'Must be a valid boolean.') : truth
  }

  money(name: string): number | null {
    const value = this.raw(name)
    if (value === undefined || value === null) return null
    const minor = parseMoney(value)
    return typeof minor === 'number' ? minor : this.refuse(name, minor)
  }

  time(name: string): number | null {
    const value = this.raw(name)
    if (value === undefined || value === null) return null
    const moment = typeof value === 'string' ? parseTime(value) : null
    if (moment !== null) return moment
    return this.refuse(
      name,
      'Datetime has wrong format. Use one of these formats instead: YYYY-MM-DDThh:mm[:ss[.uuuuuu]][+HH:MM|-HH:MM|Z].',
    )
  }

  /** A primary key, resolved; refused when no such row exists. */
  row<Row>(name: string, find: (key: number) => Row | undefined, required = false): Row | null {
    const value = this.raw(name)
    if (value === undefined) return required ? this.refuse(name, 'This field is required.') : null
    if (value === null) return required ? this.refuse(name, 'This field may not be null.') : null
    const key = typeof value === 'number' ? value : Number(typeof value === 'string' && value !== '' ? value : 'x')
    if (!Number.isInteger(key)) return this.refuse(name, `Incorrect type. Expected pk value, received ${pythonKind(value)}.`)
    return find(key) ?? this.refuse(name, `Invalid pk "${key}" - object does not exist.`)
  }

  email(name: string): string | null {
    const text = this.text(name)
    if (text === null) return null
    return /^[^@\s]+@[^@\s]+\.[^@\s.]+$/.test(text) ? text : this.refuse(name, 'Enter a valid email address.')
  }

  /** A list of texts; empty when absent. */
  texts(name: string): readonly string[] {
    const value = this.raw(name)
    if (value === undefined || value === null) return []
    if (Array.isArray(value)) return value.map(String)
    this.refuse(name, `Expected a list of items but got type "${pythonKind(value)}".`)
    return []
  }

  /** A list of objects; null when absent or no list. */
  records(name: string): readonly (Readonly<Record<string, unknown>> | null)[] | null {
    const value = this.raw(name)
    if (value === undefined || value === null) return null
    if (Array.isArray(value)) return value.map(asRecord)
    this.faults[name] = { non_field_errors: [`Expected a list of items but got type "${pythonKind(value)}".`] }
    return null
  }

  require(...names: readonly string[]): void {
    for (const name of names) if (this.raw(name) === undefined) this.refuse(name, 'This field is required.')
  }
}

/** What the platform's language calls the type of a JSON value. */
function pythonKind(value: unknown): string {
  if (Array.isArray(value)) return 'list'
  if (value === null) return 'NoneType'
  if (typeof value === 'string') return 'str'
  if (typeof value === 'boolean') return 'bool'
  if (typeof value === 'number') return Number.isInteger(value) ? 'int' : 'float'
  return 'dict'
}

/** The body as an object, or what the platform says of anything else. */
export function bodyRecord(body: unknown): Readonly<Record<string, unknown>> | string {
  return asRecord(body ?? {}) ?? `Invalid data. Expected a dictionary, but got ${pythonKind(body)}.`
}
