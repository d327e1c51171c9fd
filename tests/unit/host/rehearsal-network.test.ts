import { describe, expect, test } from 'vitest'
import { createGauge } from '#host/rehearsal-gauge'
import { rehearsalNetwork } from '#host/rehearsal-network'
import { pacedClock } from '#host/virtual-clock'
import type { HttpAnswer, HttpRequest, Network } from '#main/world'
import { machineClock } from '../../hand-clock.ts'

const page: HttpRequest = { method: 'GET', url: 'http://127.0.0.1/', headers: {}, timeoutMs: 8_000, maxAnswerBytes: 1_000 }

/** A sandbox that meant to take `meantMs` of the story, over a way that took `wayMs` of this machine's time. */
const answering = (
  real: ReturnType<typeof machineClock>,
  speed: number,
  { meantMs, wayMs }: Record<'meantMs' | 'wayMs', number>,
): Network => ({
  request: async () => {
    const tookMs = wayMs + meantMs / speed
    real.pass(tookMs)
    const headers: Record<string, string> = meantMs === 0 ? {} : { 'server-timing': `sandbox;dur=${meantMs.toFixed(1)}` }
    return { kind: 'answer', status: 200, headers, body: '', tookMs }
  },
})

const asked = async (speed: number, took: Record<'meantMs' | 'wayMs', number>): Promise<HttpAnswer> => {
  const real = machineClock()
  const clock = pacedClock(real, { realAt: real.now(), virtualAt: 5_000_000, speed })
  return rehearsalNetwork(answering(real, speed, took), clock, createGauge(real)).request(page)
}

describe('the network of a rehearsal', () => {
  test.each([1, 10, 60])('at ×%i tells a page of 800 ms as one of 800 ms, and the way to it once', async speed => {
    const answer = await asked(speed, { meantMs: 800, wayMs: 30 })
    expect(answer.kind === 'answer' && answer.tookMs).toBeCloseTo(830, 3)
  })
  test('tells what the sandbox answers at once as the way alone', async () => {
    const answer = await asked(60, { meantMs: 0, wayMs: 12 })
    expect(answer.kind === 'answer' && answer.tookMs).toBeCloseTo(12, 3)
  })
  test('lets patience end by the clock of the story, however fast it runs', async () => {
    expect(await asked(60, { meantMs: 9_000, wayMs: 10 })).toEqual({ kind: 'failure', reason: 'timeout' })
    expect(await asked(60, { meantMs: 7_900, wayMs: 10 })).toMatchObject({ kind: 'answer' })
  })
  test('gives up on who never answers, but not while the clock stands', async () => {
    const real = machineClock()
    const clock = pacedClock(real, { realAt: real.now(), virtualAt: 5_000_000, speed: 60 })
    const silent: Network = {
      request: ({ signal }: HttpRequest) =>
        new Promise(done => signal?.addEventListener('abort', () => done({ kind: 'failure', reason: 'aborted' }))),
    }
    const state: { answer: HttpAnswer | null } = { answer: null }
    const answered = rehearsalNetwork(silent, clock, createGauge(real))
      .request(page)
      .then(answer => void (state.answer = answer))
    real.pass(4_000)
    clock.pace({ realAt: real.now(), virtualAt: clock.now(), speed: 0 })
    real.pass(3_600_000)
    await Promise.resolve()
    expect(state.answer).toBeNull()
    clock.pace({ realAt: real.now(), virtualAt: clock.now(), speed: 60 })
    real.pass(4_000)
    await answered
    expect(state.answer).toEqual({ kind: 'failure', reason: 'timeout' })
  })
  test('ends when whoever asked has left', async () => {
    const real = machineClock()
    const clock = pacedClock(real, { realAt: real.now(), virtualAt: 5_000_000, speed: 60 })
    const left = AbortSignal.abort()
    const silent: Network = { request: async ({ signal }) => ({ kind: 'failure', reason: signal?.aborted ? 'aborted' : 'cut' }) }
    expect(await rehearsalNetwork(silent, clock, createGauge(real)).request({ ...page, signal: left })).toEqual({
      kind: 'failure',
      reason: 'aborted',
    })
  })
})
