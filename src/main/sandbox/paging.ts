import { detail, ok, type Answer } from './answer.ts'
import type { Call } from './request.ts'

/** No page is larger, whatever is asked for. */
const PAGE_SIZE_MAX = 50

/** One page of rows in the platform's envelope; only the page's rows are serialized. */
export function pageOf<Row>(
  call: Call,
  rows: readonly Row[],
  shape: (row: Row) => unknown,
  headers: Readonly<Record<string, string>> = {},
): Answer {
  const size = pageSize(call.query)
  const pages = Math.max(1, Math.ceil(rows.length / size))
  const page = pageNumber(call.query, pages)
  if (page === null || page > pages) return detail(404, 'Invalid page.')
  const results = rows.slice((page - 1) * size, page * size).map(shape)
  const next = page < pages ? pageLink(call, page + 1) : null
  const previous = page > 1 ? pageLink(call, page - 1) : null
  return ok({ count: rows.length, next, previous, results }, headers)
}

function pageSize(query: URLSearchParams): number {
  const asked = Number(query.get('page_size') ?? PAGE_SIZE_MAX)
  return Number.isInteger(asked) && asked > 0 ? Math.min(asked, PAGE_SIZE_MAX) : PAGE_SIZE_MAX
}

function pageNumber(query: URLSearchParams, pages: number): number | null {
  const text = query.get('page') ?? '1'
  if (text === 'last') return pages
  return /^[1-9]\d*$/.test(text) ? Number(text) : null
}

function pageLink(call: Call, page: number): string {
  const query = new URLSearchParams(call.query)
  if (page === 1) query.delete('page')
  else query.set('page', String(page))
  query.sort()
  const path = call.request.target.split('?')[0] ?? ''
  const text = query.toString()
  return `${call.request.origin}${path}${text === '' ? '' : `?${text}`}`
}
