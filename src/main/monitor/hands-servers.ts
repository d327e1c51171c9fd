import type { ServerStep, ServersPreview, StepPreview } from '#contract/onsale-hands'
import { serverSteps } from '#contract/onsale-hands'
import type { Refusal, Result } from '#contract/refusal'
import { done, refusal, refused } from '#contract/refusal'
import { look as sightOf } from '#domain/onsale/sight'
import { costsOf } from '#store/onsale-cost'
import type { GroupState } from './aws-group.ts'
import type { AwsServers } from './aws-polls.ts'
import { ceilingsOf } from './hands-ceilings.ts'
import type { HandsParts } from './hands.ts'
import { faceOf, hoursLeft, oneAtATime, whileArmed, whileSeen, wholeMoney, writeLedger } from './hands.ts'
import { serverHourCents } from './watch-cost.ts'
import { leadOf } from './watch-scene.ts'
import type { Looked } from './watch.ts'

/** The lever that adds servers: steps only, only upwards, behind every guard rail there is. */
export type ServersHand = {
  readonly preview: () => Promise<Result<ServersPreview>>
  readonly add: (wish: ServersWish) => Promise<Result<{ readonly desired: number; readonly request: string }>>
}
export type ServersWish = {
  readonly step: ServerStep
  readonly expected: { readonly desired: number; readonly maximum: number }
  readonly reason: string
}

/** The lever over one watched on-sale; `servers` null: no group is part of it. */
export const serversHand = (parts: HandsParts, servers: AwsServers | null): ServersHand => {
  const alone = oneAtATime()
  const read = async (): Promise<Result<GroupState>> => {
    if (!servers) return refused('not-part-of-sale', { source: 'aws' })
    const known = await servers.read(new AbortController().signal)
    return known.ok ? done(known.value.group) : known
  }
  return {
    preview: async () => {
      const group = await read()
      return group.ok ? done(previewOf(parts, group.value)) : group
    },
    add: wish =>
      alone(async () => {
        const why = serversBarred(parts.watch.look(), parts.world.clock.now())
        if (why) return { ok: false, refusal: why }
        const group = await read()
        if (!group.ok || !servers) return group.ok ? refused('not-part-of-sale', { source: 'aws' }) : group
        const wrong = wishWrong(parts, group.value, wish)
        return wrong ? { ok: false, refusal: wrong } : send(parts, { servers, group: group.value }, wish)
      }),
  }
}

/** Why servers cannot be added at all; null: nothing stands in the way but the step itself. */
export const serversBarred = (looked: Looked, now: number): Refusal | null => {
  if (looked.scene.plan.cloud.aws === null) return refusal('not-part-of-sale', { source: 'aws' })
  return whileSeen(faceOf(looked, 'aws')) ?? whileArmed(looked.marks, now)
}

/** Whether a person has to say why: the forecast is red, the newest points are late, or the last step is still at work. */
export const serversWantReason = (looked: Looked, now: number): boolean =>
  faceOf(looked, 'aws')?.state === 'late' ||
  coolingMs(looked, now) > 0 ||
  looked.thought.findings.some(({ rule, severity }) => databaseRules.has(rule) && severity === 'critical')

/** Rules that speak against more servers: the database is full, hot or locked. */
const databaseRules: ReadonlySet<number> = new Set([10, 11, 12, 13])

/** How long the last step is still left alone. */
export const coolingMs = ({ marks, scene }: Looked, now: number): number => {
  const asked = marks.findLast(({ kind }) => kind === 'servers-asked')
  return asked ? Math.max(0, asked.at + leadOf(marks, scene.plan) - now) : 0
}

const previewOf = (parts: HandsParts, group: GroupState): ServersPreview => {
  const looked = parts.watch.look()
  const now = parts.world.clock.now()
  const steps = serverSteps.map(step => stepOf(parts, looked, group, step))
  const full = steps.some(({ connections }) => connections?.most != null && connections.after >= connections.most)
  return {
    group: group.group,
    instanceType: group.instanceType,
    expected: { desired: group.desired, maximum: group.maximum },
    readAt: group.readAt,
    inService: group.inService,
    pending: group.pending,
    steps,
    ceilings: ceilingsFor(parts, looked, group),
    reasonWanted: serversWantReason(looked, now) || full,
    inletFirst: inletFirst(looked, steps),
  }
}

const ceilingsFor = ({ store, world }: HandsParts, looked: Looked, group: GroupState) => {
  const { plan } = looked.scene
  const now = world.clock.now()
  const running = Math.max(0, group.desired - beforeSteps(looked, group))
  const ran = (costsOf(store, plan.id)['added-server-ms'] / 3_600_000) * serverHourCents(plan.limits)
  const toCome = running * serverHourCents(plan.limits) * hoursLeft(plan, now)
  return ceilingsOf({ plan, group, now, connections: connectionsNow(looked), spentCents: ran + toCome })
}

