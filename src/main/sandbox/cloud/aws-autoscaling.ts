import { invalid, type AwsRefusal } from './aws-refusal.ts'
import type { QueryForm, XmlValue } from './aws-query.ts'
import type { CloudNames } from './aws-names.ts'
import type { Fleet, Instance } from './fleet.ts'
import type { Stage } from './stage.ts'

const activitiesPerPage = 100

/** DescribeAutoScalingGroups: the one group there is, unless another was asked for. */
export function describeAutoScalingGroups(form: QueryForm, stage: Stage, names: CloudNames): XmlValue {
  const wanted = form.list('AutoScalingGroupNames')
  const { web } = stage.scenario
  const shown = wanted.length === 0 || wanted.includes(web.group)
  return { AutoScalingGroups: shown ? [describeGroup(stage, names)] : [] }
}

/** DescribeScalingActivities: newest first, with Amazon's words for what failed. */
export function describeScalingActivities(form: QueryForm, stage: Stage): XmlValue | AwsRefusal {
  const group = form.text('AutoScalingGroupName')
  if (group !== null && group !== stage.scenario.web.group) return noSuchGroup(group)
  const most = form.whole('MaxRecords') ?? activitiesPerPage
  if (!(most >= 1 && most <= activitiesPerPage))
    return invalid(
      `1 validation error detected: Value '${most}' at 'maxRecords' failed to satisfy constraint: Member must have value less than or equal to ${activitiesPerPage}`,
    )
  const from = Number(/^from-(\d+)$/.exec(form.text('NextToken') ?? 'from-0')?.[1] ?? Number.NaN)
  if (Number.isNaN(from))
    return { refused: true, status: 400, code: 'InvalidNextToken', message: 'The NextToken value is not valid.' }
  const { activities } = stage.run.fleet
  const page = activities.slice(from, from + most).map(activity => ({
    ActivityId: activity.id,
    AutoScalingGroupName: stage.scenario.web.group,
    Description: activity.description,
    Cause: activity.cause,
    StartTime: new Date(activity.startedAt),
    EndTime: activity.endedAt === null ? null : new Date(activity.endedAt),
    StatusCode: activity.status,
    StatusMessage: activity.message,
    Progress: activity.status === 'InProgress' ? 30 : 100,
    Details: JSON.stringify({ 'Availability Zone': 'eu-central-1b' }),
  }))
  const more = from + page.length < activities.length
  return { Activities: page, NextToken: more ? `from-${from + page.length}` : null }
}

/** SetDesiredCapacity: an absolute number, within minimum and maximum. */
export function setDesiredCapacity(form: QueryForm, stage: Stage): XmlValue | AwsRefusal {
  const group = form.text('AutoScalingGroupName') ?? ''
  if (group !== stage.scenario.web.group) return noSuchGroup(group)
  const desired = form.whole('DesiredCapacity')
  if (desired === null)
    return invalid(
      "1 validation error detected: Value null at 'desiredCapacity' failed to satisfy constraint: Member must not be null",
    )
  if (Number.isNaN(desired))
    return { refused: true, status: 400, code: 'MalformedInput', message: 'DesiredCapacity must be a number' }
  const { minimum, maximum } = stage.run.fleet
  if (desired > maximum)
    return invalid(`New SetDesiredCapacity value ${desired} is above max value ${maximum} for the AutoScalingGroup.`)
  if (desired < minimum)
    return invalid(`New SetDesiredCapacity value ${desired} is below min value ${minimum} for the AutoScalingGroup.`)
  stage.lend(run => {
    run.fleet.desired = desired
    run.fleet.retryAt = 0
  })
  return {}
}

/** UpdateAutoScalingGroup: minimum, maximum and desired. */
export function updateAutoScalingGroup(form: QueryForm, stage: Stage): XmlValue | AwsRefusal {
  const group = form.text('AutoScalingGroupName') ?? ''
  if (group !== stage.scenario.web.group) return noSuchGroup(group)
  const fleet: Fleet = stage.run.fleet
  const minimum = form.whole('MinSize') ?? fleet.minimum
  const maximum = form.whole('MaxSize') ?? fleet.maximum
  const wanted = form.whole('DesiredCapacity')
  if (![minimum, maximum, wanted ?? 0].every(Number.isInteger))
    return { refused: true, status: 400, code: 'MalformedInput', message: 'Sizes must be numbers' }
  if (minimum > maximum || minimum < 0)
    return invalid(`Max bound, ${maximum}, must be greater than or equal to min bound, ${minimum}`)
  const desired = wanted ?? Math.max(minimum, Math.min(maximum, fleet.desired))
  if (desired < minimum || desired > maximum)
    return invalid(`Desired capacity:${desired} must be between the specified min size:${minimum} and max size:${maximum}`)
  stage.lend(run => Object.assign(run.fleet, { minimum, maximum, desired, retryAt: 0 }))
  return {}
}

function noSuchGroup(group: string): AwsRefusal {
  return invalid(`AutoScalingGroup name not found - AutoScalingGroup '${group}' not found`)
}

function describeGroup({ scenario, run }: Stage, names: CloudNames): XmlValue {
  const { web, balancer } = scenario
  const { account, region } = names
  const target = `arn:aws:elasticloadbalancing:${region}:${account}:${names.targetGroupTail}`
  return {
    AutoScalingGroupName: web.group,
    AutoScalingGroupARN: `arn:aws:autoscaling:${region}:${account}:autoScalingGroup:5b3a2f4e-0a51-4f7e-8f0d-2c1b7c9e4a11:autoScalingGroupName/${web.group}`,
    LaunchConfigurationName: `${web.group}-${web.instanceType}`,
    MinSize: run.fleet.minimum,
    MaxSize: run.fleet.maximum,
    DesiredCapacity: run.fleet.desired,
    DefaultCooldown: 300,
    AvailabilityZones: ['eu-central-1a', 'eu-central-1b'],
    LoadBalancerNames: balancer.kind === 'classic' ? [names.balancerName] : [],
    TargetGroupARNs: balancer.kind === 'application' ? [target] : [],
    HealthCheckType: 'ELB',
    HealthCheckGracePeriod: 600,
    Instances: run.fleet.instances.map(instance => describeInstance(instance, web.instanceType)),
    CreatedTime: new Date(Date.UTC(2015, 10, 2, 9)),
    SuspendedProcesses: [],
    EnabledMetrics: [
      'GroupDesiredCapacity',
      'GroupInServiceInstances',
      'GroupPendingInstances',
      'GroupMinSize',
      'GroupMaxSize',
      'GroupTotalInstances',
    ].map(Metric => ({ Metric, Granularity: '1Minute' })),
    Tags: [],
    TerminationPolicies: ['Default'],
    NewInstancesProtectedFromScaleIn: false,
  }
}

function describeInstance({ id, zone, state }: Instance, instanceType: string): XmlValue {
  return {
    InstanceId: id,
    InstanceType: instanceType,
    AvailabilityZone: zone,
    LifecycleState: state,
    HealthStatus: 'Healthy',
    LaunchConfigurationName: `onsale-${instanceType}`,
    ProtectedFromScaleIn: false,
  }
}
