import type { Role, Source } from '#contract/onsale-roles'
import type { Bar } from './bar.ts'
import { fine, firstSign, heldOver, paused, tooFew } from './rule.ts'
import type { Rule, Ruling, Said } from './rule.ts'
import { isPause } from './sight.ts'
import type { Sight } from './sight.ts'
import { departs, usualMinutes } from './usual.ts'

const three: Bar = { n: 3, m: 3, clear: 3 }
/** Below this many requests a minute a share of them says nothing. */
const leastRequests = 200
const [leakPoints, leakCalmPoints] = [10, 5]

/** The newest share that could be reckoned. */
const newest = (shares: readonly number[]): number => shares.findLast(share => !Number.isNaN(share)) ?? 0

/** Rule 17: the edge answers less itself than it did a quarter of an hour ago, and the servers get the difference. */
export const cacheLeaks: Rule = {
  number: 17,
  says: { plain: 'warning' },
  judge: (sight, before) => {
    const seen = sight.window(['edge.bytes', 'edge.cached-bytes', 'edge.requests'], usualMinutes + three.m)
    if (isPause(seen)) return paused(seen)
    const [bytes, cached, requests] = [seen.of('edge.bytes'), seen.of('edge.cached-bytes'), seen.of('edge.requests')]
    const shares = bytes.map((all, index) =>
      all > 0 && (requests[index] ?? 0) >= leastRequests ? ((cached[index] ?? Number.NaN) / all) * 100 : Number.NaN,
    )
    const measure = {
      bar: three,
      fires: (share: number, usual: number) => share <= usual - leakPoints,
      stays: (share: number, usual: number) => share <= usual - leakCalmPoints,
    }
    const found = departs(shares, measure, { said: before(''), name: 'usualPercent' })
    if (found === 'unknown') return tooFew('cloudflare')
    if (found === 'not') return fine
    const share = newest(shares)
    const loadTimes = (100 - share) / Math.max(1, 100 - found.usual)
    const figures = { cachedPercent: share, usualPercent: found.usual, loadTimes }
    const common = { severity: 'warning', source: 'cloudflare', lever: 'none', threshold: 'own' } as const
    return heldOver(seen, found.first, { ...common, variant: 'plain', figures })
  },
}

const doubled = 2
const calmTimes = 1.5
/** Below this share blocked requests are the everyday noise of the net. */
const leastPercent = 2

type Wall = {
  readonly source: Source
  readonly variant: string
  /** What a wall must report to be judged, and what it may. */
  readonly roles: readonly Role[]
  readonly also: readonly Role[]
  readonly stopped: (of: Value) => number
  readonly all: (of: Value) => number
}
type Value = (role: Role) => number

/** Amazon counts whoever is asked for a puzzle or a proof, also those who bring a valid one and are let through ("CAPTCHA and Challenge actions in the logs and metrics"): only the others are stopped. */
const stoppedByFirewall = (of: Value): number =>
  of('firewall.blocked') + Math.max(0, of('firewall.challenged') - of('firewall.proved'))

const walls: readonly Wall[] = [
  {
    source: 'cloudflare',
    variant: 'edge',
    roles: ['edge.threats', 'edge.requests'],
    also: [],
    stopped: of => of('edge.threats'),
    all: of => of('edge.requests'),
  },
  {
    source: 'aws',
    variant: 'firewall',
    roles: ['firewall.blocked', 'firewall.allowed'],
    also: ['firewall.challenged', 'firewall.proved'],
    stopped: stoppedByFirewall,
    all: of => stoppedByFirewall(of) + of('firewall.allowed'),
  },
]

/** Rule 23: the share of requests that are stopped as bots doubles, at the edge or at the firewall behind it. */
export const bots: Rule = {
  number: 23,
  says: { edge: 'warning', firewall: 'warning' },
  judge: (sight, before) => {
    const signs = walls.map(wall => ({ variants: [wall.variant], judge: (said: Said | null) => stoppedAt(sight, wall, said) }))
    return firstSign(signs, before(''))
  },
}

const stoppedAt = (sight: Sight, wall: Wall, said: Said | null): Ruling => {
  const { seen, percent } = stoppedShare(sight, wall)
  if (isPause(seen)) return paused(seen)
  const measure = {
    bar: three,
    fires: (share: number, usual: number) => share > Math.max(leastPercent, usual * doubled),
    stays: (share: number, usual: number) => share > Math.max(leastPercent, usual * calmTimes),
  }
  const found = departs(percent, measure, { said, name: 'usualPercent' })
  if (found === 'unknown') return tooFew(wall.source)
  if (found === 'not') return fine
  const figures = { stoppedPercent: newest(percent), usualPercent: found.usual }
  const common = { severity: 'warning', source: wall.source, lever: 'none', threshold: 'own' } as const
  return heldOver(seen, found.first, { ...common, variant: wall.variant, figures })
}

const stoppedShare = (sight: Sight, { roles, also, stopped, all }: Wall) => {
  const minutes = usualMinutes + three.m
  // what a wall never reported it does not do
  const used = also.filter(role => {
    const seen = sight.window([role], minutes)
    return !isPause(seen) || seen.because !== 'never-reported'
  })
  const seen = sight.window([...roles, ...used], minutes)
  if (isPause(seen)) return { seen, percent: [] }
  const percent = Array.from({ length: minutes }, (_, index) => {
    const of: Value = role => (also.includes(role) && !used.includes(role) ? 0 : (seen.of(role)[index] ?? Number.NaN))
    return all(of) >= leastRequests ? (stopped(of) / all(of)) * 100 : Number.NaN
  })
  return { seen, percent }
}
