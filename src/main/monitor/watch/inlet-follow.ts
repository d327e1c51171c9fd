import type { RoomFace } from '#contract/onsale-face'
import type { Figures } from '#contract/onsale-finding'
import type { MinuteTable } from '#domain/onsale/scene'
import { minuteMs } from '#domain/onsale/scene'
import type { KeptMark } from '#store/onsale-mark'

/** A step of the inlet whose effect has not been seen yet. */
export type InletComing = { readonly from: number; readonly to: number; readonly askedAt: number }
/** The moment from which as many were let in as the step asked for. */
export type InletNews = { readonly at: number; readonly figures: Figures }

/** Minutes of who was let in come a few minutes late; a step that they do not show by then is not followed any longer. */
const patienceMs = 10 * minuteMs
/** So much of the step a minute may differ from its setting: people come by chance. */
const slackShare = 0.25

/** The step that is followed; null: none. Marks are in order of time. */
export const inletComingOf = (marks: readonly KeptMark[], now: number): InletComing | null => {
  const asked = marks.findLast(({ kind }) => kind === 'inlet')
  if (!asked || now - asked.at > patienceMs) return null
  if (marks.some(({ kind, figures }) => kind === 'inlet-bites' && figures['askedAt'] === asked.at)) return null
  const [from, to] = [numberIn(asked, 'fromPerMinute'), numberIn(asked, 'toPerMinute')]
  return from === to ? null : { from, to, askedAt: asked.at }
}

/** From slowing the inlet to its effect, as the newest slowing of this sale has measured it; null: none has shown. */
export const measuredInletLeadOf = (marks: readonly KeptMark[]): number | null => {
  const bitten = marks.findLast(
    mark => mark.kind === 'inlet-bites' && numberIn(mark, 'toPerMinute') < numberIn(mark, 'fromPerMinute'),
  )
  return bitten ? numberIn(bitten, 'leadMs') : null
}

/** What was read says about the step: since when as many are let in as it asked for. Null: nothing yet. Where nobody counts who is let in, the reading of the limit has to do. */
export const inletNewsOf = (
  coming: InletComing,
  { table, room }: { readonly table: MinuteTable; readonly room: RoomFace | null },
): InletNews | null => {
  const admitted = table.column('queue.admitted')
  const counted = admitted.some(value => !Number.isNaN(value))
  const at = counted ? seenIn(coming, table.from, admitted) : readIn(coming, room)
  if (at === null) return null
  const { from, to, askedAt } = coming
  return { at, figures: { fromPerMinute: from, toPerMinute: to, askedAt, leadMs: at - askedAt } }
}

/** The minute of the change is let in partly at the old number and partly at the new one: their shares are its moment. */
const seenIn = ({ from, to, askedAt }: InletComing, tableFrom: number, admitted: Float64Array): number | null => {
  const slack = Math.abs(from - to) * slackShare
  const near = (minute: number, wanted: number): boolean => Math.abs((admitted[minute] ?? Number.NaN) - wanted) <= slack
  const asked = Math.floor((askedAt - tableFrom) / minuteMs)
  // who is not held back by the inlet cannot show that it was moved
  if (!near(asked - 1, from)) return null
  const whole = admitted.findIndex((_value, minute) => minute > asked && near(minute, to))
  if (whole < 0) return null
  const before = Math.min(1, Math.max(0, ((admitted[whole - 1] ?? Number.NaN) - to) / (from - to)))
  return Number.isNaN(before) ? null : Math.max(askedAt, Math.round(tableFrom + (whole - 1 + before) * minuteMs))
}

const readIn = ({ to, askedAt }: InletComing, room: RoomFace | null): number | null =>
  room !== null && room.readAt > askedAt && room.newPerMinute === to ? room.readAt : null

const numberIn = (mark: KeptMark, name: string): number => {
  const value = mark.figures[name]
  return typeof value === 'number' ? value : 0
}
