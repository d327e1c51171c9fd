import type { OnsaleMinutes } from '#contract/onsale-face'
import type { Role } from '#contract/onsale-roles'

/** 10:00 in Warsaw on a Friday in June: when the invented sale starts. */
export const startsAt = Date.parse('2026-06-19T08:00:00Z')
export const minuteMs = 60_000
/** Minutes kept before the start. */
export const before = 60

type Curve = readonly (readonly [minute: number, value: number])[]

/** Straight lines between the points of a drawing. */
const along =
  (curve: Curve) =>
  (minute: number): number => {
    const after = curve.findIndex(([at]) => at > minute)
    const [fromAt, from] = curve[(after === -1 ? curve.length : after) - 1] ?? [0, curve[0]?.[1] ?? 0]
    const [toAt, to] = after === -1 ? [fromAt + 1, from] : (curve[after] ?? [fromAt + 1, from])
    return from + ((to - from) * (minute - fromAt)) / (toAt - fromAt)
  }

const waiting = along([
  [-30, 200],
  [-6, 2000],
  [-3, 4800],
  [-1, 7600],
  [1, 9600],
  [4, 9990],
  [8, 9900],
  [14, 9640],
])
const edge = along([
  [-30, 20_000],
  [-6, 62_000],
  [-3, 140_000],
  [-1, 220_000],
  [1, 390_000],
  [4, 398_000],
  [14, 386_000],
])
const p95 = along([
  [-30, 0.2],
  [-6, 0.22],
  [-1, 0.3],
  [1, 1.05],
  [3, 1.4],
  [4, 1.46],
  [5, 1.35],
  [6, 1.2],
  [7, 0.7],
  [10, 0.74],
  [14, 0.82],
])
const cpu = along([
  [-30, 12],
  [-6, 14],
  [-1, 22],
  [1, 84],
  [4, 91],
  [6, 88],
  [7, 79],
  [10, 81],
  [14, 83],
])
const connections = along([
  [-30, 118],
  [-6, 118],
  [-2, 130],
  [0, 260],
  [2, 390],
  [4, 426],
  [6, 440],
  [7, 502],
  [9, 540],
  [14, 615],
])

const bend = (minute: number, by: number): number => 1 + by * Math.sin(minute * 2.1 + 1)

/** What each measure of the invented sale reads in a minute counted from the start. */
const measures: Readonly<Partial<Record<Role, (minute: number) => number | null>>> = {
  'queue.waiting': minute => Math.round(waiting(minute)),
  'queue.active': minute => (minute < 0 ? 0 : 2400),
  'queue.admitted': minute => (minute < 0 ? 0 : Math.round(minute > 5 ? 1180 * bend(minute, 0.02) : 1290 * bend(minute, 0.03))),
  'queue.limit-admitted': minute => (minute < 4 ? 1400 : 1200),
  'edge.requests': minute => Math.round(edge(minute)),
  'edge.cached-requests': minute => Math.round(edge(minute) * 0.9),
  'balancer.requests': minute => Math.round(edge(minute) * 0.1),
  'balancer.errors': () => 70,
  'balancer.p95': p95,
  'balancer.p99': minute => p95(minute) * 1.6,
  'web.cpu': cpu,
  'web.cpu-hottest': minute => cpu(minute) + 5,
  'database.connections': minute => Math.round(connections(minute)),
  'database.cpu': minute => cpu(minute) * 0.7,
  'web.in-service': minute => (minute < 6 ? 10 : 12),
  'web.desired': minute => (minute < -1 ? 10 : 12),
  'shop.time': minute => 0.212 * bend(minute, 0.1),
  'shop.answered': () => 1,
  'sales.orders': minute =>
    minute < 0 ? 0 : Math.round([96, 148, 140, 132, 118, 120, 122, 150, 165, 176, 182, 188, 190, 189, 187][minute] ?? 187),
  'sales.tickets': minute => (minute < 0 ? 0 : 370),
  'sales.gross': minute => (minute < 0 ? 0 : 14_000_000),
  'sales.left': minute => Math.max(0, Math.round(17_400 - Math.max(0, minute + 1) * 369)),
}

/** How many seconds before `now` each source's newest minute ended. */
const behind = (role: Role): number => {
  const [source] = role.split('.')
  if (source === 'sales') return 0
  if (source === 'queue') return 31
  if (source === 'edge') return 110
  return source === 'shop' ? 4 : 74
}

/** All minutes as known at `now`. `cut`: measures that are not known from a moment on, such as those of a source that cannot be seen. */
export const inventedMinutes = (
  now: number,
  options: { readonly revision?: number; readonly cut?: (role: Role, at: number) => boolean } = {},
): OnsaleMinutes => {
  const from = startsAt - before * minuteMs
  const count = Math.floor((now - from) / minuteMs) + 1
  const columns = Object.entries(measures).map(([name, read]) => {
    const role = name as Role
    const values = Array.from({ length: count }, (_, place) => {
      const at = from + place * minuteMs
      const isRunning = at + minuteMs > now
      const known =
        role.startsWith('sales.') ||
        (role === 'queue.admitted' && at + 31_000 <= now) ||
        at + minuteMs <= now - (behind(role) % 60) * 1000 - Math.floor(behind(role) / 60) * minuteMs + minuteMs
      if (!known || options.cut?.(role, at)) return null
      const value = read(place - before)
      return isRunning && value !== null && (role === 'sales.orders' || role === 'queue.admitted')
        ? Math.round(value * ((now - at) / minuteMs))
        : value
    })
    return [role, values] as const
  })
  return { revision: options.revision ?? 1, from, count, columns: Object.fromEntries(columns) }
}
