import type { OnsaleFace } from '#contract/onsale-face'
import { roles } from '#contract/onsale-roles'
import type { Role } from '#contract/onsale-roles'
import { surgeMost } from './balancer-rules.ts'
import { mostServers } from './constraint.ts'
import { safeShare } from './inlet.ts'
import { roleTable } from './role-table.ts'
import { begunMinutes } from './scene.ts'
import type { Scene } from './scene.ts'

type Scales = OnsaleFace['scales']
type Tops = Readonly<Partial<Record<Role, number>>>

/** How much air is left above the highest value when a scale is set, and how many minutes are looked at for one that is over the top. */
const air = 1.2
const tailMinutes = 20

/** Tops of the scales and the lines drawn in them. A top is set once, from the limits and what is known of the sale; it only ever steps up, so that a line never changes its shape. */
export const scalesOf = (scene: Scene, before: Tops): { readonly scales: Scales; readonly tops: Tops } => {
  const tops: Partial<Record<Role, number>> = { ...before }
  const begun = begunMinutes(scene)
  const scales: Record<string, NonNullable<Scales[Role]>> = {}
  for (const role of roles) {
    const known = tops[role]
    const highest = highestOf(scene, role, known === undefined ? begun : Math.min(begun, tailMinutes))
    if (known === undefined && highest === null) continue
    const { top: fixed, warnAt, limit } = lines(scene, role)
    const top = known !== undefined && (highest ?? 0) <= known ? known : topAbove(highest ?? 0, fixed, limit)
    tops[role] = top
    scales[role] = { top, warnAt, limit }
  }
  return { scales, tops }
}

const highestOf = (scene: Scene, role: Role, minutes: number): number | null => {
  const column = scene.table.column(role)
  const end = begunMinutes(scene)
  let highest: number | null = null
  for (let index = end - minutes; index < end; index += 1) {
    const value = column[index] ?? Number.NaN
    if (Number.isFinite(value) && value > (highest ?? -1)) highest = value
  }
  return highest
}

/** Never above a limit that nothing has passed. */
const topAbove = (highest: number, fixed: number | null, limit: number | null): number => {
  if (fixed !== null && highest <= fixed) return fixed
  const rounded = round(Math.max(highest * air, fixed ?? 0, 1))
  return limit !== null && highest <= limit ? Math.min(rounded, limit) : rounded
}

/** The next of 1, 2, 3, 5, 8 and 10 times a power of ten. */
const round = (value: number): number => {
  const power = 10 ** Math.floor(Math.log10(value))
  const step = [1, 2, 3, 5, 8, 10].find(times => times * power >= value) ?? 10
  return step * power
}

type Lines = { readonly top: number | null; readonly warnAt: number | null; readonly limit: number | null }
const none: Lines = { top: null, warnAt: null, limit: null }

const lines = (scene: Scene, role: Role): Lines => {
  const { limits, stock } = scene.plan
  const slow = limits.slowMs / 1000
  const of = (limit: number | null, share: number): Lines =>
    limit === null || limit === 0 ? none : { top: limit, warnAt: limit * share, limit }
  if (role === 'database.connections') return of(limits.databaseConnections, 0.8)
  if (role === 'queue.active') return of(limits.rehearsedUsers, safeShare)
  if (role === 'balancer.surge') return { top: surgeMost / 4, warnAt: surgeMost / 2, limit: surgeMost }
  if (role === 'balancer.p95') return { top: slow * 2, warnAt: slow, limit: null }
  if (role === 'balancer.p50' || role === 'balancer.p99') return { top: slow * 2, warnAt: null, limit: null }
  if (role === 'database.read-latency' || role === 'database.write-latency') return { top: 0.05, warnAt: 0.02, limit: null }
  if (role === 'sales.left') return { top: stock, warnAt: null, limit: null }
  if (roleTable[role].unit === 'servers' && role.startsWith('web.')) return { ...of(mostServers(scene), 1), warnAt: null }
  if (roleTable[role].unit === 'percent') return { top: 100, warnAt: role.endsWith('cpu') ? 80 : null, limit: null }
  return roleTable[role].unit === 'flag' ? { top: 1, warnAt: null, limit: null } : none
}
