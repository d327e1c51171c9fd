import type { MetricDataQuery } from '@aws-sdk/client-cloudwatch'
import type { Series } from './metric-table.ts'
import { dimensionKey } from './metric-table.ts'

const periodSeconds = 60

type Measured = Pick<Series, 'namespace' | 'metricName' | 'statistic' | 'dimensions'>

/** What a call asks for, and under which name each series finds its answer. */
export type Queries = {
  readonly all: readonly MetricDataQuery[]
  /** Of the values of a series; of what they are divided by, where a reading is a quotient. */
  readonly valueId: (series: Series) => string
  readonly countId: (series: Series) => string | null
}

/** How many queries a series takes where it shares none. Only what is measured is asked for; what is reckoned is reckoned here. */
export const queriesTaken = ({ per }: Series): number => (per === null ? 1 : 2)

/** The queries of some series. What is filed twice is asked for, and paid for, once. */
export const queriesFor = (some: readonly Series[]): Queries => {
  const measured = new Map(some.flatMap(measuredOf).map(one => [keyOf(one), one]))
  const ids = new Map([...measured.keys()].map((key, index) => [key, `m${index}`]))
  const idOf = (one: Measured): string => ids.get(keyOf(one)) ?? ''
  return {
    all: [...measured].map(([key, one]) => queryOf(one, ids.get(key) ?? '')),
    valueId: idOf,
    countId: series => (series.per === null ? null : idOf({ ...series, metricName: series.per })),
  }
}

const measuredOf = (series: Series): readonly Measured[] =>
  series.per === null ? [series] : [series, { ...series, metricName: series.per }]

const keyOf = ({ namespace, metricName, statistic, dimensions }: Measured): string =>
  JSON.stringify([namespace, metricName, statistic, dimensionKey(dimensions)])

const queryOf = ({ namespace, metricName, statistic, dimensions }: Measured, Id: string): MetricDataQuery => ({
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
