import type { RoomFace, ServersFace, SourceFace } from '#contract/onsale-face'
import type { OnsalePlan } from '#contract/onsale-plan'
import { usualLimits } from '#contract/onsale-plan'
import type { Role, Source } from '#contract/onsale-roles'
import { sources } from '#contract/onsale-roles'
import { minuteMs } from '#domain/onsale/scene'
import type { MinuteTable, Scene } from '#domain/onsale/scene'

/** The sale of the tests starts at ten; the table begins an hour before. */
export const startsAt = Date.UTC(2026, 10, 20, 9)
export const tableFrom = startsAt - 60 * minuteMs

export type Columns = Partial<Record<Role, readonly number[]>>

/** A table of minutes from an hour before the sale; a column that is shorter than the longest ends in minutes nobody knows. */
export const tableOf = (columns: Columns, from = tableFrom): MinuteTable => {
  const count = Math.max(0, ...Object.values(columns).map(values => values.length))
  const known = new Map(
    Object.entries(columns).map(([role, values]) => [
      role,
      Float64Array.from({ length: count }, (_, index) => values[index] ?? Number.NaN),
    ]),
  )
  const nothing = new Float64Array(count).fill(Number.NaN)
  const column = (role: Role) => known.get(role) ?? nothing
  return { from, count, column, each: role => [column(role)] }
}

export const planOf = (limits: Partial<OnsalePlan['limits']> = {}, rest: Partial<OnsalePlan> = {}): OnsalePlan => ({
  id: 'sale',
  name: 'Prażanka, 2016',
  showing: { event: 'tour', subevent: null },
  startsAt,
  plannedEndAt: startsAt + 120 * minuteMs,
  stock: 40_000,
  limits: { ...usualLimits, databaseConnections: 700, connectionsPerServer: 40, databaseCores: 16, ...limits },
  cloud: { aws: { profile: 'sale', region: 'eu-central-1', resources: [] }, cloudflare: null, shop: null, queue: null },
  watched: true,
  currency: 'PLN',
  timezone: 'Europe/Warsaw',
  createdAt: 0,
  changedAt: 0,
  ...rest,
})

/** Every source fresh, its newest two minutes still soft. */
export const facesAt = (now: number, changed: Partial<Record<Source, Partial<SourceFace>>> = {}): readonly SourceFace[] =>
  sources.map(source => ({
    source,
    state: 'fresh',
    newestAt: now,
    provisionalFrom: now,
    since: null,
    lateAfterMs: 180_000,
    everyMs: 20_000,
    reasons: [],
    ...changed[source],
  }))

export type Night = {
  readonly columns: Columns
  /** Minutes of the table that rules may read; all, when left out. */
  readonly settled?: number
  readonly limits?: Partial<OnsalePlan['limits']>
  readonly plan?: Partial<OnsalePlan>
  readonly faces?: Partial<Record<Source, Partial<SourceFace>>>
} & Partial<Omit<Scene, 'plan' | 'table' | 'sources' | 'now'>>

/** A scene at the end of its settled minutes. */
export const sceneOf = ({ columns, settled, limits, plan, faces, ...rest }: Night): Scene => {
  const table = tableOf(columns)
  const now = tableFrom + (settled ?? table.count) * minuteMs
  return {
    now,
    plan: planOf(limits, plan),
    table,
    sources: facesAt(now, faces),
    servers: null,
    measuredLeadMs: null,
    measuredInletLeadMs: null,
    room: null,
    session: null,
    token: null,
    skewMs: null,
    categories: [],
    basket: null,
    ...rest,
  }
}

/** An hour of a quiet value before the sale, and then the minutes of the sale. */
export const afterAnHour = (quiet: number, ...sale: readonly number[]): readonly number[] => [
  ...Array.from({ length: 60 }, () => quiet),
  ...sale,
]

/** The same value again and again. */
export const steady = (value: number, minutes: number): readonly number[] => Array.from({ length: minutes }, () => value)

export const room = (changed: Partial<RoomFace> = {}): RoomFace => ({
  state: 'queueing',
  waiting: 20_000,
  active: 5_000,
  waitMinutes: 12,
  newPerMinute: 1_000,
  totalActive: 6_000,
  readAt: startsAt,
  ...changed,
})

export const group = (changed: Partial<ServersFace> = {}): ServersFace => ({
  group: 'web',
  instanceType: 'c3.xlarge',
  desired: 12,
  inService: 12,
  pending: 0,
  minimum: 4,
  maximum: 20,
  readAt: startsAt,
  coming: null,
  failure: null,
  ...changed,
})
