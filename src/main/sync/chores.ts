import type { Refusal } from '#contract/refusal'
import type { Cancel, Clock } from '#main/world'
import { refusalOf } from '#store/open'
import type { Fetched } from './sync-parts.ts'

/** One kind of work that the download does again and again. At most one run of it at a time; different chores run beside each other. */
export type Chore = {
  readonly name: string
  /** Whether there is anything to do at all now. */
  readonly wanted: () => boolean
  /** How long to rest after a run that went well. */
  readonly restMs: () => number
  readonly run: () => Promise<Fetched>
}

/** How a run ended. `stuck`: the file takes nothing; nothing of the run is stored. */
export type Outcome = Fetched | { readonly kind: 'stuck'; readonly refusal: Refusal }

/** Runs chores when they are due. Time comes from the clock it is given, and it notices when that has stood still. */
export type ChoreRunner = {
  readonly start: () => void
  /** Ends the running of chores; resolves when none runs any more. */
  readonly stop: () => Promise<void>
  /** Something has changed: look at once whether a chore is wanted. */
  readonly look: () => void
  /** Makes the named chores due now (all of them when none is named). */
  readonly hurry: (...names: readonly string[]) => void
}

/** Rest after a run that failed, when the platform names no time of its own. */
const failedRestMs = 3000
/** What is about this till's rights or about one request does not get better by asking often. */
const refusedRestMs = 30_000
/** Somebody has to make room on the disk. */
const stuckRestMs = 10_000
/** Looks at least so often, so that a machine that slept is noticed soon after it woke up. */
const longestSleepMs = 5000
/** The wall clock went this much further than the other one: the machine slept, or its clock was set. */
const leapMs = 10_000

type Parts = {
  readonly clock: Clock
  readonly chores: readonly Chore[]
  readonly allowed: () => boolean
  readonly finished: (chore: string, outcome: Outcome) => void
  readonly woke: () => void
}

/** `allowed` false keeps everything at rest; `finished` hears of each run, `woke` of a machine that slept. */
export const createChoreRunner = ({ clock, chores, allowed, finished, woke }: Parts): ChoreRunner => {
  const dueAt = new Map<string, number>()
  const running = new Map<string, Promise<void>>()
  let started = false
  let timer: Cancel | null = null
  let seen = { wall: clock.now(), monotonic: clock.monotonic() }

  const begin = async (chore: Chore): Promise<void> => {
    const fetched = await chore.run().catch(fileTrouble)
    running.delete(chore.name)
    dueAt.set(chore.name, clock.monotonic() + restAfter(chore, fetched))
    finished(chore.name, fetched)
    look()
  }
  const noticeSleep = (): void => {
    const now = { wall: clock.now(), monotonic: clock.monotonic() }
    const leapt = Math.abs(now.wall - seen.wall - (now.monotonic - seen.monotonic)) > leapMs
    const late = now.monotonic - seen.monotonic > longestSleepMs + leapMs
    seen = now
    if (!leapt && !late) return
    dueAt.clear()
    woke()
  }
  const look = (): void => {
    timer?.()
    timer = null
    if (!started) return
    noticeSleep()
    let waitMs = longestSleepMs
    for (const chore of allowed() ? chores : []) {
      if (running.has(chore.name) || !chore.wanted()) continue
      const untilDueMs = (dueAt.get(chore.name) ?? 0) - clock.monotonic()
      if (untilDueMs > 0) waitMs = Math.min(waitMs, untilDueMs)
      else running.set(chore.name, begin(chore))
    }
    timer = clock.after(waitMs, look)
  }
  return {
    start: () => {
      started = true
      look()
    },
    stop: async () => {
      started = false
      timer?.()
      await Promise.all(running.values())
    },
    look,
    hurry: (...names) => {
      for (const name of names) dueAt.delete(name)
      if (names.length === 0) dueAt.clear()
      look()
    },
  }
}

/** A full disk or a folder that became read-only ends one run and is said; what is none of these is a bug and goes on to whoever restarts the core. */
const fileTrouble = (problem: unknown): Outcome => {
  const refused = refusalOf(problem)
  if (refused.ok) throw problem
  return { kind: 'stuck', refusal: refused.refusal }
}

const restAfter = (chore: Chore, fetched: Outcome): number => {
  if (fetched.kind === 'done') return chore.restMs()
  if (fetched.kind === 'stuck') return stuckRestMs
  const { answer } = fetched
  if (answer.kind === 'later') return answer.afterMs
  if (answer.kind === 'unknown') return answer.afterMs ?? failedRestMs
  return refusedRestMs
}
