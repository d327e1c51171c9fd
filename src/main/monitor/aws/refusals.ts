import type { Refusal } from '#contract/refusal'
import { refusal } from '#contract/refusal'
import type { Exchange } from './handler.ts'
import { awsTimeoutMs, NoAnswer } from './handler.ts'

/** What was being asked when it failed. */
export type AskedContext = {
  readonly profile: string
  readonly region: string
  readonly right: string
  /** The group or balancer the question was about; empty: none. */
  readonly subject: string
  readonly exchange: Exchange
}

/** Amazon refuses signatures that are further off than this. */
const signatureToleranceMs = 4 * 60_000
/** Until a throttled question is worth asking again; the pace of the poll stretches on its own. */
const throttledMs = 20_000
const busyMs = 10_000
const longestText = 300

/**
 * Every way in which Amazon or the way to it fails, as a refusal. Names come with and without `Exception`, depending on the protocol and a header.
 * `atAmazon`: asked at Amazon's own address, where a region that does not exist has no name in the DNS.
 */
export const awsRefusal = async (problem: unknown, context: AskedContext, atAmazon: boolean): Promise<Refusal> => {
  if (context.exchange.failure !== null) return networkRefusal(context, atAmazon)
  const { name, message, status } = spokenOf(problem)
  if (name === '' || isUnreadable(problem, name)) return refusal('aws-answer-unreadable')
  return (
    clockRefusal(name, message, context) ??
    signInRefusal(name, message, context) ??
    busyRefusal(name, message, status) ??
    subjectRefusal(name, message, context) ??
    refusal('aws-refused', { text: (message || name).slice(0, longestText) })
  )
}

const networkRefusal = async ({ exchange, region }: AskedContext, atAmazon: boolean): Promise<Refusal> => {
  const host = exchange.host
  switch (exchange.failure) {
    case 'timeout':
    case 'aborted':
      return refusal('source-slow', { source: 'aws', host, seconds: awsTimeoutMs / 1000 }, { afterMs: throttledMs })
    case 'certificate':
      return refusal('certificate-untrusted', { url: `https://${host}` })
    case 'too-large':
      return refusal('aws-answer-unreadable')
    default:
      if (atAmazon && exchange.failure === 'unreachable' && !(await isKnownRegion(region)))
        return refusal('aws-region-wrong', { region })
      return refusal('source-unreachable', { source: 'aws', host }, { afterMs: throttledMs })
  }
}

/** The SDK's own list; a region that is younger than it reads as unknown only while it cannot be reached. */
const isKnownRegion = async (region: string): Promise<boolean> => {
  const { partition } = await import('@aws-sdk/core/client')
  return 'description' in partition(region)
}

const spokenOf = (problem: unknown): { readonly name: string; readonly message: string; readonly status: number } => {
  if (!(problem instanceof Error)) return { name: '', message: '', status: 0 }
  const metadata: unknown = '$metadata' in problem ? problem.$metadata : null
  const status =
    typeof metadata === 'object' && metadata !== null && 'httpStatusCode' in metadata ? Number(metadata.httpStatusCode) : 0
  return { name: problem.name.replace(/Exception$/, ''), message: problem.message, status }
}

/** What is not an error that Amazon has named: HTML, a cut answer, a date that is none. */
const isUnreadable = (problem: unknown, name: string): boolean =>
  !(problem instanceof Error && '$fault' in problem) ||
  name === 'Unknown' ||
  name === 'UnknownError' ||
  problem instanceof NoAnswer

const clockNames = new Set(['RequestExpired', 'RequestTimeTooSkewed', 'RequestInTheFuture'])
const clockRefusal = (name: string, message: string, { exchange }: AskedContext): Refusal | null => {
  if (isSessionOver(name, exchange)) return null
  const skewMs = exchange.skewMs ?? 0
  const off = Math.abs(skewMs) >= signatureToleranceMs
  const saysClock = clockNames.has(name) || /signature (expired|not yet current)|request timestamp/i.test(message)
  if (!saysClock && !(off && /^(SignatureDoesNotMatch|InvalidSignature|AuthFailure)$/.test(name))) return null
  return refusal('aws-clock-wrong', { minutes: Math.max(1, Math.round(Math.abs(skewMs) / 60_000)) })
}

/** EC2 says the same of a session that is over as of a request that is late; the clocks tell the two apart. */
const isSessionOver = (name: string, { skewMs }: Exchange): boolean =>
  name === 'RequestExpired' && skewMs !== null && Math.abs(skewMs) < signatureToleranceMs

const signedOut =
  /^(ExpiredToken|TokenRefreshRequired|InvalidClientTokenId|UnrecognizedClient|InvalidAccessKeyId|MissingAuthenticationToken|MissingAuthenticationTokenException|AuthFailure|NotSignedIn|InvalidToken)$/
const forbidden = /^(AccessDenied|UnauthorizedOperation|Unauthorized|OptInRequired|NotAuthorized|Forbidden)$/
const signInRefusal = (name: string, message: string, context: AskedContext): Refusal | null => {
  const { profile, region, right } = context
  if (/scoped to a valid region/i.test(message)) return refusal('aws-region-wrong', { region })
  if (signedOut.test(name) || isSessionOver(name, context.exchange)) return refusal('aws-signed-out', { profile })
  return forbidden.test(name) ? refusal('aws-forbidden', { right }) : null
}

const throttled =
  /^(Throttling|Throttled|ThrottledRequest|RequestThrottled|RequestLimitExceeded|TooManyRequests|LimitExceeded|BandwidthLimitExceeded|RequestThrottling|SlowDown|PriorRequestNotComplete|EC2Throttled)$/
const busyRefusal = (name: string, message: string, status: number): Refusal | null => {
  if (throttled.test(name) || status === 429)
    return refusal('aws-throttled', { seconds: throttledMs / 1000 }, { afterMs: throttledMs })
  const text = (message || name).slice(0, longestText)
  // the first of these comes with a 500, and yet says for certain that nothing was done
  if (/^(ResourceContention|ScalingActivityInProgress)(Fault)?$/.test(name))
    return refusal('aws-refused', { text }, { afterMs: busyMs })
  return status >= 500 ? refusal('aws-failed', { text }, { afterMs: busyMs }) : null
}

const gone =
  /^(LoadBalancerNotFound|AccessPointNotFound|TargetGroupNotFound|DBInstanceNotFound|DBInstanceNotFoundFault|ResourceNotFound)$/
const subjectRefusal = (name: string, message: string, { subject }: AskedContext): Refusal | null => {
  if (gone.test(name) || (name === 'ValidationError' && /group name not found|not found/i.test(message)))
    return refusal('resource-gone', { name: subject })
  return name === 'ValidationError' && /above max(imum)? (value|size)/i.test(message)
    ? refusal('ceiling-reached', { ceiling: 'group', left: 0 })
    : null
}
