import type { Activity, AutoScalingGroup } from '@aws-sdk/client-auto-scaling'
import type { ServersFace } from '#contract/onsale-face'
import type { Refusal, Result } from '#contract/refusal'
import { done, refused } from '#contract/refusal'
import type { World } from '#main/world'
import type { AwsDoor } from './clients.ts'
import { during } from './clients.ts'
import type { GroupSetting } from '#monitor/poll-facts'
import type { Poll, Reading } from '#monitor/poll'
import { nothingRead } from '#monitor/poll'

const everyMs = 20_000
const hurriedEveryMs = 10_000
const minuteMs = 60_000
/** The newest activities are enough to find why the last server did not come. */
const activitiesRead = 20
/** A failure of before is no longer why servers are missing now. */
const failureCountsForMs = 60 * minuteMs

export type GroupState = Omit<ServersFace, 'coming'>
/** The group, and what could not be learned about it. */
export type GroupRead = { readonly group: GroupState; readonly setting: GroupSetting; readonly refusals: readonly Refusal[] }

/** A group as Amazon knows it, and as the sale calls it. */
export type NamedGroup = { readonly name: string; readonly resource: string }

/** A group's servers as they are now; while some are missing, why the last one did not come. Without the right to read activities, everything but the reason of a failure. */
export const readGroup = async (world: World, door: AwsDoor, name: string): Promise<Result<GroupRead>> => {
  const described = await describeGroup(door, name)
  if (!described.ok) return described
  const found = described.value
  if (!found) return refused('resource-gone', { name })
  const counted = stateOf(found, name, world.clock.now())
  const setting = settingOf(found, counted.readAt)
  if (counted.inService >= counted.desired) return done({ group: counted, setting, refusals: [] })
  const activities = await describeActivities(door, name)
  return activities.ok
    ? done({ group: { ...counted, failure: failureOf(activities.value, world.clock.now()) }, setting, refusals: [] })
    : done({ group: counted, setting, refusals: [activities.refusal] })
}

const describeGroup = (door: AwsDoor, name: string) =>
  door.ask<AutoScalingGroup | null>({
    right: 'autoscaling:DescribeAutoScalingGroups',
    subject: name,
    ask: async open => {
      const { AutoScalingClient, DescribeAutoScalingGroupsCommand } = await import('@aws-sdk/client-auto-scaling')
      const command = new DescribeAutoScalingGroupsCommand({ AutoScalingGroupNames: [name] })
      const answer = await open(AutoScalingClient).send(command)
      return answer.AutoScalingGroups?.find(group => group.AutoScalingGroupName === name) ?? null
    },
  })

const describeActivities = (door: AwsDoor, name: string) =>
  door.ask<readonly Activity[]>({
    right: 'autoscaling:DescribeScalingActivities',
    subject: name,
    ask: async open => {
      const { AutoScalingClient, DescribeScalingActivitiesCommand } = await import('@aws-sdk/client-auto-scaling')
      const command = new DescribeScalingActivitiesCommand({ AutoScalingGroupName: name, MaxRecords: activitiesRead })
      return (await open(AutoScalingClient).send(command)).Activities ?? []
    },
  })

const stateOf = (group: AutoScalingGroup, name: string, readAt: number): GroupState => {
  const states = (group.Instances ?? []).map(instance => instance.LifecycleState ?? '')
  return {
    group: name,
    instanceType: instanceTypeOf(group),
    desired: group.DesiredCapacity ?? 0,
    inService: states.filter(state => state === 'InService').length,
    pending: states.filter(state => state.startsWith('Pending')).length,
    minimum: group.MinSize ?? 0,
    maximum: group.MaxSize ?? 0,
    readAt,
    failure: null,
  }
}

const settingOf = (group: AutoScalingGroup, readAt: number): GroupSetting => {
  const serving = (group.Instances ?? []).filter(({ LifecycleState: state }) => state === 'InService')
  const zones = new Set([...(group.AvailabilityZones ?? []), ...serving.flatMap(({ AvailabilityZone: zone }) => zone ?? [])])
  return {
    graceMs: (group.HealthCheckGracePeriod ?? 0) * 1000,
    isMeasured: groupMetrics.every(wanted => group.EnabledMetrics?.some(({ Metric: metric }) => metric === wanted)),
    zones: [...zones].toSorted().map(zone => ({
      zone,
      inService: serving.filter(({ AvailabilityZone: each }) => each === zone).length,
    })),
    shrinkBarred: shrinkBarredBy(group),
    readAt,
  }
}

