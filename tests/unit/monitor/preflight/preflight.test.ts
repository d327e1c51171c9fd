import { describe, expect, test } from 'vitest'
import type { Check, RoomFace, ServersFace, SessionFace } from '#contract/onsale-face'
import type { OnsalePlan } from '#contract/onsale-plan'
import { usualLimits } from '#contract/onsale-plan'
import { done, refused } from '#contract/refusal'
import type { Scene } from '#domain/onsale/scene'
import type { SizeChange } from '#domain/onsale/group-course'
import { checksOf } from '#monitor/preflight/preflight'
import type { RoleTried } from '#monitor/preflight/measured'
import { validityOf } from '#monitor/preflight/validity'
import type { RoomEvent } from '#monitor/poll-facts'
import type { KnownFacts } from '#monitor/watch/facts'
import { noFacts } from '#monitor/watch/facts'
import type { KeptMark } from '#store/onsale-mark'

const minute = 60_000
const startsAt = Date.UTC(2016, 5, 28, 8)
const now = startsAt - 42 * minute
const plannedEndAt = startsAt + 120 * minute
const plan: OnsalePlan = {
  id: 'night',
  name: 'Night',
  showing: { event: 'night', subevent: null },
  startsAt,
  plannedEndAt,
  stock: 1_000,
  limits: { ...usualLimits, rehearsedUsers: 4_400, serverLeadMs: 408_000 },
  cloud: {
    aws: { profile: 'p', region: 'eu-central-1', resources: [] },
    cloudflare: { address: null, zone: '0'.repeat(32), room: '1'.repeat(32) },
    shop: null,
    queue: null,
  },
  watched: true,
  currency: 'PLN',
  timezone: 'Europe/Warsaw',
  createdAt: 0,
  changedAt: 0,
}
const servers: ServersFace = {
  group: 'web',
  instanceType: null,
  desired: 4,
  inService: 4,
  pending: 0,
  minimum: 4,
  maximum: 20,
  readAt: now,
  coming: null,
  failure: null,
}
const room: RoomFace = {
  state: 'not_queueing',
  waiting: 0,
  active: 0,
  waitMinutes: 0,
  newPerMinute: 1_200,
  totalActive: 3_300,
  readAt: now,
}
const up: SizeChange = { name: 'up', at: startsAt - 30 * minute, minimum: 10, maximum: null, desired: 10 }
const down: SizeChange = { name: 'down', at: startsAt + 150 * minute, minimum: 4, maximum: null, desired: 4 }
const scheduled = (...changes: SizeChange[]) => done({ changes, readAt: now - 20_000 })
const group = {
  graceMs: 480_000,
  isMeasured: true,
  zones: [
    { zone: 'eu-central-1a', inService: 2 },
    { zone: 'eu-central-1b', inService: 2 },
  ],
  shrinkBarred: null,
  readAt: now - 4_000,
} as const
const facts: KnownFacts = {
  ...noFacts,
  servers,
  room,
  group,
  schedule: scheduled(up, down),
  roomSetting: { isSuspended: false, holdsAll: false, readAt: now },
  roomSchedule: done({ events: [], readAt: now }),
}
const event = (over: Partial<RoomEvent> = {}): RoomEvent => ({
  name: 'onsale',
  prequeueAt: startsAt - 6 * minute,
  startsAt,
  endsAt: startsAt + 135 * minute,
  newPerMinute: 1_400,
  totalActive: 3_000,
  ...over,
})
const scene: Scene = {
  now,
  plan,
  table: { from: now - 60 * minute, count: 60, column: () => new Float64Array(60).fill(Number.NaN), each: () => [] },
  sources: [],
  servers,
  measuredLeadMs: null,
  measuredInletLeadMs: null,
  room,
  session: null,
  token: null,
  skewMs: null,
  categories: [],
  basket: null,
}
const confirmed = (subject: string, noteText = 'seen'): KeptMark => ({
  id: '1',
  at: now - minute,
  kind: 'confirmed',
  subject,
  figures: { noteText },
  by: 'Anna K.',
})
const check = (
  name: string,
  known: Partial<KnownFacts> = {},
  more: { scene?: Partial<Scene>; words?: readonly KeptMark[]; role?: RoleTried } = {},
): Check => {
  const confirmations = new Map((more.words ?? []).map(mark => [mark.subject, mark]))
  const looked = { scene: { ...scene, ...more.scene }, facts: { ...facts, ...known } }
  const found = checksOf({ looked, confirmations, tokenEndsAt: null, checkedAt: now, role: more.role ?? null }).find(
    each => each.check === name,
  )
  if (!found) throw new Error(`no ${name}`)
  return found
}
const validity = (what: string, known: Partial<KnownFacts> = {}, marks: readonly KeptMark[] = []) => {
  const looked = { scene, facts: { ...facts, ...known }, checks: [], coming: null, marks, askedElsewhereAt: null, revision: 1 }
  return validityOf(looked, null).find(each => each.what === what)
}

