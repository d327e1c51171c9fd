/** How many requests a platform takes. `perMinute` is promised never to be exceeded in any minute: `burst` plus what flows in within one. */
export type RequestAllowance = { readonly perMinute: number; readonly burst: number; readonly reserve: number }

/** The hosted platform allows 360 requests a minute and device (https://docs.pretix.eu, rate limiting). A quarter of the burst is kept for urgent ones. */
export const hostedAllowance: RequestAllowance = { perMinute: 360, burst: 60, reserve: 15 }
/** A server of one's own sets no limit; this one only stops a runaway loop. */
export const openAllowance: RequestAllowance = { perMinute: 12_000, burst: 1000, reserve: 100 }

/** Whether a host belongs to the hosted service, whose limit is known beforehand. Others show theirs by a 429. */
export const isHosted = (url: string): boolean => {
  const host = URL.canParse(url) ? new URL(url).hostname : ''
  return /(^|\.)pretix\.(eu|com|cloud)$/.test(host)
}

/** A token bucket. Times are monotonic milliseconds. */
export type Bucket = {
  readonly allowance: RequestAllowance
  readonly tokens: number
  readonly at: number
  /** The platform has asked to be left alone until then. */
  readonly quietUntil: number
  /** A server that answered 429 is treated like the hosted one until then; the hosted one for ever. */
  readonly strictUntil: number
}

const strictForMs = 600_000

export const fullBucket = (allowance: RequestAllowance, at: number): Bucket => ({
  allowance,
  tokens: allowance.burst,
  at,
  quietUntil: 0,
  strictUntil: allowance === hostedAllowance ? Number.POSITIVE_INFINITY : 0,
})

/** Takes one request out of the bucket, or says how long to wait. Urgent requests may use the reserve; nobody goes while the platform wants quiet. */
export const takeRequest = (
  bucket: Bucket,
  urgent: boolean,
  now: number,
): { readonly go: true; readonly bucket: Bucket } | { readonly go: false; readonly bucket: Bucket; readonly waitMs: number } => {
  const filled = refill(bucket, now)
  const quietMs = filled.quietUntil - now
  const missing = 1 + (urgent ? 0 : filled.allowance.reserve) - filled.tokens
  const waitMs = Math.max(quietMs, missing > 0 ? Math.ceil(missing / flowPerMs(filled.allowance)) : 0)
  return waitMs > 0 ? { go: false, bucket: filled, waitMs } : { go: true, bucket: { ...filled, tokens: filled.tokens - 1 } }
}

/** After a 429: nobody goes before the wait is over, and for a while the platform is taken to have the hosted limit. */
export const afterTooMany = (bucket: Bucket, waitMs: number, now: number): Bucket => ({
  allowance: hostedAllowance,
  tokens: Math.min(refill(bucket, now).tokens, hostedAllowance.reserve),
  at: now,
  quietUntil: Math.max(bucket.quietUntil, now + waitMs),
  strictUntil: Math.max(bucket.strictUntil, now + waitMs + strictForMs),
})

const flowPerMs = (allowance: RequestAllowance): number => (allowance.perMinute - allowance.burst) / 60_000

const refill = (bucket: Bucket, now: number): Bucket => {
  const passedMs = Math.max(0, now - bucket.at)
  const tokens = Math.min(bucket.allowance.burst, bucket.tokens + passedMs * flowPerMs(bucket.allowance))
  return { ...bucket, allowance: now < bucket.strictUntil ? bucket.allowance : openAllowance, tokens, at: now }
}
