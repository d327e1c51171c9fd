import { describe, expect, test } from 'vitest'
import { mostReasons } from '#contract/onsale-face'
import { refusal } from '#contract/refusal'
import { keepPace } from '#monitor/pace'
import type { Outcome, Poll } from '#monitor/poll'
import { nothingRead } from '#monitor/poll'
import { recorded, recordsOf, sourceFaces } from '#monitor/watch/sources'
import { handClock } from '../../hand-clock.ts'

const minuteMs = 60_000
const start = Date.UTC(2026, 4, 11, 9, 30, 7)
const good: Outcome = { readings: [], facts: {}, refusals: [], answered: true, metricsAsked: 1 }
const throttled = nothingRead(refusal('aws-throttled', { seconds: 20 }))

/** A source that answers as it is told, and remembers when it was asked for which minutes. */
const source = (more: Partial<Poll> = {}, haste = 1) => {
  const asked: { at: number; from: number; to: number; signal: AbortSignal }[] = []
  const state: { answer: Outcome | 'never' | 'broken' } = { answer: good }
  const { clock, pass } = handClock(start)
  const poll: Poll = {
    name: 'aws.metrics',
    source: 'aws',
    everyMs: 20_000,
    hurriedEveryMs: 10_000,
    overlapMs: 15 * minuteMs,
    read: (window, signal) => {
      asked.push({ at: clock.now() - start, ...window, signal })
      if (state.answer === 'broken') return Promise.reject(new Error('a bug'))
      return state.answer === 'never' ? new Promise(() => undefined) : Promise.resolve(state.answer)
    },
    ...more,
  }
  const heard: Outcome[] = []
  const logged: string[] = []
  const pace = keepPace({
    clock,
    log: ({ event }) => void logged.push(event),
    polls: [poll],
    windowFrom: () => Math.floor((start - 60 * minuteMs) / minuteMs) * minuteMs,
    haste: () => haste,
    read: (_poll, outcome) => void heard.push(outcome),
  })
  const after = async (seconds: number): Promise<void> => {
    for (let second = 0; second < seconds; second += 1) {
      pass(1_000)
      await new Promise(resolve => setImmediate(resolve))
    }
  }
  return { asked, heard, logged, pace, poll, after, answer: (answer: typeof state.answer) => (state.answer = answer) }
}
const gaps = (asked: readonly { at: number }[]): readonly number[] =>
  asked.slice(1).map(({ at }, place) => (at - (asked[place]?.at ?? 0)) / 1000)

describe('a source of an on-sale', () => {
  test('is asked for the whole of the sale at first, then for what may still change', async () => {
    const { asked, after } = source()
    await after(45)
    expect(gaps(asked)).toEqual([20, 20])
    const minutes = asked.map(({ from, to }) => (to - from) / minuteMs)
    expect(minutes).toEqual([61, 15, 15])
    expect(asked.every(({ from, to }) => from % minuteMs === 0 && to % minuteMs === 0)).toBe(true)
  })

  test('is asked no more often than the machine bears when the clock of the sale is hurried; a step of servers is followed all the same', async () => {
    const often = source({ everyMs: 2_000, hurriedEveryMs: 2_000 }, 60)
    await often.after(60)
    expect(gaps(often.asked)).toEqual([9, 9, 9, 9, 9, 9])
    const group = source({}, 60)
    group.pace.hurry(start + 120_000)
    await group.after(60)
    expect(gaps(group.asked)).toEqual([10, 10, 10, 10, 10, 10])
  })

  test('that was away is asked for everything since it was last heard', async () => {
    const { asked, after, answer } = source()
    await after(5)
    answer(nothingRead(refusal('source-unreachable', { host: 'x' })))
    await after(40 * 60)
    answer(good)
    await after(40)
    const first = asked[0]
    expect(asked.at(-2)?.from).toBe((first?.to ?? 0) - 15 * minuteMs)
    expect(((asked.at(-1)?.to ?? 0) - (asked.at(-1)?.from ?? 0)) / minuteMs).toBeLessThanOrEqual(16)
  })

  test('of which a part did not come is asked for all of it again, until it has come', async () => {
    const { asked, after, answer } = source()
    answer({ ...good, refusals: [refusal('aws-refused', { text: 'InternalError' }, { afterMs: 20_000 })] })
    await after(45)
    answer({ ...good, refusals: [refusal('aws-forbidden', { right: 'cloudwatch:GetMetricData' })] })
    await after(40)
    expect(asked.map(({ from, to }) => Math.round((to - from) / minuteMs))).toEqual([61, 61, 61, 62, 15])
  })

  test('that says «too often» is asked half as often each time, down to every two minutes, and as before after three good reads', async () => {
    const { asked, after, answer, pace, poll } = source()
    answer(throttled)
    await after(600)
    // the first answer is heard within the second after it was asked for
    expect(gaps(asked).slice(0, 4)).toEqual([41, 80, 120, 120])
    expect(pace.everyMs(poll)).toBe(120_000)
    answer(good)
    await after(370)
    expect(pace.everyMs(poll)).toBe(20_000)
  })

  test('that hangs is given up, and its next turn is not queued behind it', async () => {
    const { asked, heard, after, answer } = source()
    answer('never')
    await after(19)
    expect(asked).toHaveLength(1)
    await after(3)
    expect(asked[0]?.signal.aborted).toBe(true)
    expect(heard[0]?.refusals[0]).toMatchObject({ code: 'source-hung' })
    answer(good)
    await after(25)
    expect(heard.at(-1)).toBe(good)
  })

  test('that hangs in the middle keeps what it has brought and what that cost, and is asked for the rest', async () => {
    const readings = [1, 2, 3].map(ago => ({ role: 'web.cpu' as const, resource: 'x', at: start - ago * minuteMs, value: ago }))
    const slow = refusal('source-slow', { source: 'aws', host: 'x', seconds: 10 })
    const { heard, asked, after } = source({
      read: (window, signal) => {
        asked.push({ at: 0, ...window, signal })
        return new Promise(resolve => {
          signal.addEventListener('abort', () => resolve({ ...good, readings, refusals: [slow], metricsAsked: 60 }))
        })
      },
    })
    await after(21)
    expect(heard).toEqual([
      {
        ...good,
        readings,
        refusals: [{ code: 'source-hung', parameters: { source: 'aws', count: 20 }, retry: { afterMs: 20_000 } }],
        metricsAsked: 60,
      },
    ])
    await after(25)
    expect(asked.map(({ from, to }) => Math.round((to - from) / minuteMs))).toEqual([61, 61])
  })

  test('is asked faster while a server is on its way, however often that is said', async () => {
    const { asked, after, pace } = source()
    await after(5)
    for (let second = 0; second < 31; second += 1) {
      pace.hurry(start + 3 * minuteMs)
      await after(1)
    }
    expect(gaps(asked)).toEqual([15, 10, 10])
    await after(240)
    expect(gaps(asked).at(-1)).toBe(20)
  })

  test('with a bug in it goes dark by itself and is written to the log', async () => {
    const { heard, logged, after, answer } = source()
    answer('broken')
    await after(2)
    expect(heard[0]).toMatchObject({ answered: false, refusals: [{ code: 'fault' }] })
    expect(logged).toEqual(['onsale.read'])
  })

  test('is not asked any more once the watch has ended', async () => {
    const { asked, heard, after, pace } = source()
    await after(2)
    pace.stop()
    await after(120)
    expect([asked.length, heard.length]).toEqual([1, 1])
  })
})

