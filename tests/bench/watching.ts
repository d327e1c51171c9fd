import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { cloudShape, usualLimits } from '#contract/onsale-plan'
import type { Role } from '#contract/onsale-roles'
import { roles } from '#contract/onsale-roles'
import { freshMemory } from '#domain/onsale/memory'
import { roleTable } from '#domain/onsale/role-table'
import { minuteMs } from '#domain/onsale/scene'
import type { Poll } from '#monitor/poll'
import { startWatch } from '#monitor/watch/watch'
import { onsaleOf, putOnsale } from '#store/onsale'
import { handClock } from '../hand-clock.ts'
import { openTestStore } from '../open-test-store.ts'
import { testWorld } from '../world-for-tests.ts'
import { alone } from './figure.ts'
import type { Figure } from './figure.ts'
import { chanceFrom } from '../seeded-chance.ts'

const hours = 8
const everyMs = 20_000

/** Eight hours of a watched sale on a clock that the bench turns: every measure every 20 s, kept and thought about. How much memory is held in the end, and how long a minute of watching takes the processor. */
export const watching = async (): Promise<readonly Figure[]> => {
  const start = Date.UTC(2015, 11, 11, 8)
  const { clock, pass } = handClock(start)
  const world = testWorld({ clock })
  const place = openTestStore(world)
  const entry = {
    name: 'bench',
    showing: { event: 'bench', subevent: null },
    startsAt: start + 10 * minuteMs,
    plannedEndAt: start + hours * 60 * minuteMs,
    stock: 20_000,
    limits: { ...usualLimits, databaseConnections: 700, connectionsPerServer: 40, databaseCores: 16 },
    cloud: cloudShape.parse({
      aws: { profile: 'bench', region: 'eu-central-1', resources: [] },
      cloudflare: null,
      shop: null,
      queue: null,
    }),
  }
  place.store.transaction('bench', tx => putOnsale(tx, 'bench', entry, { currency: 'PLN', timezone: 'Europe/Warsaw', at: start }))
  const plan = onsaleOf(place.store, 'bench')
  if (!plan) throw new Error('the plan was not kept')
  const told = { times: 0 }
  const watch = startWatch({
    world,
    store: place.store,
    plan,
    polls: invented(),
    memory: freshMemory,
    categories: () => [],
    token: () => null,
    checks: () => [],
    haste: () => 1,
    salesKnownAt: clock.now,
    told: () => void (told.times += 1),
    ended: () => undefined,
  })
  await play(pass, 1)
  const before = heapMb()
  const cpu = process.cpuUsage()
  await play(pass, hours - 1)
  const used = process.cpuUsage(cpu)
  const after = heapMb()
  watch.stop()
  place.close()
  if (told.times < hours * 60) throw new Error('nobody was told')
  return [
    alone('cockpit-memory', after, 'MB'),
    alone('cockpit-memory-grown', after - before, 'MB'),
    alone('watched-minute', (used.user + used.system) / 1000 / ((hours - 1) * 60)),
  ]
}

/** Every measure that is not a setting, by the source that brings it. */
const invented = (): readonly Poll[] => {
  const draw = chanceFrom(8)
  return (['aws', 'sales', 'queue', 'shop', 'cloudflare'] as const).map(source => {
    const own = roles.filter((role): role is Role => roleTable[role].source === source)
    return {
      name: `bench.${source}`,
      source,
      everyMs,
      hurriedEveryMs: everyMs,
      overlapMs: 5 * minuteMs,
      read: async ({ from, to }) => ({
        readings: minutesOf(from, to).flatMap(at =>
          own.map(role => ({ role, resource: 'bench', at, value: 40 + draw.below(40) })),
        ),
        facts: {},
        refusals: [],
        answered: true,
        metricsAsked: own.length,
      }),
    }
  })
}

const minutesOf = (from: number, to: number): readonly number[] =>
  Array.from({ length: (to - from) / minuteMs }, (_, index) => from + index * minuteMs)

const play = async (pass: (ms: number) => void, hoursPlayed: number): Promise<void> => {
  for (let passed = 0; passed < hoursPlayed * 60 * minuteMs; passed += 5_000) {
    pass(5_000)
    await new Promise(resolve => setImmediate(resolve))
  }
}

/** What is held after everything that is not has been given back. */
const heapMb = (): number => {
  setFlagsFromString('--expose-gc')
  runInNewContext('gc')()
  return process.memoryUsage().heapUsed / 1_000_000
}
