import { describe, expect, it } from 'vitest'
import type { Connection } from '#contract/status'
import { refusal } from '#contract/refusal'
import { catchingUp, owedSince } from '../../../src/renderer/app/catching-up.ts'

const offline: Connection = { state: 'offline', since: 0, reason: refusal('platform-unreachable') }
const joining: Connection = { state: 'joining', since: 0 }
const online: Connection = { state: 'online', syncedAt: 0 }
const at = (connection: Connection, waiting: number) => ({ connection, waiting })

/** What the bar says after each of the moments. */
const said = (...moments: readonly ReturnType<typeof at>[]): readonly string[] => {
  let owed = 0
  return moments.map(moment => {
    owed = owedSince(owed, moment)
    const way = catchingUp(owed, moment)
    return way ? `${way.current} z ${way.of}` : ''
  })
}

describe('coming back online', () => {
  it('counts the sales that waited until the last has gone', () => {
    expect(
      said(at(offline, 2), at(offline, 3), at(joining, 3), at(online, 3), at(online, 2), at(online, 1), at(online, 0)),
    ).toEqual(['', '', '', '1 z 3', '2 z 3', '3 z 3', ''])
  })
  it('counts in what is sold meanwhile', () => {
    expect(said(at(offline, 1), at(online, 1), at(online, 2), at(online, 1), at(online, 0), at(online, 1))).toEqual([
      '',
      '1 z 1',
      '1 z 2',
      '2 z 2',
      '',
      '',
    ])
  })
  it('has nothing to say of a sale that goes out at once', () => {
    expect(said(at(online, 0), at(online, 1), at(online, 0))).toEqual(['', '', ''])
  })
})
