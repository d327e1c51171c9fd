import type { GetMetricDataOutput, MetricDataResult } from '@aws-sdk/client-cloudwatch'
import type { Resource } from '#contract/onsale-plan'
import type { Refusal } from '#contract/refusal'
import { refusal } from '#contract/refusal'
import type { World } from '#main/world'
import type { AwsDoor } from './clients.ts'
import { during } from './clients.ts'
import type { Series } from './metric-table.ts'
import { dimensionKey, regionOf, seriesOf } from './metric-table.ts'
import type { Bounds, Refused } from './points.ts'
import { cpuSpacingMs, noneRefused, quotients, readingsOf, refusedCount } from './points.ts'
import type { Queries } from './queries.ts'
import { queriesFor, queriesTaken } from './queries.ts'
import type { Slice } from './slices.ts'
import { joined, slicesOf } from './slices.ts'
import type { Outcome, Poll, Reading } from '#monitor/poll'

/** CloudWatch takes this many queries a call, and answers this many points a page. */
const queriesPerCall = 500
/** A day of 500 series at a point a minute is eight pages; an answer that goes on is not believed. */
const mostPages = 20
const everyMs = 20_000
const overlapMs = 15 * 60_000
const right = 'cloudwatch:GetMetricData'

export type AwsMetricParts = { readonly world: World; readonly door: AwsDoor; readonly resources: readonly Resource[] }

/** All of a sale's CloudWatch minutes, read again fifteen minutes back at each tick: late points cost nothing more. */
export const awsMetricPoll = ({ world, door, resources }: AwsMetricParts): Poll => {
  const calls = callsOf(resources, door.place.region).map((call): Reader => ({ call, known: [], restsUntil: 0 }))
  return {
    name: 'aws.metrics',
    source: 'aws',
    everyMs,
    hurriedEveryMs: everyMs,
    overlapMs,
    read: async (window, signal) => {
      const refused = noneRefused()
      const asked = { door: during(door, signal), now: world.clock.now(), refused }
      const parts = (await Promise.all(calls.map(reader => readWindow(reader, window, asked)))).flat()
      const readings = parts.flatMap(part => part.readings)
      const answered = parts.some(part => part.answered)
      return {
        readings,
        facts: factsOf(door, readings),
        refusals: [...eachOnce(parts.flatMap(answered ? owedOf : part => part.refusals)), ...pointsRefused(world, refused)],
        answered,
        metricsAsked: parts.reduce((sum, part) => sum + part.metricsAsked, 0),
      }
    },
  }
}

type Call = { readonly region: string; readonly series: readonly Series[]; readonly queries: Queries }
/** `known`: the minutes that came whole and change no more. `restsUntil`: older ones that did not are not asked for before. */
type Reader = { readonly call: Call; known: readonly Slice[]; restsUntil: number }

/** A region at a time, 500 series at a time; a series that two resources share, such as a balancer with two target groups, is asked for once. */
const callsOf = (resources: readonly Resource[], home: string): readonly Call[] => {
  const byRegion = new Map<string, Map<string, Series>>()
  for (const resource of resources) {
    const region = regionOf(resource, home)
    const known = byRegion.get(region) ?? new Map<string, Series>()
    byRegion.set(region, known)
    for (const series of seriesOf(resource)) if (!known.has(keyOf(series))) known.set(keyOf(series), series)
  }
  return [...byRegion].flatMap(([region, known]) =>
    chunks([...known.values()], queriesPerCall).map(series => ({ region, series, queries: queriesFor(series) })),
  )
}

const keyOf = ({ role, namespace, metricName, statistic, dimensions, per }: Series): string =>
  JSON.stringify([role, namespace, metricName, statistic, dimensionKey(dimensions), per])

/** As many series in a call as their queries have room; both queries of a quotient are in one. */
const chunks = (all: readonly Series[], size: number): readonly (readonly Series[])[] => {
  const calls: Series[][] = []
  let room = 0
  for (const series of all) {
    const queries = queriesTaken(series)
    if (queries > room) {
      calls.push([])
      room = size
    }
    calls.at(-1)?.push(series)
    room -= queries
  }
  return calls
}

type Asked = { readonly door: AwsDoor; readonly now: number; readonly refused: Refused }
type ReadParts = Pick<Asked, 'door' | 'refused'> & { readonly call: Call; readonly bounds: Bounds }
type CallOutcome = Pick<Outcome, 'readings' | 'refusals' | 'answered' | 'metricsAsked'> & {
  /** The whole of it came; false: the next one would hardly come either. */
  readonly isWhole: boolean
}

