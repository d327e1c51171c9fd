import type { OnsaleFace } from '#contract/onsale-face'
import type { OnsalePlan } from '#contract/onsale-plan'
import type { Role, Source } from '#contract/onsale-roles'
import type { WordKey } from '#words/say'
import type { Minutes } from './minute-store.ts'
import { minuteMs, valueAt } from './minute-store.ts'

export const lanes = ['fans', 'edge', 'cloud', 'money'] as const
export type Lane = (typeof lanes)[number]

/** How a band draws: areas are volumes, bars things in a minute, lines levels, steps settings and counts. */
export type BandKind = 'area' | 'bars' | 'line' | 'steps'

/** One strip of the time axis: a measure, maybe a second one to hold it against, and how much of the height it gets. */
export type Band = {
  readonly band: 'waiting' | 'admitted' | 'requests' | 'answer' | 'cpu' | 'connections' | 'servers' | 'orders' | 'left'
  readonly lane: Lane
  readonly word: WordKey
  readonly source: Source
  readonly role: Role
  /** `limit`: a setting drawn as steps above it; `part`: the share that is not in it; `wanted`: what was ordered. */
  readonly second: { readonly role: Role; readonly as: 'limit' | 'part' | 'wanted' } | null
  readonly kind: BandKind
  readonly tone: 'accent' | 'text' | 'muted'
  readonly height: number
  /** Gives way to its read-out on low screens. */
  readonly folds: boolean
}

/** The cockpit from top to bottom, of a sale behind Cloudflare. Accent is ours (fans, orders), text is infrastructure, muted is context. */
export const bands: readonly Band[] = [
  {
    band: 'waiting',
    lane: 'fans',
    word: 'onsale.bandWaiting',
    source: 'queue',
    role: 'queue.waiting',
    second: null,
    kind: 'area',
    tone: 'accent',
    height: 50,
    folds: false,
  },
  {
    band: 'admitted',
    lane: 'fans',
    word: 'onsale.bandAdmitted',
    source: 'queue',
    role: 'queue.admitted',
    second: { role: 'queue.limit-admitted', as: 'limit' },
    kind: 'bars',
    tone: 'accent',
    height: 36,
    folds: true,
  },
  {
    band: 'requests',
    lane: 'edge',
    word: 'onsale.bandRequests',
    source: 'cloudflare',
    role: 'edge.requests',
    second: { role: 'edge.cached-requests', as: 'part' },
    kind: 'area',
    tone: 'muted',
    height: 58,
    folds: false,
  },
  {
    band: 'answer',
    lane: 'cloud',
    word: 'onsale.bandAnswer',
    source: 'aws',
    role: 'balancer.p95',
    second: null,
    kind: 'line',
    tone: 'text',
    height: 44,
    folds: false,
  },
  {
    band: 'cpu',
    lane: 'cloud',
    word: 'onsale.bandCpu',
    source: 'aws',
    role: 'web.cpu',
    second: null,
    kind: 'line',
    tone: 'text',
    height: 44,
    folds: true,
  },
  {
    band: 'connections',
    lane: 'cloud',
    word: 'onsale.bandConnections',
    source: 'aws',
    role: 'database.connections',
    second: null,
    kind: 'line',
    tone: 'text',
    height: 102,
    folds: false,
  },
  {
    band: 'servers',
    lane: 'cloud',
    word: 'onsale.bandServers',
    source: 'aws',
    role: 'web.in-service',
    second: { role: 'web.desired', as: 'wanted' },
    kind: 'steps',
    tone: 'text',
    height: 36,
    folds: false,
  },
  {
    band: 'orders',
    lane: 'money',
    word: 'onsale.bandOrders',
    source: 'sales',
    role: 'sales.orders',
    second: null,
    kind: 'bars',
    tone: 'accent',
    height: 44,
    folds: false,
  },
  {
    band: 'left',
    lane: 'money',
    word: 'onsale.bandLeft',
    source: 'sales',
    role: 'sales.left',
    second: null,
    kind: 'line',
    tone: 'text',
    height: 48,
    folds: false,
  },
]

/** Who tells of the requests at the edge of the shop. */
type Edge = 'cloudflare' | 'cloudfront' | 'balancer'

