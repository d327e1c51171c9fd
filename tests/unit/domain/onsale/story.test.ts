import { describe, expect, test } from 'vitest'
import { play } from './story.ts'
import type { Told } from './story.ts'

const firstMinute = (told: readonly Told[], holds: (one: Told) => boolean): number =>
  told.find(holds)?.minute ?? Number.POSITIVE_INFINITY
const finds = (rule: number) => (one: Told) =>
  one.thought.findings.some(finding => finding.rule === rule && finding.severity !== 'notice')

describe('the first hour, judged from the model of the sandbox', () => {
  const alone = play('first-hour')
  const turnedAway = firstMinute(alone, ({ truth }) => truth('refused') > 0)
  test('goes wrong when nobody does anything', () => expect(turnedAway).toBeLessThan(20))
  test('is seen coming: the race and hot servers are told minutes before the first buyer is turned away', () => {
    expect(firstMinute(alone, ({ thought }) => thought.race !== null)).toBeLessThanOrEqual(turnedAway - 10)
    expect(firstMinute(alone, finds(11))).toBeLessThanOrEqual(turnedAway - 5)
    expect(firstMinute(alone, finds(8))).toBeLessThanOrEqual(turnedAway - 5)
  })
  test('turned-away buyers are told as soon as their minutes are settled', () =>
    expect(firstMinute(alone, finds(1)) - turnedAway).toBeLessThanOrEqual(3))
  test('raises no warning before the sale', () =>
    expect(
      alone.filter(({ minute, thought }) => minute < 0 && thought.findings.some(({ severity }) => severity !== 'notice')),
    ).toEqual([]))
  test('ends with everything over and nothing found', () => expect(alone.at(-1)?.thought.findings).toEqual([]))

  test('goes well when the advice is followed: slower inlet at the first critical finding, four servers when they are hot', () => {
    let [slowed, asked] = [false, false]
    const led = play(
      'first-hour',
      () => {},
      ({ thought }, stage) => {
        const critical = thought.findings.filter(({ severity }) => severity === 'critical')
        if (!slowed && critical.some(({ lever }) => lever === 'slow-inlet')) {
          slowed = true
          stage.lend(({ room }) => {
            if (room) room.newUsersPerMinute = Math.round(room.newUsersPerMinute * 0.7)
          })
        }
        if (!asked && thought.findings.some(({ lever }) => lever === 'add-servers')) {
          asked = true
          stage.lend(({ fleet }) => Object.assign(fleet, { desired: fleet.desired + 4 }))
        }
      },
    )
    expect([slowed, asked]).toEqual([true, true])
    expect(led.filter(({ truth }) => truth('refused') > 0)).toEqual([])
    expect(led.some(({ thought }) => thought.findings.some(({ rule }) => rule === 1))).toBe(false)
  })
})

test('a usual day is calm from morning to evening', () => {
  const day = play('everyday')
  expect(day.flatMap(({ thought }) => thought.findings)).toEqual([])
  expect(new Set(day.map(({ thought }) => thought.verdict.severity))).toEqual(new Set(['calm']))
})

test.each([
  ['slow-database', [2, 6, 10, 11, 12, 13]],
  ['cache-purged', [17]],
  ['bots', [23]],
  ['connection-limit', [4, 11]],
] as const)('the fault %s is noticed by a rule that speaks of it', (kind, rules) => {
  const told = play('first-hour', stage => stage.switchFault(kind, { on: true, fromMinute: 4, toMinute: 16 }))
  const noticed = Math.min(...rules.map(rule => firstMinute(told, finds(rule))))
  expect(noticed).toBeGreaterThanOrEqual(4)
  expect(noticed).toBeLessThanOrEqual(16)
})
