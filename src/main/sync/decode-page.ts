import type { Refusal } from '#contract/refusal'
import { refusal } from '#contract/refusal'
import type { Platform, PlatformAnswer, RequestOptions } from './platform-answer.ts'

/** One page of a list, its records not looked at yet. `generated`: when the platform made it, Unix milliseconds. */
export type Page = {
  readonly count: number
  readonly last: boolean
  readonly records: readonly unknown[]
  /** The answer's own text, in which each record's can be found; see `recordTexts`. */
  readonly text: string
  readonly generated: number
  readonly headers: Readonly<Record<string, string>>
}

/** What came of a reading. `failed` keeps the answer, so that whoever asked can decide by its kind. */
export type Reading<Value> =
  | { readonly kind: 'read'; readonly value: Value }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'failed'; readonly answer: Exclude<PlatformAnswer, { readonly kind: 'ok' }> }

/** The platform gives no more than this many records a page, whatever is asked for. */
export const pageSize = 50
/** A list of a hundred thousand records; a longer one is a server that pages in circles. */
const mostPages = 2000

/** Asks for page `number` of a list. The absolute `next` links are only looked at for being there: they may name a host that is not reachable from here. */
export const readPage = async (
  platform: Platform,
  path: string,
  search: Readonly<Record<string, string>>,
  options: RequestOptions & { readonly number?: number } = {},
): Promise<Reading<Page>> => {
  const { number = 1, ...request } = options
  const answer = await platform.get(path, { ...search, ...(number > 1 ? { page: String(number) } : {}) }, request)
  if (answer.kind !== 'ok') return { kind: 'failed', answer }
  if (answer.status === 304) return { kind: 'unchanged' }
  const page = pageIn(answer.body, answer)
  return page ? { kind: 'read', value: page } : { kind: 'failed', answer: unreadableList(path) }
}

/** A whole list. `steady` is false when its length changed between two pages: then records may be missing, and none may be taken for gone. */
export type WholeList = {
  readonly records: readonly unknown[]
  readonly steady: boolean
  readonly headers: Readonly<Record<string, string>>
}

/** Reads every page of a list, all but the first at the same time as far as the budget lets them. */
export const readList = async (
  platform: Platform,
  path: string,
  search: Readonly<Record<string, string>> = {},
  options: RequestOptions = {},
): Promise<Reading<WholeList>> => {
  const first = await readPage(platform, path, search, options)
  if (first.kind !== 'read') return first
  const { count, headers } = first.value
  const pages = first.value.last ? 1 : Math.min(mostPages, Math.ceil(count / pageSize))
  const rest = await Promise.all(
    Array.from({ length: pages - 1 }, (_, index) => readPage(platform, path, search, { ...options, number: index + 2 })),
  )
  const records = [...first.value.records]
  let steady = true
  for (const page of rest) {
    if (page.kind !== 'read') return page
    records.push(...page.value.records)
    steady &&= page.value.count === count
  }
  return { kind: 'read', value: { records, steady: steady && records.length === count, headers } }
}

/** A sentence for a record or list that cannot be read; `what` is its path below the organizer. */
export const unreadable = (what: string): Refusal => refusal('platform-answer-unreadable', { url: what })

const unreadableList = (path: string): Exclude<PlatformAnswer, { kind: 'ok' }> => ({
  kind: 'unknown',
  sent: true,
  refusal: unreadable(path),
  afterMs: null,
})

const pageIn = (body: unknown, { text = '', headers }: Extract<PlatformAnswer, { kind: 'ok' }>): Page | null => {
  if (typeof body !== 'object' || body === null || !('results' in body) || !Array.isArray(body.results)) return null
  const count = 'count' in body && typeof body.count === 'number' ? body.count : body.results.length
  const last = !('next' in body) || body.next === null
  return { count, last, records: body.results, text, generated: generatedAt(headers), headers }
}

/** The page stamp where the list has one, else the answer's date (whole seconds, cut off: rather too old than too young). 0: neither. */
const generatedAt = (headers: Readonly<Record<string, string>>): number => {
  const stamp = Date.parse(headers['x-page-generated'] ?? headers['date'] ?? '')
  return Number.isNaN(stamp) ? 0 : stamp
}
