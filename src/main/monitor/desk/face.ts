import type { OnsaleFace, OnsaleSummary } from '#contract/onsale-face'
import type { Severity } from '#contract/onsale-finding'
import type { OnsalePlan } from '#contract/onsale-plan'
import { infrastructureCents, watchingCents } from '#monitor/watch/cost'
import { leversOf } from '#monitor/hands/levers'
import { countedAtEdge } from '#domain/onsale/counted'
import { look as sightOf } from '#domain/onsale/sight'
import { costsOf } from '#store/onsale-cost'
import { drawnMarks } from '#store/onsale-mark'
import type { Readable } from '#store/query'
import { lastRehearsal } from '#store/rehearsal'
import { takenOf } from '#monitor/hands/servers'
import { armedOf } from '#monitor/watch/arming'
import { validityOf } from '#monitor/preflight/validity'
import type { Looked } from '#monitor/watch/watch'

export type FaceParts = {
  readonly store: Readable
  readonly looked: Looked
  readonly mode: OnsaleFace['mode']
  readonly speed: number
  readonly tokenEndsAt: number | null
  readonly doubts: OnsaleFace['doubts']
}

/** Everything of one on-sale but its minutes, for the screens. */
export const faceFrom = (parts: FaceParts): OnsaleFace => {
  const { looked, mode, speed } = parts
  const { scene, thought, facts, marks } = looked
  const { plan, now } = scene
  const armed = armedOf(marks, now)
  const { memory: _, ...said } = thought
  return {
    plan,
    now,
    speed,
    mode,
    revision: looked.revision,
    ...said,
    users: usersOf(looked),
    sources: scene.sources,
    marks: [...drawnMarks(marks), ...ownMarks(plan, thought.end)].toSorted((one, other) => one.at - other.at),
    armed: armed && { until: armed.until, by: armed.by },
    levers: leversFor(looked, mode),
    doubts: parts.doubts,
    servers: scene.servers,
    room: scene.room,
    checks: looked.checks,
    validity: validityOf(looked, parts.tokenEndsAt),
    cost: costOf(parts),
    session: facts.session,
    rehearsed: lastRehearsal(parts.store),
  }
}

/** One line of the list of on-sales. */
export const summaryOf = ({ scene, thought }: Pick<Looked, 'scene' | 'thought'>): OnsaleSummary => {
  const { id, name, startsAt, plannedEndAt, watched } = scene.plan
  const severities = new Set(thought.findings.filter(({ silenced }) => silenced === null).map(({ severity }) => severity))
  const worst = worstFirst.find(severity => severities.has(severity)) ?? 'calm'
  return { id, name, startsAt, plannedEndAt, watched, phase: thought.phase, worst }
}
const worstFirst = ['critical', 'warning', 'notice'] as const satisfies readonly Severity[]

/** People a minute: as the edge counts visits; where it does not, as the waiting room lets them in. The newest that may be read, and the most so far. */
const usersOf = ({ scene }: Looked): OnsaleFace['users'] => {
  const sight = sightOf(scene)
  const role = (['edge.visits', 'queue.admitted'] as const).find(each => sight.latest(each) !== null)
  const perMinute = role && sight.latest(role)
  if (role === undefined || perMinute === undefined || perMinute === null) return null
  const peak = scene.table.column(role).reduce((most, value) => (value > most ? value : most), perMinute)
  return { perMinute, peak, counted: role === 'queue.admitted' ? 'admitted' : countedAtEdge(sight.latest('edge.addresses')) }
}

/** Marks that no person makes. */
const ownMarks = (plan: OnsalePlan, end: OnsaleFace['end']): OnsaleFace['marks'] => [
  { id: 'start', at: plan.startsAt, kind: 'start', figures: {}, by: null },
  ...(end ? ([{ id: 'end', at: end.at, kind: 'end', figures: {}, by: null }] as const) : []),
]

/** Which levers may be used now. One that only rests after its last step may be used with a reason. */
export const leversFor = (looked: Looked, mode: OnsaleFace['mode']): OnsaleFace['levers'] => {
  const { scene, marks } = looked
  const levers = leversOf(sightOf(scene), { mode, armed: armedOf(marks, scene.now), taken: takenOf(looked) })
  const { servers } = levers
  return servers.why?.code === 'cooling-down' ? { ...levers, servers: { ...servers, usable: true, reasonWanted: true } } : levers
}

const costOf = ({ store, looked }: FaceParts): OnsaleFace['cost'] => {
  const { plan, table } = looked.scene
  const costs = costsOf(store, plan.id)
  return {
    since: table.from,
    infrastructureCents: infrastructureCents(table, plan.limits, table.from),
    watchingCents: watchingCents(costs['metrics-asked']),
  }
}