describe('how a source stands', () => {
  const { poll } = source()
  const told = { now: start, everyMs: 20_000, salesKnownAt: null }
  const minuteEnding = (at: number): Outcome => ({
    ...good,
    readings: [{ role: 'web.cpu', resource: 'x', at: at - minuteMs, value: 1 }],
  })
  const stateAfter = (outcomes: readonly Outcome[], now = start) => {
    const records = outcomes.reduce((known, outcome) => recorded(known, poll, outcome, told), recordsOf([poll]))
    return sourceFaces(records, now).find(face => face.source === 'aws')
  }

  test('goes from waiting to fresh to late by the age of its newest minute', () => {
    expect(stateAfter([])).toMatchObject({ state: 'waiting', newestAt: null })
    expect(stateAfter([minuteEnding(start - minuteMs)])).toMatchObject({ state: 'fresh', newestAt: start - minuteMs })
    expect(stateAfter([minuteEnding(start - minuteMs)], start + 121_000)).toMatchObject({
      state: 'late',
      since: start - minuteMs,
    })
  })

  test('is blind after three failures in a row, and being slowed down is no failure', () => {
    const failed = nothingRead(refusal('source-unreachable', { host: 'x' }))
    const known = minuteEnding(start - minuteMs)
    expect(stateAfter([known, failed, failed])?.state).toBe('fresh')
    expect(stateAfter([known, failed, failed, failed])).toMatchObject({
      state: 'blind',
      reasons: [{ refusal: { code: 'source-unreachable' } }],
    })
    expect(stateAfter([known, throttled, throttled, throttled, throttled])?.state).toBe('throttled')
    expect(stateAfter([known, failed, failed, failed, known])?.state).toBe('fresh')
  })

  test('says each thing it was refused, with the read it belongs to, the same one once', () => {
    const right = refusal('aws-forbidden', { right: 'autoscaling:DescribeAutoScalingGroups' })
    const points = refusal('points-refused', { source: 'aws', count: 2 })
    const other = { ...poll, name: 'aws.servers' }
    const partly = recorded(recordsOf([poll, other]), poll, { ...good, refusals: [points, right] }, told)
    const both = recorded(partly, other, nothingRead(right), told)
    const face = sourceFaces(both, start).find(({ source }) => source === 'aws')
    expect(face?.reasons).toEqual([
      { read: poll.name, refusal: points },
      { read: poll.name, refusal: right },
    ])
    const many = Array.from({ length: 40 }, (_, count) => refusal('points-refused', { source: 'aws', count }))
    const flooded = recorded(recordsOf([poll]), poll, { ...good, refusals: many }, told)
    expect(sourceFaces(flooded, start)[0]?.reasons).toHaveLength(mostReasons)
  })

  test('is signed out at once, and what the plan does not have is off', () => {
    expect(stateAfter([nothingRead(refusal('aws-signed-out', { profile: 'p' }))])?.state).toBe('signed-out')
    expect(sourceFaces(recordsOf([poll]), start).map(({ state }) => state)).toEqual(['waiting', 'off', 'off', 'off', 'off'])
  })
})
