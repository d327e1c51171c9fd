import { describe, expect, it } from 'vitest'
import { faultKinds } from '#contract/rehearsal'
import { inletSteps, serverSteps } from '#contract/onsale-hands'
import { openOnsaleStage, valueOf } from '../onsale-stage.ts'
import { chanceFrom } from '../seeded-chance.ts'

const minuteMs = 60_000
const seeds = [1, 2]
const minutesPlayed = 20

/** Twenty minutes of a rush in which anything may happen to sources, people and power, in an order that the seed gives. */
const run = async (seed: number) => {
  const chance = chanceFrom(seed)
  const among = <One>(all: readonly One[]): One => {
    const one = all[Math.floor(chance.unit() * all.length)]
    if (one === undefined) throw new Error('nothing to choose from')
    return one
  }
  const faults: string[] = []
  const stage = await openOnsaleStage({}, ({ level, event, fields }) => {
    if (level === 'fault') faults.push(`${event} ${String(fields?.['stack'] ?? '')}`)
  })
  try {
    const onsale = await stage.watch()
    valueOf(await stage.core().handlers['onsale.arm']({ onsale, until: stage.now() + 3 * 60 * minuteMs }))
    const pressed = { servers: 0, inlet: 0 }
    let desired = 0
    const happenings: readonly (() => Promise<unknown>)[] = [
      () => stage.admin('PUT', 'rehearsal', { kind: among(faultKinds), on: chance.unit() < 0.6, fromMinute: -60, toMinute: 600 }),
      () =>
        stage.admin('PUT', 'cloud-temper', {
          status500: among([0, 0, 0.3, 1]),
          partial: chance.unit() < 0.2,
          hangMs: among([0, 0, 0, 40_000]),
          graphqlError: among([null, null, 'quota']),
          maintenance: chance.unit() < 0.2,
          forbidden: among([[], [], ['cloudwatch:GetMetricData'], ['waiting-room:write']]),
        }),
      () => stage.admin('PUT', 'cloud-temper', {}),
      async () => stage.signOut(),
      () => stage.world.aws.signIn('test'),
      () => stage.restart(),
      async () => {
        const { handlers } = stage.core()
        const preview = await stage.during(handlers['onsale.servers-preview']({ onsale }))
        if (!preview.ok) return
        const wish = { step: among(serverSteps), expected: preview.value.expected, reason: among(['', 'the line grows']) }
        // two presses at once are one
        const both = await stage.during(
          Promise.all([handlers['onsale.servers-add']({ onsale, ...wish }), handlers['onsale.servers-add']({ onsale, ...wish })]),
        )
        pressed.servers += both.filter(({ ok }) => ok).length
        expect(both.filter(({ ok }) => ok).length).toBeLessThan(2)
      },
      async () => {
        const { handlers } = stage.core()
        const preview = await stage.during(handlers['onsale.inlet-preview']({ onsale }))
        if (!preview.ok) return
        const set = await stage.during(
          handlers['onsale.inlet-set']({
            onsale,
            step: among(inletSteps),
            expected: preview.value.expected,
            reason: '',
          }),
        )
        pressed.inlet += set.ok ? 1 : 0
      },
    ]
    for (let minute = 0; minute < minutesPlayed; minute += 1) {
      await among(happenings)()
      await stage.pass(1)
      const face = await stage.face(onsale)
      expect(face.sources).toHaveLength(5)
      expect(face.servers === null || face.servers.desired >= desired).toBe(true)
      desired = face.servers?.desired ?? desired
      expect(desired).toBeLessThanOrEqual(14)
      expect(face.sources.find(({ source }) => source === 'sales')?.state).not.toBe('blind')
      const back = await stage.face(onsale, stage.now() - Math.floor(chance.unit() * minute * minuteMs))
      expect(back.mode).toBe('replay')
    }
    const { columns } = valueOf(await stage.core().handlers['onsale.minutes']({ onsale, since: null, at: null }))
    const wrong = Object.values(columns).flatMap(column => column.filter(value => value !== null && !(value >= 0)))
    const marks = (await stage.face(onsale)).marks
    return {
      faults,
      wrong,
      pressed,
      marked: {
        servers: marks.filter(({ kind }) => kind === 'servers-asked').length,
        inlet: marks.filter(({ kind }) => kind === 'inlet').length,
      },
      written: { servers: stage.ledger('onsale.servers'), inlet: stage.ledger('onsale.inlet') },
    }
  } finally {
    await stage.close()
  }
}

describe('an on-sale in bad times', () => {
  it.each(seeds)('seed %i: nothing breaks, no server is lost, each press is marked once and stands in the ledger', async seed => {
    const { faults, wrong, pressed, marked, written } = await run(seed)
    expect(faults).toEqual([])
    expect(wrong).toEqual([])
    expect(marked).toEqual(pressed)
    expect(written.servers).toBeGreaterThanOrEqual(pressed.servers)
    expect(written.inlet).toBeGreaterThanOrEqual(pressed.inlet)
  })
})
