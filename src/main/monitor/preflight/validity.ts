import type { Validity } from '#contract/onsale-face'
import type { KeptMark } from '#store/onsale-mark'
import { growthIn, utcText } from './growth.ts'
import { eventAtStart } from './room.ts'
import type { Looked } from '#monitor/watch/watch'
import { armedOf } from '#monitor/watch/arming'

/** What is valid until when, against the sale: session, token, servers, waiting room, levers, and who is on duty. */
export const validityOf = (looked: Omit<Looked, 'thought'>, tokenEndsAt: number | null): readonly Validity[] => {
  const { facts, marks } = looked
  const { plan, now } = looked.scene
  const armed = armedOf(marks, now)
  return [
    ...(plan.cloud.aws ? [{ what: 'aws-session', from: null, until: facts.session?.endsAt ?? null } as const] : []),
    ...(plan.cloud.cloudflare ? [{ what: 'cloudflare-token', from: null, until: tokenEndsAt } as const] : []),
    ...serversOf(looked),
    ...roomOf(looked),
    ...(armed ? [{ what: 'armed', from: armed.since, until: armed.until } as const] : []),
    ...peopleOf(marks),
  ]
}

const always = { from: null, until: null } as const

/** Servers that come later stand from then on; what runs now is said before. One that is not scheduled has no end that is known. */
const serversOf = (looked: Omit<Looked, 'thought'>): readonly Validity[] => {
  const { servers, plan } = looked.scene
  const growth = growthIn(looked)
  if (!servers || !growth) return []
  const nowServers = servers.desired
  if (growth.kind === 'shrinks') {
    const figures = { howText: 'shrinks', nowServers, servers: growth.servers }
    return [{ what: 'servers', from: null, until: growth.at, figures }]
  }
  const held = growth.heldUntil === null || growth.heldUntil === 0 ? {} : { heldAt: growth.heldUntil }
  if (growth.kind === 'there' || growth.kind === 'none') {
    const howText = 'heldAt' in held ? 'now-held' : 'now'
    return [{ what: 'servers', from: null, until: null, figures: { howText, nowServers, ...held } }]
  }
  const figures = { howText: 'heldAt' in held ? 'grow-held' : 'grow', nowServers, servers: growth.servers, ...held }
  const times = { fromAt: growth.at, utcText: utcText(growth.at) }
  const late = growth.readyAt > plan.startsAt ? { readyAt: growth.readyAt } : {}
  return [{ what: 'servers', from: growth.at, until: null, ...late, figures: { ...figures, ...times } }]
}

/** A suspended room is nowhere: it has ended before everything. */
const roomOf = (looked: Omit<Looked, 'thought'>): readonly Validity[] => {
  const { plan, room } = looked.scene
  const setting = looked.facts.roomSetting
  if (!plan.cloud.cloudflare?.room || !setting) return []
  const what = 'waiting-room'
  if (setting.isSuspended) return [{ what, from: null, until: 0, figures: { howText: 'suspended' } }]
  if (setting.holdsAll) return [{ what, ...always, figures: { howText: 'holds-all' } }]
  const event = eventAtStart(looked)
  const newPerMinute = event?.newPerMinute ?? room?.newPerMinute ?? null
  const inlet = newPerMinute === null ? {} : { newPerMinute }
  if (!event) return [{ what, ...always, figures: { howText: 'always', ...inlet } }]
  const from = event.prequeueAt ?? event.startsAt
  const late = event.startsAt > plan.startsAt ? { readyAt: event.startsAt } : {}
  return [{ what, from, until: null, ...late, figures: { howText: 'event', openAt: from, ...inlet } }]
}

/** Who is on duty, in the words of whoever confirmed it. */
const peopleOf = (marks: readonly KeptMark[]): readonly Validity[] => {
  const noteText = marks.findLast(({ kind, subject }) => kind === 'confirmed' && subject === 'people')?.figures['noteText']
  return typeof noteText === 'string' && noteText !== '' ? [{ what: 'people', ...always, figures: { noteText } }] : []
}
