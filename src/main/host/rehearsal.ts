import type { RehearsalFace, RehearsalSpeed } from '#contract/rehearsal'
import type { Result } from '#contract/refusal'
import { done, refused } from '#contract/refusal'
import type { Handlers } from '#contract/wire'
import type { Core } from '#main/core'
import type { RehearsalParts, RehearsalRun } from './rehearsal-run.ts'
import { startRehearsal } from './rehearsal-run.ts'
import { offeredScenarios, scenarioNamed } from './rehearsal-scenarios.ts'

const isName = /^[a-z0-9-]+$/

type RehearsalMethod = Extract<keyof Handlers, `rehearsal.${string}`>

/** Rehearsals of one desk: one at a time, never beside a sale that is on. */
export type Rehearsals = {
  readonly handlers: Pick<Handlers, RehearsalMethod>
  /** Starts a scenario by its name, or out of a file of one's own. */
  readonly start: (scenario: string, speed: RehearsalSpeed) => Promise<Result<RehearsalFace>>
  readonly runs: () => boolean
  readonly close: () => Promise<void>
}

export type RehearsalsParts = Omit<RehearsalParts, 'changed'> & {
  /** Who is at work now. */
  readonly core: () => Core
  /** Puts a core before the doors, and the everyday one back. */
  readonly enter: (core: Core) => void
  readonly leave: () => void
  readonly told: (face: RehearsalFace) => void
}

export const createRehearsals = (parts: RehearsalsParts): Rehearsals => {
  const state: { run: RehearsalRun | null; busy: boolean; everyday: Core | null } = { run: null, busy: false, everyday: null }
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
      const live = parts.core().live()
      if (live) return refused('live-sale-watched', { name: live.name })
      const summary = await scenarioNamed(scenario)
      if (!summary.ok) return summary
      // the rehearsal's own file knows no settings: it speaks as the screen did a moment ago
      const settings = await parts.core().handlers['settings.get']({})
      const language = settings.ok ? settings.value.language : parts.language
      const run = await startRehearsal({ ...parts, language, changed: tell }, summary.value, { source: scenario, speed })
      if (!run.ok) return run
      Object.assign(state, { run: run.value, everyday: parts.core() })
      parts.enter(run.value.core)
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
    Object.assign(state, { run: null, everyday: null })
    parts.leave()
    await run.close()
  }
  const during = async <Value>(work: (run: RehearsalRun) => Promise<Result<Value>>): Promise<Result<Value>> =>
    state.run ? work(state.run) : refused('rehearsal-none')
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
      'rehearsal.end': () =>
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
              tell()
            }
          }),
        ),
    },
  }
}
