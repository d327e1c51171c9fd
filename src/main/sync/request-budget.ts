import type { Bucket } from '#domain/request-budget'
import { afterTooMany, fullBucket, hostedAllowance, isHosted, openAllowance, takeRequest } from '#domain/request-budget'
import type { Cancel, Clock } from '#main/world'

/** The one door through which every request to the platform goes: keeps within the platform's limit and lets urgent ones pass first. */
export type RequestBudget = {
  /** Resolves when the request may go, with what must be called once it has ended; null when it gave up waiting or the queue is full. */
  readonly enter: (urgent: boolean, signal?: AbortSignal) => Promise<(() => void) | null>
  /** The platform answered 429: everybody waits, and its limit is taken to be the hosted one from now on. */
  readonly tooMany: (waitMs: number) => void
  /** Requests sent in the last minute. */
  readonly used: () => number
  /** Requests allowed in a minute. */
  readonly limit: () => number
}

/** Background reading may have four under way (more gain nothing on a two-core server); the rest is for those who wait at the counter. */
const mostBackground = 4
const mostInFlight = 10
/** A longer queue means that nobody is waiting any more; further requests are told so at once. */
const mostWaiting = 500
const minuteMs = 60_000

type Waiting = { readonly urgent: boolean; readonly go: (leave: (() => void) | null) => void }

/** Makes the budget of one platform. */
export const createRequestBudget = (clock: Clock, url: string): RequestBudget => {
  let bucket: Bucket = fullBucket(isHosted(url) ? hostedAllowance : openAllowance, clock.monotonic())
  let sent: number[] = []
  let wake: Cancel | null = null
  const underWay = { urgent: 0, background: 0 }
  const queue: Waiting[] = []

  const leaveOf = (urgent: boolean) => {
    let left = false
    return () => {
      if (left) return
      left = true
      underWay[urgent ? 'urgent' : 'background'] -= 1
      admit()
    }
  }
  const next = (): Waiting | undefined => {
    if (underWay.urgent + underWay.background >= mostInFlight) return undefined
    return queue.find(waiting => waiting.urgent) ?? (underWay.background < mostBackground ? queue[0] : undefined)
  }
  const admit = (): void => {
    wake?.()
    wake = null
    for (let waiting = next(); waiting; waiting = next()) {
      const now = clock.monotonic()
      const taken = takeRequest(bucket, waiting.urgent, now)
      bucket = taken.bucket
      if (!taken.go) {
        wake = clock.after(taken.waitMs, admit)
        return
      }
      queue.splice(queue.indexOf(waiting), 1)
      sent.push(now)
      underWay[waiting.urgent ? 'urgent' : 'background'] += 1
      waiting.go(leaveOf(waiting.urgent))
    }
  }
  const recent = (): number[] => {
    const since = clock.monotonic() - minuteMs
    sent = sent.filter(at => at > since)
    return sent
  }
  return {
    enter: (urgent, signal) =>
      new Promise(resolve => {
        if (queue.length >= mostWaiting || signal?.aborted) return resolve(null)
        const waiting: Waiting = {
          urgent,
          go: leave => {
            signal?.removeEventListener('abort', giveUp)
            resolve(leave)
          },
        }
        const giveUp = (): void => {
          const place = queue.indexOf(waiting)
          if (place >= 0) queue.splice(place, 1)
          resolve(null)
        }
        signal?.addEventListener('abort', giveUp, { once: true })
        queue.push(waiting)
        if (sent.length > 2 * bucket.allowance.perMinute) recent()
        admit()
      }),
    tooMany: waitMs => {
      bucket = afterTooMany(bucket, waitMs, clock.monotonic())
      admit()
    },
    used: () => recent().length,
    limit: () => bucket.allowance.perMinute,
  }
}
