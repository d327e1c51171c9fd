import type { Cloud } from '#contract/onsale-plan'
import type { Result } from '#contract/refusal'
import type { World } from '#main/world'
import type { AwsDoor } from './clients.ts'
import { during, openAws } from './clients.ts'
import type { GroupRead, NamedGroup } from './group.ts'
import { awsGroupPoll, readGroup, setDesired } from './group.ts'
import { awsSchedulePoll } from './schedule.ts'
import { awsMetricPoll } from './metrics.ts'
import { awsBalancerPoll } from './balancers.ts'
import { namedApart } from './names.ts'
import type { Poll } from '#monitor/poll'

/** What a plan says of AWS: profile, region and what belongs to the sale. */
export type AwsPlan = NonNullable<Cloud['aws']>

/** Everything to ask Amazon about a sale, each at its own pace. */
export const awsPolls = ({ world, aws }: { readonly world: World; readonly aws: AwsPlan }): readonly Poll[] => {
  const door = openAws(world, aws)
  const resources = namedApart(aws.resources)
  const group = groupOf(aws)
  return [
    ...(resources.length > 0 ? [awsMetricPoll({ world, door, resources })] : []),
    ...(group === null ? [] : [awsGroupPoll(world, door, group), awsSchedulePoll(world, door, group)]),
    ...awsBalancerPoll(door, resources),
  ]
}

/** The group whose servers the sale can have more of: the first that was confirmed. Null: none, and nothing can be added. */
export const groupOf = (aws: AwsPlan): NamedGroup | null => {
  const group = aws.resources.find(({ kind }) => kind === 'auto-scaling-group')
  return group ? { name: group.dimensions['AutoScalingGroupName'] ?? group.name, resource: group.name } : null
}

/** The lever behind "add servers": reads the group afresh, and asks for a number of servers. */
export type AwsServers = {
  readonly group: string
  readonly read: (signal: AbortSignal) => Promise<Result<GroupRead>>
  readonly setDesired: (desired: number, signal: AbortSignal) => Promise<Result<{ readonly request: string }>>
}

/** Null: no Auto Scaling group is part of the sale. */
export const awsServers = ({ world, aws }: { readonly world: World; readonly aws: AwsPlan }): AwsServers | null => {
  const group = groupOf(aws)?.name ?? null
  if (group === null) return null
  const door = openAws(world, aws)
  const lever = leverDoor(world, aws)
  return {
    group,
    read: signal => readGroup(world, during(door, signal), group),
    setDesired: (desired, signal) => setDesired(during(lever, signal), group, desired),
  }
}

/** Amazon through the profile that may add servers: one of its own where the plan names one, so that whoever only watches can change nothing. */
export const leverDoor = (world: World, { profile, leverProfile, region }: AwsPlan): AwsDoor =>
  openAws(world, { profile: leverProfile ?? profile, region })
