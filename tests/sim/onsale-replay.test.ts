import { describe, expect, it } from 'vitest'
import type { OnsaleFace } from '#contract/onsale-face'
import { faultKinds } from '#contract/rehearsal'
import { openOnsaleStage } from '../onsale-stage.ts'
import { chanceFrom } from '../seeded-chance.ts'

const minuteMs = 60_000
const seeds = [1, 2]
const minutesPlayed = 20

/** What a look back must tell as the cockpit did. */
const told = (face: OnsaleFace) => ({
  findings: face.findings.map(({ rule, variant, subject, severity }) => `${rule} ${variant} ${subject} ${severity}`),
  verdict: face.verdict.code,
  sources: face.sources.map(({ source, state, reasons }) => `${source} ${state} ${reasons.map(one => one.refusal.code).join()}`),
  paused: face.paused.map(({ rule, because }) => `${rule} ${because}`),
  servers: face.servers && { ...face.servers, readAt: null },
  room: face.room && { ...face.room, readAt: null },
  session: face.session,
  limit: face.plan.limits.databaseConnections,
})

/** Half an hour of a rush with faults, silenced findings, changed limits and power cuts, in an order that the seed gives; what the cockpit said at the end of each minute. */
const run = async (seed: number) => {
  const chance = chanceFrom(seed)
  const among = <One>(all: readonly One[]): One => {
    const one = all[Math.floor(chance.unit() * all.length)]
    if (one === undefined) throw new Error('nothing to choose from')
    return one
  }
  const stage = await openOnsaleStage()
  try {
    const onsale = await stage.watch()
    const happenings: readonly (() => Promise<unknown>)[] = [
      () => stage.admin('PUT', 'rehearsal', { kind: among(faultKinds), on: chance.unit() < 0.7, fromMinute: -60, toMinute: 600 }),
      () =>
        stage.admin('PUT', 'cloud-temper', { status500: among([0.3, 1]), forbidden: among([[], ['cloudwatch:GetMetricData']]) }),
      () => stage.admin('PUT', 'cloud-temper', {}),
      () => stage.admin('PUT', 'cloud-temper', {}),
      async () => stage.signOut(),
      () => stage.world.aws.signIn('test'),
      async () => {
        const { findings } = await stage.face(onsale)
        if (findings.length === 0) return
        const { rule, subject } = among(findings)
        await stage.core().handlers['onsale.silence']({ onsale, rule, subject, reason: 'known', minutes: 5 })
      },
      async () => {
        const plan = stage.plan()
        const limits = { ...plan.limits, databaseConnections: among([400, 700, null]) }
        await stage.core().handlers['onsale.save']({ id: onsale, plan: { ...plan, limits } })
      },
    ]
    await stage.pass((minuteMs - (stage.now() % minuteMs)) / minuteMs)
    const live: OnsaleFace[] = []
    for (let minute = 0; minute < minutesPlayed; minute += 1) {
      // within the minute: its end is one moment, before and after which something would be so
      await stage.pass(1 / 4)
      if (chance.unit() < 0.6) await among(happenings)()
      await stage.pass(3 / 4)
      live.push(await stage.face(onsale))
    }
    const back: OnsaleFace[] = []
    for (const face of live) back.push(await stage.face(onsale, face.now))
    await stage.restart()
    const again = await stage.face(onsale, live.at(-2)?.now ?? 0)
    return { live, back, again }
  } finally {
    await stage.close()
  }
}

describe('looking back at a sale in bad times', () => {
  it.each(seeds)('seed %i: at the end of each minute it tells what the cockpit told', async seed => {
    const { live, back, again } = await run(seed)
    const minutes = live.map((face, minute) => ({ minute, ...told(face) }))
    expect(back.map((face, minute) => ({ minute, ...told(face) }))).toEqual(minutes)
    expect(told(again)).toEqual(told(back.at(-2) ?? again))
    const states = new Set(live.flatMap(({ sources }) => sources.map(({ state }) => state)))
    const found = new Set(live.flatMap(({ findings }) => findings.map(({ rule }) => rule)))
    expect([states.size > 1, found.size > 3], 'the night was bad enough to be worth looking back at').toEqual([true, true])
  })
})
