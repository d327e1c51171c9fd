import { describe, expect, test } from 'vitest'
import type { RehearsalSpeed } from '#contract/rehearsal'
import { createGauge } from '#host/rehearsal-gauge'
import { rehearsalNetwork } from '#host/rehearsal-network'
import { tempoOf } from '#host/rehearsal-tempo'
import type { Pacing } from '#host/virtual-clock'
import { pacedClock } from '#host/virtual-clock'
import type { HttpRequest } from '#main/world'
import { machineClock } from '../../hand-clock.ts'

const page: HttpRequest = { method: 'GET', url: 'http://127.0.0.1/', headers: {}, timeoutMs: 8_000, maxAnswerBytes: 1_000 }

/** A rehearsal whose sandbox answers after `wayMs` of the machine and `meantMs` of the story. */
const rehearsing = async (wish: RehearsalSpeed) => {
  const machine = machineClock()
  const clock = pacedClock(machine, { realAt: machine.now(), virtualAt: 5_000_000, speed: 0 })
  const gauge = createGauge(machine)
  const way = { wayMs: 5, meantMs: 0 }
  const told: Pacing[] = []
  const seen = { changes: 0 }
  const tempo = tempoOf(
    {
      clock,
      machine,
      gauge,
      sandbox: { pace: async pacing => void told.push(pacing) },
      endsAt: 5_000_000 + 24 * 3_600_000,
      changed: () => void (seen.changes += 1),
    },
    wish,
  )
  const network = rehearsalNetwork(
    {
      request: () =>
        new Promise(answered =>
          machine.after(way.wayMs + way.meantMs / clock.pacing().speed, () =>
            answered({
              kind: 'answer',
              status: 200,
              headers: { 'server-timing': `sandbox;dur=${way.meantMs}` },
              body: '',
              tookMs: way.wayMs + way.meantMs / clock.pacing().speed,
            }),
          ),
        ),
    },
    clock,
    gauge,
  )
  /** Asks all the time, as the sources of a sale do. */
  const pass = async (seconds: number): Promise<void> => {
    for (let step = 0; step < seconds * 10; step += 1) {
      void network.request(page)
      machine.pass(100)
      await new Promise(rested => setImmediate(rested))
    }
  }
  await tempo.pace(wish, true)
  return { machine, clock, gauge, tempo, told, seen, way, pass }
}

describe('the tempo of a rehearsal', () => {
  test('gives way to a machine on which every answer is a second late, and takes up again when that is over', async () => {
    const { tempo, clock, told, seen, way, pass } = await rehearsing(60)
    way.wayMs = 1_000
    await pass(30)
    expect(tempo.now()).toEqual({ speed: 60, effectiveSpeed: 10, running: true })
    expect(clock.pacing()).toEqual(told.at(-1))
    expect(seen.changes).toBe(2)
    way.wayMs = 5
    await pass(60)
    expect(tempo.now()).toEqual({ speed: 60, effectiveSpeed: 60, running: true })
    expect(told.map(({ speed }) => speed)).toEqual([60, 30, 10, 30, 60])
  })

  test('does not take a slow shop, or the end of its patience, for a slow machine', async () => {
    const { tempo, way, pass } = await rehearsing(60)
    way.meantMs = 30_000
    await pass(30)
    expect(tempo.now().effectiveSpeed).toBe(60)
  })

  test('notices answers that do not come at all', async () => {
    const { told, way, pass } = await rehearsing(30)
    way.wayMs = 1_000_000
    await pass(6)
    expect(told.map(({ speed }) => speed)).toEqual([30, 10])
  })

  test('notices that the sale knows its own sales too late', async () => {
    const { tempo, gauge, pass, clock } = await rehearsing(60)
    for (let look = 0; look < 12; look += 1) {
      const sales = { source: 'sales', newestAt: clock.now() - 120_000, everyMs: 9_000, state: 'fresh' } as const
      const face = { ...sales, since: null, provisionalFrom: 0, lateAfterMs: 30_000, reasons: [] }
      gauge.saw({ now: clock.now(), sources: [face] }, clock.pacing().speed)
      await pass(0.5)
    }
    expect(tempo.now().effectiveSpeed).toBeLessThan(60)
  })

  test('never lets the clock of the story go back or leap', async () => {
    const { clock, way, pass } = await rehearsing(60)
    way.wayMs = 700
    let last = clock.now()
    for (let step = 0; step < 200; step += 1) {
      await pass(0.1)
      expect(clock.now() - last).toBeGreaterThanOrEqual(0)
      expect(clock.now() - last).toBeLessThanOrEqual(6_001)
      last = clock.now()
    }
  })

  test('stays as it was while the story stands, and is what a person chooses at once', async () => {
    const { tempo, clock, told, way, pass } = await rehearsing(60)
    await tempo.pace(60, false)
    way.wayMs = 5_000
    await pass(20)
    expect(tempo.now()).toEqual({ speed: 60, effectiveSpeed: 60, running: false })
    expect(clock.pacing().speed).toBe(0)
    way.wayMs = 5
    await tempo.pace(5, true)
    expect(clock.pacing()).toEqual(told.at(-1))
    expect(tempo.now()).toEqual({ speed: 5, effectiveSpeed: 5, running: true })
  })
})
