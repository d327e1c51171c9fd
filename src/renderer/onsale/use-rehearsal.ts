import { useEffect, useState } from 'react'
import type { RehearsalFace, RehearsalReport, RehearsalSpeed, ScenarioFault, ScenarioSummary } from '#contract/rehearsal'
import type { Refusal } from '#contract/refusal'
import { useFrame, useKasa, useNow } from '#app/kasa'
import { minuteOf } from './rehearsal-course.ts'

export type Rehearsal = {
  /** Null while they are read. */
  readonly scenarios: readonly ScenarioSummary[] | null
  readonly running: RehearsalFace
  /** What is chosen, or runs; its faults as they are switched. */
  readonly scenario: ScenarioSummary | null
  readonly speed: RehearsalSpeed
  readonly refusal: Refusal | null
  readonly busy: 'beginning' | 'ending' | null
  readonly choose: (scenario: string) => void
  readonly begin: () => Promise<boolean>
  readonly setSpeed: (speed: RehearsalSpeed) => void
  readonly pauseOrResume: () => void
  readonly switchFault: (fault: ScenarioFault, on: boolean) => void
  readonly moveFault: (fault: ScenarioFault, to: Pick<ScenarioFault, 'fromMinute' | 'toMinute'>) => void
  readonly fireNow: (fault: ScenarioFault) => void
  readonly end: () => Promise<RehearsalReport | null>
}

const firstSpeed: RehearsalSpeed = 10

/** The rehearsal as the dialog plays it. Before it begins what is switched is only remembered; then it is told to the one that runs. */
export const useRehearsal = (): Rehearsal => {
  const { wire } = useKasa()
  const running = useFrame(frame => frame.rehearsal)
  const runningNow = useRehearsalNow()
  const [scenarios, setScenarios] = useState<readonly ScenarioSummary[] | null>(null)
  const [chosen, choose] = useState<string | null>(null)
  const [draft, setDraft] = useState<Readonly<Record<string, ScenarioFault>>>({})
  const [speed, setFirstSpeed] = useState<RehearsalSpeed>(firstSpeed)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [busy, setBusy] = useState<Rehearsal['busy']>(null)
  useEffect(() => {
    void wire
      .call('rehearsal.scenarios', {})
      .then(answer => (answer.ok ? setScenarios(answer.value) : setRefusal(answer.refusal)))
  }, [wire])
  const offered = scenarios?.find(({ id }) => id === chosen) ?? hardest(scenarios ?? [])
  const scenario =
    running?.scenario ??
    (offered && { ...offered, faults: offered.faults.map(fault => draft[`${offered.id} ${fault.id}`] ?? fault) })

  const told = (answer: { readonly ok: true } | { readonly ok: false; readonly refusal: Refusal }): boolean => {
    setRefusal(answer.ok ? null : answer.refusal)
    return answer.ok
  }
  const pace = async (speed: RehearsalSpeed, runs: boolean): Promise<void> =>
    void told(await wire.call('rehearsal.pace', { speed, running: runs }))
  const setFault = async (fault: ScenarioFault): Promise<void> => {
    if (!running && scenario) setDraft(known => ({ ...known, [`${scenario.id} ${fault.id}`]: fault }))
    else told(await wire.call('rehearsal.fault', wishOf(fault)))
  }
  return {
    scenarios,
    running,
    scenario,
    speed: running?.speed ?? speed,
    refusal,
    busy,
    choose,
    begin: async () => {
      if (!scenario || busy) return false
      setBusy('beginning')
      const begun = told(await wire.call('rehearsal.start', { scenario: scenario.id, speed }))
      if (begun)
        for (const fault of Object.values(draft).filter(each => scenario.faults.includes(each)))
          await wire.call('rehearsal.fault', wishOf(fault))
      setBusy(null)
      return begun
    },
    setSpeed: next => (running ? void pace(next, running.running) : setFirstSpeed(next)),
    pauseOrResume: () => (running ? void pace(running.speed, !running.running) : undefined),
    switchFault: (fault, on) => void setFault({ ...fault, on }),
    moveFault: (fault, to) => void setFault({ ...fault, ...to }),
    fireNow: fault => {
      const at = running ? minuteOf({ ...running, now: runningNow }) : fault.fromMinute
      void setFault({ ...fault, on: true, fromMinute: at, toMinute: at + (fault.toMinute - fault.fromMinute) })
    },
    end: async () => {
      if (busy) return null
      setBusy('ending')
      const answer = await wire.call('rehearsal.end', {})
      setBusy(null)
      told(answer)
      return answer.ok ? answer.value : null
    },
  }
}

/** A minute that the core takes: whatever lies beyond is beyond the sale all the same. */
const farthest = { first: -120, last: 600 }
const within = (minute: number): number => Math.min(farthest.last, Math.max(farthest.first, minute))

const wishOf = ({ kind, on, fromMinute, toMinute }: ScenarioFault) => ({
  kind,
  on,
  fromMinute: within(fromMinute),
  toMinute: within(toMinute),
})

/** The clock of the rehearsal that runs, a second at a time; 0 when none does. */
export const useRehearsalNow = (): number => {
  const running = useFrame(frame => frame.rehearsal)
  const toldAt = useFrame(frame => frame.rehearsalAt)
  const clock = useNow(500)
  if (!running) return 0
  const passed = running.running ? Math.max(0, clock - toldAt) * running.effectiveSpeed : 0
  return Math.min(running.endsAt, running.now + passed)
}

/** What is offered until somebody chooses: the sale with the most people, since it is what a rehearsal is for. */
const hardest = (scenarios: readonly ScenarioSummary[]): ScenarioSummary | null =>
  scenarios.toSorted((one, other) => other.peakPerMinute - one.peakPerMinute)[0] ?? null
