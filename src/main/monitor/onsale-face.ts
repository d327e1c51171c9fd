import type { Check, OnsaleFace, OnsaleSummary, Validity } from '#contract/onsale-face'
import type { Severity } from '#contract/onsale-finding'
import type { OnsalePlan } from '#contract/onsale-plan'
import type { Role } from '#contract/onsale-roles'
import { refusal } from '#contract/refusal'
import type { MinuteTable } from '#domain/onsale/scene'
import { minuteMs } from '#domain/onsale/scene'
import { costsOf } from '#store/onsale-cost'
import { drawnMarks } from '#store/onsale-mark'
import type { Readable } from '#store/query'
import { leverFace } from './hands.ts'
import { inletBarred } from './hands-inlet.ts'
import { serversBarred, serversWantReason } from './hands-servers.ts'
import { armedOf } from './watch-arming.ts'
import { serverHourCents, watchingCents } from './watch-cost.ts'
import type { Looked } from './watch.ts'

export type FaceParts = {
  readonly store: Readable
  readonly looked: Looked
  readonly mode: OnsaleFace['mode']
  readonly speed: number
  readonly checks: readonly Check[]
  readonly tokenEndsAt: number | null
}

/** Everything of one on-sale but its minutes, for the screens. */
export const faceFrom = (parts: FaceParts): OnsaleFace => {
  const { looked, mode, speed, checks } = parts
  const { scene, thought, facts, marks } = looked
  const { plan, now } = scene
  const armed = armedOf(marks, now)
  const { verdict, constraint, race, sellOut, money, findings, passed, paused, scales } = thought
  return {
    plan,
    now,
    speed,
    mode,
    phase: phaseOf(plan, scene.table, now),
    revision: looked.revision,
    users: usersOf(looked),
    verdict,
    constraint,
    race,
    sellOut,
    money,
    findings,
    passed,
    paused,
    sources: scene.sources,
    scales,
    marks: [...drawnMarks(marks), ...ownMarks(plan, now)].toSorted((one, other) => one.at - other.at),
    armed: armed && { until: armed.until, by: armed.by },
    levers: leversOf(looked, mode),
    servers: scene.servers,
    room: scene.room,
    checks,
    validity: validityOf(looked, parts.tokenEndsAt),
    cost: costOf(parts),
    session: facts.session,
  }
}

/** Where a sale stands. It is over at its planned end, and sold out when the last minute that is known had nothing left. */
export const phaseOf = (plan: OnsalePlan, table: MinuteTable, now: number): OnsaleFace['phase'] => {
  if (now < plan.startsAt) return 'before'
  if (now >= plan.plannedEndAt) return 'over'
  return table.column('sales.left').findLast(left => !Number.isNaN(left)) === 0 ? 'sold-out' : 'open'
}

/** One line of the list of on-sales. */
export const summaryOf = ({ scene, thought }: Pick<Looked, 'scene' | 'thought'>): OnsaleSummary => {
  const { id, name, startsAt, plannedEndAt, watched } = scene.plan
  const severities = new Set(thought.findings.filter(({ silenced }) => silenced === null).map(({ severity }) => severity))
  const worst = worstFirst.find(severity => severities.has(severity)) ?? 'calm'
  return { id, name, startsAt, plannedEndAt, watched, phase: phaseOf(scene.plan, scene.table, scene.now), worst }
}
const worstFirst = ['critical', 'warning', 'notice'] as const satisfies readonly Severity[]

/** People a minute: as the edge counts visits; where it does not, as the waiting room lets them in. */
const usersOf = ({ scene }: Looked): OnsaleFace['users'] => {
  const { table } = scene
  const seen = (['edge.visits', 'queue.admitted'] as const)
    .map(role => settled(table, role, provisionalFrom(scene, role)))
    .find(values => values.some(value => !Number.isNaN(value)))
  const perMinute = seen?.findLast(value => !Number.isNaN(value))
  return perMinute === undefined || !seen
    ? null
    : { perMinute, peak: seen.reduce((most, value) => (value > most ? value : most), 0) }
}

const provisionalFrom = (scene: Looked['scene'], role: Role): number =>
  scene.sources.find(({ source }) => source === (role === 'edge.visits' ? 'cloudflare' : 'queue'))?.provisionalFrom ?? scene.now

const settled = (table: MinuteTable, role: Role, until: number): Float64Array =>
  table.column(role).subarray(0, Math.max(0, Math.floor((until - table.from) / minuteMs)))

/** Marks that no person makes. */
const ownMarks = (plan: OnsalePlan, now: number): OnsaleFace['marks'] => [
  { id: 'start', at: plan.startsAt, kind: 'start', figures: {}, by: null },
  ...(now >= plan.plannedEndAt ? ([{ id: 'end', at: plan.plannedEndAt, kind: 'end', figures: {}, by: null }] as const) : []),
]

const leversOf = (looked: Looked, mode: OnsaleFace['mode']): OnsaleFace['levers'] => {
  const { now } = looked.scene
  if (mode === 'replay')
    return { servers: leverFace(refusal('not-in-replay'), false), inlet: leverFace(refusal('not-in-replay'), false) }
  return {
    servers: leverFace(serversBarred(looked, now), serversWantReason(looked, now)),
    inlet: leverFace(inletBarred(looked, now), false),
  }
}

const validityOf = ({ scene, facts, marks }: Looked, tokenEndsAt: number | null): readonly Validity[] => {
  const { plan, now } = scene
  const armed = armedOf(marks, now)
  return [
    ...(plan.cloud.aws ? [{ what: 'aws-session', from: null, until: facts.session?.endsAt ?? null } as const] : []),
    ...(plan.cloud.cloudflare ? [{ what: 'cloudflare-token', from: null, until: tokenEndsAt } as const] : []),
    ...(armed ? [{ what: 'armed', from: armed.since, until: armed.until } as const] : []),
  ]
}

const costOf = ({ store, looked }: FaceParts): OnsaleFace['cost'] => {
  const { plan, table } = looked.scene
  const costs = costsOf(store, plan.id)
  return {
    since: table.from,
    infrastructureCents: Math.round((costs['server-ms'] / 3_600_000) * serverHourCents(plan.limits)),
    watchingCents: watchingCents(costs['metrics-asked']),
  }
}
