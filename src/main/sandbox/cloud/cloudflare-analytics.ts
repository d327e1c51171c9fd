import { adaptiveRows, cloudflareLagMs, firewallRows, overviewRows, requestRows, roomRows, type Row } from './cloudflare-rows.ts'
import { faultFigure } from './fault.ts'
import { readQuery, type Field } from './graphql-query.ts'
import type { Stage } from './stage.ts'

export type AnalyticsScene = {
  readonly stage: Stage
  readonly zone: string
  readonly now: number
  readonly error: string | null
  readonly challengesEverybody: boolean
}

const zonesMost = 10
const pageMost = 10_000
const dayMs = 86_400_000

type Dataset = {
  readonly rows: (stage: Stage, from: number, to: number, scene: AnalyticsScene) => readonly Row[]
  readonly fields: readonly string[]
  readonly longestMs: number
}

const minuteFields = ['dimensions', 'sum', 'uniq', 'count']
const datasets: Readonly<Record<string, Dataset>> = {
  httpRequests1mGroups: { rows: (stage, from, to) => requestRows(stage, from, to), fields: minuteFields, longestMs: dayMs },
  httpRequests1hGroups: {
    rows: (stage, from, to) => requestRows(stage, from, to, 60),
    fields: minuteFields,
    longestMs: 3 * dayMs,
  },
  httpRequestsAdaptiveGroups: { rows: adaptiveRows, fields: ['dimensions', 'sum', 'avg', 'count'], longestMs: dayMs },
  httpRequestsOverviewAdaptiveGroups: { rows: overviewRows, fields: ['dimensions', 'sum', 'count'], longestMs: dayMs },
  firewallEventsAdaptiveGroups: {
    rows: (stage, from, to, { challengesEverybody }) => firewallRows(stage, from, to, challengesEverybody),
    fields: ['dimensions', 'count'],
    longestMs: dayMs,
  },
  waitingRoomAnalyticsAdaptiveGroups: {
    rows: roomRows,
    fields: ['dimensions', 'avg', 'max', 'avgWeighted', 'count'],
    longestMs: dayMs,
  },
}

/** Answers a question to the analytics: always with 200, what is wrong stands inside. */
export function answerAnalytics(body: unknown, scene: AnalyticsScene): unknown {
  const { query, variables } =
    typeof body === 'object' && body !== null ? { query: undefined, variables: undefined, ...body } : {}
  if (scene.error !== null) return failure(scene.error)
  if (typeof query !== 'string') return failure('must provide a query')
  try {
    return { data: select(readQuery(query, record(variables)), scene), errors: null }
  } catch (reason) {
    // the parser and the datasets say in an error what a client did wrong
    return failure(reason instanceof Error ? reason.message : String(reason))
  }
}

function failure(message: string): unknown {
  return { data: null, errors: [{ message, path: null, extensions: { timestamp: null } }] }
}

function select(fields: readonly Field[], scene: AnalyticsScene): unknown {
  return answers(fields, field => {
    if (field.name === '__typename') return 'query'
    if (field.name !== 'viewer') throw unknownField(field.name, 'query')
    return answers(field.fields, inner => {
      if (inner.name === '__typename') return 'viewer'
      if (inner.name === 'zones') return selectZones(inner, scene)
      throw unknownField(inner.name, 'viewer')
    })
  })
}

function selectZones(field: Field, scene: AnalyticsScene): unknown {
  const filter = record(field.input['filter'])
  const many = filter['zoneTag_in']
  const wanted = Array.isArray(many) ? many : [filter['zoneTag']]
  if (wanted.length > zonesMost) throw new Error(`number of zones is limited to ${zonesMost}, you requested ${wanted.length}`)
  // a zone that the token may not see is refused, not left out
  if (wanted.some(zone => zone !== scene.zone)) throw new Error('not authorized for that account')
  return [answers(field.fields, inner => selectOfZone(inner, scene))]
}

function selectOfZone(field: Field, scene: AnalyticsScene): unknown {
  if (field.name === '__typename') return 'zone'
  if (field.name === 'zoneTag') return scene.zone
  if (field.name === 'settings') return answers(field.fields, ({ name, fields }) => settingsOf(name, fields))
  const dataset = datasets[field.name]
  if (dataset === undefined) throw unknownField(field.name, 'zone')
  const { from, to } = spanOf(field, dataset, scene)
  const limit = Number(field.input['limit'] ?? 0)
  if (!Number.isInteger(limit) || limit < 1) throw new Error(`missing or invalid argument "limit" of "${field.name}"`)
  if (limit > pageMost) throw new Error(`limit must be no greater than ${pageMost}, you requested ${limit}`)
  const rows = grouped(dataset.rows(scene.stage, from, Math.min(to, visibleTo(scene)), scene).filter(matching(field)), field)
  const order = Array.isArray(field.input['orderBy']) ? textOf(field.input['orderBy'][0]) : textOf(field.input['orderBy'])
  return ordered(rows, order)
    .slice(0, limit)
    .map(row => shapeRow(row, field.fields, dataset, ''))
}

