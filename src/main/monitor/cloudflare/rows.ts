import { z } from 'zod'
import type { Role } from '#contract/onsale-roles'
import type { Refusal, Result } from '#contract/refusal'
import { done, refused } from '#contract/refusal'
import { minuteMs } from '#domain/onsale/scene'
import type { CloudflareDesk, Variables } from './desk.ts'
import type { Question } from './question.ts'
import type { TrafficDataset } from './queries.ts'
import type { Reading } from '#monitor/poll'

/** Whole minutes, `to` exclusive; Unix milliseconds. */
export type Window = { readonly from: number; readonly to: number }
/** How much of a dataset one query may read. */
export type Span = { readonly mostMs: number; readonly mostRows: number; readonly notOlderThanMs: number }

const count = z
  .number()
  .nonnegative()
  .nullish()
  .transform(value => value ?? 0)
const text = z
  .string()
  .nullish()
  .transform(value => value ?? '')
/** Any row of the datasets asked: what one does not have is zero or empty. A row with a count below zero makes no sense. */
const rowShape = z.object({
  count,
  dimensions: z.object({ datetimeMinute: z.string(), edgeResponseStatus: count, cacheStatus: text, action: text }),
  sum: z
    .object({
      requests: count,
      cachedRequests: count,
      bytes: count,
      cachedBytes: count,
      visits: count,
      edgeResponseBytes: count,
      responseStatusMap: z.array(z.object({ edgeResponseStatus: count, requests: count })).default([]),
    })
    .prefault({}),
  avg: z
    .object({ newUsersPerMinute: z.number().nonnegative().optional(), sampleInterval: z.number().positive().nullish() })
    .default({}),
  uniq: z.object({ uniques: count }).prefault({}),
})
export type Row = z.output<typeof rowShape> & { readonly at: number }

const answerShape = z.object({ viewer: z.object({ zones: z.array(z.object({ rows: z.array(z.unknown()) })) }) })

/** A day in slices of an hour, and pages of one slice. */
const mostSlices = 24
const mostPages = 8
const slicesAtOnce = 4

/** What a read brought. `odd`: rows that made no sense and were left out; `stopped`: why it did not bring all of it. */
export type ReadRows = {
  readonly rows: readonly Row[]
  readonly odd: number
  readonly skewMs: number | null
  readonly stopped: Refusal | null
}
type Asked = {
  readonly query: string
  readonly variables?: Variables
  readonly window: Window
  readonly span: Span
  readonly about: Pick<Question, 'right' | 'source' | 'signal'>
}

/** Every row of a window, in slices as far as one query reaches. The newest come first: when the others are refused, at least what is happening now is known. */
export const readRows = async (desk: CloudflareDesk, asked: Asked): Promise<ReadRows> => {
  const { span, window } = asked
  const slices = Array.from({ length: Math.min(mostSlices, Math.ceil((window.to - window.from) / span.mostMs)) }, (_, index) => {
    const to = window.to - index * span.mostMs
    return { from: Math.max(window.from, to - span.mostMs), to }
  })
  const rows: Row[] = []
  let odd = 0
  let skewMs: number | null = null
  for (let first = 0; first < slices.length; first += slicesAtOnce) {
    const some = slices.slice(first, first + slicesAtOnce)
    const read = await Promise.all(some.map(slice => readSlice(desk, { ...asked, window: slice })))
    for (const slice of read) {
      if (!slice.ok) return { rows, odd, skewMs, stopped: slice.refusal }
      rows.push(...slice.value.rows)
      odd += slice.value.odd
      skewMs = slice.value.skewMs
    }
  }
  return { rows, odd, skewMs, stopped: null }
}

