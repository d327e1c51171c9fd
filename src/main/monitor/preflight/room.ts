import type { CheckName } from '#contract/onsale-checks'
import type { Measure } from './measured.ts'
import { judged, unknown, waiting } from './measured.ts'
import type { RoomEvent } from '#monitor/poll-facts'
import type { Looked } from '#monitor/watch/watch'

/** What a waiting room may let in of what the shop stood in a rehearsal ("Waiting Room best practices"). */
const roomShare = 0.75

/** What Cloudflare says of the waiting room: whether it works when the sale begins, and how much it lets in. */
export const roomMeasures = {
  'room-open': ({ looked }) => {
    const { plan } = looked.scene
    if (!plan.cloud.cloudflare?.room) return 'not-part'
    const setting = looked.facts.roomSetting
    if (!setting) return unknown
    const { readAt } = setting
    if (setting.isSuspended) return { state: 'failed', figures: { howText: 'suspended' }, readAt }
    if (setting.holdsAll) return { state: 'warning', figures: { howText: 'holds-all' }, readAt }
    const event = eventAtStart(looked)
    if (!event) return { state: 'passed', figures: { howText: 'always' }, readAt }
    const late = event.startsAt > plan.startsAt
    const figures = { openAt: event.prequeueAt ?? event.startsAt, letsInAt: event.startsAt, startsAt: plan.startsAt }
    return { ...judged(!late, { howText: late ? 'late' : 'event', ...figures }), readAt }
  },
  'room-limit': ({ looked }) => {
    const { plan, room } = looked.scene
    if (!plan.cloud.cloudflare?.room) return 'not-part'
    const rehearsed = plan.limits.rehearsedUsers
    const limit = eventAtStart(looked)?.totalActive ?? room?.totalActive ?? null
    if (limit === null) return unknown
    if (rehearsed === null) return { ...waiting, figures: { limit } }
    const most = Math.floor(rehearsed * roomShare)
    return judged(limit <= most, { limit, most, rehearsed })
  },
} as const satisfies Partial<Record<CheckName, Measure>>

/** The event of the waiting room that is on when the sale begins; events cannot overlap. Null: the room is as it is set. */
export const eventAtStart = ({ scene, facts }: Pick<Looked, 'scene' | 'facts'>): RoomEvent | null => {
  const { startsAt } = scene.plan
  const events = facts.roomSchedule?.ok ? facts.roomSchedule.value.events : []
  return events.find(event => (event.prequeueAt ?? event.startsAt) <= startsAt && startsAt < event.endsAt) ?? null
}
