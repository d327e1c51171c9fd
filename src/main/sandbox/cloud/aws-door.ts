import {
  describeAutoScalingGroups,
  describeScalingActivities,
  setDesiredCapacity,
  updateAutoScalingGroup,
} from './aws-autoscaling.ts'
import {
  describeApplicationBalancers,
  describeClassicBalancers,
  describeInstanceHealth,
  describeTargetGroups,
  describeTargetHealth,
} from './aws-balancers.ts'
import { describeClusters, describeDatabases } from './aws-databases.ts'
import { describeAlarms, getMetricData, listMetrics, type CloudWatchScene } from './aws-cloudwatch.ts'
import { QueryForm, writeXml, type XmlValue } from './aws-query.ts'
import { isRefusal, refusalAsEc2, refusalAsJson, refusalAsXml, refuse, type AwsRefusal } from './aws-refusal.ts'
import { describeScheduledActions } from './scheduled-actions.ts'
import { describeInstances } from './aws-servers.ts'
import { checkSignature, type AwsKey, type Signed } from './aws-signature.ts'
import { parseBody, type CloudAnswer, type CloudRequest } from './cloud-request.ts'
import { faultFigure } from './fault.ts'

export type AwsScene = Omit<CloudWatchScene, 'region'> & {
  readonly key: AwsKey
  /** How many calls there have been, this one included: throttling refuses by turns. */
  readonly calls: number
  /** Whether the session of this profile has ended. */
  readonly expired: boolean
  readonly requestId: string
}

/** Refused calls are spread over each ten. */
const throttlingStride = 7
const cloudWatchTarget = 'GraniteServiceVersion20100801.'

type JsonAction = (input: unknown, scene: CloudWatchScene) => unknown
const cloudWatchActions: Readonly<Record<string, JsonAction>> = {
  GetMetricData: getMetricData,
  ListMetrics: listMetrics,
  DescribeAlarms: describeAlarms,
}

type QueryAction = (form: QueryForm, scene: AwsScene) => XmlValue | AwsRefusal
type QueryService = {
  readonly right: string
  /** EC2 wraps its answers and refusals as no other service does. */
  readonly dialect?: 'ec2'
  readonly namespace: string
  readonly actions: Readonly<Record<string, QueryAction>>
}

/** By the service in the credential scope and the version of its interface. */
const queryServices: Readonly<Record<string, QueryService>> = {
  'autoscaling 2011-01-01': {
    right: 'autoscaling',
    namespace: 'http://autoscaling.amazonaws.com/doc/2011-01-01/',
    actions: {
      DescribeAutoScalingGroups: (form, { stage, names }) => describeAutoScalingGroups(form, stage, names),
      DescribeScalingActivities: (form, { stage }) => describeScalingActivities(form, stage),
      DescribeScheduledActions: (form, { stage, names }) => describeScheduledActions(form, stage, names),
      DescribePolicies: () => ({ ScalingPolicies: [] }),
      SetDesiredCapacity: (form, { stage }) => setDesiredCapacity(form, stage),
      UpdateAutoScalingGroup: (form, { stage }) => updateAutoScalingGroup(form, stage),
    },
  },
  'elasticloadbalancing 2012-06-01': {
    right: 'elasticloadbalancing',
    namespace: 'http://elasticloadbalancing.amazonaws.com/doc/2012-06-01/',
    actions: {
      DescribeLoadBalancers: (form, { stage, names }) => describeClassicBalancers(form, stage, names),
      DescribeInstanceHealth: (form, { stage, names }) => describeInstanceHealth(form, stage, names),
    },
  },
  'elasticloadbalancing 2015-12-01': {
    right: 'elasticloadbalancing',
    namespace: 'http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/',
    actions: {
      DescribeLoadBalancers: (form, { stage, names }) => describeApplicationBalancers(form, stage, names),
      DescribeTargetGroups: (form, { stage, names }) => describeTargetGroups(form, stage, names),
      DescribeTargetHealth: (form, { stage, names }) => describeTargetHealth(form, stage, names),
    },
  },
  'rds 2014-10-31': {
    right: 'rds',
    namespace: 'http://rds.amazonaws.com/doc/2014-10-31/',
    actions: {
      DescribeDBInstances: (form, { stage, names }) => describeDatabases(form, stage, names),
      DescribeDBClusters: (form, { stage, names }) => describeClusters(form, stage, names),
    },
  },
  'ec2 2016-11-15': {
    right: 'ec2',
    dialect: 'ec2',
    namespace: 'http://ec2.amazonaws.com/doc/2016-11-15/',
    actions: { DescribeInstances: (form, { stage, names, now }) => describeInstances(form, stage, names, now) },
  },
  'sts 2011-06-15': {
    right: 'sts',
    namespace: 'https://sts.amazonaws.com/doc/2011-06-15/',
    actions: {
      GetCallerIdentity: (_form, { names }) => ({
        Arn: userArn(names.account),
        UserId: 'AIDASANDBOXKASA000001',
        Account: names.account,
      }),
    },
  },
}

