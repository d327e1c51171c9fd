/** What the model measures of itself in every short while, whoever will be asked for it. */
export const measures = [
  'seen', // people on the site in the minute
  'arrived',
  'waiting',
  'active',
  'paying',
  'admitted',
  'newPerMinute', // the room's limits
  'totalActive',
  'edgeRequests',
  'edgeCached',
  'edgeBytes',
  'edgeCachedBytes',
  'edgeErrors',
  'roomPages', // answered by the waiting room itself
  'botRequests',
  'botsStopped',
  'requests', // handed to the servers
  'refused',
  'failed',
  'surge',
  'gaveUp', // closed before the answer came
  'responseSeconds',
  'webCpu',
  'webHottest',
  'databaseCpu',
  'connections',
  'databaseLoad',
  'databaseSeconds',
  'desired',
  'inService',
  'pending',
  'minimum',
  'maximum',
  'orders',
  'tickets',
  'left',
  'cdnRequests', // through CloudFront
  'cdnBytes',
  'firewallAllowed',
  'firewallBlocked',
  'cacheCpu', // percent of the engine
  'cacheMemory', // percent
  'cacheEntries',
  'evicted',
  'mailOldest', // seconds the oldest mail waits
  'mailWaiting',
  'mailsIn',
  'mailsOut',
] as const
export type Measure = (typeof measures)[number]
export type Measured = Readonly<Record<Measure, number>>

/** Counts that add up over a minute; the others are levels. */
export const counted: ReadonlySet<Measure> = new Set<Measure>([
  'arrived',
  'admitted',
  'edgeRequests',
  'edgeCached',
  'edgeBytes',
  'edgeCachedBytes',
  'edgeErrors',
  'roomPages',
  'botRequests',
  'botsStopped',
  'requests',
  'refused',
  'failed',
  'gaveUp',
  'orders',
  'tickets',
  'cdnRequests',
  'cdnBytes',
  'firewallAllowed',
  'firewallBlocked',
  'evicted',
  'mailsIn',
  'mailsOut',
])
