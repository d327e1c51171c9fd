import { besideSeries } from './aws-series-beside.ts'
import { databaseSeries } from './aws-series-database.ts'
import { filed, measured, whenNotZero, type Series } from './aws-filing.ts'
import type { CloudNames } from './aws-names.ts'
import type { Fleet } from './fleet.ts'
import type { Step } from './model.ts'
import type { Scenario } from './scenario.ts'

/** Every metric that this scenario's account has, in a stable order. */
export function allSeries(scenario: Scenario, names: CloudNames, fleet: Fleet): readonly Series[] {
  return [
    ...(scenario.balancer.kind === 'classic' ? classicBalancer(names) : applicationBalancer(names)),
    ...webServers(scenario, fleet),
    ...databaseSeries(scenario, names),
    ...besideSeries(scenario, names),
  ]
}

function classicBalancer({ balancerName }: CloudNames): Series[] {
  const { count, level, latency } = filed('AWS/ELB', { LoadBalancerName: balancerName })
  return [
    count('RequestCount', measured('requests'), whenNotZero),
    latency('Latency', measured('responseSeconds'), whenNotZero),
    level('SurgeQueueLength', measured('surge')),
    count('SpilloverCount', measured('refused'), whenNotZero),
    count('HTTPCode_ELB_5XX', measured('refused'), whenNotZero),
    count('HTTPCode_ELB_4XX', measured('gaveUp'), whenNotZero),
    count('HTTPCode_Backend_2XX', step => step.measured.requests - step.measured.failed, whenNotZero),
    count('HTTPCode_Backend_5XX', measured('failed'), whenNotZero),
    level('HealthyHostCount', measured('inService')),
    level('UnHealthyHostCount', () => 0),
  ]
}

function applicationBalancer({ balancerTail, targetGroupTail }: CloudNames): Series[] {
  const { count, level, latency } = filed('AWS/ApplicationELB', { LoadBalancer: balancerTail })
  const both = filed('AWS/ApplicationELB', { TargetGroup: targetGroupTail, LoadBalancer: balancerTail })
  return [
    count('RequestCount', measured('requests'), whenNotZero),
    latency('TargetResponseTime', measured('responseSeconds'), whenNotZero),
    count('HTTPCode_ELB_5XX_Count', measured('refused'), whenNotZero),
    count('HTTPCode_ELB_502_Count', step => (step.measured.inService > 0 ? step.measured.refused : 0), whenNotZero),
    count('HTTPCode_ELB_503_Count', step => (step.measured.inService > 0 ? 0 : step.measured.refused), whenNotZero),
    count('HTTPCode_ELB_4XX_Count', measured('gaveUp'), whenNotZero),
    count('HTTPCode_Target_2XX_Count', step => step.measured.requests - step.measured.failed, whenNotZero),
    count('HTTPCode_Target_5XX_Count', measured('failed'), whenNotZero),
    count('TargetConnectionErrorCount', measured('refused'), whenNotZero),
    count('ActiveConnectionCount', measured('active'), whenNotZero),
    level('HealthyHostCount', measured('inService')),
    both.level('HealthyHostCount', measured('inService')),
    both.level('UnHealthyHostCount', () => 0),
    both.count('RequestCount', measured('requests'), whenNotZero),
    both.latency('TargetResponseTime', measured('responseSeconds'), whenNotZero),
  ]
}

/** A server at rest still does a little. */
const idleCpu = 1.5
const idleMemory = 22

function webServers({ web, detailedMonitoring }: Scenario, fleet: Fleet): Series[] {
  const ec2 = filed('AWS/EC2', { AutoScalingGroupName: web.group })
  const group = filed('AWS/AutoScaling', { AutoScalingGroupName: web.group })
  const everyMinutes = detailedMonitoring ? 1 : 5
  const cpu = (step: Step): number => Math.min(100, idleCpu + step.measured.webCpu)
  const spread = {
    most: (step: Step) => Math.min(100, idleCpu + step.measured.webHottest),
    least: (step: Step) => cpu(step) * 0.93,
  }
  return [
    ec2.level('CPUUtilization', cpu, { everyMinutes, spread }),
    ec2.level('NetworkOut', measured('requests', 40_000), { everyMinutes }),
    ec2.level('StatusCheckFailed', () => 0, { everyMinutes }),
    filed('CWAgent', { AutoScalingGroupName: web.group }).level(
      'mem_used_percent',
      step => idleMemory + step.measured.webCpu * 0.45,
    ),
    group.level('GroupDesiredCapacity', measured('desired')),
    group.level('GroupInServiceInstances', measured('inService')),
    group.level('GroupPendingInstances', measured('pending')),
    group.level('GroupTotalInstances', step => step.measured.inService + step.measured.pending),
    group.level('GroupMinSize', measured('minimum')),
    group.level('GroupMaxSize', measured('maximum')),
    ...fleet.instances.map(({ id }, at) =>
      filed('AWS/EC2', { InstanceId: id }).level('CPUUtilization', step => cpu(step) * (0.95 + (at % 5) * 0.025), {
        everyMinutes,
      }),
    ),
  ]
}
