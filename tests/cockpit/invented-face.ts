import type { OnsaleFace, SourceFace } from '#contract/onsale-face'
import type { Finding } from '#contract/onsale-finding'
import type { OnsalePlan } from '#contract/onsale-plan'
import { usualLimits } from '#contract/onsale-plan'
import { refusal } from '#contract/refusal'
import { minuteMs, startsAt } from './invented-minutes.ts'

export const plan: OnsalePlan = {
  id: 'bieber',
  name: 'Justin Bieber',
  showing: { event: 'bieber', subevent: null },
  startsAt,
  plannedEndAt: startsAt + 120 * minuteMs,
  stock: 17_400,
  limits: {
    ...usualLimits,
    databaseConnections: 700,
    connectionsPerServer: 44,
    standingConnections: 84,
    servers: 14,
    coresPerServer: 4,
    coreQuota: 128,
  },
  cloud: {
    aws: { profile: 'onsale', region: 'eu-central-1', resources: [] },
    cloudflare: { address: null, zone: '0'.repeat(32), room: '1'.repeat(32) },
    shop: { url: 'https://example.com/', iksoris: false },
    queue: null,
  },
  watched: true,
  currency: 'PLN',
  timezone: 'Europe/Warsaw',
  createdAt: startsAt - 7 * 86_400_000,
  changedAt: startsAt - 86_400_000,
}

const source = (name: SourceFace['source'], ageMs: number, lateAfterMs: number, now: number): SourceFace => ({
  source: name,
  state: 'fresh',
  newestAt: now - ageMs,
  provisionalFrom: name === 'sales' ? Math.floor(now / minuteMs) * minuteMs : now - ageMs - 120_000,
  since: null,
  lateAfterMs,
  everyMs: 20_000,
  reasons: [],
})

const sourcesAt = (now: number): readonly SourceFace[] => [
  source('aws', 74_000, 180_000, now),
  source('cloudflare', 110_000, 240_000, now),
  source('queue', 31_000, 90_000, now),
  source('shop', 4_000, 60_000, now),
  source('sales', 2_000, 30_000, now),
]

const finding = (over: Partial<Finding> & Pick<Finding, 'rule' | 'figures'>, now: number): Finding => ({
  variant: 'plain',
  severity: 'warning',
  source: 'aws',
  subject: '',
  since: now - 4 * minuteMs,
  evidence: { from: now - 6 * minuteMs, to: now - minuteMs, confidence: 'high' },
  lever: 'none',
  acknowledgedAt: null,
  silenced: null,
  ...over,
})