/** What stands at the edge: Cloudflare where it is part of the sale, else CloudFront, else the balancer, which is then the first to be asked. */
const edgeOf = ({ cloud }: Pick<OnsalePlan, 'cloud'>): Edge => {
  if (cloud.cloudflare || !cloud.aws) return 'cloudflare'
  return cloud.aws.resources.some(({ kind }) => kind === 'cloudfront') ? 'cloudfront' : 'balancer'
}

const withEdge = (told: Pick<Band, 'role' | 'word'>): readonly Band[] =>
  bands.map(band => (band.lane === 'edge' ? { ...band, ...told, source: 'aws', second: null } : band))

// made once: a plot is made anew when its band is another
const bandsBehind: Readonly<Record<Edge, readonly Band[]>> = {
  cloudflare: bands,
  cloudfront: withEdge({ role: 'cdn.requests', word: 'onsale.bandCdnRequests' }),
  balancer: withEdge({ role: 'balancer.requests', word: 'onsale.bandBalancerRequests' }),
}

/** The bands of a sale: without Cloudflare the edge is read from what else sees the requests. */
export const bandsFor = (plan: Pick<OnsalePlan, 'cloud'>): readonly Band[] => bandsBehind[edgeOf(plan)]

/** Name of a lane, and the source whose age it shows. */
export type LaneHead = { readonly word: WordKey; readonly source: Source }

const heads: Readonly<Record<Exclude<Lane, 'edge'>, LaneHead>> = {
  fans: { word: 'onsale.laneFans', source: 'queue' },
  cloud: { word: 'onsale.laneCloud', source: 'aws' },
  money: { word: 'onsale.laneMoney', source: 'sales' },
}
const edgeHeads: Readonly<Record<Edge, LaneHead>> = {
  cloudflare: { word: 'onsale.laneEdge', source: 'cloudflare' },
  cloudfront: { word: 'onsale.laneCdn', source: 'aws' },
  balancer: { word: 'onsale.laneBalancer', source: 'aws' },
}

/** What stands over a lane: the edge is called what it is read from. */
export const laneHead = (lane: Lane, plan: Pick<OnsalePlan, 'cloud'>): LaneHead =>
  lane === 'edge' ? edgeHeads[edgeOf(plan)] : heads[lane]

/** Figures of the edge that Cloudflare estimates from samples when there is much to count. */
const sampledRoles: ReadonlySet<Role> = new Set([
  'edge.requests',
  'edge.cached-requests',
  'edge.bytes',
  'edge.cached-bytes',
  'edge.visits',
  'edge.errors',
])

/** Of how many requests one was looked at, where a figure of a minute is an estimate from samples; null: everything was counted. */
export const sampleInterval = (role: Role, minutes: Minutes, at: number): number | null => {
  const interval = sampledRoles.has(role) ? valueAt(minutes, 'edge.sample-interval', at) : null
  return interval !== null && interval > 1 ? interval : null
}

/** So many requests a 95th percentile needs before it means anything: of fewer it is the luck of a few buyers. */
const leastForP95 = 200

/** Whether a minute had too few requests for what the band shows of it. */
export const isChance = (band: Band, minutes: Minutes, at: number): boolean =>
  band.band === 'answer' && (valueAt(minutes, 'balancer.requests', at) ?? leastForP95) < leastForP95

/** What a band shows of the minute that holds `at`; null when nothing is known of it, or nothing that means anything. */
export const shownAt = (band: Band, minutes: Minutes, at: number): number | null =>
  isChance(band, minutes, at) ? null : valueAt(minutes, band.role, at)

/** Where the minutes of a source end whose counts no longer rise: the sum of an unfinished minute looks like a crash, and would stand beside a sentence that was made of whole ones. */
export const countedUntil = (source: Source, { now, sources }: Pick<OnsaleFace, 'now' | 'sources'>): number =>
  Math.min(
    Math.floor(now / minuteMs) * minuteMs,
    sources.find(face => face.source === source)?.provisionalFrom ?? Number.POSITIVE_INFINITY,
  )

/** Up to where a band is read out: what is counted by the minute in whole ones, levels as they are now. */
export const readOutUntil = (band: Pick<Band, 'band' | 'kind' | 'source'>, face: Pick<OnsaleFace, 'now' | 'sources'>): number =>
  band.kind === 'bars' || band.band === 'requests' ? countedUntil(band.source, face) : face.now + minuteMs
