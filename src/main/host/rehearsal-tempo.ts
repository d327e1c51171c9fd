import type { RehearsalFace, RehearsalSpeed } from '#contract/rehearsal'
import type { Cancel, Clock } from '#main/world'
import type { Gauge } from './rehearsal-gauge.ts'
import { governed, lookEveryMs, ungoverned, wishedAnew } from './rehearsal-governor.ts'
import type { RehearsalSandbox } from './rehearsal-sandbox.ts'
import type { PacedClock } from './virtual-clock.ts'

/** How fast a rehearsal goes: as was wished for, and no faster than this machine keeps up with. Core and sandbox always have the same pacing. */
export type Tempo = {
  readonly pace: (speed: RehearsalSpeed, running: boolean) => Promise<void>
  readonly now: () => Pick<NonNullable<RehearsalFace>, 'speed' | 'effectiveSpeed' | 'running'>
  readonly stop: () => void
}

export type TempoParts = {
  /** The story's clock, and the machine's. */
  readonly clock: PacedClock
  readonly machine: Clock
  readonly sandbox: Pick<RehearsalSandbox, 'pace'>
  readonly gauge: Gauge
  readonly endsAt: number
  readonly changed: () => void
}

/** A change of speed that nobody asked for holds from so long after it was decided, so that also a busy sandbox knows of it by then. */
const aheadMs = 1_000

/** Stands still until it is first told to go. */
export const tempoOf = (parts: TempoParts, first: RehearsalSpeed): Tempo => {
  const { clock, machine, sandbox, gauge } = parts
  const state = {
    wish: first,
    running: false,
    kept: ungoverned(first),
    turn: Promise.resolve(),
    end: nothing,
    look: nothing,
    change: nothing,
    changing: false,
    stopped: false,
  }
  /** One after the other, so that both sides hear of the same last. */
  const tell = (speed: number, inMs: number): Promise<void> => {
    const before = state.turn
    const change = async (): Promise<void> => {
      await before
      if (state.stopped) return
      const pacing = { realAt: machine.now() + inMs, virtualAt: clock.now() + inMs * clock.pacing().speed, speed }
      await sandbox.pace(pacing)
      clock.pace(pacing)
      gauge.forget()
    }
    const told = change()
    state.turn = told.catch(() => undefined)
    return told
  }
  const pace = async (wish: RehearsalSpeed, running: boolean): Promise<void> => {
    const kept = wishedAnew(state.kept, { was: state.wish, wish })
    await tell(running ? kept.speed : 0, 0)
    Object.assign(state, { wish, running, kept })
    state.end()
    // at its end the story stands still, so that one can look at it
    state.end = clock.after(Math.max(0, parts.endsAt - clock.now()), () => void pace(state.wish, false).then(parts.changed))
  }
  const keepTo = (speed: RehearsalSpeed): void => {
    state.changing = true
    // a sandbox that is being stopped, or has died, is told of where the rehearsal is ended
    void tell(speed, aheadMs).catch(() => undefined)
    state.change = machine.after(aheadMs, () => {
      state.changing = false
      gauge.forget()
      parts.changed()
    })
  }
  const lookAgain = (): void => {
    state.look = machine.after(lookEveryMs, lookAgain)
    const behindMs = gauge.behindMs()
    if (!state.running || state.changing) return
    const { speed } = state.kept
    state.kept = governed(state.kept, { wish: state.wish, behindMs })
    if (state.kept.speed !== speed) keepTo(state.kept.speed)
  }
  lookAgain()
  return {
    pace,
    now: () => ({ speed: state.wish, effectiveSpeed: state.kept.speed, running: state.running }),
    stop: () => {
      state.stopped = true
      state.end()
      state.look()
      state.change()
    },
  }
}

const nothing: Cancel = () => undefined