describe('servers that are scheduled', () => {
  test('in time have passed, with Amazon’s time beside the sale’s, as old as their reading', () => {
    expect(check('scheduled-growth')).toMatchObject({
      state: 'passed',
      byHand: false,
      figures: { howText: 'growing', servers: 10, fromAt: up.at, utcText: '07:30' },
      checkedAt: now - 20_000,
    })
  })
  test('too late have failed, and no person’s word makes that good', () => {
    const late = { schedule: scheduled({ ...up, at: startsAt - 5 * minute }) }
    expect(check('scheduled-growth', late, { words: [confirmed('scheduled-growth')] })).toMatchObject({
      state: 'failed',
      figures: { howText: 'late' },
    })
  })
  test('are judged by the time a server was measured to take, once one was', () => {
    const at = { schedule: scheduled({ ...up, at: startsAt - 10 * minute }, down) }
    expect(check('scheduled-growth', at).state).toBe('passed')
    expect(check('scheduled-growth', at, { scene: { measuredLeadMs: 9 * minute } }).state).toBe('failed')
  })
  test('nowhere wait for a person, and say what runs', () => {
    const none = { schedule: scheduled() }
    expect(check('scheduled-growth', none)).toMatchObject({ state: 'waiting', byHand: true, figures: { servers: 4 } })
    expect(check('scheduled-growth', none, { words: [confirmed('scheduled-growth', 'added by hand')] })).toMatchObject({
      state: 'passed',
      figures: { byText: 'Anna K.', noteText: 'added by hand' },
    })
  })
  test('that may not be read are unknown with the reason, and a person may know', () => {
    const forbidden = { schedule: refused('aws-forbidden', { right: 'autoscaling:DescribeScheduledActions' }) }
    expect(check('scheduled-growth', forbidden)).toMatchObject({
      state: 'unknown',
      byHand: true,
      why: { code: 'aws-forbidden' },
    })
    expect(check('scheduled-growth', forbidden, { words: [confirmed('scheduled-growth')] }).state).toBe('passed')
    expect(check('scheduled-growth', { schedule: null }), 'not read yet').toMatchObject({ state: 'unknown', byHand: false })
  })
})

describe('data of the servers every minute', () => {
  const quarter = (everyMinutes: number): Float64Array =>
    Float64Array.from({ length: 60 }, (_, place) => (place % everyMinutes === 0 ? 40 : Number.NaN))
  const of = (...groups: readonly Float64Array[]) =>
    check('minute-metrics', {}, { scene: { table: { ...scene.table, each: () => groups } } })
  test('is judged by the group that reports most seldom', () => {
    expect(of(quarter(1), quarter(1))).toMatchObject({ state: 'passed', figures: { pointsInQuarter: 15 } })
    expect(of(quarter(1), quarter(5))).toMatchObject({ state: 'failed', figures: { pointsInQuarter: 3 } })
  })
  test('is not known while one group reports nothing', () => {
    expect(of(quarter(1), quarter(60)).state).toBe('unknown')
    expect(of(quarter(5), quarter(60)).state).toBe('failed')
    expect(of(quarter(60)).state).toBe('unknown')
  })
})

