import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { refuse, type AwsRefusal } from './aws-refusal.ts'
import type { CloudRequest } from './cloud-request.ts'

export type AwsKey = { readonly accessKeyId: string; readonly secretAccessKey: string; readonly region: string }
export type Signed = { readonly service: string; readonly region: string }

/** The metrics of CloudFront, and of firewalls in front of it, are here alone. */
export const worldRegion = 'us-east-1'
const cloudWatch = 'monitoring'

/** Signatures are good for five minutes to either side (AWS Signature Version 4, "Troubleshooting"). */
const skewMostMs = 300_000

/** Checks a request's AWS Signature Version 4 as Amazon does: who, where, when, and that nothing was changed on the way. */
export function checkSignature(request: CloudRequest, key: AwsKey, now: number): Signed | AwsRefusal {
  const given = readAuthorization(request.headers['authorization'] ?? '')
  if (given === null) return refuse(403, 'MissingAuthenticationToken', 'Request is missing Authentication Token')
  const { accessKeyId, day, region, service, signedHeaders, signature } = given
  if (accessKeyId !== key.accessKeyId)
    return refuse(403, 'InvalidClientTokenId', 'The security token included in the request is invalid.')
  if (region !== key.region && !(region === worldRegion && service === cloudWatch))
    return refuse(403, 'SignatureDoesNotMatch', `Credential should be scoped to a valid region, not '${region}'.`)
  const stamp = request.headers['x-amz-date'] ?? ''
  const late = checkAge(stamp, now)
  if (late) return late
  const scope = `${day}/${region}/${service}/aws4_request`
  const toSign = ['AWS4-HMAC-SHA256', stamp, scope, sha256(canonical(request, signedHeaders))].join('\n')
  const signingKey = [day, region, service, 'aws4_request'].reduce<string | Buffer>(hmac, `AWS4${key.secretAccessKey}`)
  const wanted = hmac(signingKey, toSign).toString('hex')
  if (signature.length === wanted.length && timingSafeEqual(Buffer.from(signature), Buffer.from(wanted)))
    return { service, region }
  return refuse(
    403,
    'SignatureDoesNotMatch',
    'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. ' +
      'Consult the service documentation for details.',
  )
}

function readAuthorization(header: string) {
  const found =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/([^/]+)\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/.exec(
      header,
    )
  if (found === null) return null
  const [, accessKeyId = '', day = '', region = '', service = '', headers = '', signature = ''] = found
  return { accessKeyId, day, region, service, signedHeaders: headers.split(';'), signature }
}

function checkAge(stamp: string, now: number): AwsRefusal | null {
  const at = Date.parse(stamp.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'))
  if (Number.isNaN(at)) return refuse(403, 'IncompleteSignature', "Date must be in ISO-8601 'basic format'.")
  const [today, bound] = [compact(now), compact(at < now ? now - skewMostMs : now + skewMostMs)]
  if (at < now - skewMostMs)
    return refuse(403, 'SignatureDoesNotMatch', `Signature expired: ${stamp} is now earlier than ${bound} (${today} - 5 min.)`)
  if (at > now + skewMostMs)
    return refuse(
      403,
      'SignatureDoesNotMatch',
      `Signature not yet current: ${stamp} is still later than ${bound} (${today} + 5 min.)`,
    )
  return null
}

function canonical(request: CloudRequest, signedHeaders: readonly string[]): string {
  const query = request.query
    .split('&')
    .filter(part => part !== '')
    .map(part => (part.includes('=') ? part : `${part}=`))
    .toSorted()
    .join('&')
  const headers = signedHeaders.map(name => `${name}:${(request.headers[name] ?? '').trim().replaceAll(/\s+/g, ' ')}\n`).join('')
  return [request.method, encodePath(request.rawPath), query, headers, signedHeaders.join(';'), sha256(request.body)].join('\n')
}

/** Paths are encoded once more than they are sent, but for Amazon's storage. */
function encodePath(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/')
}

function compact(at: number): string {
  return new Date(at).toISOString().replaceAll(/[-:]|\.\d+/g, '')
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest()
}