const readSlice = async (
  desk: CloudflareDesk,
  { query, variables, window, span, about }: Asked,
): Promise<Result<Omit<ReadRows, 'stopped'>>> => {
  const rows: Row[] = []
  let odd = 0
  let skewMs: number | null = null
  let { from } = window
  for (let page = 0; from < window.to && page < mostPages; page += 1) {
    const limits = { zone: desk.zone, from: stamp(from), to: stamp(window.to), limit: span.mostRows }
    const said = await desk.query(query, { ...limits, ...variables }, about)
    if (!said.ok) return said
    const parsed = answerShape.safeParse(said.value.data)
    if (!parsed.success) return refused('cloudflare-answer-unreadable')
    const [zone] = parsed.data.viewer.zones
    if (!zone) return refused('cloudflare-zone-unknown', { zone: desk.zone })
    skewMs = said.value.skewMs
    const fresh = zone.rows.flatMap(asRow)
    odd += zone.rows.length - fresh.length
    const newest = Math.max(from, ...fresh.map(row => row.at))
    // a full page may end inside its last minute: that minute is asked for again
    const full = zone.rows.length >= span.mostRows && newest > from
    rows.push(...(full ? fresh.filter(row => row.at < newest) : fresh))
    from = full ? newest : window.to
  }
  return done({ rows, odd, skewMs })
}

/** A row that makes no sense is left out; the others stay. */
const asRow = (value: unknown): readonly Row[] => {
  const parsed = rowShape.safeParse(value)
  if (!parsed.success) return []
  const at = Date.parse(parsed.data.dimensions.datetimeMinute)
  return Number.isNaN(at) ? [] : [{ ...parsed.data, at: Math.floor(at / minuteMs) * minuteMs }]
}

const stamp = (at: number): string => new Date(at).toISOString().replace('.000Z', 'Z')

/** What the zone's traffic was, by the minute. `resource`: the zone. */
export const trafficReadings = (dataset: TrafficDataset, rows: readonly Row[], resource: string): readonly Reading[] => {
  const sums = new Sums(resource)
  for (const row of rows) addTraffic[dataset](sums, row)
  return [...sums.readings(), ...countedReadings(dataset, rows, resource), ...sampleReadings(rows, resource)]
}

/** How people are counted: rolled-up minutes know addresses ("uniques"), estimates know visits, requests that came from elsewhere ("GraphQL datasets"). The two are not the same figure. */
const countedReadings = (dataset: TrafficDataset, rows: readonly Row[], resource: string): readonly Reading[] =>
  [...new Set(rows.map(({ at }) => at))].map(at => ({
    role: 'edge.addresses' as const,
    resource,
    at,
    value: dataset === 'httpRequests1mGroups' ? 1 : 0,
  }))

/** Of how many requests one was looked at, by the minute; a minute in which all were is left out. What is told is scaled up already: as many requests as the samples of all rows stand for. */
const sampleReadings = (rows: readonly Row[], resource: string): readonly Reading[] =>
  [...Map.groupBy(rows, ({ at }) => at)].flatMap(([at, some]) => {
    const requests = some.reduce((total, row) => total + requestsOf(row), 0)
    const looked = some.reduce((total, row) => total + requestsOf(row) / Math.max(1, row.avg.sampleInterval ?? 1), 0)
    const value = looked === 0 ? 1 : Math.round((requests / looked) * 10) / 10
    return value > 1 ? [{ role: 'edge.sample-interval' as const, resource, at, value }] : []
  })

const requestsOf = ({ count, sum }: Row): number => Math.max(count, sum.requests)

const addTraffic: Readonly<Record<TrafficDataset, (sums: Sums, row: Row) => void>> = {
  httpRequests1mGroups: (sums, { at, sum, uniq }) => {
    addRolledUp(sums, at, sum)
    sums.add('edge.visits', at, uniq.uniques)
    const failed = sum.responseStatusMap.filter(each => each.edgeResponseStatus >= failedFrom)
    sums.add(
      'edge.errors',
      at,
      failed.reduce((total, each) => total + each.requests, 0),
    )
  },
  httpRequestsOverviewAdaptiveGroups: (sums, { at, sum, dimensions }) => {
    addRolledUp(sums, at, sum)
    sums.add('edge.visits', at, sum.visits)
    sums.add('edge.errors', at, dimensions.edgeResponseStatus >= failedFrom ? sum.requests : 0)
  },
  httpRequestsAdaptiveGroups: (sums, { at, sum, dimensions, count: requests }) => {
    const cached = cachedStatuses.has(dimensions.cacheStatus.toLowerCase())
    sums.add('edge.requests', at, requests)
    sums.add('edge.cached-requests', at, cached ? requests : 0)
    sums.add('edge.bytes', at, sum.edgeResponseBytes)
    sums.add('edge.cached-bytes', at, cached ? sum.edgeResponseBytes : 0)
    sums.add('edge.visits', at, sum.visits)
    sums.add('edge.errors', at, dimensions.edgeResponseStatus >= failedFrom ? requests : 0)
  },
}

