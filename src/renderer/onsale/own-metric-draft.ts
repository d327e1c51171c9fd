import type { Resource } from '#contract/onsale-plan'
import { resourceShape } from '#contract/onsale-plan'
import type { OwnRole } from '#contract/own-metric'
import { ownMetrics } from '#contract/own-metric'

/** A metric as a person types it, where the search did not reach it. `dimensions`: `InstanceId=i-1, host=db`. */
export type OwnMetricDraft = {
  readonly namespace: string
  readonly metricName: string
  readonly dimensions: string
  readonly role: OwnRole
}
export type OwnMetricField = 'namespace' | 'metricName' | 'dimensions'

export const emptyMetric: OwnMetricDraft = { namespace: 'CWAgent', metricName: '', dimensions: '', role: 'database.connections' }

/** The metric as a plan keeps it, or which fields cannot be taken as they are. CloudWatch answers only for exactly the dimensions that a metric is published with. */
export const ownMetricOf = (
  draft: OwnMetricDraft,
): { readonly resource: Resource } | { readonly wrong: ReadonlySet<OwnMetricField> } => {
  const [namespace, metricName] = [draft.namespace.trim(), draft.metricName.trim()]
  const dimensions = dimensionsIn(draft.dimensions)
  const wrong = new Set<OwnMetricField>([
    ...(namespace === '' ? ['namespace' as const] : []),
    ...(metricName === '' ? ['metricName' as const] : []),
    ...(dimensions === null ? ['dimensions' as const] : []),
  ])
  const parsed = resourceShape.safeParse({
    kind: 'custom',
    name: [metricName, ...Object.values(dimensions ?? {})].join(' ').slice(0, longestName),
    dimensions,
    metric: { namespace, metricName, statistic: ownMetrics[draft.role], role: draft.role },
  })
  if (parsed.success && wrong.size === 0) return { resource: parsed.data }
  return { wrong: wrong.size > 0 ? wrong : new Set<OwnMetricField>(['dimensions']) }
}

/** As long as a name in a plan may be. */
const longestName = 200

/** Null: there is something that is no `name=value`. A metric may be published without any. */
const dimensionsIn = (typed: string): Readonly<Record<string, string>> | null => {
  const pairs = typed
    .split(',')
    .map(pair => pair.trim())
    .filter(pair => pair !== '')
    .map(pair => /^([^=]+?)\s*=\s*(.+)$/.exec(pair))
  if (pairs.includes(null)) return null
  return Object.fromEntries(pairs.flatMap(pair => (pair?.[1] && pair[2] ? [[pair[1], pair[2]] as const] : [])))
}