/** A window of one call, slice by slice, until one does not come. What came whole need not come again, once it is too old to change. */
const readWindow = async (reader: Reader, window: Slice, { door, now, refused }: Asked): Promise<readonly CallOutcome[]> => {
  const parts: CallOutcome[] = []
  const rests = now < reader.restsUntil
  for (const [place, slice] of slicesOf(window, reader.known).entries()) {
    // what the newest minutes miss, older ones miss as well: that costs, and is tried now and then
    if (place > 0 && rests && parts.some(isOwed)) break
    const part = await readCall({ door, call: reader.call, bounds: { ...slice, now }, refused })
    parts.push(part)
    if (!part.isWhole) break
    if (!isOwed(part)) reader.known = joined(reader.known, { ...slice, to: Math.min(slice.to, window.to - overlapMs) })
    else if (place > 0) reader.restsUntil = now + olderRestMs
  }
  return parts
}
/** Older minutes of which a part did not come are asked for again after this. */
const olderRestMs = 120_000
const isOwed = ({ refusals }: CallOutcome): boolean => refusals.some(({ retry }) => retry !== undefined)

/** What did not come while other parts did is asked for again, whyever it did not. */
const owedOf = ({ isWhole, refusals }: CallOutcome): readonly Refusal[] =>
  isWhole ? refusals : refusals.map(no => ({ ...no, retry: no.retry ?? { afterMs: everyMs } }))

const eachOnce = (refusals: readonly Refusal[]): readonly Refusal[] => [
  ...new Map(refusals.map(each => [JSON.stringify(each), each])).values(),
]

/** One call with its pages. The pages that came are kept when a later one does not. */
const readCall = async ({ door, call, bounds, refused }: ReadParts): Promise<CallOutcome> => {
  const gathered = new Map<string, { timestamps: Date[]; values: number[] }>()
  const refusals = new Map<string, Refusal>()
  const note = (no: Refusal): void => void refusals.set(JSON.stringify(no), no)
  let token: string | undefined
  let pages = 0
  let isWhole = true
  do {
    const page = await askPage({ door, call, bounds, token })
    if (!page.ok) {
      note(page.refusal)
      isWhole = false
      break
    }
    pages += 1
    token = page.value.NextToken
    for (const message of page.value.Messages ?? []) note(refusal('aws-refused', { text: message.Value ?? message.Code ?? '' }))
    for (const result of page.value.MetricDataResults ?? []) gather(gathered, result, note)
  } while (token && pages < mostPages)
  return {
    readings: call.series.flatMap(series => {
      const read = (id: string): readonly Reading[] => {
        const points = gathered.get(id)
        return points ? readingsOf(series, points, bounds, refused) : []
      }
      const [values, countId] = [read(call.queries.valueId(series)), call.queries.countId(series)]
      return countId === null ? values : quotients(values, read(countId))
    }),
    refusals: [...refusals.values()],
    answered: pages > 0,
    metricsAsked: call.queries.all.length * Math.max(1, pages),
    isWhole,
  }
}

type PageParts = Omit<ReadParts, 'refused'> & { readonly token: string | undefined }
const askPage = ({ door, call, bounds, token }: PageParts) =>
  door.ask<GetMetricDataOutput>({
    right,
    region: call.region,
    ask: async open => {
      const { CloudWatchClient, GetMetricDataCommand } = await import('@aws-sdk/client-cloudwatch')
      const input = {
        MetricDataQueries: [...call.queries.all],
        StartTime: new Date(bounds.from),
        EndTime: new Date(bounds.to),
        ScanBy: 'TimestampAscending' as const,
        ...(token ? { NextToken: token } : {}),
      }
      return open(CloudWatchClient).send(new GetMetricDataCommand(input))
    },
  })

/** The same series comes back on several pages; what came of it is kept whatever its state. */
const gather = (
  gathered: Map<string, { timestamps: Date[]; values: number[] }>,
  { Id, Timestamps, Values, StatusCode, Messages }: MetricDataResult,
  note: (no: Refusal) => void,
): void => {
  if (StatusCode === 'Forbidden') note(refusal('aws-forbidden', { right }))
  if (StatusCode === 'InternalError')
    note(refusal('aws-refused', { text: Messages?.[0]?.Value ?? StatusCode }, { afterMs: everyMs }))
  if (Id === undefined) return
  const points = gathered.get(Id) ?? { timestamps: [], values: [] }
  gathered.set(Id, points)
  for (const [index, timestamp] of (Timestamps ?? []).entries()) {
    points.timestamps.push(timestamp)
    points.values.push(Values?.[index] ?? Number.NaN)
  }
}

const factsOf = (door: AwsDoor, readings: readonly Reading[]): Outcome['facts'] => {
  const [skewMs, session] = [door.skewMs(), door.session()]
  const spacing = cpuSpacingMs(readings)
  return {
    ...(session === null ? {} : { session: { profile: door.place.profile, ...session } }),
    ...(skewMs === null ? {} : { skewMs }),
    ...(spacing === null ? {} : { cpuSpacingMs: spacing }),
  }
}

const pointsRefused = (world: World, refused: Refused): readonly Refusal[] => {
  const count = refusedCount(refused)
  if (count === 0) return []
  world.log({ level: 'warn', event: 'aws.points-refused', fields: { ...refused } })
  return [refusal('points-refused', { source: 'aws', count })]
}