/** Answers a call to AWS, whichever service it is for. */
export function answerAws(request: CloudRequest, scene: AwsScene): CloudAnswer {
  const target = request.headers['x-amz-target'] ?? ''
  const signed = checkSignature(request, scene.key, scene.now)
  if (request.headers['content-type']?.startsWith('application/x-amz-json') === true || target !== '')
    return answerJson(request, target, signed, scene)
  return answerQuery(request, signed, scene)
}

function answerJson(request: CloudRequest, target: string, signed: Signed | AwsRefusal, scene: AwsScene): CloudAnswer {
  const name = target.slice(cloudWatchTarget.length)
  const result = isRefusal(signed)
    ? signed
    : (barred(`cloudwatch:${name}`, scene) ?? askCloudWatch(target, name, request.body, { ...scene, region: signed.region }))
  if (isRefusal(result)) return refusalAsJson(result, scene.requestId)
  const headers = { 'content-type': 'application/x-amz-json-1.0', 'x-amzn-requestid': scene.requestId }
  return { status: 200, headers, body: JSON.stringify(result) }
}

function askCloudWatch(target: string, name: string, body: string, scene: CloudWatchScene): unknown {
  const action = target.startsWith(cloudWatchTarget) ? cloudWatchActions[name] : undefined
  if (action === undefined) return unknownAction(name)
  const input = parseBody(body)
  return input === undefined ? refuse(400, 'SerializationException', 'The request body is not JSON.') : action(input, scene)
}

function answerQuery(request: CloudRequest, signed: Signed | AwsRefusal, scene: AwsScene): CloudAnswer {
  const form = new QueryForm(request.method === 'GET' ? request.query : request.body)
  const version = form.text('Version') ?? ''
  // an unsigned call tells its service by its version alone
  const named = isRefusal(signed) ? Object.entries(queryServices).find(([name]) => name.endsWith(` ${version}`))?.[1] : undefined
  const service = isRefusal(signed) ? named : queryServices[`${signed.service} ${version}`]
  const namespace = service?.namespace ?? 'http://webservices.amazon.com/AWSFault/2005-15-09'
  const action = service?.actions[form.action]
  const refused = isRefusal(signed) ? signed : barred(`${service?.right ?? 'aws'}:${form.action}`, scene)
  const result = refused ?? (action === undefined ? unknownAction(form.action, version) : action(form, scene))
  if (service?.dialect === 'ec2') return answerAsEc2(form.action, namespace, result, scene.requestId)
  if (isRefusal(result)) return refusalAsXml(result, namespace, scene.requestId)
  const content = `<${form.action}Result>${writeXml(result)}</${form.action}Result>`
  const metadata = `<ResponseMetadata><RequestId>${scene.requestId}</RequestId></ResponseMetadata>`
  return {
    status: 200,
    headers: { 'content-type': 'text/xml', 'x-amzn-requestid': scene.requestId },
    body: `<${form.action}Response xmlns="${namespace}">${content}${metadata}</${form.action}Response>`,
  }
}

function answerAsEc2(action: string, namespace: string, result: XmlValue | AwsRefusal, requestId: string): CloudAnswer {
  if (isRefusal(result)) return refusalAsEc2(inWordsOfEc2(result), requestId)
  return {
    status: 200,
    headers: { 'content-type': 'text/xml;charset=UTF-8', 'x-amzn-requestid': requestId },
    body: `<?xml version="1.0" encoding="UTF-8"?>\n<${action}Response xmlns="${namespace}"><requestId>${requestId}</requestId>${writeXml(result, 'item')}</${action}Response>`,
  }
}

/** What other services call otherwise ("Error codes for the Amazon EC2 API"). */
function inWordsOfEc2(refusal: AwsRefusal): AwsRefusal {
  switch (refusal.code) {
    case 'AccessDenied':
      return {
        ...refusal,
        code: 'UnauthorizedOperation',
        message: `You are not authorized to perform this operation. ${refusal.message}`,
      }
    case 'Throttling':
      return refuse(503, 'RequestLimitExceeded', 'Request limit exceeded.')
    case 'ExpiredToken':
      return refuse(400, 'RequestExpired', 'Request has expired.')
    case 'InvalidClientTokenId':
    case 'MissingAuthenticationToken':
    case 'SignatureDoesNotMatch':
      return refuse(401, 'AuthFailure', `AWS was not able to validate the provided access credentials. ${refusal.message}`)
    default:
      return refusal
  }
}

/** What stands between a signed request and its answer. */
function barred(right: string, { stage, temper, calls, expired, names }: AwsScene): AwsRefusal | null {
  if (expired) return refuse(403, 'ExpiredToken', 'The security token included in the request is expired')
  const throttling = stage.fault('throttling')
  if (throttling !== null && (calls * throttlingStride) % 10 < faultFigure(throttling, 'ofTen'))
    return refuse(400, 'Throttling', 'Rate exceeded')
  if (!temper.forbidden.includes(right)) return null
  return refuse(
    403,
    'AccessDenied',
    `User: ${userArn(names.account)} is not authorized to perform: ${right} because no identity-based policy allows the ${right} action`,
  )
}

function unknownAction(action: string, version?: string): AwsRefusal {
  return refuse(
    400,
    'InvalidAction',
    `Could not find operation ${action}${version === undefined ? '' : ` for version ${version}`}`,
  )
}

function userArn(account: string): string {
  return `arn:aws:iam::${account}:user/kasa`
}