const addRolledUp = (sums: Sums, at: number, sum: Row['sum']): void => {
  sums.add('edge.requests', at, sum.requests)
  sums.add('edge.cached-requests', at, sum.cachedRequests)
  sums.add('edge.bytes', at, sum.bytes)
  sums.add('edge.cached-bytes', at, sum.cachedBytes)
}

const failedFrom = 500
/** Answered without asking the shop ("Cloudflare cache responses"). */
const cachedStatuses: ReadonlySet<string> = new Set(['hit', 'stale', 'revalidated', 'updating'])

/**
 * Whom the firewall held back, by the minute: who was stopped, and who was asked for proof less who brought it, so that a zone that challenges everybody does not seem to be full of bots. Minutes
 * of `quiet` without a row are zero: the firewall was read, and it reports only what it did.
 */
export const threatReadings = (rows: readonly Row[], resource: string, quiet: Window): readonly Reading[] => {
  const minutes = new Map<number, { stopped: number; unproved: number }>()
  for (let at = quiet.from; at < quiet.to; at += minuteMs) minutes.set(at, { stopped: 0, unproved: 0 })
  for (const { at, dimensions, count: times } of rows) {
    const deed = deedOf(dimensions.action)
    if (deed === 'none') continue
    const minute = minutes.get(at) ?? { stopped: 0, unproved: 0 }
    minutes.set(at, minute)
    if (deed === 'stopped') minute.stopped += times
    else minute.unproved += deed === 'asked' ? times : -times
  }
  // proof that was asked for in the minute before is brought in this one
  return [...minutes].map(([at, { stopped, unproved }]) => ({
    role: 'edge.threats' as const,
    resource,
    at,
    value: stopped + Math.max(0, unproved),
  }))
}

/**
 * What an action does to a request ("Security fields", SecurityActions). `…_bypassed` and `…_skipped`: nobody was asked, so nothing is taken off; `…_failed` was asked before. The links of AI
 * Labyrinth "are not mitigations": the page is answered.
 */
const deedOf = (action: string): 'stopped' | 'asked' | 'proved' | 'none' => {
  if (/^(block|drop|(force_)?connection_?close)$/i.test(action)) return 'stopped'
  if (/^(challenge|js_?challenge|managed_challenge)$/i.test(action)) return 'asked'
  return /^(challenge|js_?challenge|managed_challenge(_(non_)?interactive)?)_solved$/i.test(action) ? 'proved' : 'none'
}

/** How many the waiting room let in, by the minute. */
export const admittedReadings = (rows: readonly Row[], resource: string): readonly Reading[] =>
  rows.flatMap(({ at, avg }) =>
    avg.newUsersPerMinute === undefined
      ? []
      : [{ role: 'queue.admitted' as const, resource, at, value: Math.round(avg.newUsersPerMinute) }],
  )

/** Adds up rows of the same minute. */
class Sums {
  readonly #totals = new Map<Role, Map<number, number>>()
  readonly #resource: string
  constructor(resource: string) {
    this.#resource = resource
  }
  add(role: Role, at: number, value: number): void {
    const minutes = this.#totals.get(role) ?? new Map<number, number>()
    this.#totals.set(role, minutes.set(at, (minutes.get(at) ?? 0) + value))
  }
  readings(): readonly Reading[] {
    return [...this.#totals].flatMap(([role, minutes]) =>
      [...minutes].map(([at, value]) => ({ role, resource: this.#resource, at, value })),
    )
  }
}
