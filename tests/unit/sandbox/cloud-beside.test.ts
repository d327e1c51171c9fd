import { describe, expect, it } from 'vitest'
import { moveCache, moveMail, nothingBeside } from '#sandbox/cloud/beside'
import { everybody } from '#sandbox/cloud/crowd'
import { freshRun, stepMs, takeStep, type Run, type Step } from '#sandbox/cloud/model'
import { parseScenario, readScenario } from '#sandbox/cloud/scenario-file'
import type { Scenario } from '#sandbox/cloud/scenario'

const today = readScenario('cloud-of-today')
const seconds = stepMs / 1000
const stepsOf = (minutes: number): readonly number[] => Array.from({ length: (minutes * 60_000) / stepMs }, (_, at) => at)

/** Plays a scenario; gives its short whiles by minutes of the sale. */
const play = (scenario: Scenario, hands: (run: Run, minute: number) => void = () => {}) => {
  const run = freshRun(scenario, 0)
  const startsAt = scenario.startMinute * 60_000
  const steps = stepsOf(scenario.minutes).map(step => {
    const at = step * stepMs
    hands(run, (at - startsAt) / 60_000)
    return takeStep(run, scenario, { at, startsAt, faults: [] })
  })
  const sum = (measure: keyof Step['measured']): number => steps.reduce((all, { measured }) => all + measured[measure], 0)
  const most = (measure: keyof Step['measured']): number => Math.max(...steps.map(({ measured }) => measured[measure]))
  return { run, steps, sum, most }
}
const withCache = (change: Partial<NonNullable<Scenario['cache']>>): Scenario => ({
  ...today,
  cache: today.cache && { ...today.cache, ...change },
})

describe('The cache with who is inside', () => {
  it('in balance holds as many as come in times the time they are kept', () => {
    const roomy = withCache({ keptMinutes: 10, memoryMegabytes: 4_000 })
    const beside = nothingBeside()
    const last = stepsOf(120)
      .map(() => moveCache(beside, roomy, { seconds, entering: 25 }))
      .at(-1)
    // 25 in five seconds are 300 a minute, for ten minutes; half a step of those who came is not over yet
    expect(last?.entries).toBeCloseTo(300 * 10, -2)
    expect(last?.evicted).toBe(0)
  })

  it('throws out what does not fit, and never holds more than its memory', () => {
    const small = withCache({ memoryMegabytes: 32, entryKilobytes: 64 })
    const beside = nothingBeside()
    const moved = stepsOf(30).map(() => moveCache(beside, small, { seconds, entering: 50 }))
    expect(Math.max(...moved.map(({ entries }) => entries))).toBeCloseTo(512, 6)
    expect(moved.at(-1)?.memoryPercent).toBeCloseTo(100, 6)
    expect(moved.at(-1)?.evicted).toBeGreaterThan(40)
  })

  it('loses fewer when fewer are let in, and none with memory enough; who loses the seats begins anew and nobody is lost', () => {
    const alone = play(today)
    const slower = play(today, run => {
      if (run.room) run.room.newUsersPerMinute = 420
    })
    expect(alone.sum('evicted')).toBeGreaterThan(100)
    expect(slower.sum('evicted')).toBeLessThan(alone.sum('evicted') / 4)
    expect(play(withCache({ memoryMegabytes: 2_048 })).sum('evicted')).toBe(0)
    expect(everybody(alone.run.crowd)).toBeCloseTo(alone.run.crowd.arrived, 4)
    const stock = alone.run.crowd.stock + alone.run.crowd.held + alone.run.crowd.tickets
    expect(stock).toBeCloseTo(today.stock, 4)
  })

  it('is one line behind one engine: too slow an engine is what holds everything up, and servers do not help', () => {
    const slow = play(withCache({ operationMs: 0.5 }))
    const more = play(withCache({ operationMs: 0.5 }), (run, minute) => {
      if (minute === -5) run.fleet.desired = 16
    })
    expect(slow.most('cacheCpu')).toBeGreaterThan(97)
    expect(slow.most('responseSeconds')).toBeGreaterThan(1)
    expect(more.most('cacheCpu')).toBeGreaterThan(97)
    expect(more.sum('requests')).toBeLessThan(slow.sum('requests') * 1.05)
  })
})