describe('the group', () => {
  test('does not shrink while its minimum holds it to the end of the sale', () => {
    expect(check('scale-in-held')).toMatchObject({ state: 'passed', figures: { howText: 'pinned-until', heldAt: down.at } })
    const early = scheduled(up, { ...down, at: startsAt + 60 * minute, minimum: 4, desired: null })
    expect(check('scale-in-held', { schedule: early })).toMatchObject({ state: 'failed', figures: { howText: 'pinned-until' } })
    const shrinks = scheduled(up, { ...down, at: startsAt + 60 * minute })
    expect(check('scale-in-held', { schedule: shrinks })).toMatchObject({ state: 'failed', figures: { howText: 'shrinks' } })
    const loose = scheduled({ ...up, minimum: null })
    expect(check('scale-in-held', { schedule: loose })).toMatchObject({ state: 'waiting', figures: { minimum: 4, desired: 10 } })
    expect(check('scale-in-held', { schedule: loose, group: { ...group, shrinkBarred: 'protected' } }).state).toBe('passed')
  })
  test('waits longer for a server’s health than the server takes to start', () => {
    expect(check('health-check-grace')).toMatchObject({ state: 'passed', figures: { graceSeconds: 480, leadSeconds: 408 } })
    expect(check('health-check-grace', {}, { scene: { measuredLeadMs: 500_000 } })).toMatchObject({
      state: 'failed',
      figures: { howText: 'measured', leadSeconds: 500 },
    })
    expect(check('health-check-grace', { group: null }).state).toBe('unknown')
  })
  test('stands in several zones, evenly; one zone, or a heap in one, is a warning', () => {
    const [a, b] = group.zones
    expect(check('zone-balance')).toMatchObject({ state: 'passed', figures: { zonesText: 'eu-central-1a: 2, eu-central-1b: 2' } })
    expect(check('zone-balance', { group: { ...group, zones: [a] } }).state).toBe('warning')
    expect(check('zone-balance', { group: { ...group, zones: [a, { ...b, inService: 0 }] } }).state).toBe('warning')
  })
  test('that does not measure itself is a warning at most', () => {
    expect(check('group-metrics').state).toBe('passed')
    expect(check('group-metrics', { group: { ...group, isMeasured: false } }).state).toBe('warning')
  })
})

describe('the waiting room', () => {
  const withEvent = (over: Partial<RoomEvent> = {}) => ({ roomSchedule: done({ events: [event(over)], readAt: now }) })

  test('opens by its event, or is always on; suspended it lets everybody past', () => {
    expect(check('room-open', withEvent())).toMatchObject({ state: 'passed', figures: { howText: 'event' } })
    expect(check('room-open')).toMatchObject({ state: 'passed', figures: { howText: 'always' } })
    const suspended = { roomSetting: { isSuspended: true, holdsAll: false, readAt: now } }
    expect(check('room-open', suspended).state).toBe('failed')
    expect(check('room-open', { roomSetting: { isSuspended: false, holdsAll: true, readAt: now } }).state).toBe('warning')
  })
  test('that holds people back beyond the start of the sale has failed', () => {
    expect(check('room-open', withEvent({ startsAt: startsAt + 10 * minute }))).toMatchObject({
      state: 'failed',
      figures: { howText: 'late', letsInAt: startsAt + 10 * minute },
    })
  })
  test('is measured by the limit of its event where that sets one', () => {
    expect(check('room-limit').state).toBe('passed')
    expect(check('room-limit', withEvent({ totalActive: 4_000 }))).toMatchObject({ state: 'failed', figures: { limit: 4_000 } })
  })
})

