import type { Refusal } from '#contract/refusal'
import { refusal } from '#contract/refusal'
import { minuteMs } from '#domain/onsale/scene'
import type { Cancel, Clock, World } from '#main/world'
import type { Outcome, Poll } from './poll.ts'
import { nothingRead } from './poll.ts'

/** Asks each source at its own rhythm until it is stopped; a read that takes too long is given up, never queued behind the next. */
export type Pace = {
  /** Something is on its way: the sources are asked faster until `untilAt`. */
  readonly hurry: (untilAt: number) => void
  /** Asks everybody now, without waiting for their turn; resolves when all have answered or were given up. */
  readonly askAll: () => Promise<void>
  /** How often a poll is asked at present. */
  readonly everyMs: (poll: Poll) => number
  readonly stop: () => void
}

export type PaceParts = {
  readonly clock: Clock
  readonly log: World['log']
  readonly polls: readonly Poll[]
  /** Where the first read begins; later ones begin where the last good one ended, less the overlap. */
  readonly windowFrom: () => number
  /** How many times slower than the clock of the sale the network is: 1, but in a rehearsal its speed. */
  readonly haste: () => number
  readonly read: (poll: Poll, outcome: Outcome, window: { readonly from: number; readonly to: number }) => void
}

/** Between the first reads of two sources, so that they stay apart afterwards as well. */
const phaseMs = 700
/** A source that says "too often" is asked half as often, again and again, down to this. */
const slowestMs = 120_000
const goodReadsToRecover = 3
/** However fast the clock of a sale runs, no source is asked more often than this by the machine's: at sixty times as fast that is 9 s, and a step of servers is followed every 10 s at any speed. */
const leastRestMs = 150
/** A read that hangs is given up after this, whatever its rhythm. */
const patienceMs = 20_000
/** From then on it may still tell what it has brought, which takes no network. */
const partingMs = 1_000

type Turn = {
  readonly poll: Poll
  stretch: number
  goodReads: number
  readTo: number | null
  running: { readonly done: Promise<void>; readonly giveUp: () => void } | null
  due: Cancel
  dueAt: number
}

/** Starts asking. */
export const keepPace = (parts: PaceParts): Pace => {
  const { clock } = parts
  const run = { stopped: false, hurriedUntil: 0 }
  const everyMs = (turn: Turn): number => {
    const usual = clock.now() < run.hurriedUntil ? turn.poll.hurriedEveryMs : turn.poll.everyMs
    const asked = turn.stretch === 1 ? usual : Math.min(turn.poll.everyMs * turn.stretch, Math.max(slowestMs, usual))
    return Math.max(asked, leastRestMs * parts.haste())
  }
  const schedule = (turn: Turn, delayMs: number): void => {
    turn.due()
    if (run.stopped) return
    turn.dueAt = clock.now() + delayMs
    turn.due = clock.after(delayMs, () => {
      schedule(turn, everyMs(turn))
      void ask(turn)
    })
  }
  const ask = (turn: Turn): Promise<void> => {
    if (run.stopped) return Promise.resolve()
    turn.running ??= begin(turn)
    return turn.running.done
  }
  const begin = (turn: Turn): NonNullable<Turn['running']> => {
    const { poll } = turn
    const window = windowOf(turn, clock.now(), parts.windowFrom())
    const leaving = new AbortController()
    const { promise, resolve } = Promise.withResolvers<Outcome>()
    const hung = refusal('source-hung', { source: poll.source, count: patienceMs / 1000 }, { afterMs: poll.everyMs })
    let tooLate = clock.after(patienceMs * parts.haste(), () => {
      leaving.abort()
      tooLate = clock.after(partingMs * parts.haste(), () => resolve(nothingRead(hung)))
    })
    const brought = (outcome: Outcome): void => resolve(leaving.signal.aborted ? cutShort(outcome, hung) : outcome)
    poll.read(window, leaving.signal).then(brought, (problem: unknown) => {
      // a bug in one source must not take the till down in the middle of a sale: it is logged, and the source goes blind
      const stack = problem instanceof Error ? (problem.stack ?? problem.message) : 'not an error'
      parts.log({ level: 'fault', event: 'onsale.read', fields: { poll: poll.name, stack } })
      resolve(nothingRead(refusal('fault')))
    })
    const take = (outcome: Outcome): void => {
      tooLate()
      turn.running = null
      if (run.stopped) return
      const before = turn.stretch
      learn(turn, outcome, window.to)
      if (turn.stretch > before) schedule(turn, everyMs(turn))
      parts.read(poll, outcome, window)
    }
    const done = promise.then(take)
    return { done, giveUp: () => leaving.abort() }
  }
  const turns = parts.polls.map((poll): Turn => ({ poll, ...untried, due: () => undefined }))
  turns.forEach((turn, place) => schedule(turn, place * phaseMs))
  return {
    hurry: untilAt => {
      run.hurriedUntil = Math.max(run.hurriedUntil, untilAt)
      // only ever sooner: who is asked to hurry again and again must not be put off by it
      for (const turn of turns) if (clock.now() + everyMs(turn) < turn.dueAt) schedule(turn, everyMs(turn))
    },
    askAll: async () => {
      await Promise.all(turns.map(ask))
    },
    everyMs: poll => {
      const turn = turns.find(each => each.poll === poll)
      return turn ? everyMs(turn) : poll.everyMs
    },
    stop: () => {
      run.stopped = true
      for (const turn of turns) {
        turn.due()
        turn.running?.giveUp()
      }
    },
  }
}

/** What a read that was given up had brought by then; that its last question came to nothing is said by its being given up. */
const cutShort = (outcome: Outcome, hung: Refusal): Outcome => ({
  ...outcome,
  refusals: [hung, ...outcome.refusals.filter(({ code }) => code !== 'source-slow')],
})

const untried = { stretch: 1, goodReads: 0, readTo: null, running: null, dueAt: 0 }

/** Whole minutes; what was missed while nothing answered is asked for again. */
const windowOf = (turn: Turn, now: number, windowFrom: number): { from: number; to: number } => {
  const to = Math.ceil(now / minuteMs) * minuteMs
  const from = turn.readTo === null ? windowFrom : Math.max(windowFrom, Math.min(turn.readTo, to) - turn.poll.overlapMs)
  return { from: Math.floor(Math.min(from, to - minuteMs) / minuteMs) * minuteMs, to }
}

const learn = (turn: Turn, outcome: Outcome, to: number): void => {
  // a part that may come at the next try is asked for again with everything before it: late points alone lie within the overlap
  if (outcome.answered && !outcome.refusals.some(({ retry }) => retry !== undefined)) turn.readTo = to
  if (outcome.refusals.some(isThrottle)) {
    turn.stretch = Math.min(turn.stretch * 2, Math.max(1, slowestMs / turn.poll.everyMs))
    turn.goodReads = 0
    return
  }
  turn.goodReads = outcome.answered ? turn.goodReads + 1 : 0
  if (turn.goodReads >= goodReadsToRecover) turn.stretch = 1
}

/** The source asks to be asked less often. */
export const isThrottle = (refusal: Refusal): boolean =>
  refusal.code === 'aws-throttled' || refusal.code === 'cloudflare-throttled'
