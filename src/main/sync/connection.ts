import type { Connection } from '#contract/status'
import type { Refusal } from '#contract/refusal'
import { refusal } from '#contract/refusal'
import { recordOf, textIn } from '#domain/body-fields'
import type { Cancel, Clock } from '#main/world'
import type { Platform, PlatformAnswer } from './platform-answer.ts'

/** Whether the platform can be reached, in one place: every answer is told here, whoever asked. */
export type ConnectionWatch = {
  readonly state: () => State
  /** What an answer says about the connection. */
  readonly note: (answer: PlatformAnswer) => void
  /** Something may have changed (the machine woke up, a person asks): find out now. */
  readonly ask: () => void
  /** An answer has been outstanding for long. Asks unless one was heard meanwhile. */
  readonly doubt: () => void
  readonly stop: () => void
}

type State =
  Exclude<Connection, { state: 'unconnected' } | { state: 'online' }> | { readonly state: 'online'; readonly since: number }

/** Waits between two questions while nothing answers, and while the platform refuses this till. */
const retryMs = [1000, 2000, 4000, 8000, 15_000] as const
const barredRetryMs = 30_000
/** One small answer in this time, or the platform counts as gone. A server under full load still manages. */
const probeWithinMs = 8000
const secondTryMs = 400
/** Whoever heard from the platform so recently needs not ask whether it is there. */
const heardLatelyMs = 2500

/** Watches the connection. `changed` is called after each change of state. */
export const watchConnection = (clock: Clock, platform: Platform, changed: () => void): ConnectionWatch => {
  let state: State = { state: 'joining', since: clock.now() }
  let heardAt = Number.NEGATIVE_INFINITY
  let failures = 0
  let probing = false
  let stopped = false
  let next: Cancel | null = null

  const become = (fresh: State): void => {
    const same = fresh.state === state.state && reasonOf(fresh)?.code === reasonOf(state)?.code
    if (stopped || same) return
    state = fresh
    changed()
  }
  const plan = (delayMs: number): void => {
    next?.()
    next = stopped ? null : clock.after(delayMs, () => void probe())
  }
  const reachable = (): void => {
    failures = 0
    next?.()
    become({ state: 'online', since: clock.now() })
  }
  const unreachable = (reason: Refusal): void => {
    const since = state.state === 'offline' ? state.since : clock.now()
    become({ state: 'offline', since, reason })
    if (probing) return
    plan(retryMs[Math.min(failures, retryMs.length - 1)] ?? barredRetryMs)
    failures += 1
  }
  const barred = (reason: Refusal): void => {
    become({ state: 'barred', since: state.state === 'barred' ? state.since : clock.now(), reason })
    plan(barredRetryMs)
  }
  const probe = async (): Promise<void> => {
    if (probing || stopped) return
    probing = true
    let answer = await deviceAnswer(clock, platform)
    if (answer.kind === 'unknown' && answer.sent && !stopped) {
      // one bad answer is no weather: a platform that is there answers the second time
      await new Promise<void>(resolve => clock.after(secondTryMs, resolve))
      answer = await deviceAnswer(clock, platform)
    }
    probing = false
    if (stopped || isOwnQueue(answer)) return
    if (answer.kind === 'unknown') return unreachable(answer.refusal)
    heardAt = clock.monotonic()
    if (answer.kind === 'barred') return barred(answer.refusal)
    const profile = answer.kind === 'ok' ? profileIn(answer.body) : null
    if (profile !== null && !maySell(profile)) return barred(refusal('profile-cannot-sell', { profile }))
    reachable()
  }
  return {
    state: () => state,
    note: answer => {
      if (stopped || isOwnQueue(answer)) return
      if (answer.kind === 'unknown') {
        if (answer.sent) void probe()
        else unreachable(answer.refusal)
        return
      }
      heardAt = clock.monotonic()
      if (answer.kind !== 'barred') {
        // what bars a till can be a matter of one call only, so only the question itself lifts it
        if (state.state === 'barred') return
        return reachable()
      }
      if (answer.status === 401) barred(answer.refusal)
      else void probe()
    },
    ask: () => {
      failures = 0
      if (state.state === 'offline') become({ state: 'joining', since: clock.now() })
      void probe()
    },
    doubt: () => {
      if (state.state === 'online' && clock.monotonic() - heardAt > heardLatelyMs) void probe()
    },
    stop: () => {
      stopped = true
      next?.()
    },
  }
}

/**
 * The same platform for reading in the background: every answer is told to the watch, doubt is raised when one is long in coming, and what went wrong
 * once is asked again a little later, so that one bad answer does not end a long reading.
 */
export const observed = (clock: Clock, platform: Platform, watch: ConnectionWatch): Platform => ({
  ...platform,
  get: async (path, search, options) => {
    for (let attempt = 0; ; attempt += 1) {
      const cancel = clock.after(slowAnswerMs, watch.doubt)
      const answer = await platform.get(path, search, options)
      cancel()
      if (options?.signal?.aborted) return answer
      watch.note(answer)
      const waitMs = againAfterMs(answer, attempt)
      if (waitMs === null || watch.state().state !== 'online') return answer
      await new Promise<void>(resolve => clock.after(waitMs, resolve))
    }
  },
})

const slowAnswerMs = 3000
const againMs = [300, 1000, 3000] as const
/** Who asks for a longer pause gets it between two readings and not in the middle of one. */
const longestPauseMs = 6000

/** When to ask once more; null when asking again is useless or has been done often enough. */
const againAfterMs = (answer: PlatformAnswer, attempt: number): number | null => {
  const usual = againMs[attempt]
  if (usual === undefined || (answer.kind !== 'later' && answer.kind !== 'unknown')) return null
  if (answer.kind === 'unknown' && !answer.sent) return null
  const waitMs = Math.max(usual, answer.afterMs ?? 0)
  return waitMs > longestPauseMs ? null : waitMs
}

/** The cheapest question there is, allowed in every profile; its answer also says whether the till may sell. */
const deviceAnswer = async (clock: Clock, platform: Platform): Promise<PlatformAnswer> => {
  const limit = new AbortController()
  const cancel = clock.after(probeWithinMs, () => limit.abort())
  const answer = await platform.get('/device/info', {}, { urgent: true, signal: limit.signal })
  cancel()
  return answer
}

/** Our own budget kept the request back: that says nothing about the platform. */
const isOwnQueue = (answer: PlatformAnswer): boolean =>
  answer.kind === 'unknown' && !answer.sent && answer.refusal.code === 'platform-busy'

/** The security profile in what the platform tells a device about itself. */
export const profileIn = (body: unknown): string | null => textIn(recordOf(recordOf(body)['device']), 'security_profile')

/** Profiles that scan tickets cannot sell any; `full` can, and an unknown one is tried. */
export const maySell = (profile: string): boolean => !profile.startsWith('pretixscan')

const reasonOf = (state: State): Refusal | null => (state.state === 'offline' || state.state === 'barred' ? state.reason : null)