/** The sale at T+00:14:32, as the picture of the design tells it. */
export const openFace = (over: Partial<OnsaleFace> = {}): OnsaleFace => {
  const now = startsAt + 14 * minuteMs + 32_000
  return {
    plan,
    now,
    speed: 1,
    mode: 'live',
    phase: 'open',
    end: null,
    doubts: [],
    revision: 1,
    users: { perMinute: 12_850, peak: 13_010, counted: 'addresses' },
    verdict: {
      code: 'rule-11-before-server',
      severity: 'critical',
      figures: { fullFromMs: 300_000, fullToMs: 420_000, leadMs: 421_000 },
    },
    constraint: {
      limit: 'database-connections',
      used: 612,
      most: 700,
      afterStep: { servers: 2, limit: 'database-connections', used: 700, most: 700 },
    },
    race: {
      limit: 'database-connections',
      fullFromAt: now + 5 * minuteMs,
      fullToAt: now + 7 * minuteMs,
      serverLeadMs: 421_000,
      leadMeasured: true,
      inletLeadMs: 20_000,
      inletMeasured: false,
    },
    sellOut: {
      at: startsAt + 41 * minuteMs,
      fromAt: startsAt + 37 * minuteMs,
      toAt: startsAt + 48 * minuteMs,
      left: 11_863,
      emptyHanded: 0,
    },
    money: { stallMs: 600_000, lostFromMinor: 21_000_000, lostToMinor: 49_000_000, delayedMinor: 140_000_000, figures: {} },
    findings: [
      finding(
        {
          rule: 11,
          variant: 'before-server',
          severity: 'critical',
          lever: 'slow-inlet',
          figures: {
            connections: 612,
            mostConnections: 700,
            usedPercent: 87,
            fullFromMs: 300_000,
            fullToMs: 420_000,
            leadMs: 421_000,
          },
        },
        now,
      ),
      finding({ rule: 8, variant: 'hot', lever: 'add-servers', figures: { cpuPercent: 83 } }, now),
      finding(
        {
          rule: 21,
          variant: 'category',
          severity: 'notice',
          source: 'sales',
          subject: 'Golden Circle',
          figures: { categoryText: 'Golden Circle', left: 318, goneMs: 245_000 },
        },
        now,
      ),
    ],
    passed: [
      {
        rule: 6,
        variant: 'slow',
        subject: '',
        figures: { waitSeconds: 1.46, limitSeconds: 1 },
        since: startsAt + minuteMs,
        endedAt: startsAt + 6 * minuteMs,
      },
    ],
    paused: [],
    sources: sourcesAt(now),
    scales: {
      'queue.waiting': { top: 12_000, warnAt: null, limit: null },
      'queue.admitted': { top: 1500, warnAt: null, limit: null },
      'edge.requests': { top: 450_000, warnAt: null, limit: null },
      'balancer.p95': { top: 1.8, warnAt: 1, limit: null },
      'web.cpu': { top: 100, warnAt: 80, limit: null },
      'database.connections': { top: 700, warnAt: 560, limit: 700 },
      'web.in-service': { top: 16, warnAt: null, limit: 14 },
      'sales.orders': { top: 210, warnAt: null, limit: null },
      'sales.left': { top: 17_400, warnAt: null, limit: null },
    },
    marks: [
      { id: 'm1', at: startsAt - minuteMs, kind: 'servers-asked', figures: { fromServers: 10, toServers: 12 }, by: 'Anna K.' },
      { id: 'm2', at: startsAt, kind: 'start', figures: {}, by: null },
      { id: 'm3', at: startsAt + 6 * minuteMs, kind: 'servers-ready', figures: { readyServers: 2 }, by: null },
      { id: 'm4', at: now - 47_000, kind: 'finding', figures: { rule: 11, variantText: 'before-server' }, by: null },
    ],
    armed: { until: startsAt + 120 * minuteMs, by: 'Anna K.' },
    levers: {
      servers: { usable: true, reasonWanted: false, why: null },
      inlet: { usable: true, reasonWanted: false, why: null },
    },
    servers: {
      group: 'onsale-web',
      instanceType: 'c3.xlarge',
      desired: 12,
      inService: 12,
      pending: 0,
      minimum: 10,
      maximum: 20,
      readAt: now - 4_000,
      coming: null,
      failure: null,
    },
    room: {
      state: 'queueing',
      waiting: 9640,
      active: 2400,
      waitMinutes: 8,
      newPerMinute: 1200,
      totalActive: 3300,
      readAt: now - 31_000,
    },
    checks: [],
    validity: [],
    cost: { since: startsAt - 30 * minuteMs, infrastructureCents: 261, watchingCents: 5 },
    session: { profile: 'onsale', endsAt: startsAt + 438 * minuteMs, renews: false },
    ...over,
  }
}

/** One source in another state, the rest as they were. */
const withSource = (face: OnsaleFace, name: SourceFace['source'], over: Partial<SourceFace>): OnsaleFace => ({
  ...face,
  sources: face.sources.map(each => (each.source === name ? { ...each, ...over } : each)),
})

/** AWS, Cloudflare and the queue out of sight since some minutes. */
export const blindFace = (): OnsaleFace => {
  const face = openFace()
  const since = startsAt + 8 * minuteMs
  const reasons = [
    { read: 'aws.metrics', refusal: refusal('source-unreachable', { host: 'monitoring.eu-central-1.amazonaws.com' }) },
  ]
  const gone = { state: 'blind', newestAt: since, provisionalFrom: since - 120_000, since, reasons } as const
  const seen = (['aws', 'cloudflare', 'queue'] as const).reduce((known, name) => withSource(known, name, gone), face)
  const why = refusal('source-blind')
  return {
    ...seen,
    findings: [],
    constraint: null,
    race: null,
    verdict: {
      code: 'blind-several-selling',
      severity: 'warning',
      figures: { sinceAt: since, ordersPerMinute: 187, goneSources: 'aws cloudflare queue', freshSources: 'shop sales' },
    },
    levers: { servers: { usable: false, reasonWanted: false, why }, inlet: { usable: false, reasonWanted: false, why } },
  }
}

