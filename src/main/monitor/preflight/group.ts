import type { CheckName } from '#contract/onsale-checks'
import { growthIn, utcText } from './growth.ts'
import type { Measure, Measured, PreflightParts } from './measured.ts'
import { judged, unknown, unreadable } from './measured.ts'

/** What Amazon says of the group of servers itself: whether it grows in time, stays so, and is patient with servers that start. */
export const groupMeasures = {
  'scheduled-growth': parts => ofGroup(parts, scheduledGrowth),
  'scale-in-held': parts => ofGroup(parts, shrinkHeld),
  'zone-balance': parts => ofGroup(parts, zoneBalance),
  'group-metrics': parts =>
    ofGroup(parts, ({ looked: { facts } }) => (facts.group ? judged(facts.group.isMeasured, {}, 'warning') : unknown)),
  'health-check-grace': parts => ofGroup(parts, healthCheckGrace),
} as const satisfies Partial<Record<CheckName, Measure>>

/** Only where servers are part of the sale; what was read of the group has the age of that reading. */
const ofGroup = (parts: PreflightParts, measure: (parts: PreflightParts) => Measured): ReturnType<Measure> => {
  const { scene, facts } = parts.looked
  if (!scene.plan.cloud.aws) return 'not-part'
  const measured = measure(parts)
  if (measured.state === 'unknown' || !facts.group) return measured
  return { readAt: facts.group.readAt, ...measured }
}

const scheduledGrowth = ({ looked }: PreflightParts): Measured => {
  const { facts, scene } = looked
  const { schedule } = facts
  const growth = growthIn(looked)
  if (schedule && !schedule.ok) return unreadable(schedule.refusal)
  if (!growth || !schedule) return unknown
  const { readAt } = schedule.value
  switch (growth.kind) {
    case 'growing':
      return { state: 'passed', figures: { howText: 'growing', ...timesOf(growth) }, readAt }
    case 'late':
      return { state: 'failed', figures: { howText: 'late', ...timesOf(growth), startsAt: scene.plan.startsAt }, readAt }
    case 'shrinks':
      return { state: 'failed', figures: { howText: 'shrinks', servers: growth.servers, fromAt: growth.at }, readAt }
    case 'there':
      return { state: 'passed', figures: { howText: 'there', servers: growth.servers }, readAt }
    case 'none':
      return { state: 'waiting', figures: { howText: 'none', servers: growth.servers }, readAt, byHand: true }
  }
}

const timesOf = ({ servers, at, readyAt }: { readonly servers: number; readonly at: number; readonly readyAt: number }) => ({
  servers,
  fromAt: at,
  utcText: utcText(at),
  readyAt,
})

const shrinkHeld = ({ looked }: PreflightParts): Measured => {
  const { facts, scene } = looked
  const growth = growthIn(looked)
  if (!growth || !scene.servers) return unknown
  const { plannedEndAt } = scene.plan
  if (growth.kind === 'shrinks')
    return judged(false, { howText: 'shrinks', servers: growth.servers, fromAt: growth.at, plannedEndAt })
  const barred = facts.group?.shrinkBarred ?? null
  if (barred) return judged(true, { howText: barred, desired: growth.servers })
  const { minimum, servers: desired, heldUntil } = growth
  if (heldUntil === 0) return { state: 'waiting', figures: { howText: 'loose', minimum, desired }, byHand: true }
  if (heldUntil === null) return judged(true, { howText: 'pinned', minimum, desired })
  return judged(heldUntil >= plannedEndAt, { howText: 'pinned-until', minimum, desired, heldAt: heldUntil, plannedEndAt })
}

/** Zones differ by one server at most when the group has spread them evenly. */
const evenBy = 1

const zoneBalance = ({ looked: { facts } }: PreflightParts): Measured => {
  const { group } = facts
  if (!group || group.zones.every(({ inService }) => inService === 0)) return unknown
  const counts = group.zones.map(({ inService }) => inService)
  const isEven = Math.max(...counts) - Math.min(...counts) <= evenBy
  const zonesText = group.zones.map(({ zone, inService }) => `${zone}: ${inService}`).join(', ')
  const howText = group.zones.length === 1 ? 'one' : 'several'
  return judged(isEven && howText === 'several', { howText, zonesText }, 'warning')
}

const healthCheckGrace = ({ looked: { scene, facts } }: PreflightParts): Measured => {
  if (!facts.group) return unknown
  const leadMs = scene.measuredLeadMs ?? scene.plan.limits.serverLeadMs
  const howText = scene.measuredLeadMs === null ? 'planned' : 'measured'
  const [graceSeconds, leadSeconds] = [facts.group.graceMs / 1000, Math.round(leadMs / 1000)]
  return judged(graceSeconds >= leadSeconds, { howText, graceSeconds, leadSeconds })
}
