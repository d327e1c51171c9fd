import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cloudShape } from '#contract/onsale-plan'
import type { World } from '#main/world'
import { tryAws } from '#monitor/aws/discover'
import type { AwsPlan } from '#monitor/aws/polls'
import { awsPolls, awsServers } from '#monitor/aws/polls'
import type { Outcome } from '#monitor/poll'
import type { Sandbox } from '#sandbox/server'
import { startSandbox } from '#sandbox/server'
import { testWorld } from '../../../world-for-tests.ts'

const minute = 60_000
const unending = new AbortController().signal

let sandbox: Sandbox
let world: World
let aws: AwsPlan
beforeAll(async () => {
  const plain = testWorld()
  sandbox = await startSandbox({ world: plain, seed: 1 })
  const { aws: key, resources } = sandbox.description.cloud
  world = {
    ...plain,
    aws: {
      ...plain.aws,
      session: async () => ({ kind: 'session', ...key, sessionToken: null, renews: false, endsAt: null }),
    },
  }
  aws = cloudShape.shape.aws.unwrap().parse({ profile: 'sandbox', region: key.region, resources })
})
afterAll(() => sandbox.stop())

const readAll = async (plan: AwsPlan, of = world): Promise<Record<string, Outcome>> => {
  const to = Math.ceil(of.clock.now() / minute) * minute
  const polls = awsPolls({ world: of, aws: plan })
  const read = await Promise.all(polls.map(poll => poll.read({ from: to - 15 * minute, to }, unending)))
  return Object.fromEntries(polls.map(({ name }, index) => [name, read[index]] as const).filter(isRead))
}
const isRead = (pair: readonly [string, Outcome | undefined]): pair is readonly [string, Outcome] => pair[1] !== undefined

describe('the cloud of the sandbox, which checks signatures as Amazon does', () => {
  test('gives minutes of balancer, servers and database', async () => {
    const { 'aws.metrics': metrics, 'aws.servers': servers, 'aws.balancers': balancers } = await readAll(aws)
    expect([metrics, servers, balancers].map(outcome => outcome?.refusals)).toEqual([[], [], []])
    const roles = new Set(metrics?.readings.map(({ role }) => role))
    for (const role of [
      'balancer.requests',
      'balancer.p99',
      'web.cpu-hottest',
      'database.cpu',
      'database.connections',
      'database.memory',
      'database.write-latency',
    ] as const)
      expect(roles).toContain(role)
    const queues = metrics?.readings.filter(({ role }) => role === 'database.disk-queue').map(({ resource }) => resource)
    expect(new Set(queues).size).toBe(2)
    expect(metrics?.facts.cpuSpacingMs).toBe(minute)
    expect(servers?.facts.servers).toMatchObject({ group: sandbox.description.cloud.group, instanceType: 'c3.xlarge' })
  })
  test('is found again by trying, with nothing missing', async () => {
    const tried = await tryAws(world, { ...aws, resources: [] })
    expect(tried.rights.filter(({ refusal }) => refusal)).toEqual([])
    expect(tried.found.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['classic-balancer', 'auto-scaling-group', 'database-on-ec2', 'custom']),
    )
  })
  test('offers the database by its name with all its volumes, and no volume on its own', async () => {
    const { found } = await tryAws(world, { ...aws, resources: [] })
    expect(found.find(({ kind }) => kind === 'database-on-ec2')).toMatchObject({
      name: 'onsale-db',
      volumes: [expect.stringMatching(/^vol-/), expect.stringMatching(/^vol-/)],
      instanceType: 'c3.4xlarge',
    })
    expect(found.filter(({ kind, metric }) => kind === 'custom' && metric?.namespace === 'AWS/EBS')).toEqual([])
  })
  test('starts servers, up to the most that the group may have', async () => {
    const lever = awsServers({ world, aws })
    const before = await lever?.read(unending)
    const desired = before?.ok ? before.value.group.desired : Number.NaN
    expect(await lever?.setDesired(desired + 1, unending)).toMatchObject({ ok: true })
    expect(await lever?.read(unending)).toMatchObject({ value: { group: { desired: desired + 1 } } })
    expect(await lever?.setDesired(1000, unending)).toMatchObject({ refusal: { code: 'ceiling-reached' } })
  })
  test('refuses a clock that is ten minutes ahead, and Kasa says by how much', async () => {
    const ahead = { ...world, clock: { ...world.clock, now: () => Date.now() + 10 * minute } }
    const { 'aws.metrics': metrics } = await readAll(aws, ahead)
    expect(metrics).toMatchObject({ answered: false, refusals: [{ code: 'aws-clock-wrong', parameters: { minutes: 10 } }] })
  })
  test('does not know a region that is not its own', async () => {
    const { 'aws.metrics': metrics } = await readAll({ ...aws, region: 'eu-west-1' })
    expect(metrics?.refusals).toEqual([{ code: 'aws-region-wrong', parameters: { region: 'eu-west-1' } }])
  })
})
