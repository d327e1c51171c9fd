import type { Race, ServersFace } from '#contract/onsale-face'
import type { Ceiling, ServerStep, ServersPreview, StepPreview } from '#contract/onsale-hands'
import { serverSteps } from '#contract/onsale-hands'
import { refusal } from '#contract/refusal'
import type { Refusal } from '#contract/refusal'
import { connectionsWith, cpuWith } from '#domain/onsale/constraint'
import { rentCents, serverHourCents } from '#monitor/watch/cost'
import { letInAfter } from '#domain/onsale/inlet'
import { connectionsAfterInlet } from '#domain/onsale/inlet-steps'
import { serverLead } from '#domain/onsale/pace'
import type { Sight } from '#domain/onsale/sight'

/** What is known of earlier steps in this sale. */
export type Taken = {
  /** Until when servers are reckoned to be paid for: the planned end, or the end of arming where that is later. */
  readonly rentedUntil: number
  /** US cents that servers added in this sale cost until then. */
  readonly addedCents: number
  /** When the last step of the group was asked for, in this sale or in another; null: none yet. */
  readonly lastStepAt: number | null
}

/** Amazon's default warm-up of a group; a step rests at least this long, and longer where a server takes longer. */
const leastCoolDownMs = 300_000
/** Until slowing the inlet has brought its whole relief. */
const reliefMinutes = 3

/** What adding servers would mean, and how far it may go. Pure: what is read again just before sending is the caller's. */
export const serversPreview = (sight: Sight, group: ServersFace, race: Race | null, taken: Taken): ServersPreview => {
  const limits = ceilings(sight, group, taken)
  const cooling = coolDown(sight, taken)
  const steps = serverSteps.map(step => stepPreview(sight, group, { step, limits, cooling, rentedUntil: taken.rentedUntil }))
  return {
    group: group.group,
    instanceType: group.instanceType,
    expected: { desired: group.desired, maximum: group.maximum },
    readAt: group.readAt,
    inService: group.inService,
    pending: group.pending,
    steps,
    ceilings: limits,
    reasonWanted: reasonWanted(sight, steps, race) || limits.some(({ left }) => left === null),
    rentedUntil: taken.rentedUntil,
    inletFirst: inletFirst(sight, race),
  }
}

/** How many servers a step adds. */
const stepSize = (step: ServerStep, desired: number): number =>
  ({ one: 1, two: 2, quarter: Math.max(1, Math.ceil(desired / 4)) })[step]

/** The ceiling that binds: the one with the least left. */
export const bindingCeiling = (ceilings: readonly Ceiling[]): Bound | null =>
  ceilings.reduce<Bound | null>((least, { ceiling, left, figures }) => {
    if (left === null) return least
    return least === null || left < least.left ? { ceiling, left, figures } : least
  }, null)
type Bound = Ceiling & { readonly left: number }

const ceilings = (sight: Sight, group: ServersFace, taken: Taken): readonly Ceiling[] => {
  const { limits } = sight.scene.plan
  const left = (count: number) => Math.max(0, Math.floor(count))
  const each = rentCents(limits, 1, taken.rentedUntil - sight.scene.now)
  const connections = connectionsComing(sight, group)
  const { databaseConnections: most, connectionsPerServer: perServer, coreQuota, coresPerServer: cores, spendingCents } = limits
  return [
    { ceiling: 'group', left: left(group.maximum - group.desired), figures: { maximumServers: group.maximum } },
    ...(limits.servers === null
      ? []
      : [{ ceiling: 'event', left: left(limits.servers - group.desired), figures: { maximumServers: limits.servers } } as const]),
    ...(most === null || perServer === null || perServer === 0
      ? []
      : [
          {
            ceiling: 'database',
            left: connections === null ? null : left((most - connections) / perServer),
            figures: { ...(connections !== null && { connections }), mostConnections: most },
          } as const,
        ]),
    ...(coreQuota === null || cores === null || cores === 0
      ? []
      : [
          {
            ceiling: 'cores',
            left: left(coreQuota / cores - group.desired),
            figures: { coreQuota, coresPerServer: cores },
          } as const,
        ]),
    ...(spendingCents === null || each <= 0
      ? []
      : [
          {
            ceiling: 'spending',
            left: left((spendingCents - taken.addedCents) / each),
            figures: { spentCents: taken.addedCents, mostCents: spendingCents },
          } as const,
        ]),
  ]
}

/** Connections now, and those that servers on their way will open. */
const connectionsComing = (sight: Sight, group: ServersFace): number | null => {
  const coming = Math.max(0, group.desired - group.inService)
  return connectionsWith(sight.latest('database.connections'), sight.scene.plan.limits.connectionsPerServer, coming)
}

type StepGrounds = {
  readonly step: ServerStep
  readonly limits: readonly Ceiling[]
  readonly cooling: Refusal | null
  readonly rentedUntil: number
}

const stepPreview = (sight: Sight, group: ServersFace, { step, limits, cooling, rentedUntil }: StepGrounds): StepPreview => {
  const { now, plan } = sight.scene
  const size = stepSize(step, group.desired)
  const binding = bindingCeiling(limits)
  const beyond =
    binding && size > binding.left ? refusal('ceiling-reached', { ceiling: binding.ceiling, left: binding.left }) : null
  const cpu = sight.latest('web.cpu')
  const cpuAfter = cpu === null ? null : cpuWith(cpu, group.inService, group.desired - group.inService + size)
  const connections = sight.latest('database.connections')
  const after = connectionsWith(connectionsComing(sight, group), plan.limits.connectionsPerServer, size)
  return {
    step,
    from: group.desired,
    to: group.desired + size,
    why: beyond ?? cooling,
    cpuPercent: cpu === null || cpuAfter === null ? null : { now: cpu, after: cpuAfter },
    connections:
      connections === null || after === null ? null : { now: connections, after, most: plan.limits.databaseConnections },
    readyAt: now + serverLead(sight.scene).ms,
    centsPerHour: size * serverHourCents(plan.limits),
    centsUntilEnd: rentCents(plan.limits, size, rentedUntil - now),
  }
}

/** After a step the next one waits until its servers could have come: else the same need is answered twice. */
export const coolDown = (sight: Sight, { lastStepAt }: Taken): Refusal | null => {
  if (lastStepAt === null) return null
  const restMs = lastStepAt + Math.max(leastCoolDownMs, serverLead(sight.scene).ms) - sight.scene.now
  return restMs <= 0 ? null : refusal('cooling-down', { seconds: Math.ceil(restMs / 1000) }, { afterMs: restMs })
}

/** A reason is asked for when servers come too late to help, when their numbers are old, or when a step lands exactly on the database's limit. */
const reasonWanted = (sight: Sight, steps: readonly StepPreview[], race: Race | null): boolean => {
  const tooLate = race !== null && race.fullFromAt - sight.scene.now < race.serverLeadMs
  const onLimit = steps.some(
    ({ why, connections }) => why === null && connections !== null && connections.after === connections.most,
  )
  return tooLate || onLimit || sight.pause('aws') !== null
}

const inletFirst = (sight: Sight, race: Race | null): ServersPreview['inletFirst'] => {
  const { newPerMinute, totalActive } = sight.scene.room ?? { newPerMinute: null, totalActive: null }
  if (race?.limit !== 'database-connections' || newPerMinute === null || totalActive === null) return null
  const connectionsAfter = connectionsAfterInlet(sight, { newPerMinute, totalActive }, letInAfter('slow-30', newPerMinute))
  return connectionsAfter === null ? null : { connectionsAfter, minutes: reliefMinutes }
}
