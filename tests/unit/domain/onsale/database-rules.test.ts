import { describe, expect, test } from 'vitest'
import { afterAnHour, steady } from './night.ts'
import { last, pausedFor, timeline } from './timeline.ts'

const other = { 'web.memory': steady(1, 61) }

describe('the processors of the database', () => {
  const cpu = (...percent: readonly number[]) => ({ columns: { 'database.cpu': afterAnHour(20, ...percent) } })
  test('warn after five minutes over 80 % and are over after five below 75 %', () =>
    expect(timeline(10, cpu(85, 85, 85, 85, 85, 78, 74, 74, 74, 74, 74))).toBe('----WWWWWW-'))
  test('are critical after three minutes over 90 %', () => expect(timeline(10, cpu(95, 95, 95))).toBe('--C'))
  test('ask for a slower inlet and never for servers', () => expect(last(10, cpu(95, 95, 95))?.lever).toBe('slow-inlet'))
  test('that are not reported are not fine', () => expect(pausedFor(10, { columns: other })).toBe('never-reported'))
})

describe('database connections', () => {
  const open = (...connections: readonly number[]) => ({ columns: { 'database.connections': afterAnHour(100, ...connections) } })
  test('warn over 80 % of the limit, are critical over 90 %, and are over after three minutes below 75 %', () => {
    const wavering = [500, 570, 500, 570, 570, 520, 640, 640, 560, 640, 570, 560, 570, 560, 500, 500, 500]
    expect(timeline(11, open(...steady(500, 4), ...wavering))).toBe('--------NWWCCCCCWWWW-')
  })
  test('that run out before a server can come are critical whatever their share', () => {
    const night = { ...open(380, 420, 460, 500, 540), measuredLeadMs: 420_000 }
    const found = last(11, night)
    expect(found).toMatchObject({ variant: 'before-server', severity: 'critical', lever: 'slow-inlet' })
    expect(found?.figures).toMatchObject({
      connections: 540,
      mostConnections: 700,
      fullFromMs: 180_000,
      fullToMs: 300_000,
      leadMs: 420_000,
    })
  })
  test('that run out later than a server can come are a warning', () => {
    const found = last(11, { ...open(380, 400, 420, 440, 460), measuredLeadMs: 240_000 })
    expect(found).toMatchObject({ variant: 'filling', figures: { leadMs: 240_000 } })
  })
  test('beyond the limit that fall are told as full and not as filling up: slowing the inlet worked', () => {
    const found = last(11, { ...open(790, 772, 755, 738, 720), measuredLeadMs: 420_000 })
    expect(found).toMatchObject({ variant: 'full', severity: 'critical', figures: { connections: 720, mostConnections: 700 } })
  })
  test('a forecast is believed for two more minutes when one minute is crooked', () => {
    const night = { ...open(380, 420, 460, 500, 540, 400, 440, 470), measuredLeadMs: 420_000 }
    expect(timeline(11, night).slice(4)).toBe('CCC-')
  })
  test('on the ramp at the start are no shortage yet', () => expect(timeline(11, open(100, 150, 200, 250, 300))).toBe('-----'))
  test('of a database whose limit nobody gave are not judged', () =>
    expect(pausedFor(11, { ...open(690, 690), limits: { databaseConnections: null } })).toBe('never-reported'))
  test('that are not reported are not fine', () => expect(pausedFor(11, { columns: other })).toBe('never-reported'))
})

describe('the disk of the database', () => {
  const disk = (read: readonly number[], write: readonly number[]) => ({
    columns: { 'database.read-latency': afterAnHour(0.004, ...read), 'database.write-latency': afterAnHour(0.004, ...write) },
  })
  test('warns after five slow minutes of reading or writing and is over after five quick ones', () => {
    const slow = disk(steady(0.004, 11), [...steady(0.03, 5), 0.018, ...steady(0.004, 5)])
    expect(timeline(12, slow)).toBe('----WWWWWW-')
    expect(last(12, disk(steady(0.03, 5), steady(0.004, 5)))).toMatchObject({
      variant: 'latency',
      figures: { diskSeconds: 0.03 },
    })
  })
  test('that is only written to is judged by writing alone, and by both again when it is read', () => {
    const unread = steady(Number.NaN, 6)
    expect(timeline(12, disk(unread, steady(0.03, 6)))).toBe('----WW')
    expect(timeline(12, disk([...unread, ...steady(0.004, 2)], steady(0.03, 8)))).toBe('----WWWW')
    const never = { columns: { 'database.write-latency': afterAnHour(0.004, ...steady(0.03, 5)) } }
    expect(last(12, never)).toMatchObject({ variant: 'latency', figures: { diskSeconds: 0.03 } })
  })
  test('with little burst left is told by that', () =>
    expect(last(12, { columns: { 'database.io-balance': afterAnHour(90, 8, 7, 6) } })).toMatchObject({
      variant: 'balance',
      figures: { balancePercent: 6 },
    }))
  test('with twice the usual queue is told by that', () => {
    expect(last(12, { columns: { 'database.disk-queue': afterAnHour(2, 5, 5, 5) } })).toMatchObject({
      variant: 'queue',
      figures: { usualQueue: 2 },
    })
    expect(timeline(12, { columns: { 'database.disk-queue': afterAnHour(2, 5, 5, 5, 3, 3, 3) } })).toBe('--WWW-')
  })
  test('that reports nothing is not fine', () => expect(pausedFor(12, { columns: other })).toBe('never-reported'))
})

describe('locks', () => {
  const load = (all: readonly number[], cpu: number) => ({
    columns: {
      'database.load': afterAnHour(2, ...all),
      'database.load-cpu': afterAnHour(1, ...steady(cpu, all.length)),
      'database.load-waiting': afterAnHour(1, ...all.map(sessions => sessions - cpu)),
    },
  })
  test('warn when more sessions than cores are active and most of them wait, and are over when they have gone', () =>
    expect(timeline(13, load([20, 20, 20, 15, 10, 10, 10], 4))).toBe('--WWWW-'))
  test('are none when the processors are the reason', () => expect(timeline(13, load([20, 20, 20], 18))).toBe('---'))
  test('are not judged without the number of cores', () =>
    expect(pausedFor(13, { ...load([20, 20, 20], 4), limits: { databaseCores: null } })).toBe('never-reported'))
})
