import { z } from 'zod'
import type { Series } from './aws-filing.ts'
import type { CloudNames } from './aws-names.ts'
import { allSeries } from './aws-series.ts'
import { worldRegion } from './aws-signature.ts'
import { isStatistic, statisticOf } from './aws-statistics.ts'
import { invalid, refuse, type AwsRefusal } from './aws-refusal.ts'
import type { CloudTemper } from './cloud-temper.ts'
import { faultFigure } from './fault.ts'
import type { Stage } from './stage.ts'

/** What CloudWatch's answers are made of. `now`: the cloud's time. */
export type CloudWatchScene = {
  readonly stage: Stage
  readonly names: CloudNames
  readonly temper: CloudTemper
  readonly now: number
  /** Where the question was asked. */
  readonly region: string
}

const queriesMost = 500
const pointsMost = 100_800
const metricsPerPage = 500
/** What has happened is to be had after a minute, as a rule; AWS promises nothing. */
const usualLagMs = 60_000
/** While data comes late, so much of a minute's events is missing at first, and so long. */
const firstShare = 0.85
const correctedAfterMs = 120_000

const dimension = z.object({ Name: z.string(), Value: z.string().optional() })
const metricStat = z.object({
  Metric: z.object({ Namespace: z.string(), MetricName: z.string(), Dimensions: z.array(dimension).default([]) }),
  Period: z.number(),
  Stat: z.string(),
  Unit: z.string().optional(),
})
const getMetricDataShape = z.object({
  MetricDataQueries: z.array(
    z.object({
      Id: z.string(),
      MetricStat: metricStat.optional(),
      Expression: z.string().optional(),
      Label: z.string().optional(),
      ReturnData: z.boolean().default(true),
    }),
  ),
  StartTime: z.number(),
  EndTime: z.number(),
  ScanBy: z.enum(['TimestampDescending', 'TimestampAscending']).default('TimestampDescending'),
  MaxDatapoints: z.int().min(1).max(pointsMost).default(pointsMost),
  NextToken: z.string().optional(),
})
type GetMetricData = z.output<typeof getMetricDataShape>
type Query = GetMetricData['MetricDataQueries'][number]

type Result = {
  readonly Id: string
  readonly Label: string
  readonly Timestamps: number[]
  readonly Values: number[]
  StatusCode: string
}

type Said = Readonly<Record<string, unknown>>

/** GetMetricData: points of many metrics, in pages. */
export function getMetricData(input: unknown, scene: CloudWatchScene): Said | AwsRefusal {
  const parsed = getMetricDataShape.safeParse(input)
  if (!parsed.success)
    return invalid(
      `1 validation error detected: Value at '${parsed.error.issues[0]?.path.join('.')}' failed to satisfy constraint.`,
    )
  const wanted = parsed.data
  const refused = checkQueries(wanted)
  if (refused) return refused
  const known = new Map(seriesThere(scene).map(series => [seriesKey(series), series]))
  const results = wanted.MetricDataQueries.filter(({ ReturnData }) => ReturnData).map(query => read(query, wanted, scene, known))
  return pageOf(results, wanted)
}

/** ListMetrics: 500 a page. */
export function listMetrics(input: unknown, scene: CloudWatchScene): Said | AwsRefusal {
  const shape = z.object({
    Namespace: z.string().optional(),
    MetricName: z.string().optional(),
    Dimensions: z.array(dimension).default([]),
    NextToken: z.string().optional(),
    RecentlyActive: z.literal('PT3H').optional(),
  })
  const parsed = shape.safeParse(input)
  if (!parsed.success)
    return invalid(
      `1 validation error detected: Value at '${parsed.error.issues[0]?.path.join('.')}' failed to satisfy constraint.`,
    )
  const wanted = parsed.data
  const from = wanted.NextToken === undefined ? 0 : readToken(wanted.NextToken)
  if (from === null) return refuse(400, 'InvalidParameterValue', 'Invalid nextToken')
  const metrics = seriesThere(scene)
    .filter(({ namespace, name }) => (wanted.Namespace ?? namespace) === namespace && (wanted.MetricName ?? name) === name)
    .filter(({ dimensions }) =>
      wanted.Dimensions.every(({ Name, Value }) =>
        dimensions.some(own => own.Name === Name && (Value ?? own.Value) === own.Value),
      ),
    )
    .map(({ namespace, name, dimensions }) => ({ Namespace: namespace, MetricName: name, Dimensions: dimensions }))
  const page = metrics.slice(from, from + metricsPerPage)
  const more = from + page.length < metrics.length ? { NextToken: makeToken(from + page.length) } : {}
  return { Metrics: page, ...more }
}