function settingsOf(name: string, fields: readonly Field[]): unknown {
  const dataset = datasets[name]
  const settings: Readonly<Record<string, unknown>> = {
    enabled: dataset !== undefined,
    maxDuration: (dataset?.longestMs ?? 0) / 1000,
    maxPageSize: pageMost,
    maxNumberOfFields: 50,
    notOlderThan: (30 * dayMs) / 1000,
    availableFields: dataset?.fields ?? [],
  }
  return answers(fields, field => settings[field.name] ?? null)
}

/** The span of time that the filter names, in any of the spellings. */
function spanOf(field: Field, dataset: Dataset, { now }: AnalyticsScene): { readonly from: number; readonly to: number } {
  const filter = flatten(record(field.input['filter']))
  let from = now - 3_600_000
  let to = now
  for (const [name, value] of Object.entries(filter)) {
    const bound = /^(?:datetime|datetimeMinute|datetimeHour)_(geq|gt|leq|lt)$/.exec(name)?.[1]
    if (bound === undefined) continue
    const at = Date.parse(textOf(value))
    if (Number.isNaN(at)) throw new Error(`cannot parse ${JSON.stringify(value)} as a time, in filter ${name}`)
    if (bound.startsWith('g')) from = bound === 'gt' ? at + 1 : at
    else to = bound === 'leq' ? at + 60_000 : at
  }
  if (to - from > dataset.longestMs)
    throw new Error(`query time range is too large, zone cannot request data of more than ${dataset.longestMs / 1000} seconds`)
  return { from, to }
}

/** Filters on dimensions other than time: equality and `_in`. */
function matching(field: Field): (row: Row) => boolean {
  const filter = Object.entries(flatten(record(field.input['filter']))).filter(([name]) => !name.startsWith('date'))
  return row =>
    filter.every(([name, value]) => {
      const known = row[`dimensions.${name.replace(/_in$/, '')}`]
      if (known === undefined) return true
      return Array.isArray(value) ? value.includes(known) : known === value
    })
}

/** Rows that agree in every dimension asked for become one. */
function grouped(rows: readonly Row[], field: Field): readonly Row[] {
  const asked = field.fields.find(({ name }) => name === 'dimensions')?.fields.map(({ name }) => `dimensions.${name}`) ?? []
  const groups = new Map<string, Record<string, unknown>>()
  for (const row of rows) {
    const key = JSON.stringify(asked.map(name => row[name] ?? null))
    const group = groups.get(key)
    if (group === undefined) groups.set(key, { ...row })
    else for (const [name, value] of Object.entries(row)) group[name] = joined(name, group[name], value)
  }
  return [...groups.values()]
}

function joined(name: string, one: unknown, other: unknown): unknown {
  if (name.startsWith('avg') || name.startsWith('dimensions') || typeof one !== 'number' || typeof other !== 'number') return one
  return name.startsWith('uniq') || name.startsWith('max') ? Math.max(one, other) : one + other
}

function ordered(rows: readonly Row[], order: string): readonly Row[] {
  const found = /^(.*)_(ASC|DESC)$/.exec(order)
  const [, name = 'datetimeMinute', way = 'ASC'] = found ?? []
  const key = name in (rows[0] ?? {}) ? name : `dimensions.${name}`
  const sorted = rows.toSorted((a, b) => compare(a[key], b[key]))
  return way === 'DESC' ? sorted.toReversed() : sorted
}

function compare(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  return textOf(a).localeCompare(textOf(b))
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? '')
}

function shapeRow(row: Row, fields: readonly Field[], dataset: Dataset, prefix: string): unknown {
  return answers(fields, field => {
    if (field.name === '__typename') return 'group'
    const name = `${prefix}${field.name}`
    const value = row[name]
    if (field.fields.length === 0) {
      if (value === undefined) throw unknownField(field.name, prefix === '' ? 'group' : prefix.slice(0, -1))
      return value
    }
    if (prefix === '' && !dataset.fields.includes(field.name)) throw unknownField(field.name, 'group')
    if (Array.isArray(value)) return value.map(entry => answers(field.fields, inner => record(entry)[inner.name] ?? null))
    return shapeRow(row, field.fields, dataset, `${name}.`)
  })
}

/** Everything up to here has arrived. */
function visibleTo({ stage, now }: AnalyticsScene): number {
  const late = stage.fault('late-data')
  return now - Math.max(cloudflareLagMs, late === null ? 0 : faultFigure(late, 'seconds') * 1000)
}

function answers(fields: readonly Field[], answer: (field: Field) => unknown): Record<string, unknown> {
  return Object.fromEntries(fields.map(field => [field.alias, answer(field)]))
}

function unknownField(name: string, of: string): Error {
  return new Error(`unknown field "${name}" of ${of}`)
}

function flatten(filter: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const nested = Array.isArray(filter['AND']) ? filter['AND'].map(part => flatten(record(part))) : []
  return Object.assign({}, ...nested, filter)
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}
