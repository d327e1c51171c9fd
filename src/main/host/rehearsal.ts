import type { GaveWay, RehearsalFace, RehearsalReport, RehearsalSpeed } from '#contract/rehearsal'
import type { OnsalePlan } from '#contract/onsale-plan'
import type { Result } from '#contract/refusal'
import { done, refused } from '#contract/refusal'
import type { Handlers } from '#contract/wire'
import type { Core } from '#main/core'
import type { Cancel } from '#main/world'
import type { RehearsalParts, RehearsalRun, startRehearsal } from './rehearsal-run.ts'
import { offeredScenarios, scenarioNamed } from './rehearsal-scenarios.ts'
import { clearBeforeStartMs, keepWayClear } from './rehearsal-way.ts'

const isName = /^[a-z0-9-]+$/

type RehearsalMethod = Extract<keyof Handlers, `rehearsal.${string}`>

/** Rehearsals of one desk: one at a time, never beside a sale that is on or about to start. */
export type Rehearsals = {
  readonly handlers: Pick<Handlers, RehearsalMethod>
  /** Starts a scenario by its name, or out of a file of one's own. */
  readonly start: (scenario: string, speed: RehearsalSpeed) => Promise<Result<RehearsalFace>>
  readonly runs: () => boolean
  readonly close: () => Promise<void>
}

export type RehearsalsParts = Omit<RehearsalParts, 'changed'> & {
  readonly begin: typeof startRehearsal
  /** Who is at work now. */
  readonly core: () => Core
  /** Puts a core before the doors, and the everyday one back. */
  readonly enter: (core: Core) => void
  readonly leave: () => void
  readonly told: (face: RehearsalFace) => void
}

export const createRehearsals = (parts: RehearsalsParts): Rehearsals => {
  const { clock } = parts.world
  const state: State = { run: null, busy: false, everyday: null, gaveWay: null, leave: () => undefined }
  /** Whoever is at work when no rehearsal is: in its file they are remembered. */
  const everyday = (): Core => state.everyday ?? parts.core()
  const face = (): RehearsalFace => state.run?.face() ?? null
  const tell = (): Result<RehearsalFace> => {
    parts.told(face())
    return done(face())
  }
  const alone = async <Value>(work: () => Promise<Result<Value>>): Promise<Result<Value>> => {
    if (state.busy) return refused('rehearsal-runs')
    state.busy = true
    try {
      return await work()
    } finally {
      state.busy = false
    }
  }
  const start: Rehearsals['start'] = (scenario, speed) =>
    alone(async () => {
      if (state.run) return refused('rehearsal-runs')
      const barred = barredBy(parts.core().live(clearBeforeStartMs), clock.now())
      if (barred) return barred
      const summary = await scenarioNamed(scenario)
      if (!summary.ok) return summary
      // the rehearsal's own file knows no settings: it speaks as the screen did a moment ago
      const settings = await parts.core().handlers['settings.get']({})
      const language = settings.ok ? settings.value.language : parts.language
      const run = await parts.begin({ ...parts, language, changed: tell }, summary.value, { source: scenario, speed })
      if (!run.ok) return run
      Object.assign(state, { run: run.value, everyday: parts.core(), gaveWay: null })
      parts.enter(run.value.core)
      state.leave = keepWayClear(clock, () => everyday().live(clearBeforeStartMs), giveWay)
      return tell()
    })
  /** The language that was chosen during the rehearsal is the one of the person, not of the rehearsal. */
  const keepLanguage = async (run: RehearsalRun): Promise<void> => {
    const [spoken, usual] = await Promise.all([run.core.handlers['settings.get']({}), everyday().handlers['settings.get']({})])
    if (!spoken.ok || !usual.ok || spoken.value.language === usual.value.language) return
    await everyday().handlers['settings.set']({ language: spoken.value.language })
  }
  const closeRun = async (): Promise<void> => {
    const { run } = state
    if (!run) return
    state.leave()
    Object.assign(state, { run: null, everyday: null })
    parts.leave()
    await run.close()
  }
  const during = async <Value>(work: (run: RehearsalRun) => Promise<Result<Value>>): Promise<Result<Value>> =>
    state.run ? work(state.run) : refused('rehearsal-none')
  const end = (gaveWay: GaveWay): Promise<Result<RehearsalReport>> =>
    alone(() =>
      during(async run => {
        // a sandbox that has died can tell nothing; the rehearsal ends all the same
        try {
          const report = await run.report()
          if (report.ok) everyday().keepRehearsal(report.value)
          await keepLanguage(run)
          return report
        } finally {
          await closeRun()
          state.gaveWay = gaveWay
          tell()
        }
      }),
    )
  const giveWay = ({ name, startsAt }: OnsalePlan): void => {
    if (state.busy) return
    void end({ name, startsAt }).catch((problem: unknown) => {
      // without its report, but out of the way: a sale is about to start
      const stack = problem instanceof Error ? (problem.stack ?? problem.message) : 'not an error'
      parts.world.log({ level: 'fault', event: 'rehearsal.report', fields: { stack } })
    })
  }
  return {
    start,
    runs: () => state.run !== null,
    close: closeRun,
    handlers: {
      'rehearsal.scenarios': async () => done(await offeredScenarios()),
      'rehearsal.get': () => done(face()),
      'rehearsal.reports': input => everyday().handlers['rehearsal.reports'](input),
      // a file of one's own is named on the command line, never through a door
      'rehearsal.start': ({ scenario, speed }) =>
        isName.test(scenario) ? start(scenario, speed) : refused('scenario-unknown', { scenario }),
      'rehearsal.pace': ({ speed, running }) =>
        during(async run => {
          await run.pace(speed, running)
          return tell()
        }),
      'rehearsal.fault': ({ kind, ...wanted }) =>
        during(async run => {
          await run.fault(kind, wanted)
          return tell()
        }),
      'rehearsal.end': () => end(null),
      'rehearsal.gave-way': () => done(state.gaveWay && state.gaveWay.startsAt > clock.now() ? state.gaveWay : null),
    },
  }
}

type State = {
  run: RehearsalRun | null
  busy: boolean
  everyday: Core | null
  gaveWay: GaveWay
  leave: Cancel
}

const barredBy = (live: OnsalePlan | null, now: number): Result<never> | null => {
  if (!live) return null
  const { name, startsAt } = live
  if (startsAt <= now) return refused('live-sale-watched', { name })
  return refused('live-sale-soon', { name, minutes: Math.max(1, Math.ceil((startsAt - now) / 60_000)) })
}
