import type { Role } from '#contract/onsale-roles'
import type { ServersFace } from '#contract/onsale-face'
import { freshMemory } from '#domain/onsale/memory'
import { minuteMs } from '#domain/onsale/scene'
import type { Scene } from '#domain/onsale/scene'
import { think } from '#domain/onsale/think'
import type { Thought } from '#domain/onsale/think'
import { timeBelow } from '#sandbox/cloud/latency'
import type { Measure } from '#sandbox/cloud/measure'
import type { Step } from '#sandbox/cloud/model'
import { readScenario } from '#sandbox/cloud/scenario-file'
import { setStage } from '#sandbox/cloud/stage'
import type { Stage } from '#sandbox/cloud/stage'
import { facesAt, planOf, room, tableOf } from './night.ts'

const beganAt = Date.UTC(2026, 10, 20, 8)
/** Minutes of the sandbox's everyday that are played before the story. */
const minutesBefore = 60

/** What the mind said in a minute of the sale, and what the model knew of itself. */
export type Told = { readonly minute: number; readonly thought: Thought; readonly truth: (measure: Measure) => number }

/** Plays a scenario of the sandbox's model minute by minute and lets the mind judge what Amazon, Cloudflare and the till would have reported by then. */
export const play = (
  scenario: string,
  tune: (stage: Stage) => void = () => {},
  act: (told: Told, stage: Stage) => void = () => {},
): readonly Told[] => {
  let now = beganAt
  const stage = setStage(readScenario(scenario), { now: () => now }, false)
  tune(stage)
  const told: Told[] = []
  let memory = freshMemory
  while (now < stage.endsAt) {
    now += minuteMs
    stage.catchUp()
    const scene = sceneNow(stage, now)
    const thought = think(scene, memory)
    memory = thought.memory
    const last = stage.steps(now - minuteMs, now)
    const one = {
      minute: Math.round((now - stage.startsAt) / minuteMs),
      thought,
      truth: (measure: Measure) => total(last, measure, counts.has(measure)),
    }
    told.push(one)
    act(one, stage)
  }
  return told
}

const counts: ReadonlySet<Measure> = new Set(['requests', 'refused', 'failed', 'orders', 'admitted', 'edgeRequests', 'tickets'])
const total = (steps: readonly Step[], measure: Measure, sum: boolean): number => {
  const all = steps.reduce((so, step) => so + step.measured[measure], 0)
  return sum || steps.length === 0 ? all : all / steps.length
}

/** Amazon and Cloudflare are read two minutes after a minute's end. */
const soft = 2 * minuteMs

const sceneNow = (stage: Stage, now: number): Scene => {
  const { scenario } = stage
  const from = beganAt - minutesBefore * minuteMs
  const minutes = Array.from({ length: Math.round((now - from) / minuteMs) }, (_, index) =>
    stage.steps(from + index * minuteMs, from + (index + 1) * minuteMs),
  )
  const column = (measure: Measure, sum = false) => minutes.map(steps => total(steps, measure, sum))
  const columns: Partial<Record<Role, readonly number[]>> = {
    'queue.waiting': column('waiting'),
    'queue.active': column('active'),
    'queue.admitted': column('admitted', true),
    'edge.requests': column('edgeRequests', true),
    'edge.bytes': column('edgeBytes', true),
    'edge.cached-bytes': column('edgeCachedBytes', true),
    'edge.visits': column('seen'),
    'edge.threats': column('botsStopped', true),
    'balancer.requests': column('requests', true),
    'balancer.rejected': column('refused', true),
    'balancer.errors': column('refused', true),
    'balancer.target-errors': column('failed', true),
    'balancer.surge': minutes.map(steps => Math.max(0, ...steps.map(({ measured }) => measured.surge))),
    'balancer.p95': minutes.map(steps =>
      timeBelow(
        steps.map(({ spell }) => spell),
        0.95,
      ),
    ),
    'balancer.healthy': column('inService'),
    'balancer.unhealthy': minutes.map(() => 0),
    'web.cpu': column('webCpu'),
    'web.cpu-hottest': column('webHottest'),
    'web.in-service': column('inService'),
    'web.desired': column('desired'),
    'web.maximum': column('maximum'),
    'database.cpu': column('databaseCpu'),
    'database.connections': column('connections'),
    'database.load': column('databaseLoad'),
    'sales.orders': column('orders', true),
    'sales.tickets': column('tickets', true),
    'sales.left': minutes.map(steps => steps.at(-1)?.measured.left ?? Number.NaN),
  }
  const newest = stage.steps(now - minuteMs, now).at(-1)
  const level = (measure: Measure) => newest?.measured[measure] ?? 0
  const sold = stage.sold()
  const settledTo = { provisionalFrom: now - soft, newestAt: now }
  const { web, database } = scenario
  return {
    now,
    plan: planOf(
      {
        databaseConnections: database.connections,
        connectionsPerServer: web.pool,
        standingConnections: database.standing,
        databaseCores: database.cores,
        serverLeadMs: web.leadSeconds * 1000,
      },
      { startsAt: stage.startsAt, plannedEndAt: stage.startsAt + 120 * minuteMs, stock: scenario.stock },
    ),
    table: tableOf(columns, from),
    sources: facesAt(now, { aws: settledTo, cloudflare: settledTo, queue: settledTo }),
    servers: serversOf(level, now),
    measuredLeadMs: null,
    measuredInletLeadMs: null,
    room: room({
      state: level('waiting') > 0 ? 'queueing' : 'not_queueing',
      waiting: Math.round(level('waiting')),
      active: Math.round(level('active')),
      newPerMinute: level('newPerMinute'),
      totalActive: level('totalActive'),
      readAt: now,
    }),
    session: null,
    token: null,
    skewMs: 0,
    categories: [],
    basket: sold.orders > 0 ? { tickets: sold.tickets / sold.orders, grossMinor: 60_000 } : null,
  }
}

const serversOf = (level: (measure: Measure) => number, now: number): ServersFace => ({
  group: 'onsale-web',
  instanceType: 'c3.xlarge',
  desired: level('desired'),
  inService: level('inService'),
  pending: level('pending'),
  minimum: level('minimum'),
  maximum: level('maximum'),
  readAt: now,
  coming: null,
  failure: null,
})
