import type { GetMetricDataOutput, MetricDataQuery, MetricDataResult } from '@aws-sdk/client-cloudwatch'
import type { Resource } from '#contract/onsale-plan'
import type { Refusal } from '#contract/refusal'
import { refusal } from '#contract/refusal'
import type { World } from '#main/world'
import type { AwsDoor } from './aws-clients.ts'
import { during } from './aws-clients.ts'
import type { Series } from './aws-metric-table.ts'
import { dimensionKey, regionOf, seriesOf } from './aws-metric-table.ts'
import type { Bounds, Refused } from './aws-points.ts'
import { cpuSpacingMs, noneRefused, quotients, readingsOf, refusedCount } from './aws-points.ts'
import type { Outcome, Poll, Reading } from './poll.ts'

/** CloudWatch takes this many queries a call, and answers this many points a page. */
const queriesPerCall = 500
/** A day of 500 series at a point a minute is eight pages; an answer that goes on is not believed. */
const mostPages = 20
const everyMs = 20_000
const overlapMs = 15 * 60_000
const periodSeconds = 60
const right = 'cloudwatch:GetMetricData'

export type AwsMetricParts = { readonly world: World; readonly door: AwsDoor; readonly resources: readonly Resource[] }

/** All of a sale's CloudWatch minutes, read again fifteen minutes back at each tick: late points cost nothing more. */
export const awsMetricPoll = ({ world, door, resources }: AwsMetricParts): Poll => {
  const calls = callsOf(resources, door.place.region)
  return {
    name: 'aws.metrics',
    source: 'aws',
    everyMs,
    hurriedEveryMs: everyMs,
    overlapMs,
    read: async (window, signal) => {
      const bounds = { ...window, now: world.clock.now() }
      const refused = noneRefused()
      const parts = await Promise.all(calls.map(call => readCall({ door: during(door, signal), call, bounds, refused })))
      const readings = parts.flatMap(part => part.readings)
      return {
        readings,
        facts: factsOf(door, readings),
        refusals: [...parts.flatMap(part => part.refusals), ...pointsRefused(world, refused)],
        answered: parts.some(part => part.answered),
        metricsAsked: parts.reduce((sum, part) => sum + part.metricsAsked, 0),
      }
    },
  }
}

type Call = { readonly region: string; readonly series: readonly Series[] }

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
    chunks([...known.values()], queriesPerCall).map(series => ({ region, series })),
  )
}

const keyOf = ({ role, namespace, metricName, statistic, dimensions, per }: Series): string =>
  JSON.stringify([role, namespace, metricName, statistic, dimensionKey(dimensions), per])

/** As many series in a call as their queries have room; both queries of a quotient are in one. */
const chunks = (all: readonly Series[], size: number): readonly (readonly Series[])[] => {
  const calls: Series[][] = []
  let room = 0
  for (const series of all) {
    const queries = queriesOf(series, 0).length
    if (queries > room) {
      calls.push([])
      room = size
    }
    calls.at(-1)?.push(series)
    room -= queries
  }
  return calls
}

type ReadParts = {
  readonly door: AwsDoor
  readonly call: Call
  readonly bounds: Bounds
  readonly refused: Refused
}
type CallOutcome = Pick<Outcome, 'readings' | 'refusals' | 'answered' | 'metricsAsked'>

/** One call with its pages. The pages that came are kept when a later one does not. */
const readCall = async ({ door, call, bounds, refused }: ReadParts): Promise<CallOutcome> => {
  const gathered = new Map<string, { timestamps: Date[]; values: number[] }>()
  const refusals = new Map<string, Refusal>()
  const note = (no: Refusal): void => void refusals.set(JSON.stringify(no), no)
  let token: string | undefined
  let pages = 0
  do {
    const page = await askPage({ door, call, bounds, token })
    if (!page.ok) {
      note(page.refusal)
      break
    }
    pages += 1
    token = page.value.NextToken
    for (const message of page.value.Messages ?? []) note(refusal('aws-refused', { text: message.Value ?? message.Code ?? '' }))
    for (const result of page.value.MetricDataResults ?? []) gather(gathered, result, note)
  } while (token && pages < mostPages)
  return {
    readings: call.series.flatMap((series, index) => {
      const read = (id: string): readonly Reading[] => {
        const points = gathered.get(id)
        return points ? readingsOf(series, points, bounds, refused) : []
      }
      const values = read(valueId(index))
      return series.per === null ? values : quotients(values, read(countId(index)))
    }),
    refusals: [...refusals.values()],
    answered: pages > 0,
    metricsAsked: call.series.flatMap(queriesOf).length * Math.max(1, pages),
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
        MetricDataQueries: call.series.flatMap(queriesOf),
        StartTime: new Date(bounds.from),
        EndTime: new Date(bounds.to),
        ScanBy: 'TimestampAscending' as const,
        ...(token ? { NextToken: token } : {}),
      }
      return open(CloudWatchClient).send(new GetMetricDataCommand(input))
    },
  })

const valueId = (index: number): string => `m${index}`
const countId = (index: number): string => `n${index}`

/** One query, or two where a reading is a quotient: only what is measured is asked for, what is reckoned is reckoned here. */
const queriesOf = (series: Series, index: number): readonly MetricDataQuery[] => [
  queryOf(series, valueId(index), series.metricName),
  ...(series.per === null ? [] : [queryOf(series, countId(index), series.per)]),
]

const queryOf = ({ namespace, dimensions, statistic }: Series, Id: string, metricName: string): MetricDataQuery => ({
  Id,
  MetricStat: {
    Metric: {
      Namespace: namespace,
      MetricName: metricName,
      Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
    },
    Period: periodSeconds,
    Stat: statistic,
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
