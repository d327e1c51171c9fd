import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Resource } from '#contract/onsale-plan'
import { cloudShape } from '#contract/onsale-plan'
import type { World } from '#main/world'
import { tryAws } from '#monitor/aws/discover'
import type { AwsPlan } from '#monitor/aws/polls'
import { awsPolls, awsServers } from '#monitor/aws/polls'
import { tryServersRole } from '#monitor/aws/servers-role'
import { openStand } from '../../sandbox/cloud-stand.ts'
import { furnish, groupTags, worldOf } from './account.ts'
import { judge } from './judged.ts'
import type { FakeAmazon } from './amazon-fake.ts'
import { keyOf, no, startFakeAmazon, tags, xml } from './amazon-fake.ts'

const group: Resource = { kind: 'auto-scaling-group', name: 'the servers', dimensions: { AutoScalingGroupName: 'web' } }
const plan: AwsPlan = { profile: 'watcher', region: 'eu-central-1', resources: [group] }
const right = 'autoscaling:SetDesiredCapacity'
const above = (most: number) =>
  no('ValidationError', `New SetDesiredCapacity value ${most + 1_000} is above max value ${most} for the AutoScalingGroup.`)
const unending = new AbortController().signal

let amazon: FakeAmazon
beforeEach(async () => {
  amazon = await startFakeAmazon()
  furnish(amazon, [])
})
afterEach(() => amazon.close())

/** Each profile signs with a key of its own name; `out`: who is not signed in. */
const signedIn = (out: readonly string[] = []): World => {
  const world = worldOf(amazon)
  return {
    ...world,
    aws: {
      ...world.aws,
      session: async profile =>
        out.includes(profile) ? { kind: 'none', reason: 'signed-out' } : { ...amazon.session, accessKeyId: profile },
    },
  }
}
const asks = () => amazon.asked.filter(({ action }) => action === 'SetDesiredCapacity')

describe('the right to add servers', () => {
  test('is held when Amazon refuses the number, which is far above what the group allows', async () => {
    amazon.answers.set('SetDesiredCapacity', () => above(8))
    expect(await tryServersRole(signedIn(), plan)).toEqual({ right, held: true, needed: false, refusal: null })
    expect(asks().map(({ form }) => form.get('DesiredCapacity'))).toEqual(['1008'])
  })
  test('is lacking when Amazon refuses the right', async () => {
    amazon.answers.set('SetDesiredCapacity', () => no('AccessDenied', 'not authorized', 403))
    expect(await tryServersRole(signedIn(), plan)).toEqual({
      right,
      held: false,
      needed: false,
      refusal: { code: 'aws-forbidden', parameters: { right } },
    })
  })
  test('is not tried without a group, nor on one whose maximum cannot be read', async () => {
    expect(await tryServersRole(signedIn(), { ...plan, resources: [] })).toBe(null)
    amazon.answers.set('DescribeAutoScalingGroups', () => no('AccessDenied', 'not authorized', 403))
    expect(await tryServersRole(signedIn(), plan)).toMatchObject({ untried: true, refusal: { code: 'aws-forbidden' } })
    amazon.answers.set('DescribeAutoScalingGroups', () => xml(tags({ AutoScalingGroups: [] })))
    expect(await tryServersRole(signedIn(), plan)).toMatchObject({ untried: true, refusal: { code: 'resource-gone' } })
    expect(asks()).toEqual([])
  })
  test('that nobody could be asked about is neither held nor lacking', async () => {
    amazon.answers.set('SetDesiredCapacity', () => no('Throttling', 'Rate exceeded'))
    expect(await tryServersRole(signedIn(), plan)).toMatchObject({ untried: true, refusal: { code: 'aws-throttled' } })
  })
  test('of an address that takes any number is said aloud, and the number is put back at once', async () => {
    const desired = { now: 2 }
    amazon.answers.set('DescribeAutoScalingGroups', () =>
      xml(tags({ AutoScalingGroups: [groupTags('web', { desired: desired.now, most: 8, states: ['InService', 'InService'] })] })),
    )
    amazon.answers.set('SetDesiredCapacity', ({ form }) => {
      desired.now = Number(form.get('DesiredCapacity'))
      return xml('')
    })
    expect(await tryServersRole(signedIn(), plan)).toMatchObject({
      held: true,
      refusal: { code: 'servers-trial-taken', parameters: { group: 'web', asked: 1008, desired: 2 } },
    })
    expect(desired.now).toBe(2)
  })
  test('of an address that takes a number and then takes none back says what to do by hand', async () => {
    amazon.answers.set('SetDesiredCapacity', ({ form }) =>
      form.get('DesiredCapacity') === '1008' ? xml('') : no('ScalingActivityInProgress', 'not now'),
    )
    expect(await tryServersRole(signedIn(), plan)).toMatchObject({
      refusal: { code: 'servers-trial-left', parameters: { group: 'web', desired: 2 } },
    })
  })
  test('stands among the rights that were tried, as one that watching does not need', async () => {
    amazon.answers.set('SetDesiredCapacity', () => above(8))
    const { rights } = await tryAws(signedIn(), plan)
    expect(rights.at(-1)).toMatchObject({ right, held: true, needed: false })
    expect((await tryAws(signedIn(), { ...plan, resources: [] })).rights.map(each => each.right)).not.toContain(right)
  })
})