describe('access', () => {
  const session = (over: Partial<SessionFace>): Partial<KnownFacts> => ({
    session: { profile: 'sale', endsAt: null, renews: false, ...over },
  })
  test('keys that last need nobody; a session that ends inside the sale has failed', () => {
    expect(check('aws-session', session({}))).toMatchObject({ state: 'passed' })
    expect(check('aws-session', session({ endsAt: startsAt }))).toMatchObject({ state: 'failed', figures: { endsAt: startsAt } })
  })
  test('a session that renews itself waits for the word of a person, since no file tells when its sign-in ends', () => {
    const renewing = session({ renews: true })
    expect(check('aws-session', renewing)).toMatchObject({ state: 'waiting', byHand: true, figures: { howText: 'renews' } })
    const words = [confirmed('aws-session', 'zalogowana o 9:00, 12 h')]
    expect(check('aws-session', renewing, { words })).toMatchObject({ state: 'passed' })
  })
  test('the right to add servers waits until somebody tries it; who lacks it has failed, whatever a person says', () => {
    const role = (over: Partial<RoleTried['tried']>): RoleTried => ({
      at: now,
      tried: { right: 'autoscaling:SetDesiredCapacity', held: true, needed: false, refusal: null, ...over },
    })
    expect(check('servers-role')).toMatchObject({ state: 'waiting', byHand: true })
    expect(check('servers-role', {}, { role: role({}) })).toMatchObject({ state: 'passed', checkedAt: now, byHand: false })
    const lacks = role({
      held: false,
      refusal: { code: 'aws-forbidden', parameters: { right: 'autoscaling:SetDesiredCapacity' } },
    })
    const words = [confirmed('servers-role', 'na pewno')]
    expect(check('servers-role', {}, { role: lacks, words })).toMatchObject({ state: 'failed', why: { code: 'aws-forbidden' } })
    const untried = role({ held: false, untried: true, refusal: { code: 'aws-signed-out', parameters: { profile: 'grow' } } })
    expect(check('servers-role', {}, { role: untried })).toMatchObject({ state: 'waiting', why: { code: 'aws-signed-out' } })
  })
})

describe('what is valid until when', () => {
  test('of servers: how many run, how many come when, and until when their minimum holds', () => {
    expect(validity('servers')).toEqual({
      what: 'servers',
      from: up.at,
      until: null,
      figures: { howText: 'grow-held', nowServers: 4, servers: 10, fromAt: up.at, utcText: '07:30', heldAt: down.at },
    })
    const late = { ...up, at: startsAt - 5 * minute }
    expect(validity('servers', { schedule: scheduled(late) })?.readyAt).toBe(late.at + 2 * minute + 408_000)
    expect(validity('servers', { schedule: scheduled(up, { ...down, at: startsAt + minute }) })?.until).toBe(startsAt + minute)
    expect(validity('servers', { schedule: scheduled() })).toMatchObject({ from: null, until: null, figures: { howText: 'now' } })
  })
  test('of the room: from when it queues and how many it lets in; suspended it is valid never', () => {
    expect(validity('waiting-room')).toMatchObject({ from: null, figures: { howText: 'always', newPerMinute: 1_200 } })
    const events = { roomSchedule: done({ events: [event()], readAt: now }) }
    expect(validity('waiting-room', events)).toMatchObject({
      from: startsAt - 6 * minute,
      figures: { howText: 'event', newPerMinute: 1_400 },
    })
    const suspended = { roomSetting: { isSuspended: true, holdsAll: false, readAt: now } }
    expect(validity('waiting-room', suspended)).toMatchObject({ until: 0 })
    expect(validity('waiting-room', { roomSetting: null })).toBeUndefined()
  })
  test('of people: whoever was confirmed, in the words of the confirmation', () => {
    expect(validity('people')).toBeUndefined()
    expect(validity('people', {}, [confirmed('people', 'Anna K., Marek W.')])?.figures).toEqual({ noteText: 'Anna K., Marek W.' })
  })
})
