import type { HttpAnswer, Network } from '#main/world'
import type { Gauge } from './rehearsal-gauge.ts'
import type { PacedClock } from './virtual-clock.ts'

/** Longer than any request waits for its answer; the clock of the rehearsal ends it sooner. */
const longestMs = 600_000
/** A balancer waits no longer for a server (Elastic Load Balancing: idle timeout): an answer that stays away longer is not the story's. */
const longestMeantMs = 60_000
const timeout: HttpAnswer = { kind: 'failure', reason: 'timeout' }

/**
 * The network of a rehearsal. What an answer took is told by the story's clock, but the way to the sandbox and back is this machine's and counts once, not as many times as the story is hurried: the sandbox says
 * how long it meant to take (`Server-Timing`), the rest is the way, and a gauge hears of it. While the clock stands nobody's patience ends.
 */
export const rehearsalNetwork = (network: Network, clock: PacedClock, gauge: Pick<Gauge, 'sent'>): Network => ({
  request: async request => {
    const tooLate = new AbortController()
    const leave = clock.after(request.timeoutMs * Math.max(1, clock.pacing().speed), () => tooLate.abort())
    const signal = request.signal ? AbortSignal.any([request.signal, tooLate.signal]) : tooLate.signal
    // while the clock stands an answer that the story delays stays away for as long
    const { speed } = clock.pacing()
    const arrived = speed === 0 ? null : gauge.sent(longestMeantMs / speed)
    const answer = await network.request({ ...request, timeoutMs: longestMs, signal })
    leave()
    arrived?.((answer.kind === 'answer' ? meantOf(answer.headers['server-timing']) : longestMeantMs) / speed)
    if (answer.kind === 'failure') return tooLate.signal.aborted ? timeout : answer
    const tookMs = storyTime(answer, clock.pacing().speed)
    return tookMs > request.timeoutMs ? timeout : { ...answer, tookMs }
  },
})

const storyTime = ({ tookMs, headers }: Extract<HttpAnswer, { kind: 'answer' }>, speed: number): number => {
  const meantMs = meantOf(headers['server-timing'])
  return speed === 0 ? meantMs : meantMs + Math.max(0, tookMs - meantMs / speed)
}

/** The duration in a `Server-Timing` header of one entry (W3C Server Timing, 4.1); 0: it says none. */
const meantOf = (header: string | undefined): number => {
  const meantMs = Number(/;\s*dur=(\d+(?:\.\d+)?)/.exec(header ?? '')?.[1])
  return Number.isNaN(meantMs) ? 0 : meantMs
}
