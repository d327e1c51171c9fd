import type { Role, Source } from '#contract/onsale-roles'

/** What a value of a role counts. Rates are of whole minutes. */
export type RoleUnit =
  | 'people'
  | 'people-a-minute'
  | 'requests'
  | 'a-minute'
  | 'bytes-a-minute'
  | 'minor-a-minute'
  | 'tickets'
  | 'minutes'
  | 'seconds'
  | 'percent'
  | 'servers'
  | 'connections'
  | 'sessions'
  | 'credits'
  | 'flag'

/** How several resources that report the same role in the same minute become one value. */
export type Combine = 'sum' | 'mean' | 'max' | 'min' | 'last'

/**
 * What a minute nobody reported means. `zero-with-traffic`: zero, but only up to the newest minute of the role named in `trafficOf` for its source. `unknown`: not known.
 * `hold`: a setting, which stays as it was until another is read.
 */
export type Missing = 'zero-with-traffic' | 'unknown' | 'hold'

export type RoleRule = { readonly source: Source; readonly unit: RoleUnit; readonly combine: Combine; readonly missing: Missing }

/**
 * The role whose minutes prove that a source has reported: its silent measures are zero up to the newest of them. Null: the source itself says how far it knows
 * (`SourceFace.newestAt`), as our own sales do.
 */
export const trafficOf = {
  aws: 'balancer.requests',
  cloudflare: 'edge.requests',
  queue: 'queue.waiting',
  shop: 'shop.answered',
  sales: null,
} as const satisfies Readonly<Record<Source, Role | null>>

const rule = (source: Source, unit: RoleUnit, combine: Combine, missing: Missing): RoleRule => ({
  source,
  unit,
  combine,
  missing,
})

/**
 * So many requests a percentile needs before it means anything: ten beyond it (Amazon, "Percentiles": 10 ÷ (1 − p) samples). They are those of the balancer that tells it: many at one say nothing of the few at
 * another.
 */
export const leastRequests = { 'balancer.p50': 20, 'balancer.p95': 200, 'balancer.p99': 1_000 } as const

/** How many requests of its own a balancer must have had for this measure of it; null: it is no percentile. */
export const leastRequestsOf = (role: Role): number | null =>
  role === 'balancer.p50' || role === 'balancer.p95' || role === 'balancer.p99' ? leastRequests[role] : null

/**
 * Each measure: who reports it, what it counts, how resources are combined and what silence means. Percentiles and levels of several resources become the worst of them, since a mean of
 * percentiles is none; a percentile counts only where its own balancer had enough requests. Amazon publishes errors, rejections and latency only when they are not zero ("CloudWatch metrics for your Application Load Balancer").
 */
