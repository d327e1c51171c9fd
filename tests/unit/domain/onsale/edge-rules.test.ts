import { describe, expect, test } from 'vitest'
import { afterAnHour, steady } from './night.ts'
import { last, pausedFor, timeline } from './timeline.ts'

describe('the cache', () => {
  const edge = (...cached: readonly number[]) => ({
    columns: {
      'edge.requests': afterAnHour(50_000, ...steady(50_000, cached.length)),
      'edge.bytes': afterAnHour(1_000, ...steady(1_000, cached.length)),
      'edge.cached-bytes': afterAnHour(900, ...cached),
    },
  })
  test('leaks after three minutes ten points below the last quarter of an hour, and is over when it is back', () =>
    expect(timeline(17, edge(900, 780, 780, 780, 820, 880, 880, 880))).toBe('---WWWW-'))
  test('is measured against what was usual when it began, however long it lasts', () => {
    const found = last(17, edge(...steady(600, 40)))
    expect(found?.figures).toMatchObject({ cachedPercent: 60, usualPercent: 90, loadTimes: 4 })
  })
  test('is an estimate and never surer than that', () =>
    expect(last(17, edge(700, 700, 700))?.evidence.confidence).toBe('middle'))
  test('of a quiet site is not judged', () => {
    const { columns } = edge(700, 700, 700)
    expect(pausedFor(17, { columns: { ...columns, 'edge.requests': afterAnHour(20, 20, 20, 20) } })).toBe('too-few-samples')
  })
  test('nobody reports is not fine', () =>
    expect(pausedFor(17, { columns: { 'web.cpu': steady(1, 61) } })).toBe('never-reported'))
})

describe('bots', () => {
  const edge = (...stopped: readonly number[]) => ({
    columns: {
      'edge.requests': afterAnHour(50_000, ...steady(50_000, stopped.length)),
      'edge.threats': afterAnHour(1_000, ...stopped),
    },
  })
  test('are told after three minutes of twice the usual share, and are gone when it has fallen', () =>
    expect(timeline(23, edge(1_000, 3_000, 3_000, 3_000, 1_600, 1_000, 1_000, 1_000))).toBe('---WWWW-'))
  test('below two in a hundred are everyday noise', () => {
    const columns = { ...edge(900, 900, 900).columns, 'edge.threats': afterAnHour(100, 900, 900, 900) }
    expect(timeline(23, { columns })).toBe('---')
  })
  test('are told by the firewall where the edge tells nothing', () => {
    const columns = {
      'firewall.blocked': afterAnHour(100, 900, 900, 900),
      'firewall.allowed': afterAnHour(9_900, 9_100, 9_100, 9_100),
    }
    expect(last(23, { columns })).toMatchObject({ variant: 'firewall', source: 'aws', figures: { stoppedPercent: 9 } })
  })
  test('are told by the firewall too where the edge lets them pass, and are gone when neither stops many', () => {
    const columns = {
      'edge.requests': afterAnHour(50_000, ...steady(60_000, 7)),
      'edge.threats': afterAnHour(0, ...steady(0, 7)),
      'firewall.blocked': afterAnHour(0, 0, 900, 900, 900, 0, 0, 0),
      'firewall.allowed': afterAnHour(9_900, ...steady(9_100, 7)),
    }
    expect(timeline(23, { columns })).toBe('---WWW-')
  })
  test('asked to prove that they are people are stopped unless they have proved it', () => {
    const firewall = (proved: number) => ({
      columns: {
        'firewall.blocked': afterAnHour(100, 100, 100, 100),
        'firewall.allowed': afterAnHour(9_900, 9_900, 9_900, 9_900),
        'firewall.challenged': afterAnHour(500, 2_500, 2_500, 2_500),
        'firewall.proved': afterAnHour(500, proved, proved, proved),
      },
    })
    expect(last(23, firewall(500))).toMatchObject({ variant: 'firewall', figures: { stoppedPercent: 17.5, usualPercent: 1 } })
    expect(timeline(23, firewall(2_500))).toBe('---')
  })
  test('nobody counts are not none', () =>
    expect(pausedFor(23, { columns: { 'web.cpu': steady(1, 61) } })).toBe('never-reported'))
})
