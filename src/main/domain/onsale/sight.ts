import type { SourceFace } from '#contract/onsale-face'
import type { PausedRule } from '#contract/onsale-finding'
import type { Role, Source } from '#contract/onsale-roles'
import { roleTable } from './role-table.ts'
import { minuteMs } from './scene.ts'
import type { Scene } from './scene.ts'

/** Why something could not be judged. */
export type Pause = Omit<PausedRule, 'rule'>

/** The newest minutes that all the roles asked for have in common, oldest first. NaN: not known. */
export type Window = {
  readonly from: number
  readonly to: number
  readonly of: (role: Role) => readonly number[]
  /** Minutes in which one of the roles is not known. */
  readonly unknown: number
}

/** A scene as rules may see it: only minutes that no longer change, and never those of a source that is late or gone. */
export type Sight = {
  readonly scene: Scene
  readonly source: (source: Source) => SourceFace | null
  readonly pause: (source: Source) => Pause | null
  readonly window: (roles: readonly Role[], minutes: number) => Window | Pause
  /** The newest value that may be read; null when its source is late or it was never reported. */
  readonly latest: (role: Role) => number | null
  /** Known points of the newest minutes, whatever their spacing; `at` is the end of the minute. Empty when its source is late. */
  readonly points: (role: Role, minutes: number) => readonly Point[]
  /** The same of each resource that reports the role, by itself. */
  readonly pointsOfEach: (role: Role, minutes: number) => readonly (readonly Point[])[]
}
export type Point = { readonly at: number; readonly value: number }

/** How many minutes one measure may trail the others of its source before it counts as late itself. */
const trailingMinutes = 2

/** Prepares a scene for the rules. */
export const look = (scene: Scene): Sight => {
  const faces = new Map(scene.sources.map(face => [face.source, face]))
  const source = (name: Source) => faces.get(name) ?? null
  const pause = (name: Source): Pause | null => pauseOf(name, source(name), scene.now)
  const end = (role: Role): number => {
    const name = roleTable[role].source
    return pause(name) ? 0 : readableEnd(scene, source(name))
  }
  const window = (roles: readonly Role[], minutes: number): Window | Pause => {
    const paused = roles.map(role => pause(roleTable[role].source)).find(found => found !== null)
    if (paused) return paused
    return windowOf(scene, roles, minutes, Math.min(...roles.map(role => readableEnd(scene, source(roleTable[role].source)))))
  }
  return {
    scene,
    source,
    pause,
    window,
    latest: role => {
      const seen = window([role], 1)
      return isPause(seen) ? null : (seen.of(role)[0] ?? null)
    },
    points: (role, minutes) => pointsOf(scene, scene.table.column(role), minutes, end(role)),
    pointsOfEach: (role, minutes) => scene.table.each(role).map(column => pointsOf(scene, column, minutes, end(role))),
  }
}

/** Whether minutes could not be had. */
export const isPause = (seen: Window | Pause): seen is Pause => 'because' in seen

const pauseOf = (source: Source, face: SourceFace | null, now: number): Pause | null => {
  if (!face || face.state === 'off' || face.state === 'waiting' || face.newestAt === null)
    return { source, because: 'never-reported' }
  if (face.state === 'blind' || face.state === 'signed-out') return { source, because: 'blind' }
  const tooOld = face.state === 'throttled' && now - face.newestAt > face.lateAfterMs
  return face.state === 'late' || tooOld ? { source, because: 'late' } : null
}

/** Index of the first minute that rules may not read. */
const readableEnd = ({ table }: Scene, face: SourceFace | null): number => {
  if (!face || face.newestAt === null) return 0
  const until = Math.min(face.provisionalFrom, face.newestAt)
  return Math.max(0, Math.min(table.count, Math.floor((until - table.from) / minuteMs)))
}

const windowOf = ({ table }: Scene, roles: readonly Role[], minutes: number, end: number): Window | Pause => {
  const columns = roles.map(role => table.column(role))
  const last = newestCommon(columns, end)
  if (last === null) return lacking(roles, columns, end)
  const from = last - minutes
  const values = new Map(roles.map((role, index) => [role, slice(columns[index], from, last)]))
  const unknown = Array.from({ length: minutes }, (_, index) => index).filter(index =>
    [...values.values()].some(column => Number.isNaN(column[index])),
  ).length
  const at = (index: number) => table.from + index * minuteMs
  return { from: at(from), to: at(last), of: role => values.get(role) ?? [], unknown }
}

const newestCommon = (columns: readonly Float64Array[], end: number): number | null => {
  for (let last = end; last > 0 && last >= end - trailingMinutes; last -= 1)
    if (columns.every(column => isKnown(column[last - 1]))) return last
  return null
}

const lacking = (roles: readonly Role[], columns: readonly Float64Array[], end: number): Pause => {
  const silent = (column: Float64Array) => !column.subarray(0, end).some(isKnown)
  const never = columns.findIndex(silent)
  const stale = columns.findIndex(column => newestCommon([column], end) === null)
  const role = roles[never >= 0 ? never : Math.max(0, stale)]
  return { source: role ? roleTable[role].source : 'aws', because: never >= 0 ? 'never-reported' : 'late' }
}

const slice = (column: Float64Array | undefined, from: number, to: number): readonly number[] =>
  Array.from({ length: to - from }, (_, index) => {
    const value = column?.[from + index]
    return isKnown(value) ? value : Number.NaN
  })

const pointsOf = ({ table }: Scene, column: Float64Array, minutes: number, end: number): readonly Point[] => {
  const points: Point[] = []
  for (let index = Math.max(0, end - minutes); index < end; index += 1) {
    const value = column[index]
    if (isKnown(value)) points.push({ at: table.from + (index + 1) * minuteMs, value })
  }
  return points
}

/** Negative and infinite values are nothing a measure can be: they count as not known. */
const isKnown = (value: number | undefined): value is number => value !== undefined && Number.isFinite(value) && value >= 0