export const roleTable = {
  'queue.waiting': rule('queue', 'people', 'sum', 'unknown'),
  'queue.active': rule('queue', 'people', 'sum', 'unknown'),
  'queue.admitted': rule('queue', 'people-a-minute', 'sum', 'unknown'),
  'queue.wait': rule('queue', 'minutes', 'max', 'unknown'),
  'queue.limit-admitted': rule('queue', 'people-a-minute', 'sum', 'hold'),
  'queue.limit-active': rule('queue', 'people', 'sum', 'hold'),
  'edge.requests': rule('cloudflare', 'a-minute', 'sum', 'unknown'),
  'edge.cached-requests': rule('cloudflare', 'a-minute', 'sum', 'zero-with-traffic'),
  'edge.bytes': rule('cloudflare', 'bytes-a-minute', 'sum', 'zero-with-traffic'),
  'edge.cached-bytes': rule('cloudflare', 'bytes-a-minute', 'sum', 'zero-with-traffic'),
  'edge.visits': rule('cloudflare', 'people-a-minute', 'sum', 'zero-with-traffic'),
  'edge.addresses': rule('cloudflare', 'flag', 'max', 'unknown'),
  'edge.threats': rule('cloudflare', 'a-minute', 'sum', 'zero-with-traffic'),
  'edge.errors': rule('cloudflare', 'a-minute', 'sum', 'zero-with-traffic'),
  'edge.sample-interval': rule('cloudflare', 'requests', 'max', 'unknown'),
  'balancer.requests': rule('aws', 'a-minute', 'sum', 'unknown'),
  'balancer.rejected': rule('aws', 'a-minute', 'sum', 'zero-with-traffic'),
  'balancer.surge': rule('aws', 'requests', 'max', 'zero-with-traffic'),
  'balancer.errors': rule('aws', 'a-minute', 'sum', 'zero-with-traffic'),
  'balancer.502': rule('aws', 'a-minute', 'sum', 'zero-with-traffic'),
  'balancer.503': rule('aws', 'a-minute', 'sum', 'zero-with-traffic'),
  'balancer.504': rule('aws', 'a-minute', 'sum', 'zero-with-traffic'),
  'balancer.target-errors': rule('aws', 'a-minute', 'sum', 'zero-with-traffic'),
  'balancer.gave-up': rule('aws', 'a-minute', 'sum', 'zero-with-traffic'),
  'balancer.p50': rule('aws', 'seconds', 'max', 'unknown'),
  'balancer.p95': rule('aws', 'seconds', 'max', 'unknown'),
  'balancer.p99': rule('aws', 'seconds', 'max', 'unknown'),
  'balancer.healthy': rule('aws', 'servers', 'sum', 'unknown'),
  'balancer.unhealthy': rule('aws', 'servers', 'sum', 'unknown'),
  'balancer.connection-errors': rule('aws', 'a-minute', 'sum', 'zero-with-traffic'),
  'web.cpu': rule('aws', 'percent', 'mean', 'unknown'),
  'web.cpu-hottest': rule('aws', 'percent', 'max', 'unknown'),
  'web.in-service': rule('aws', 'servers', 'sum', 'unknown'),
  'web.desired': rule('aws', 'servers', 'sum', 'hold'),
  'web.pending': rule('aws', 'servers', 'sum', 'unknown'),
  'web.maximum': rule('aws', 'servers', 'sum', 'hold'),
  'web.credits': rule('aws', 'credits', 'min', 'unknown'),
  'web.memory': rule('aws', 'percent', 'max', 'unknown'),
  'database.cpu': rule('aws', 'percent', 'max', 'unknown'),
  'database.connections': rule('aws', 'connections', 'max', 'unknown'),
  'database.read-latency': rule('aws', 'seconds', 'max', 'unknown'),
  'database.write-latency': rule('aws', 'seconds', 'max', 'unknown'),
  'database.memory': rule('aws', 'percent', 'max', 'unknown'),
  'database.disk-queue': rule('aws', 'requests', 'max', 'unknown'),
  'database.load': rule('aws', 'sessions', 'max', 'unknown'),
  'database.load-cpu': rule('aws', 'sessions', 'max', 'unknown'),
  'database.load-waiting': rule('aws', 'sessions', 'max', 'unknown'),
  'database.io-balance': rule('aws', 'percent', 'min', 'unknown'),
  'database.credits': rule('aws', 'credits', 'min', 'unknown'),
  'cache.cpu': rule('aws', 'percent', 'max', 'unknown'),
  'cache.evictions': rule('aws', 'a-minute', 'sum', 'unknown'),
  'mail.oldest': rule('aws', 'seconds', 'max', 'unknown'),
  'firewall.blocked': rule('aws', 'a-minute', 'sum', 'zero-with-traffic'),
  'firewall.allowed': rule('aws', 'a-minute', 'sum', 'zero-with-traffic'),
  'firewall.challenged': rule('aws', 'a-minute', 'sum', 'zero-with-traffic'),
  'firewall.proved': rule('aws', 'a-minute', 'sum', 'zero-with-traffic'),
  'cdn.requests': rule('aws', 'a-minute', 'sum', 'unknown'),
  'cdn.bytes': rule('aws', 'bytes-a-minute', 'sum', 'unknown'),
  'shop.time': rule('shop', 'seconds', 'max', 'unknown'),
  'shop.answered': rule('shop', 'flag', 'min', 'unknown'),
  'shop.maintenance': rule('shop', 'flag', 'max', 'unknown'),
  'shop.free-places': rule('shop', 'tickets', 'last', 'unknown'),
  'sales.orders': rule('sales', 'a-minute', 'sum', 'zero-with-traffic'),
  'sales.tickets': rule('sales', 'a-minute', 'sum', 'zero-with-traffic'),
  'sales.gross': rule('sales', 'minor-a-minute', 'sum', 'zero-with-traffic'),
  'sales.left': rule('sales', 'tickets', 'last', 'hold'),
} as const satisfies Readonly<Record<Role, RoleRule>>
