import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { rulesToCalibrate } from '#contract/onsale-finding'
import type { RehearsalFace, RehearsalReport, RehearsalSpeed, FaultKind, ScenarioSummary } from '#contract/rehearsal'
import type { Result } from '#contract/refusal'
import { done, refused } from '#contract/refusal'
import type { Showing } from '#contract/showing'
import type { Core } from '#main/core'
import { openCore } from '#main/core'
import type { Cancel, World } from '#main/world'
import { connectSandbox } from './own-sandbox.ts'
import type { Gauge } from './rehearsal-gauge.ts'
import { createGauge } from './rehearsal-gauge.ts'
import { nothingNoticed, noticesAfter, rehearsalReport, spokenIn } from './rehearsal-report.ts'
import type { Notices } from './rehearsal-report.ts'
import type { FaultWish, RehearsalSandbox } from './rehearsal-sandbox.ts'
import { rehearsalSandbox } from './rehearsal-sandbox.ts'
import { rehearsalWorld } from './rehearsal-world.ts'
import { cloudOf, limitsOf, writeAwsProfile } from './sandbox-cloud.ts'
import { tempoOf } from './rehearsal-tempo.ts'
import type { SandboxProcess, StartSandbox } from './sandbox-process.ts'
import { startTotalsReader } from './totals-thread.ts'
import type { PacedClock } from './virtual-clock.ts'
import { pacedClock } from './virtual-clock.ts'

/** A rehearsal that runs: a sandbox that plays the scenario and a core of its own, on one clock. */
export type RehearsalRun = {
  readonly core: Core
  readonly face: () => NonNullable<RehearsalFace>
  readonly pace: (speed: RehearsalSpeed, running: boolean) => Promise<void>
  readonly fault: (kind: FaultKind, wanted: FaultWish) => Promise<void>
  readonly report: () => Promise<Result<RehearsalReport>>
  /** Closes core and sandbox and leaves nothing behind. */
  readonly close: () => Promise<void>
}

export type RehearsalParts = {
  readonly world: World
  /** The data folder; the rehearsal has a folder of its own in it, and its files end with it. */
  readonly folder: string
  readonly startSandbox: StartSandbox
  readonly language: 'pl' | 'en'
  /** Who rehearses, for the marks and the ledger. */
  readonly who: () => { readonly till: string; readonly cashier: string }
  /** The clock has stopped, goes on, or runs at another speed. */
  readonly changed: () => void
}

const profile = 'rehearsal'
/** How often the sandbox is asked when the sign-in of the story ends. */
const sessionAskedEveryMs = 1_000
/** Until the first copy of the sandbox's programme has its event. */
const programmeWithinMs = 60_000

