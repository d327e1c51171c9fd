import { usualLimits } from '#contract/onsale-plan'
import type { Role } from '#contract/onsale-roles'
import { roles, sources } from '#contract/onsale-roles'
import { freshMemory } from '#domain/onsale/memory'
import type { RoleUnit } from '#domain/onsale/role-table'
import { roleTable } from '#domain/onsale/role-table'
import { minuteMs } from '#domain/onsale/scene'
import type { Scene } from '#domain/onsale/scene'
import { think } from '#domain/onsale/think'
import { alone } from './figure.ts'
import type { Figure } from './figure.ts'
import { chanceFrom } from '../seeded-chance.ts'

const minutes = 480
const warmUps = 200
const thoughts = 1_000
const categoriesOfAnArena = 24

/** One look of the mind, every rule and instrument, at eight hours of every measure, with a queue, servers on their way and the categories of an arena. Throws when a rule had nothing to judge by. */
export const rules = async (): Promise<readonly Figure[]> => {
  const scene = eightHours()
  let memory = freshMemory
  const { paused } = think(scene, memory)
  if (paused.length > 0) throw new Error(`rules without data: ${paused.map(({ rule }) => rule).join()}`)
  for (let index = 0; index < warmUps; index += 1) memory = think(scene, memory).memory
  const began = performance.now()
  for (let index = 0; index < thoughts; index += 1) memory = think(scene, memory).memory
  return [alone('rules', (performance.now() - began) / thoughts)]
}

/** What is counted by the crowd comes in thousands, enough for every rule to judge by. */
const scaleOf = (role: Role): number => (crowds.has(roleTable[role].unit) ? 100 : 1)
const crowds: ReadonlySet<RoleUnit> = new Set(['a-minute', 'bytes-a-minute', 'people-a-minute', 'people', 'tickets'])

const eightHours = (): Scene => {
  const draw = chanceFrom(8)
  const from = Date.UTC(2015, 11, 4, 8)
  const now = from + minutes * minuteMs
  const columns = new Map(
    roles.map(role => [role, Float64Array.from({ length: minutes }, () => (40 + draw.below(40)) * scaleOf(role))]),
  )
  const nothing = new Float64Array(minutes).fill(Number.NaN)
  return {
    now,
    plan: {
      id: 'bench',
      name: 'bench',
      showing: { event: 'bench', subevent: null },
      startsAt: from + 60 * minuteMs,
      plannedEndAt: now + 60 * minuteMs,
      stock: 20_000,
      limits: { ...usualLimits, databaseConnections: 700, connectionsPerServer: 40, databaseCores: 16, rehearsedUsers: 13_000 },
      cloud: { aws: { profile: 'bench', region: 'eu-central-1', resources: [] }, cloudflare: null, shop: null, queue: null },
      watched: true,
      currency: 'PLN',
      timezone: 'Europe/Warsaw',
      createdAt: from,
      changedAt: from,
    },
    table: {
      from,
      count: minutes,
      column: role => columns.get(role) ?? nothing,
      each: role => [columns.get(role) ?? nothing],
    },
    sources: sources.map(source => ({
      source,
      state: 'fresh',
      newestAt: now,
      provisionalFrom: now - 2 * minuteMs,
      since: null,
      lateAfterMs: 3 * minuteMs,
      everyMs: 20_000,
      reasons: [],
    })),
    servers: {
      group: 'web',
      instanceType: 'c3.xlarge',
      desired: 12,
      inService: 10,
      pending: 2,
      minimum: 4,
      maximum: 20,
      readAt: now,
      coming: { servers: 2, askedAt: now - 3 * minuteMs, readyAbout: now + 4 * minuteMs, state: 'on-the-way' },
      failure: null,
    },
    measuredLeadMs: 420_000,
    measuredInletLeadMs: null,
    room: {
      state: 'queueing',
      waiting: 30_000,
      active: 9_000,
      waitMinutes: 25,
      newPerMinute: 1_000,
      totalActive: 9_750,
      readAt: now,
    },
    session: { endsAt: now + 90 * minuteMs },
    token: { endsAt: now + 90 * minuteMs },
    skewMs: 0,
    categories: Array.from({ length: categoriesOfAnArena }, (_, index) => ({
      name: `sector ${index + 1}`,
      left: 20 * (index + 1),
      capacity: 600,
      perMinute: 4,
    })),
    basket: { tickets: 2.1, grossMinor: 60_000 },
  }
}