/** What services of the whole world report is filed in one region, everything else where it is. */
function seriesThere({ stage, names, region }: CloudWatchScene): readonly Series[] {
  return allSeries(stage.scenario, names, stage.run.fleet).filter(({ everywhere }) =>
    everywhere ? region === worldRegion : region === names.region,
  )
}

/** DescribeAlarms: one alarm, on the servers' processors, as somebody may have made it. */
export function describeAlarms(_input: unknown, { stage, now }: CloudWatchScene): unknown {
  const recent = stage.steps(now - 5 * 60_000, now)
  const hot = recent.length > 0 && recent.every(({ measured }) => measured.webCpu > 80)
  const { group } = stage.scenario.web
  return {
    MetricAlarms: [
      {
        AlarmName: `${group}-cpu`,
        AlarmArn: `arn:aws:cloudwatch:eu-central-1:111122223333:alarm:${group}-cpu`,
        StateValue: hot ? 'ALARM' : 'OK',
        StateReason: `Threshold Crossed: ${hot ? 5 : 0} out of the last 5 datapoints were greater than the threshold (80.0).`,
        StateUpdatedTimestamp: Math.floor(now / 60_000) * 60,
        MetricName: 'CPUUtilization',
        Namespace: 'AWS/EC2',
        Statistic: 'Average',
        Dimensions: [{ Name: 'AutoScalingGroupName', Value: group }],
        Period: 60,
        EvaluationPeriods: 5,
        Threshold: 80,
        ComparisonOperator: 'GreaterThanThreshold',
        ActionsEnabled: false,
      },
    ],
    CompositeAlarms: [],
  }
}

function checkQueries({ MetricDataQueries: queries, StartTime, EndTime }: GetMetricData): AwsRefusal | null {
  if (queries.length === 0) return invalid('The parameter MetricDataQueries is required.')
  if (queries.length > queriesMost)
    return invalid(`The collection MetricDataQueries must not have a size greater than ${queriesMost}.`)
  if (EndTime <= StartTime) return invalid('The parameter StartTime must be less than the parameter EndTime.')
  const complaints = queries.flatMap((query, at) => complaintsOf(query, `MetricDataQueries.member.${at + 1}`))
  if (complaints.length > 0) return invalid(complaints.join('\n'))
  if (new Set(queries.map(({ Id }) => Id)).size < queries.length)
    return invalid('The values for parameter id in MetricDataQueries are not unique.')
  return null
}

function complaintsOf({ Id, MetricStat, Expression }: Query, where: string): string[] {
  const complaints: string[] = []
  if (!/^[a-z][a-zA-Z0-9_]*$/.test(Id))
    complaints.push(`The value ${Id} for parameter ${where}.Id is not matching the expected pattern ^[a-z][a-zA-Z0-9_]*$.`)
  if (MetricStat === undefined)
    complaints.push(
      Expression === undefined
        ? `The parameter ${where} must have either MetricStat or Expression.`
        : `Error in expression '${Id}': this sandbox reckons nothing, ask for MetricStat.`,
    )
  else {
    if (!isStatistic(MetricStat.Stat))
      complaints.push(`The value ${MetricStat.Stat} for parameter ${where}.MetricStat.Stat is not a valid statistic.`)
    const period = MetricStat.Period
    if (!Number.isInteger(period) || period < 1 || (period % 60 !== 0 && ![1, 5, 10, 20, 30].includes(period)))
      complaints.push(
        `The value ${period} for parameter ${where}.MetricStat.Period must be 1, 5, 10, 20, 30 or a multiple of 60.`,
      )
  }
  return complaints
}

