import { DescribeInstancesCommand, EC2Client, type DescribeInstancesCommandInput } from '@aws-sdk/client-ec2'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openStand, refusal, type CloudStand } from './cloud-stand.ts'

let stand: CloudStand
beforeEach(async () => {
  stand = await openStand()
})
afterEach(() => stand.sandbox.stop())

const ask = async (input: DescribeInstancesCommandInput, config: object = {}) => {
  const answer = await new EC2Client({ ...stand.config(), ...config }).send(new DescribeInstancesCommand(input))
  return { servers: (answer.Reservations ?? []).flatMap(({ Instances }) => Instances ?? []), next: answer.NextToken }
}

describe('EC2 of the sandbox', () => {
  it('tells of the servers of the group and of the one the database runs on, by name, type and volumes', async () => {
    const { servers } = await ask({})
    expect(servers, 'four servers of the group before the growth, and the database').toHaveLength(5)
    const database = servers.find(({ InstanceType }) => InstanceType === 'c3.4xlarge')
    expect(database?.Tags).toEqual([{ Key: 'Name', Value: 'onsale-db' }])
    expect(database?.BlockDeviceMappings?.map(({ Ebs }) => Ebs?.VolumeId)).toEqual(
      stand.cloud.resources.find(({ kind }) => kind === 'database-on-ec2')?.volumes,
    )
    expect(servers.filter(({ Tags }) => Tags?.some(({ Key }) => Key === 'aws:autoscaling:groupName'))).toHaveLength(4)
  })

  it('hands out pages, each server once', async () => {
    const ids: (string | undefined)[] = []
    let NextToken: string | undefined
    do {
      const page = await ask({ MaxResults: 5, NextToken })
      ids.push(...page.servers.map(({ InstanceId }) => InstanceId))
      NextToken = page.next
    } while (NextToken !== undefined)
    expect(ids).toEqual((await ask({})).servers.map(({ InstanceId }) => InstanceId))
  })

  it('shows what was asked for by id and by filter', async () => {
    const [first] = (await ask({ Filters: [{ Name: 'tag:Name', Values: ['onsale-w*'] }] })).servers
    expect((await ask({ InstanceIds: [first?.InstanceId ?? ''] })).servers).toHaveLength(1)
    const named = (Values: string[]) => ask({ Filters: [{ Name: 'tag:Name', Values }] })
    expect((await named(['onsale-d?'])).servers).toHaveLength(1)
    expect((await named(['onsale.db'])).servers).toEqual([])
    const running = [{ Name: 'instance-state-name', Values: ['pending', 'stopped'] }]
    expect((await ask({ Filters: running })).servers).toEqual([])
  })

  it('refuses what Amazon refuses, in its words', async () => {
    expect(await refusal(ask({ InstanceIds: ['i-0123456789abcdef0'] }))).toEqual({
      name: 'InvalidInstanceID.NotFound',
      message: "The instance ID 'i-0123456789abcdef0' does not exist",
    })
    expect(await refusal(ask({ InstanceIds: ['the database'] }))).toEqual({
      name: 'InvalidInstanceID.Malformed',
      message: 'Invalid id: "the database"',
    })
    expect((await refusal(ask({ MaxResults: 4 }))).name).toBe('InvalidParameterValue')
    expect((await refusal(ask({ Filters: [{ Name: 'colour', Values: ['red'] }] }))).message).toBe(
      "The filter 'colour' is invalid",
    )
    expect((await refusal(ask({ NextToken: 'forged' }))).name).toBe('InvalidNextToken')
    const known = (await ask({})).servers[0]?.InstanceId ?? ''
    expect((await refusal(ask({ InstanceIds: [known], MaxResults: 5 }))).name).toBe('InvalidParameterCombination')
  })

  it('has its own words for a missing right, a session that is over and a key that is none', async () => {
    await stand.admin('PUT', 'cloud-temper', { forbidden: ['ec2:DescribeInstances'] })
    expect((await refusal(ask({}))).name).toBe('UnauthorizedOperation')
    await stand.admin('PUT', 'cloud-temper', {})
    const stranger = { credentials: { ...stand.config().credentials, accessKeyId: 'AKIAIOSFODNN7EXAMPLE' } }
    expect((await refusal(ask({}, stranger))).name).toBe('AuthFailure')
    await stand.admin('PUT', 'rehearsal', { kind: 'session-expires', on: true, fromMinute: -60, toMinute: 60 })
    expect((await refusal(ask({}))).name).toBe('RequestExpired')
  })
})