/** How many servers there were before the first step of this sale. */
export const beforeSteps = ({ marks }: Pick<Looked, 'marks'>, group: Pick<GroupState, 'desired'>): number => {
  const first = marks.find(({ kind }) => kind === 'servers-asked')
  const from = first?.figures['fromServers']
  return typeof from === 'number' ? from : group.desired
}

const connectionsNow = (looked: Looked): number | null => sightOf(looked.scene).latest('database.connections')

const quarter = 4
const addedBy = (step: ServerStep, desired: number): number =>
  ({ one: 1, two: 2, quarter: Math.max(1, Math.ceil(desired / quarter)) })[step]

const stepOf = (parts: HandsParts, looked: Looked, group: GroupState, step: ServerStep): StepPreview => {
  const { plan } = looked.scene
  const now = parts.world.clock.now()
  const added = addedBy(step, group.desired)
  const binding = ceilingsFor(parts, looked, group)[0]
  const cents = serverHourCents(plan.limits) * added
  const cpu = sightOf(looked.scene).latest('web.cpu')
  const connections = connectionsNow(looked)
  const { connectionsPerServer: each, databaseConnections: most } = plan.limits
  return {
    step,
    from: group.desired,
    to: group.desired + added,
    why: binding && binding.left < added ? refusal('ceiling-reached', { ceiling: binding.ceiling, left: binding.left }) : null,
    cpuPercent:
      cpu === null || group.inService === 0 ? null : { now: cpu, after: (cpu * group.inService) / (group.inService + added) },
    connections: connections === null || each === null ? null : { now: connections, after: connections + added * each, most },
    readyAt: now + leadOf(looked.marks, plan),
    centsPerHour: wholeMoney(cents),
    centsUntilEnd: wholeMoney(cents * hoursLeft(plan, now)),
  }
}

/** What the inlet would do instead, where the database is what fills up. */
const inletFirst = (looked: Looked, steps: readonly StepPreview[]): ServersPreview['inletFirst'] => {
  const crowded = steps.find(
    ({ connections }) => connections?.most != null && connections.after >= connections.most * crowdedShare,
  )
  const now = crowded?.connections?.now
  if (now === undefined || (looked.scene.room?.newPerMinute ?? 0) <= 0) return null
  return { connectionsAfter: Math.round(now * slowedShare), minutes: reliefMinutes }
}
/** The warning line of the database's connections. */
const crowdedShare = 0.9
const slowedShare = 0.7
/** Those who are inside finish first: relief is complete after about three minutes. */
const reliefMinutes = 3

const wishWrong = (parts: HandsParts, group: GroupState, { step, expected, reason }: ServersWish): Refusal | null => {
  if (group.desired !== expected.desired || group.maximum !== expected.maximum)
    return refusal('changed-meanwhile', {
      was: `${expected.desired}/${expected.maximum}`,
      is: `${group.desired}/${group.maximum}`,
    })
  const looked = parts.watch.look()
  const now = parts.world.clock.now()
  const planned = stepOf(parts, looked, group, step)
  if (planned.why) return planned.why
  if (reason !== '') return null
  const cooling = coolingMs(looked, now)
  if (cooling > 0) return refusal('cooling-down', { seconds: Math.ceil(cooling / 1000) }, { afterMs: cooling })
  const full = planned.connections?.most != null && planned.connections.after >= planned.connections.most
  return full || serversWantReason(looked, now) ? refusal('reason-wanted') : null
}

const send = async (
  parts: HandsParts,
  { servers, group }: { readonly servers: AwsServers; readonly group: GroupState },
  { step, reason }: ServersWish,
): Promise<Result<{ readonly desired: number; readonly request: string }>> => {
  const { watch, world, person } = parts
  const planned = stepOf(parts, watch.look(), group, step)
  const figures = {
    fromServers: planned.from,
    toServers: planned.to,
    reasonText: reason,
    centsPerHour: planned.centsPerHour,
    ...(planned.cpuPercent ? { cpuPercent: planned.cpuPercent.now } : {}),
    ...(planned.connections ? { connections: planned.connections.now } : {}),
  }
  const askedAt = world.clock.now()
  const sent = await servers.setDesired(planned.to, new AbortController().signal)
  const onsale = watch.plan().id
  const outcome = sent.ok ? { requestText: sent.value.request } : { refusedText: sent.refusal.code }
  writeLedger(parts, { kind: 'onsale.servers', onsale, detail: { ...figures, ...outcome } })
  if (!sent.ok) return sent
  const mark = { at: askedAt, kind: 'servers-asked', subject: group.group, by: person().name } as const
  watch.note({ ...mark, figures: { ...figures, ...outcome } })
  watch.hurry()
  return done({ desired: planned.to, request: sent.value.request })
}