describe('Tickets that leave by mail', () => {
  const mail = { name: 'mails', perOrder: 1, sentPerMinute: 60 }
  const sale: Scenario = { ...today, mail }
  it('leave in the order of the orders: twice as many as can be sent make the oldest wait half as long as it lasts', () => {
    const beside = nothingBeside()
    const moved = stepsOf(10).map((_, index) => moveMail(beside, sale, { at: index * stepMs, seconds, orders: 10 }))
    expect(moved.at(-1)?.waiting).toBeCloseTo(600, 6)
    expect(moved.at(-1)?.oldestSeconds).toBeCloseTo(300, -1)
    const sent = moved.reduce((all, { mailsOut }) => all + mailsOut, 0)
    expect(sent).toBeCloseTo(600, 6)
  })

  it('do not wait while fewer come than can be sent', () => {
    const beside = nothingBeside()
    const moved = stepsOf(5).map((_, index) => moveMail(beside, sale, { at: index * stepMs, seconds, orders: 4 }))
    expect(moved.at(-1)).toEqual({ mailsIn: 4, mailsOut: 4, waiting: 0, oldestSeconds: 0 })
  })

  it('are late in the sale as it is, later with more let in, and on time with enough who send them', () => {
    const late = play(today).most('mailOldest')
    const wider = play(today, run => {
      if (run.room) run.room.newUsersPerMinute = 900
    })
    expect(late).toBeGreaterThan(600)
    expect(wider.most('mailWaiting')).toBeGreaterThan(play(today).most('mailWaiting') * 1.1)
    expect(play({ ...today, mail: { ...mail, sentPerMinute: 400 } }).most('mailOldest')).toBe(0)
  })
})

describe('Who stands in front', () => {
  const front = (change: Partial<Scenario>) => play({ ...today, ...change }, () => {})
  it('CloudFront and Cloudflare together see everybody, each its share', () => {
    const [both, alone] = [front({}), front({ cloudfront: null })]
    expect(both.sum('edgeRequests') + both.sum('cdnRequests')).toBeCloseTo(alone.sum('edgeRequests'), 0)
    expect(alone.sum('cdnRequests')).toBe(0)
    expect(both.sum('requests')).toBeCloseTo(alone.sum('requests'), 3)
  })

  it('has neither cache nor mails, firewall or CloudFront in the story of 2015', () => {
    const story = play(readScenario('first-hour'))
    for (const measure of ['cacheEntries', 'mailsIn', 'firewallAllowed', 'cdnRequests'] as const)
      expect(story.sum(measure)).toBe(0)
  })
})

describe('A scenario that cannot be', () => {
  const said = (change: object): string => {
    try {
      const text = JSON.stringify({ ...today, id: undefined, ...change }, null, 2)
      parseScenario(text, 'mine', 'mine.json')
    } catch (reason) {
      return reason instanceof Error ? reason.message : ''
    }
    throw new Error('this was taken')
  }
  it('is told with the line and the part', () => {
    expect(said({ cloudfront: { percent: 100 } })).toMatch(/^mine\.json, line \d+: room: is Cloudflare’s/)
    expect(said({ firewall: { before: 'cloudfront' } })).toMatch(/firewall\.before: needs everything to go through CloudFront\.$/)
    expect(said({ cloudfront: { distribution: 'mine' } })).toMatch(/cloudfront\.distribution: must be the id of a distribution/)
    expect(said({ mail: { sentPerMinute: 0 } })).toMatch(/mail\.sentPerMinute/)
  })
})
