import type { OnsaleMinutes } from '#contract/onsale-face'
import type { OnsalePlan } from '#contract/onsale-plan'
import type { Role } from '#contract/onsale-roles'
import { roles } from '#contract/onsale-roles'
import type { MinuteTable } from '#domain/onsale/scene'
import { minuteMs } from '#domain/onsale/scene'
import { minutesBetween, minutesSince, revisionOf } from '#store/minute'
import type { Readable } from '#store/query'
import type { MinuteBoard } from '#monitor/minutes'
import { minuteBoard } from '#monitor/minutes'
import type { Reading } from '#monitor/poll'
import { wholeWindow } from './window.ts'

/** The minutes of a watched on-sale, kept in memory beside the file; only what changed is read. */
export type LiveMinutes = {
  readonly table: (now: number) => MinuteTable
  /** Whether the file says all of this already. */
  readonly holds: (readings: readonly Reading[], now: number) => boolean
  readonly since: (revision: number | null, now: number) => OnsaleMinutes
}

/** Who is watched days before the start begins anew now and then: the board is of one sale. */
const longestKeptMs = 36 * 60 * minuteMs

export const liveMinutes = (store: Readable, plan: OnsalePlan, now: number): LiveMinutes => {
  const fresh = (at: number) => {
    const { from } = wholeWindow(plan, at)
    return { from, board: minuteBoard({ from, plan }), revision: 0 }
  }
  let state = fresh(now)
  const refresh = (at: number): void => {
    if (at - state.from > longestKeptMs) state = fresh(at)
    const revision = revisionOf(store, plan.id)
    if (revision === state.revision) return
    takeIn(state.board, minutesSince(store, plan.id, state.revision))
    state.revision = revision
  }
  const table = (at: number): MinuteTable => {
    refresh(at)
    return state.board.table(wholeWindow(plan, at).to)
  }
  return {
    table,
    holds: (readings, at) => {
      refresh(at)
      return readings.every(state.board.holds)
    },
    since: (revision, at) => {
      const known = table(at)
      const from = revision === null || revision > state.revision ? known.from : state.board.changedFrom(revision)
      return minutesFrom(known, from, state.revision)
    },
  }
}

/** Minutes as they were known at a moment, without anybody watching. */
export const tableAt = (store: Readable, plan: OnsalePlan, knownAt: number): MinuteTable => {
  const { from, to } = wholeWindow(plan, knownAt)
  const board = minuteBoard({ from, plan })
  board.put(minutesBetween(store, plan.id, { from, to, knownAt }), revisionOf(store, plan.id))
  return board.table(to)
}

/** What of a table goes to a screen: from one minute on, columns with nothing in them left out. */
export const minutesFrom = (table: MinuteTable, wanted: number, revision: number): OnsaleMinutes => {
  const first = Math.max(0, Math.min(table.count, Math.floor((wanted - table.from) / minuteMs)))
  if (first === table.count) return { revision, from: table.from + first * minuteMs, count: 0, columns: {} }
  const columns = roles.flatMap((role): readonly [Role, readonly (number | null)[]][] => {
    const values = table.column(role)
    if (values.every(Number.isNaN)) return []
    return [[role, Array.from(values.subarray(first), value => (Number.isNaN(value) ? null : value))]]
  })
  return { revision, from: table.from + first * minuteMs, count: table.count - first, columns: Object.fromEntries(columns) }
}

/** The file gives each change its revision; the board wants them in that order. */
const takeIn = (board: MinuteBoard, minutes: ReturnType<typeof minutesSince>): void => {
  const byRevision = Map.groupBy(minutes, ({ revision }) => revision)
  for (const [revision, some] of [...byRevision].toSorted(([one], [other]) => one - other)) board.put(some, revision)
}