/** The evening before the rush: checks, and what is valid until when. */
export const beforeFace = (): OnsaleFace => {
  const now = startsAt - 42 * minuteMs
  const check = (
    name: string,
    group: OnsaleFace['checks'][number]['group'],
    state: OnsaleFace['checks'][number]['state'],
    figures = {},
  ) => ({ check: name, group, state, figures, checkedAt: now - 20_000, byHand: state === 'waiting' }) as const
  return openFace({
    now,
    phase: 'before',
    users: { perMinute: 1240, peak: 1300, counted: 'addresses' },
    plan: { ...plan, limits: { ...plan.limits, servers: 20, rehearsedUsers: 4400 } },
    verdict: { code: 'before-failed', severity: 'critical', figures: { failed: 2, waiting: 1, startsAt } },
    race: null,
    sellOut: null,
    money: null,
    constraint: null,
    findings: [],
    passed: [],
    armed: null,
    marks: [],
    sources: sourcesAt(now),
    checks: [
      check('minute-metrics', 'servers', 'passed', { pointsInQuarter: 13 }),
      check('scheduled-growth', 'servers', 'passed', {
        howText: 'growing',
        servers: 10,
        fromAt: startsAt - 30 * minuteMs,
        utcText: '08:30',
        readyAt: startsAt - 21 * minuteMs,
      }),
      check('core-quota', 'servers', 'passed', { need: 56, most: 128 }),
      check('scale-in-held', 'servers', 'passed', { minimum: 10, desired: 10 }),
      check('connection-pool', 'balancer-database', 'failed', {
        servers: 20,
        connectionsPerServer: 44,
        standing: 84,
        need: 964,
        most: 700,
        fitServers: 14,
      }),
      check('balancer-warmed', 'balancer-database', 'waiting'),
      check('health-check-grace', 'balancer-database', 'passed', { byText: 'Marek W.', confirmedAt: now - 3_600_000 }),
      check('group-ceiling', 'balancer-database', 'passed', { maximum: 20, planned: 12 }),
      check('edge-cache', 'entrance', 'passed', { cachedPercent: 91, neededPercent: 90 }),
      check('room-limit', 'entrance', 'passed', { limit: 3300, most: 3300, rehearsed: 4400 }),
      check('cloudflare-token', 'entrance', 'passed', { plannedEndAt: startsAt + 120 * minuteMs, endsAt: startsAt + 86_400_000 }),
      check('shop-probe', 'entrance', 'unknown'),
      check('aws-session', 'access-people', 'failed', {
        endsAt: startsAt + 5 * minuteMs,
        plannedEndAt: startsAt + 120 * minuteMs,
      }),
      check('clock', 'access-people', 'passed', { skewMs: 300 }),
      check('servers-role', 'access-people', 'passed', { byText: 'Anna K.', confirmedAt: now - 60_000 }),
      check('people', 'access-people', 'waiting'),
    ],
    validity: [
      { what: 'aws-session', from: null, until: startsAt + 5 * minuteMs },
      { what: 'cloudflare-token', from: null, until: startsAt + 86_400_000 },
      {
        what: 'servers',
        from: startsAt - 30 * minuteMs,
        until: null,
        figures: {
          howText: 'grow-held',
          nowServers: 4,
          servers: 10,
          fromAt: startsAt - 30 * minuteMs,
          utcText: '08:30',
          heldAt: startsAt + 150 * minuteMs,
        },
      },
      {
        what: 'waiting-room',
        from: startsAt - 6 * minuteMs,
        until: null,
        figures: { howText: 'event', openAt: startsAt - 6 * minuteMs, newPerMinute: 1400 },
      },
      { what: 'people', from: null, until: null, figures: { noteText: 'Anna K. (cloud), Marek W. (database)' } },
    ],
    levers: {
      servers: { usable: false, reasonWanted: false, why: refusal('not-armed') },
      inlet: { usable: false, reasonWanted: false, why: refusal('not-armed') },
    },
  })
}
