import { describe, expect, test } from 'vitest'
import { afterAnHour, steady } from './night.ts'
import { last, pausedFor, timeline } from './timeline.ts'

describe('the store of seat holds', () => {
  test('is overloaded after five minutes over 90 %, and over after five below 85 %', () =>
    expect(timeline(24, { columns: { 'cache.cpu': afterAnHour(20, ...steady(95, 5), 88, ...steady(80, 5)) } }, 'cache')).toBe(
      '----WWWWWW-',
    ))
  test('that throws entries out for three minutes may lose holds', () =>
    expect(last(24, { columns: { 'cache.evictions': afterAnHour(0, 0, 0, 4, 4, 4) } }, 'cache')).toMatchObject({
      variant: 'evictions',
      figures: { evictionsPerMinute: 4 },
    }))
})

describe('mails with tickets', () => {
  test('that wait one and a half times as long as usual are a notice beside the store', () => {
    const columns = { 'mail.oldest': afterAnHour(100, 200, 200, 200), 'cache.cpu': afterAnHour(20, 20, 20, 20) }
    expect(last(24, { columns }, 'mail')).toMatchObject({ severity: 'notice', figures: { mailMs: 200_000 } })
  })
  test('that wait a minute are not late', () =>
    expect(timeline(24, { columns: { 'mail.oldest': afterAnHour(5, 50, 50, 50) } }, 'mail')).toBe('---'))
  test('are over after five minutes', () =>
    expect(timeline(24, { columns: { 'mail.oldest': afterAnHour(5, 90, 90, 90, 5, 5, 5, 5, 5) } }, 'mail')).toBe('--NNNNN-'))
})

test('what nobody reports is not judged', () =>
  expect(pausedFor(24, { columns: { 'web.cpu': steady(1, 61) } })).toBe('never-reported'))
