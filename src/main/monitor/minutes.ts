import type { OnsalePlan } from '#contract/onsale-plan'
import type { Role, Source } from '#contract/onsale-roles'
import { roles } from '#contract/onsale-roles'
import type { RoleRule } from '#domain/onsale/role-table'
import { leastRequestsOf, roleTable, trafficOf } from '#domain/onsale/role-table'
import type { MinuteTable } from '#domain/onsale/scene'
import { minuteMs } from '#domain/onsale/scene'
import { combined, vouched } from './minutes-combined.ts'
import type { Reading } from './poll.ts'

/** The minutes of one on-sale in memory, as they become known. Late, repeated and unordered ones give the same table as those that came in order. */
export type MinuteBoard = {
  /** Takes minutes that are new or changed; `revision`: of the file after them. Minutes before the board's begin are left out. */
  readonly put: (minutes: readonly Reading[], revision: number) => void
  /** Everything up to `to`, resources combined and silence filled. It does not change afterwards. */
  readonly table: (to: number) => MinuteTable
  /** Minutes before this are the same as they were at `revision`; those from here on may not be. */
  readonly changedFrom: (revision: number) => number
}

/** Where an on-sale's minutes begin, and of its plan what it asks AWS about: an error that was never reported is none only where somebody would have reported it. */
export type BoardOf = { readonly from: number; readonly plan: Pick<OnsalePlan, 'cloud'> | null }

/** Two days; a board is of one sale. */
const mostMinutes = 2_880
/** Changes remembered one by one; who has missed more is told everything. */
const mostChanges = 2_000

/** An empty board. */
export const minuteBoard = ({ from, plan }: BoardOf): MinuteBoard => {
  const series = new Map<Role, Map<string, Float64Array>>()
  const versions = new Map<Role, number>()
  /** Of each source, and of each measure. */
  const newest = new Map<Source | Role, number>()
  const columns = new Map<Role, Column>()
  const mayBeSilent = silentRoles(plan)
  const changes = changeLog(from)

  const put: MinuteBoard['put'] = (minutes, revision) => {
    let first = Number.POSITIVE_INFINITY
    for (const { role, resource, at, value } of minutes) {
      const index = Math.floor((at - from) / minuteMs)
      if (index < 0 || index >= mostMinutes) continue
      first = Math.min(first, index, silenceBroken(role, index))
      roomFor(series, role, resource, index)[index] = value
      versions.set(role, (versions.get(role) ?? 0) + 1)
    }
    if (first < Number.POSITIVE_INFINITY) changes.add(revision, from + first * minuteMs)
  }

  /** From which minute on silence means something else once this minute is known: where its source was known up to, or the begin for a measure that is new. */
  const silenceBroken = (role: Role, index: number): number => {
    const { source } = roleTable[role]
    const knownOnes = [source, ...(trafficOf[source] === role ? [role] : [])].map(who => newest.get(who) ?? -1)
    for (const who of [source, role]) newest.set(who, Math.max(newest.get(who) ?? -1, index))
    return series.has(role) ? Math.min(...knownOnes) + 1 : 0
  }

  const columnOf = (role: Role, count: number): Column => {
    const rule = roleTable[role]
    const extent = extentOf(rule, role, count)
    const least = leastRequestsOf(role)
    const changed = [role, ...(least === null ? [] : [vouching])].map(each => versions.get(each) ?? 0).join()
    const key = `${changed} ${count} ${extent.first} ${extent.last}`
    const known = columns.get(role)
    if (known?.key === key) return known
    const told = series.get(role) ?? unheard
    const counted = least === null ? told : vouched(told, series.get(vouching) ?? unheard, least)
    const values = combined(byName(counted), rule.combine, count)
    fill(values, rule, extent)
    const each = told.size > 1 ? byName(told).map(one => combined([one], rule.combine, count)) : [values]
    const column = { key, values, each }
    columns.set(role, column)
    return column
  }

  /** Between which minutes silence means something; none: `last` before `first`. */
  const extentOf = (rule: RoleRule, role: Role, count: number): Extent => {
    if (rule.missing === 'unknown') return nowhere
    const last = Math.min(newest.get(rule.source) ?? -1, count - 1)
    if (rule.missing === 'hold') return { first: 0, last }
    if (!series.has(role) && !mayBeSilent.has(role)) return nowhere
    const traffic = trafficOf[rule.source]
    if (traffic === null) return { first: firstOf(series, rule.source), last }
    return boundsOf([...(series.get(traffic)?.values() ?? [])], count)
  }

  return {
    put,
    table: to => {
      const count = Math.max(0, Math.min(mostMinutes, Math.ceil((to - from) / minuteMs)))
      const table = new Map(roles.map(role => [role, columnOf(role, count)]))
      const nothing = new Float64Array(count).fill(Number.NaN)
      return {
        from,
        count,
        column: role => table.get(role)?.values ?? nothing,
        each: role => table.get(role)?.each ?? [nothing],
      }
    },
    changedFrom: changes.since,
  }
}