/** Those of the group's own metrics that are drawn; none is published unless it is switched on. */
const groupMetrics = ['GroupDesiredCapacity', 'GroupInServiceInstances', 'GroupMaxSize'] as const

/** "Terminate" stops scale-in, "AlarmNotification" every policy (Amazon EC2 Auto Scaling, "Suspend-resume processes"); protection holds only servers that have it. */
const shrinkBarredBy = (group: AutoScalingGroup): GroupSetting['shrinkBarred'] => {
  const suspended = (group.SuspendedProcesses ?? []).map(({ ProcessName: name }) => name)
  if (suspended.includes('Terminate')) return 'suspended'
  const servers = group.Instances ?? []
  const all = servers.length > 0 && servers.every(({ ProtectedFromScaleIn: isProtected }) => isProtected === true)
  return all && group.NewInstancesProtectedFromScaleIn === true ? 'protected' : null
}

/** What most servers are; of an empty group, what it would start first, where the group itself says so. A launch template's own answer would need another right. */
const instanceTypeOf = (group: AutoScalingGroup): string | null => {
  const counts = new Map<string, number>()
  for (const { InstanceType: kind } of group.Instances ?? []) if (kind) counts.set(kind, (counts.get(kind) ?? 0) + 1)
  const commonest = [...counts].sort((a, b) => b[1] - a[1])[0]?.[0]
  return commonest ?? group.MixedInstancesPolicy?.LaunchTemplate?.Overrides?.[0]?.InstanceType ?? null
}

/** Amazon's own words for the newest launch that failed. */
const failureOf = (activities: readonly Activity[], now: number): GroupState['failure'] => {
  const failures = activities.flatMap(activity => {
    const at = (activity.EndTime ?? activity.StartTime)?.getTime() ?? Number.NaN
    const text = activity.StatusMessage ?? activity.Cause ?? ''
    return activity.StatusCode === 'Failed' && text !== '' && at > now - failureCountsForMs ? [{ at, text }] : []
  })
  return failures.sort((a, b) => b.at - a.at)[0] ?? null
}

/**
 * The group as a source: its state for the levers, and how many servers there were in this minute. `resource`: what a person calls the group; its metrics are
 * filed under the same name, or each server would be counted twice.
 */
export const awsGroupPoll = (world: World, door: AwsDoor, { name, resource }: NamedGroup): Poll => ({
  name: 'aws.servers',
  source: 'aws',
  everyMs,
  hurriedEveryMs,
  overlapMs: 0,
  read: async (_window, signal) => {
    const read = await readGroup(world, during(door, signal), name)
    if (!read.ok) return nothingRead(read.refusal)
    const { group, setting, refusals } = read.value
    const facts = { servers: group, group: setting }
    return { readings: readingsOf(group, resource), facts, refusals, answered: true, metricsAsked: 0 }
  },
})

const readingsOf = (group: GroupState, resource: string): readonly Reading[] => {
  const at = Math.floor(group.readAt / minuteMs) * minuteMs
  const roles = {
    'web.in-service': group.inService,
    'web.desired': group.desired,
    'web.pending': group.pending,
    'web.maximum': group.maximum,
  } as const
  return Object.entries(roles).map(([role, value]) => ({ role: role as keyof typeof roles, resource, at, value }))
}

/** Asks for a number of servers, which Amazon takes as absolute. `request`: Amazon's id of the request, for the log and for CloudTrail. */
export const setDesired = (door: AwsDoor, name: string, desired: number): Promise<Result<{ readonly request: string }>> =>
  door.ask({
    right: 'autoscaling:SetDesiredCapacity',
    subject: name,
    ask: async open => {
      const { AutoScalingClient, SetDesiredCapacityCommand } = await import('@aws-sdk/client-auto-scaling')
      const command = new SetDesiredCapacityCommand({ AutoScalingGroupName: name, DesiredCapacity: desired })
      const answer = await open(AutoScalingClient).send(command)
      return { request: answer.$metadata.requestId ?? '' }
    },
  })
