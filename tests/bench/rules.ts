import { usualLimits } from '#contract/onsale-plan'
import { roles, sources } from '#contract/onsale-roles'
import { freshMemory } from '#domain/onsale/memory'
import { minuteMs } from '#domain/onsale/scene'
import type { Scene } from '#domain/onsale/scene'
import { think } from '#domain/onsale/think'
import { alone } from './figure.ts'
import type { Figure } from './figure.ts'
import { seededDraw } from './seeded-draw.ts'

const minutes = 480
const warmUps = 200
const thoughts = 1_000

/** One look of the mind, every rule and instrument, at eight hours of every measure. */
export const rules = async (): Promise<readonly Figure[]> => {
  const scene = eightHours()
  let memory = freshMemory
  for (let index = 0; index < warmUps; index += 1) memory = think(scene, memory).memory
  const began = performance.now()
  for (let index = 0; index < thoughts; index += 1) memory = think(scene, memory).memory
  return [alone('rules', (performance.now() - began) / thoughts)]
}

const eightHours = (): Scene => {
  const draw = seededDraw(8)
  const from = Date.UTC(2015, 11, 4, 8)
  const now = from + minutes * minuteMs
  const columns = new Map(roles.map(role => [role, Float64Array.from({ length: minutes }, () => 40 + draw.below(40))]))
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
    table: { from, count: minutes, column: role => columns.get(role) ?? nothing },
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
    servers: null,
    measuredLeadMs: 420_000,
    room: null,
    session: { endsAt: now + 90 * minuteMs },
    token: { endsAt: now + 90 * minuteMs },
    skewMs: 0,
    categories: [],
    basket: { tickets: 2.1, grossMinor: 60_000 },
  }
}
