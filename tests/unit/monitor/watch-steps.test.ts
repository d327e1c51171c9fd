import { describe, expect, test } from 'vitest'
import { comingOf } from '#monitor/watch-steps'

const minuteMs = 60_000
const askedAt = 1_000 * minuteMs
const asked = {
  id: 'a',
  at: askedAt,
  kind: 'servers-asked',
  subject: 'onsale-web',
  by: 'Anna K.',
  figures: { fromServers: 10, toServers: 12 },
} as const
const group = (desired: number, minutesLater: number) => ({ desired, readAt: askedAt + minutesLater * minuteMs })

describe('servers that were asked for', () => {
  test('are on their way however long they take', () => {
    expect(comingOf([asked], group(12, 3))).toEqual({ from: 10, to: 12, askedAt, group: 'onsale-web' })
    expect(comingOf([asked], group(12, 300))).not.toBeNull()
    expect(comingOf([asked], null), 'also when the group cannot be read').not.toBeNull()
  })

  test('are not any more once they are in service', () => {
    const ready = { ...asked, id: 'b', at: askedAt + 7 * minuteMs, kind: 'servers-ready', by: null, figures: {} } as const
    expect(comingOf([asked, ready], group(12, 8))).toBeNull()
    expect(comingOf([ready, { ...asked, at: ready.at + minuteMs }], group(12, 8)), 'a later step is another').not.toBeNull()
  })

  test('are fewer, or none, when somebody has taken them back', () => {
    expect(comingOf([asked], group(11, 3))).toMatchObject({ to: 11 })
    expect(comingOf([asked], group(10, 3))).toBeNull()
    expect(comingOf([asked], group(10, 0)), 'read before they were asked for').not.toBeNull()
  })
})
