import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { done, refused } from '#contract/refusal'
import { awsPolls } from '#monitor/aws/polls'
import { cloudflarePolls } from '#monitor/cloudflare/polls'
import type { Facts } from '#monitor/poll-facts'
import { factsAfter, noFacts } from '#monitor/watch/facts'
import { testWorld } from '../../world-for-tests.ts'
import type { FakeAmazon } from './aws/amazon-fake.ts'
import { no, startFakeAmazon, tags, xml } from './aws/amazon-fake.ts'
import { worldOf } from './aws/account.ts'
import { goodToken, openFakeCloudflare, room, zone } from './cloudflare/fake-cloudflare.ts'

const now = Date.parse('2026-11-23T12:00:30Z')
const window = { from: now - 30_000, to: now + 30_000 }
const unending = new AbortController().signal

describe('what is scheduled for the group', () => {
  let amazon: FakeAmazon
  beforeEach(async () => void (amazon = await startFakeAmazon()))
  afterEach(() => amazon.close())
  const read = async () => {
    const resources = [{ kind: 'auto-scaling-group' as const, name: 'web', dimensions: { AutoScalingGroupName: 'web' } }]
    const polls = awsPolls({ world: worldOf(amazon, now), aws: { profile: 'p', region: 'eu-central-1', resources } })
    const poll = polls.find(({ name }) => name === 'aws.schedule')
    if (!poll) throw new Error('nobody asks')
    return poll.read(window, unending)
  }

  test('is read page by page, by its next time; a size that is not set stays as it is', async () => {
    amazon.answers.set('DescribeScheduledActions', ({ form }) =>
      form.get('NextToken') === null
        ? xml(
            tags({
              ScheduledUpdateGroupActions: [{ ScheduledActionName: 'up', StartTime: '2026-11-23T13:30:00Z', MinSize: 10 }],
              NextToken: 'more',
            }),
          )
        : xml(
            tags({
              ScheduledUpdateGroupActions: [
                { ScheduledActionName: 'down', StartTime: '2026-11-23T17:30:00Z', DesiredCapacity: 4 },
              ],
            }),
          ),
    )
    expect((await read()).facts.schedule).toEqual(
      done({
        changes: [
          { name: 'up', at: Date.parse('2026-11-23T13:30:00Z'), minimum: 10, maximum: null, desired: null },
          { name: 'down', at: Date.parse('2026-11-23T17:30:00Z'), minimum: null, maximum: null, desired: 4 },
        ],
        readAt: now,
      }),
    )
  })
  test('that may not be read is no trouble of the source: the check says so; being throttled is', async () => {
    amazon.answers.set('DescribeScheduledActions', () => no('AccessDenied', 'not authorized', 403))
    const right = 'autoscaling:DescribeScheduledActions'
    expect(await read()).toMatchObject({ answered: true, refusals: [], facts: { schedule: refused('aws-forbidden', { right }) } })
    amazon.answers.set('DescribeScheduledActions', () => no('Throttling', 'Rate exceeded'))
    expect(await read()).toMatchObject({ answered: false, facts: {} })
  })
  test('that was read once is not unlearned by a later refusal', () => {
    const schedule = done({ changes: [], readAt: now })
    const refusal = refused('aws-forbidden', { right: 'x' })
    const after = (...told: Facts[]) => told.reduce(factsAfter, noFacts).schedule
    expect(after({ schedule }, { schedule: refusal })).toBe(schedule)
    expect(after({ schedule: refusal }, { schedule })).toBe(schedule)
    expect(after({ schedule }, {})).toBe(schedule)
  })
})

describe('what is scheduled for the waiting room', () => {
  let fake: Awaited<ReturnType<typeof openFakeCloudflare>>
  const world = testWorld()
  beforeEach(async () => {
    fake = await openFakeCloudflare()
    await world.secrets.set(`cloudflare:${zone}`, goodToken)
  })
  afterEach(() => fake.site.close())
  const read = async (name: string) => {
    const poll = cloudflarePolls(world, { address: fake.site.address, zone, room }).find(each => each.name === name)
    if (!poll) throw new Error('nobody asks')
    return poll.read(window, unending)
  }
  const times = { event_start_time: '2026-11-23T14:00:00Z', event_end_time: '2026-11-23T16:00:00Z' }

  test('is read with what it sets; what is suspended will not happen', async () => {
    fake.zoneState.events = [
      {
        name: 'onsale',
        ...times,
        prequeue_start_time: '2026-11-23T13:54:00Z',
        new_users_per_minute: 1400,
        total_active_users: 3000,
      },
      { name: 'off', ...times, suspended: true },
      { name: 'plain', ...times, prequeue_start_time: null, new_users_per_minute: null },
    ]
    const { facts } = await read('cloudflare.room-events')
    expect(facts.roomSchedule?.ok && facts.roomSchedule.value.events).toEqual([
      {
        name: 'onsale',
        prequeueAt: Date.parse('2026-11-23T13:54:00Z'),
        startsAt: Date.parse('2026-11-23T14:00:00Z'),
        endsAt: Date.parse('2026-11-23T16:00:00Z'),
        newPerMinute: 1400,
        totalActive: 3000,
      },
      expect.objectContaining({ name: 'plain', prequeueAt: null, newPerMinute: null, totalActive: null }),
    ])
  })
  test('that cannot be understood is said; that may not be read is left to the check', async () => {
    fake.zoneState.events = [{ name: 'onsale', event_start_time: 'soon', event_end_time: 'later' }]
    expect((await read('cloudflare.room-events')).refusals).toMatchObject([{ code: 'cloudflare-answer-unreadable' }])
    fake.zoneState.denied = ['rooms']
    expect(await read('cloudflare.room-events')).toMatchObject({
      answered: true,
      refusals: [],
      facts: { roomSchedule: { refusal: { code: 'cloudflare-forbidden' } } },
    })
  })
  test('the room itself says whether it works and whether it holds everybody', async () => {
    expect((await read('cloudflare.room')).facts.roomSetting).toMatchObject({ isSuspended: false, holdsAll: false })
    fake.zoneState.room = { new_users_per_minute: 600, total_active_users: 3000, queue_all: true, suspended: true }
    expect((await read('cloudflare.room')).facts.roomSetting).toMatchObject({ isSuspended: true, holdsAll: true })
  })
})
