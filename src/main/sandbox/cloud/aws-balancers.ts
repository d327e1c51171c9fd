import { refuse, type AwsRefusal } from './aws-refusal.ts'
import type { QueryForm, XmlValue } from './aws-query.ts'
import type { CloudNames } from './aws-names.ts'
import type { Stage } from './stage.ts'

const createdAt = new Date(Date.UTC(2015, 10, 2, 9))

/** DescribeLoadBalancers of classic Elastic Load Balancing. */
export function describeClassicBalancers(form: QueryForm, { scenario, run }: Stage, names: CloudNames): XmlValue | AwsRefusal {
  const there = scenario.balancer.kind === 'classic' ? [names.balancerName] : []
  const missing = form.list('LoadBalancerNames').find(name => !there.includes(name))
  if (missing !== undefined) return noSuchBalancer(missing)
  return {
    LoadBalancerDescriptions: there.map(name => ({
      LoadBalancerName: name,
      DNSName: `${name}-1234567890.${names.region}.elb.amazonaws.com`,
      Scheme: 'internet-facing',
      AvailabilityZones: [`${names.region}a`, `${names.region}b`],
      Instances: run.fleet.instances.map(({ id }) => ({ InstanceId: id })),
      HealthCheck: { Target: 'HTTP:80/health', Interval: 30, Timeout: 5, UnhealthyThreshold: 2, HealthyThreshold: 2 },
      CreatedTime: createdAt,
    })),
  }
}

/** DescribeInstanceHealth: what classic balancing thinks of each server. */
export function describeInstanceHealth(form: QueryForm, { scenario, run }: Stage, names: CloudNames): XmlValue | AwsRefusal {
  const name = form.text('LoadBalancerName') ?? ''
  if (scenario.balancer.kind !== 'classic' || name !== names.balancerName) return noSuchBalancer(name)
  return {
    InstanceStates: run.fleet.instances.map(({ id, state }) => ({
      InstanceId: id,
      State: state === 'InService' ? 'InService' : 'OutOfService',
      ReasonCode: state === 'InService' ? 'N/A' : 'ELB',
      Description: state === 'InService' ? 'N/A' : 'Instance registration is still in progress.',
    })),
  }
}

/** DescribeLoadBalancers of version 2. */
export function describeApplicationBalancers(form: QueryForm, { scenario }: Stage, names: CloudNames): XmlValue | AwsRefusal {
  const there = scenario.balancer.kind === 'application'
  const wanted = [...form.list('Names'), ...form.list('LoadBalancerArns')]
  const missing = wanted.find(name => !there || (name !== names.balancerName && name !== balancerArn(names)))
  if (missing !== undefined) return refuse(400, 'LoadBalancerNotFound', `Load balancers '[${missing}]' not found`)
  const balancer = {
    LoadBalancerArn: balancerArn(names),
    LoadBalancerName: names.balancerName,
    DNSName: `${names.balancerName}-1234567890.${names.region}.elb.amazonaws.com`,
    Scheme: 'internet-facing',
    Type: 'application',
    State: { Code: 'active' },
    AvailabilityZones: [{ ZoneName: `${names.region}a` }, { ZoneName: `${names.region}b` }],
    CreatedTime: createdAt,
  }
  return { LoadBalancers: there ? [balancer] : [] }
}

/** DescribeTargetGroups. */
export function describeTargetGroups(form: QueryForm, { scenario }: Stage, names: CloudNames): XmlValue | AwsRefusal {
  const there = scenario.balancer.kind === 'application'
  const missing = [...form.list('TargetGroupArns')].find(arn => !there || arn !== targetGroupArn(names))
  if (missing !== undefined) return refuse(400, 'TargetGroupNotFound', `Target groups '${missing}' not found`)
  const group = {
    TargetGroupArn: targetGroupArn(names),
    TargetGroupName: `${names.balancerName}-web`,
    Protocol: 'HTTP',
    Port: 80,
    HealthCheckPath: '/health',
    LoadBalancerArns: [balancerArn(names)],
    TargetType: 'instance',
  }
  return { TargetGroups: there ? [group] : [] }
}

/** DescribeTargetHealth. */
export function describeTargetHealth(form: QueryForm, { scenario, run }: Stage, names: CloudNames): XmlValue | AwsRefusal {
  const arn = form.text('TargetGroupArn') ?? ''
  if (scenario.balancer.kind !== 'application' || arn !== targetGroupArn(names))
    return refuse(400, 'TargetGroupNotFound', `Target groups '${arn}' not found`)
  return {
    TargetHealthDescriptions: run.fleet.instances.map(({ id, state }) => ({
      Target: { Id: id, Port: 80 },
      HealthCheckPort: '80',
      TargetHealth:
        state === 'InService'
          ? { State: 'healthy' }
          : { State: 'initial', Reason: 'Elb.RegistrationInProgress', Description: 'Target registration is in progress' },
    })),
  }
}

function noSuchBalancer(name: string): AwsRefusal {
  return refuse(400, 'LoadBalancerNotFound', `There is no ACTIVE Load Balancer named '${name}'`)
}

function balancerArn({ region, account, balancerTail }: CloudNames): string {
  return `arn:aws:elasticloadbalancing:${region}:${account}:loadbalancer/${balancerTail}`
}

function targetGroupArn({ region, account, targetGroupTail }: CloudNames): string {
  return `arn:aws:elasticloadbalancing:${region}:${account}:${targetGroupTail}`
}