/** What a percentile's samples are counted by. */
const vouching: Role = 'balancer.requests'
const unheard: ReadonlyMap<string, Float64Array> = new Map()

/** In whatever order resources were heard of first, they are combined in the same one: live, after a restart and in a replay alike. */
const byName = (resources: ReadonlyMap<string, Float64Array>): readonly Float64Array[] =>
  [...resources].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, values]) => values)

/** Which minute each revision has changed first, as far as that is remembered. */
const changeLog = (begin: number) => {
  let changes: readonly { readonly revision: number; readonly from: number }[] = []
  let forgottenUpTo = 0
  return {
    add: (revision: number, from: number): void => {
      changes = [...changes, { revision, from }]
      forgottenUpTo = changes.at(-mostChanges - 1)?.revision ?? forgottenUpTo
      changes = changes.slice(-mostChanges)
    },
    since: (revision: number): number => {
      if (revision < forgottenUpTo) return begin
      const later = changes.filter(change => change.revision > revision)
      return later.reduce((first, change) => Math.min(first, change.from), Number.POSITIVE_INFINITY)
    },
  }
}

type Column = { readonly key: string; readonly values: Float64Array; readonly each: readonly Float64Array[] }
type Extent = { readonly first: number; readonly last: number }
const nowhere: Extent = { first: 0, last: -1 }

const roomFor = (series: Map<Role, Map<string, Float64Array>>, role: Role, resource: string, index: number): Float64Array => {
  const ofRole = series.get(role) ?? new Map<string, Float64Array>()
  series.set(role, ofRole)
  const known = ofRole.get(resource)
  if (known && index < known.length) return known
  const larger = new Float64Array(Math.min(mostMinutes, Math.max(60, 2 * (index + 1)))).fill(Number.NaN)
  if (known) larger.set(known)
  ofRole.set(resource, larger)
  return larger
}

const fill = (values: Float64Array, { missing }: RoleRule, { first, last }: Extent): void => {
  let held = missing === 'hold' ? Number.NaN : 0
  for (let index = first; index <= last; index += 1) {
    const value = values[index] ?? Number.NaN
    if (Number.isNaN(value)) values[index] = held
    else if (missing === 'hold') held = value
  }
}

/** From the first to the newest minute that any of these knows. */
const boundsOf = (columns: readonly Float64Array[], count: number): Extent => {
  const isKnown = (value: number): boolean => !Number.isNaN(value)
  const firsts = columns.map(column => column.findIndex(isKnown)).filter(index => index >= 0)
  const lasts = columns.map(column => column.findLastIndex((value, index) => index < count && isKnown(value)))
  return firsts.length === 0 ? nowhere : { first: Math.min(...firsts), last: Math.max(...lasts) }
}

const firstOf = (series: ReadonlyMap<Role, ReadonlyMap<string, Float64Array>>, source: Source): number => {
  const ofSource = [...series].flatMap(([role, resources]) => (roleTable[role].source === source ? [...resources.values()] : []))
  return boundsOf(ofSource, mostMinutes).first
}

/** Measures of AWS that are published only when they are not zero, and that something in the plan publishes. */
const silentRoles = (plan: BoardOf['plan']): ReadonlySet<Role> => {
  const kinds = new Set(plan?.cloud.aws?.resources.map(resource => resource.kind) ?? [])
  const isClassic = kinds.has('classic-balancer')
  const isBalanced = isClassic || kinds.has('application-balancer')
  return new Set(
    roles.filter(role => {
      if (role === 'balancer.surge') return isClassic
      if (role.startsWith('balancer.')) return isBalanced
      return role.startsWith('firewall.') && kinds.has('waf')
    }),
  )
}

/** How far ahead of this machine's clock a source may be before its minute is taken for nonsense. */
const aheadMs = 2 * minuteMs

/**
 * Readings that can be true: a number, not below zero, of a minute that has begun. The last of several about the same minute counts. `dropped`: how many could not be.
 */
export const soundReadings = (
  readings: readonly Reading[],
  now: number,
): { readonly readings: readonly Reading[]; readonly dropped: number } => {
  const sound = new Map<string, Reading>()
  let dropped = 0
  for (const reading of readings) {
    const at = Math.floor(reading.at / minuteMs) * minuteMs
    if (!Number.isFinite(reading.value) || reading.value < 0 || !Number.isFinite(at) || at > now + aheadMs) dropped += 1
    else sound.set(`${reading.role} ${reading.resource} ${at}`, { ...reading, at })
  }
  return { readings: [...sound.values()], dropped }
}