function read(
  query: Query,
  { StartTime, EndTime, ScanBy }: GetMetricData,
  scene: CloudWatchScene,
  known: ReadonlyMap<string, Series>,
): Result {
  const { MetricStat: stat } = query
  const result: Result = {
    Id: query.Id,
    Label: query.Label ?? stat?.Metric.MetricName ?? query.Id,
    Timestamps: [],
    Values: [],
    StatusCode: 'Complete',
  }
  if (stat === undefined) return result
  if (scene.temper.forbiddenNamespaces.includes(stat.Metric.Namespace)) return { ...result, StatusCode: 'Forbidden' }
  const series = known.get(
    seriesKey({ namespace: stat.Metric.Namespace, name: stat.Metric.MetricName, dimensions: stat.Metric.Dimensions }),
  )
  // below a minute only metrics that were sent so have points; all of ours are of a minute
  if (series === undefined || stat.Period < 60) return result
  const coarse = series.everyMinutes === 5 || (scene.temper.basicMonitoring && series.namespace === 'AWS/EC2')
  const periodMs = Math.max(stat.Period * 1000, coarse ? 300_000 : 0)
  const from = Math.floor((StartTime * 1000) / periodMs) * periodMs
  const late = scene.stage.fault('late-data')
  const visibleTo = scene.now - (late === null ? usualLagMs : Math.max(usualLagMs, faultFigure(late, 'seconds') * 1000))
  for (let at = from; at < EndTime * 1000 && at < visibleTo; at += periodMs) {
    // basic monitoring reports five minutes when they are over, and has nothing between
    if (coarse && (at + periodMs > visibleTo || at < StartTime * 1000)) continue
    const share = late !== null && visibleTo - (at + periodMs) < correctedAfterMs ? firstShare : 1
    const steps = scene.stage.steps(at, Math.min(at + periodMs, visibleTo))
    const shown = scene.temper.zeros === 'sent' ? { ...series, onlyIfNotZero: false } : series
    const value = statisticOf(shown, steps, stat.Stat, share)
    if (value === null) continue
    result.Timestamps.push(at / 1000)
    result.Values.push(value)
  }
  if (ScanBy === 'TimestampDescending') for (const list of [result.Timestamps, result.Values]) list.reverse()
  if (!scene.temper.partial) return result
  const half = Math.ceil(result.Values.length / 2)
  return {
    ...result,
    Timestamps: result.Timestamps.slice(0, half),
    Values: result.Values.slice(0, half),
    StatusCode: 'PartialData',
  }
}

/** Cuts a page of at most so many points; a series that goes on on the next page is partial. */
function pageOf(results: readonly Result[], { MaxDatapoints, NextToken }: GetMetricData): Said | AwsRefusal {
  const from = NextToken === undefined ? 0 : readToken(NextToken)
  if (from === null) return refuse(400, 'InvalidNextToken', 'The next token specified is invalid.')
  let passed = 0
  let room = MaxDatapoints
  const page: Result[] = []
  let left = false
  for (const result of results) {
    const start = Math.max(0, from - passed)
    passed += result.Values.length
    if (from > 0 && start >= result.Values.length) continue
    const end = Math.min(result.Values.length, start + room)
    if (end < result.Values.length) left = true
    if (end === start && result.Values.length > start) break
    room -= end - start
    const cut = end < result.Values.length ? 'PartialData' : result.StatusCode
    page.push({
      ...result,
      Timestamps: result.Timestamps.slice(start, end),
      Values: result.Values.slice(start, end),
      StatusCode: cut,
    })
  }
  const shown = MaxDatapoints - room
  return { MetricDataResults: page, Messages: [], ...(left ? { NextToken: makeToken(from + shown) } : {}) }
}

function seriesKey({
  namespace,
  name,
  dimensions,
}: {
  readonly namespace: string
  readonly name: string
  readonly dimensions: readonly { readonly Name: string; readonly Value?: string | undefined }[]
}): string {
  return [namespace, name, ...dimensions.map(({ Name, Value }) => `${Name}=${Value}`).toSorted()].join('|')
}

function makeToken(from: number): string {
  return Buffer.from(`from ${from}`).toString('base64url')
}

function readToken(token: string): number | null {
  const found = /^from (\d+)$/.exec(Buffer.from(token, 'base64url').toString())
  return found === null ? null : Number(found[1])
}
