import { badRequest, type Answer } from './answer.ts'
import { parseTime } from './warsaw-time.ts'

/** A filter of a list: true where the row stays. */
export type Filter<Row> = (row: Row) => boolean

/** Collects the filters a query asks for; a value that cannot be read becomes the 400 the platform answers. */
export class FilterSet<Row> {
  readonly #query: URLSearchParams
  readonly #filters: Filter<Row>[] = []
  readonly #faults: Record<string, readonly string[]> = {}

  constructor(query: URLSearchParams) {
    this.#query = query
  }

  /** Keeps rows whose text equals the parameter. */
  text(name: string, read: (row: Row) => string | null): this {
    return this.#with(name, wanted => row => read(row) === wanted)
  }

  /** Keeps rows matching a test of the raw text. */
  match(name: string, test: (row: Row, wanted: string) => boolean): this {
    return this.#with(name, wanted => row => test(row, wanted))
  }

  /** `true` or `false`; anything else filters nothing, as on the platform. */
  claim(name: string, read: (row: Row) => boolean): this {
    return this.#with(name, wanted => {
      const truth = readClaim(wanted)
      return truth === null ? () => true : row => read(row) === truth
    })
  }

  /** A primary key; text that is no number is a 400. */
  key(name: string, test: (row: Row, wanted: number) => boolean): this {
    return this.#with(name, wanted => {
      const key = Number(wanted)
      if (!Number.isInteger(key)) return this.#fault(name, 'Enter a number.')
      return row => test(row, key)
    })
  }

  /** A comma-separated list of keys. */
  keys(name: string, read: (row: Row) => number | null): this {
    return this.#with(name, wanted => {
      const keys = new Set(wanted.split(',').map(Number))
      return row => {
        const key = read(row)
        return key !== null && keys.has(key)
      }
    })
  }

  /** A moment; a bare `+` in the offset has become a space and is refused. */
  time(name: string, test: (row: Row, wanted: number) => boolean): this {
    return this.#with(name, wanted => {
      const moment = parseTime(wanted)
      if (moment === null) return this.#fault(name, 'Enter a valid date/time.')
      return row => test(row, moment)
    })
  }

  /** The rows that pass, or the refusal. */
  apply(rows: readonly Row[]): readonly Row[] | Answer {
    if (Object.keys(this.#faults).length > 0) return badRequest(this.#faults)
    if (this.#filters.length === 0) return rows
    return rows.filter(row => this.#filters.every(filter => filter(row)))
  }

  #with(name: string, make: (wanted: string) => Filter<Row> | null): this {
    const wanted = this.#query.get(name)
    if (wanted === null || wanted === '') return this
    const filter = make(wanted)
    if (filter !== null) this.#filters.push(filter)
    return this
  }

  #fault(name: string, text: string): null {
    this.#faults[name] = [text]
    return null
  }
}

/** Tells filtered rows from a refusal. */
export function isAnswer(value: readonly unknown[] | Answer): value is Answer {
  return !Array.isArray(value)
}

/** `true`, `True`, `1`, `false`, `False`, `0`; null for anything else. */
function readClaim(text: string | null): boolean | null {
  const lower = (text ?? '').toLowerCase()
  if (lower === 'true' || lower === '1') return true
  if (lower === 'false' || lower === '0') return false
  return null
}
