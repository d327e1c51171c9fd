import type { Scenario } from './scenario.ts'

/** What stands beside the servers and carries over from one short while to the next: the cache with who holds what, and mails that wait. */
export type Beside = {
  cacheKilobytes: number
  /** Of all that was in the cache, the share that was thrown out in the while before. */
  lostShare: number
  /** Oldest first: how many mails came in a while and still wait. */
  mails: readonly Parcel[]
}
type Parcel = { readonly at: number; readonly count: number }

export type Cached = { readonly entries: number; readonly evicted: number; readonly memoryPercent: number }
export type Mailed = {
  readonly mailsIn: number
  readonly mailsOut: number
  readonly waiting: number
  readonly oldestSeconds: number
}

export function nothingBeside(): Beside {
  return { cacheKilobytes: 0, lostShare: 0, mails: [] }
}

const nothingCached: Cached = { entries: 0, evicted: 0, memoryPercent: 0 }
const nothingMailed: Mailed = { mailsIn: 0, mailsOut: 0, waiting: 0, oldestSeconds: 0 }

/**
 * Whoever comes in gets an entry, which ends after a time that is exponentially distributed: in balance there are as many as come in times the time they are kept (Little). What does not fit throws out as much of
 * what is there (Redis, "Key eviction": allkeys).
 */
export function moveCache(
  beside: Beside,
  { cache }: Scenario,
  { seconds, entering }: { readonly seconds: number; readonly entering: number },
): Cached {
  if (cache === null) return nothingCached
  const most = cache.memoryMegabytes * 1_024
  const kept = beside.cacheKilobytes * Math.exp(-seconds / (cache.keptMinutes * 60))
  const wanted = kept + entering * cache.entryKilobytes
  const evictedKilobytes = Math.max(0, wanted - most)
  beside.cacheKilobytes = wanted - evictedKilobytes
  beside.lostShare = wanted > 0 ? evictedKilobytes / wanted : 0
  return {
    entries: beside.cacheKilobytes / cache.entryKilobytes,
    evicted: evictedKilobytes / cache.entryKilobytes,
    memoryPercent: (beside.cacheKilobytes / most) * 100,
  }
}

/** A line in the order of coming, as a fluid: so many mails a minute leave, and the age of the oldest is how long ago it came (Newell, "Applications of Queueing Theory", 1982, ch. 2: the curve of arrivals above that of departures). */
export function moveMail(
  beside: Beside,
  { mail }: Scenario,
  { at, seconds, orders }: { readonly at: number; readonly seconds: number; readonly orders: number },
): Mailed {
  if (mail === null) return nothingMailed
  const mailsIn = orders * mail.perOrder
  const due = [...beside.mails, { at, count: mailsIn }]
  const before = due.reduce((sum, { count }) => sum + count, 0)
  beside.mails = afterSending(due, (mail.sentPerMinute * seconds) / 60)
  const waiting = beside.mails.reduce((sum, { count }) => sum + count, 0)
  const [oldest] = beside.mails
  return {
    mailsIn,
    mailsOut: before - waiting,
    waiting,
    oldestSeconds: oldest === undefined ? 0 : (at - oldest.at) / 1000 + seconds,
  }
}

/** Less than this of a mail is none. */
const nothing = 1e-9

function afterSending(due: readonly Parcel[], sent: number): readonly Parcel[] {
  let left = sent
  const waiting: Parcel[] = []
  for (const { at, count } of due) {
    const gone = Math.min(left, count)
    left -= gone
    if (count - gone > nothing) waiting.push({ at, count: count - gone })
  }
  return waiting
}