/** Starts a scenario from its first minute at this speed. What an earlier rehearsal left behind when it was cut off is thrown away. */
export const startRehearsal = async (
  parts: RehearsalParts,
  scenario: ScenarioSummary,
  wish: { readonly source: string; readonly speed: RehearsalSpeed },
): Promise<Result<RehearsalRun>> => {
  const folder = join(parts.folder, 'rehearsal')
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const process = await parts.startSandbox(join(folder, 'sandbox'), 0, { scenario: wish.source })
  const clean = async (): Promise<void> => {
    await process.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  const opened = await openOn(parts, folder, { process, scenario })
  if (!opened.ok) {
    await clean()
    return opened
  }
  const stage = { ...opened.value, process, scenario }
  const planned = await planAndWatch(stage, parts)
  if (!planned.ok) {
    stage.leave()
    await stage.core.close()
    await clean()
    return planned
  }
  const run = runOf(parts, { ...stage, onsale: planned.value }, wish.speed)
  await run.pace(wish.speed, true)
  return done({
    ...run,
    close: async () => {
      run.stop()
      await stage.core.close()
      await clean()
    },
  })
}

type Opened = {
  readonly core: Core
  readonly clock: PacedClock
  readonly sandbox: RehearsalSandbox
  /** When somebody signed in at the story's AWS, by its clock. */
  readonly signIns: readonly number[]
  readonly gauge: Gauge
  readonly leave: Cancel
}
type Stage = Opened & { readonly process: SandboxProcess; readonly scenario: ScenarioSummary }

const openOn = async (
  parts: RehearsalParts,
  folder: string,
  { process, scenario }: Pick<Stage, 'process' | 'scenario'>,
): Promise<Result<Opened>> => {
  const { world } = parts
  const sandbox = rehearsalSandbox(process)
  const clock = pacedClock(world.clock, await sandbox.pacing())
  const awsFile = join(folder, 'aws.config')
  writeAwsProfile(awsFile, profile, process.cloud)
  const session = { endsAt: null as number | null, due: () => undefined as void }
  const askSession = (): void => {
    void sandbox.state().then(
      state => void (session.endsAt = state.sessionEndsAt),
      () => undefined, // it is being stopped
    )
    session.due = world.clock.after(sessionAskedEveryMs, askSession)
  }
  askSession()
  const signIns: number[] = []
  const signIn = async (): Promise<void> => {
    await sandbox.signIn()
    signIns.push(clock.now())
  }
  const gauge = createGauge(world.clock)
  const own = rehearsalWorld(world, {
    clock,
    gauge,
    awsFile,
    sandbox: { ...sandbox, signIn },
    sessionEndsAt: () => session.endsAt,
  })
  await own.secrets.set(`cloudflare:${process.cloud.cloudflare.zone}`, process.cloud.cloudflare.token)
  const file = join(folder, 'rehearsal.sqlite')
  const core = await openCore(own, file, {
    totals: () => startTotalsReader(file, world.log),
    sandboxAt: process.url,
    language: parts.language,
    rehearsal: { speed: () => clock.pacing().speed, names: scenario.name },
  })
  const leave = (): void => {
    gauge.stop()
    session.due()
  }
  if (core.ok) return done({ core: core.value, clock, sandbox, signIns, gauge, leave })
  leave()
  return core
}

/** Everything through the ordinary handlers: a rehearsal that had ways of its own would rehearse those. */
const planAndWatch = async ({ core, process, scenario }: Stage, { language, who }: RehearsalParts): Promise<Result<string>> => {
  const connected = await connectSandbox(core, process, who())
  if (connected) return connected
  const showing = await showingOf(core, process.cloud.event)
  if (!showing) return refused('event-unknown')
  const { cloud } = process
  const saved = await core.handlers['onsale.save']({
    id: null,
    plan: {
      name: scenario.name[language],
      showing,
      startsAt: cloud.startsAt,
      plannedEndAt: cloud.endsAt ?? cloud.startsAt + scenario.minutes * 60_000,
      stock: cloud.stock,
      limits: limitsOf(cloud),
      // here they speak as they would: it is what they are tried by
      calibrated: [...rulesToCalibrate],
      cloud: cloudOf(cloud, profile),
    },
  })
  if (!saved.ok) return saved
  const watched = await core.handlers['onsale.watch']({ onsale: saved.value.id, watched: true })
  return watched.ok ? done(watched.value.id) : watched
}

const showingOf = async (core: Core, event: string): Promise<Showing | null> => {
  const known = async (): Promise<Showing | null> => {
    const list = await core.handlers['showings.list']({})
    const showing = list.ok ? list.value.find(each => each.event === event) : undefined
    return showing ? { event, subevent: showing.subevent } : null
  }
  const { promise, resolve } = Promise.withResolvers<Showing | null>()
  const look = (): void => void known().then(showing => (showing ? resolve(showing) : undefined))
  const leave = core.feed.listen('showings', look)
  const limit = setTimeout(() => resolve(null), programmeWithinMs)
  look()
  const found = await promise
  clearTimeout(limit)
  leave()
  return found
}

const runOf = (parts: RehearsalParts, stage: Stage & { readonly onsale: string }, first: RehearsalSpeed) => {
  const { core, clock, sandbox, process, onsale, scenario } = stage
  const endsAt = process.cloud.endsAt ?? process.cloud.startsAt + scenario.minutes * 60_000
  const state: { faults: ScenarioSummary['faults']; notices: Notices } = { faults: scenario.faults, notices: nothingNoticed }
  const look = async () => core.handlers['onsale.face']({ onsale, at: null })
  const notice = async (): Promise<void> => {
    const face = await look()
    if (!face.ok) return
    state.notices = noticesAfter(state.notices, face.value)
    stage.gauge.saw(face.value, clock.pacing().speed)
  }
  const leave = core.feed.listen('onsale', () => {
    void notice()
  })
  const tempo = tempoOf({ ...stage, machine: parts.world.clock, endsAt, changed: parts.changed }, first)
  return {
    core,
    pace: tempo.pace,
    face: () => ({
      scenario: { ...scenario, faults: state.faults },
      onsale,
      now: clock.now(),
      startsAt: process.cloud.startsAt,
      endsAt,
      ...tempo.now(),
    }),
    fault: async (switched: FaultKind, wanted: FaultWish): Promise<void> => {
      const faults = await sandbox.switchFault(switched, wanted)
      state.faults = faults.map(({ id, kind, fromMinute, toMinute, on, figures }) => ({
        id,
        kind,
        fromMinute,
        toMinute,
        on,
        figures,
      }))
    },
    report: async (): Promise<Result<RehearsalReport>> => {
      const [now, face, report] = [await sandbox.state(), await look(), await core.handlers['onsale.report']({ onsale })]
      const { noticed } = state.notices
      const measured = await core.measured(onsale, spokenIn(state.notices, clock.now()))
      if (!face.ok) return face
      if (!report.ok) return report
      if (!measured.ok) return measured
      const { sold } = report.value
      return done(
        rehearsalReport({ scenario, state: now, face: face.value, noticed, sold, ...measured.value, signIns: stage.signIns }),
      )
    },
    stop: () => {
      tempo.stop()
      leave()
      stage.leave()
    },
  }
}
