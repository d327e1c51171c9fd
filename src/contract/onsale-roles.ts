/** Where knowledge of an on-sale comes from. `queue`: the waiting room or the shop's own queue. `sales`: this file. */
export const sources = ['aws', 'cloudflare', 'queue', 'shop', 'sales'] as const
export type Source = (typeof sources)[number]

/** What a number of people a minute counts: addresses or visits at the edge, people let in from the queue; unknown: minutes kept before that was. */
export type Counted = 'addresses' | 'visits' | 'admitted' | 'unknown'

/**
 * What Kasa measures of an on-sale, a minute at a time, whoever reports it. Unit and meaning stand beside each; `domain/onsale/role-table.ts` says how several
 * resources are combined and what a missing minute means.
 */
export const roles = [
  'queue.waiting', // people
  'queue.active', // people let in and still there
  'queue.admitted', // people a minute
  'queue.wait', // minutes, as the room estimates
  'queue.limit-admitted', // people a minute
  'queue.limit-active', // people
  'edge.requests', // a minute
  'edge.cached-requests', // a minute
  'edge.bytes', // a minute
  'edge.cached-bytes', // a minute
  'edge.visits', // a minute: the closest the edge has to people, as `edge.addresses` says
  'edge.addresses', // 1: people are counted by their addresses, each once a minute; 0: by visits, pages opened from elsewhere
  'edge.threats', // a minute: blocked, and challenged without passing
  'edge.errors', // a minute: answers of 500 and above
  'edge.sample-interval', // requests for each one looked at, where the edge is estimated from samples
  'balancer.requests', // a minute, rejected ones not among them
  'balancer.rejected', // a minute: spill-over, or connections refused
  'balancer.surge', // requests waiting at a classic balancer, 1024 at most
  'balancer.errors', // a minute: 5xx made by the balancer, and whoever it turned away
  'balancer.502', // a minute
  'balancer.503', // a minute
  'balancer.504', // a minute
  'balancer.target-errors', // a minute: 5xx made by the shop
  'balancer.gave-up', // a minute: the buyer closed first
  'balancer.p50', // seconds
  'balancer.p95', // seconds
  'balancer.p99', // seconds
  'balancer.healthy', // servers
  'balancer.unhealthy', // servers
  'balancer.connection-errors', // a minute
  'web.cpu', // percent, mean
  'web.cpu-hottest', // percent, of the hottest server
  'web.in-service', // servers
  'web.desired', // servers
  'web.pending', // servers
  'web.maximum', // servers
  'web.credits', // CPU credits left, fewest
  'web.memory', // percent used
  'database.cpu', // percent
  'database.connections', // open connections
  'database.read-latency', // seconds: p90 of RDS, the mean of a volume
  'database.write-latency', // seconds, as reading
  'database.memory', // percent used
  'database.disk-queue', // requests waiting
  'database.load', // sessions active
  'database.load-cpu', // sessions
  'database.load-waiting', // sessions waiting: locks, disk
  'database.io-balance', // percent left
  'database.credits', // CPU credits left
  'cache.cpu', // percent, engine
  'cache.evictions', // a minute
  'mail.oldest', // seconds the oldest message waits
  'firewall.blocked', // a minute
  'firewall.allowed', // a minute
  'firewall.challenged', // a minute: asked to prove that they are people, those who had proved it among them
  'firewall.proved', // a minute: of those, let through because they had proved it
  'cdn.requests', // a minute
  'cdn.bytes', // a minute
  'shop.time', // seconds until the shop's page stood
  'shop.answered', // 1 or 0
  'shop.maintenance', // 1 or 0
  'shop.free-places', // places the shop still shows as free; baskets are not among them
  'sales.orders', // a minute
  'sales.tickets', // a minute
  'sales.gross', // minor units a minute
  'sales.left', // tickets left at the end of the minute
] as const
export type Role = (typeof roles)[number]