describe('a profile of its own for adding servers', () => {
  const two: AwsPlan = { ...plan, leverProfile: 'adder' }
  test('is used for that and for nothing else', async () => {
    amazon.answers.set('SetDesiredCapacity', () => xml(''))
    const world = signedIn()
    const lever = awsServers({ world, aws: two })
    await lever?.read(unending)
    expect(await lever?.setDesired(3, unending)).toMatchObject({ ok: true })
    for (const poll of awsPolls({ world, aws: two })) await poll.read({ from: 0, to: 60_000 }, unending)
    const keys = amazon.asked.map(asked => `${asked.action} ${keyOf(asked)}`)
    expect(keys.filter(key => key.endsWith(' adder'))).toEqual(['SetDesiredCapacity adder'])
    expect(keys.filter(key => key.endsWith(' watcher')).length).toBeGreaterThan(2)
  })
  test('is the one whose right is tried, on the group as the watching profile reads it', async () => {
    amazon.answers.set('SetDesiredCapacity', asked => (keyOf(asked) === 'adder' ? above(8) : no('AccessDenied', 'no', 403)))
    expect(await tryServersRole(signedIn(), two)).toMatchObject({ held: true })
    expect(await tryServersRole(signedIn(), plan)).toMatchObject({ held: false })
  })
  test('that is signed out is a sentence on the lever alone: everything is read on', async () => {
    const world = signedIn(['adder'])
    const lever = awsServers({ world, aws: two })
    expect(await lever?.setDesired(3, unending)).toMatchObject({
      refusal: { code: 'aws-signed-out', parameters: { profile: 'adder' } },
    })
    expect(await lever?.read(unending)).toMatchObject({ ok: true })
    for (const poll of awsPolls({ world, aws: two }))
      expect((await poll.read({ from: 0, to: 60_000 }, unending)).refusals).toEqual([])
    expect(await tryServersRole(world, two)).toMatchObject({ untried: true, refusal: { code: 'aws-signed-out' } })
  })
  test('is not in plans of before, which are read as ever', () => {
    const shape = cloudShape.shape.aws.unwrap()
    expect(shape.parse({ profile: 'old', region: 'eu-central-1', resources: [] }).leverProfile ?? null).toBe(null)
    expect(shape.parse({ ...two, resources: [] }).leverProfile).toBe('adder')
  })
})

test('the sandbox refuses as Amazon does, with the right and without, and nothing changes', async () => {
  const stand = await openStand()
  const { world, aws } = judge(stand)
  const lever = awsServers({ world, aws })
  const before = await lever?.read(unending)
  expect(await tryServersRole(world, aws)).toMatchObject({ held: true, refusal: null })
  await stand.admin('PUT', 'cloud-temper', { forbidden: [right] })
  expect(await tryServersRole(world, aws)).toMatchObject({ held: false, refusal: { code: 'aws-forbidden' } })
  expect(await lever?.read(unending)).toEqual(before)
  await stand.sandbox.stop()
})
