import { erlangB, meanInSystem } from './erlang.ts'
import { shareBeyond, type Spell } from './latency.ts'
import type { Scenario } from './scenario.ts'
import { steadyLine, steadyTime, workOff } from './station.ts'

/** What balancer, servers and database carry over from one short while to the next. */
export type Plant = {
  /** Requests at the servers and in the balancer's surge queue. */
  inSystem: number
  /** Connections to the database that the servers' pools hold open. */
  opened: number
  /** Of the while before: what one request took from end to end, in seconds. */
  responseSeconds: number
}

export type Strain = {
  readonly seconds: number
  /** Requests that come to the balancer. */
  readonly requests: number
  readonly servers: number
  /** The database answers so many times as slowly. */
  readonly databaseTimes: number
  readonly connectionLimit: number
}

export type Stress = {
  readonly served: number
  /** No place was left at the balancer. */
  readonly refused: number
  /** The shop answered with an error: the database took no more connections. */
  readonly failed: number
  readonly surge: number
  readonly spell: Spell
  readonly meanSeconds: number
  /** Share of answers slower than people bear. */
  readonly unbearable: number
  /** Percent. */
  readonly webCpu: number
  readonly databaseCpu: number
  readonly connections: number
  /** Sessions of the database that work or wait for it, and its mean answer in seconds. */
  readonly databaseLoad: number
  readonly databaseSeconds: number
  /** Percent. */
  readonly cacheCpu: number
}

/** "A maximum of 1,024 requests can be queued" (Elastic Load Balancing, classic: SurgeQueueLength). */
const surgePlaces = 1_024
/** An application balancer queues nothing itself: what waits, waits in the accept queue of a server (Linux somaxconn of that time). */
const acceptPlaces = 128
/** Pools open what their busiest moments need, quickly, and close what is idle slowly. */
const poolOpensSeconds = 90
const poolClosesSeconds = 900
/** Requests of a pool in use come by chance: three deviations above their mean are met within minutes. */
const busyDeviations = 3
/** A page asks for two answers one after the other. */
export const answersInARow = 2

export function idlePlant(): Plant {
  return { inSystem: 0, opened: 0, responseSeconds: 0.25 }
}

/** Lets one short while pass through balancer, servers and database. */
export function strainPlant(plant: Plant, scenario: Scenario, strain: Strain): Stress {
  const { web, database } = scenario
  const service = web.serviceMs / 1000
  const databaseService = (database.serviceMs * strain.databaseTimes) / 1000
  const perSecond = strain.requests / strain.seconds
  const webCapacity = (strain.servers * web.cores) / service
  const databaseCapacity = database.cores / databaseService
  const cacheService = cacheSeconds(scenario)
  const capacity = Math.min(webCapacity, databaseCapacity, 1 / cacheService)
  const taken = Math.min(perSecond, capacity)
  const webLine = steadyLine(web.cores, strain.servers === 0 ? 0 : (taken * service) / strain.servers)
  const databaseLine = steadyLine(database.cores, taken * databaseService)
  const databaseSeconds = steadyTime(databaseLine, databaseService)
  // the engine of the cache does one thing after the other: a line with one server
  const cacheLine = steadyLine(1, taken * cacheService)
  const otherSeconds = web.elsewhereMs / 1000 + databaseSeconds + steadyTime(cacheLine, cacheService)
  const steadyNumber = strain.servers * meanInSystem(webLine) + taken * otherSeconds
  const places = strain.servers * web.workers
  const room = places + (scenario.balancer.kind === 'classic' ? surgePlaces : strain.servers * acceptPlaces)
  const { inSystem, served, refused } = workOff({
    before: plant.inSystem,
    arrivals: strain.requests,
    perSecond: capacity,
    seconds: strain.seconds,
    steadyNumber,
    room: strain.servers === 0 ? 0 : room,
  })
  plant.inSystem = inSystem
  const backlog = Math.max(0, inSystem - steadyNumber)
  const databaseBinds = databaseCapacity === capacity && capacity < webCapacity
  // the balancer's clock starts when it hands a request on: its own queue is not in its latency
  const behind = Math.max(0, Math.min(inSystem, places) - steadyNumber)
  const spell = { requests: served, shift: otherSeconds + safeRatio(behind, capacity), line: webLine, serviceTime: service }
  const meanSeconds = otherSeconds + steadyTime(webLine, service) + safeRatio(backlog, capacity)
  plant.responseSeconds = meanSeconds
  const { connections, lost } = connect(plant, scenario, strain, {
    perSecond: served / strain.seconds,
    holdSeconds: Math.min(meanSeconds, web.workers * safeRatio(strain.servers, served / strain.seconds)),
  })
  return {
    served,
    refused,
    failed: served * lost,
    surge: scenario.balancer.kind === 'classic' ? Math.min(surgePlaces, Math.max(0, inSystem - places)) : 0,
    spell,
    meanSeconds,
    unbearable: shareBeyond(
      { ...spell, shift: spell.shift + safeRatio(backlog - behind, capacity) },
      scenario.people.bearableSeconds,
    ),
    webCpu: percentOf(served * service, strain.servers * web.cores * strain.seconds),
    databaseCpu: percentOf(served * (1 - lost) * databaseService, database.cores * strain.seconds),
    connections,
    databaseLoad: Math.min(connections, (served / strain.seconds) * databaseSeconds + (databaseBinds ? backlog : 0)),
    databaseSeconds: databaseSeconds + (databaseBinds ? safeRatio(backlog, capacity) : 0),
    cacheCpu: percentOf(served * cacheService, strain.seconds),
  }
}

/** What one request costs the engine of the cache; nothing where there is none. */
function cacheSeconds({ cache }: Scenario): number {
  return cache === null ? 0 : (cache.operationsPerRequest * cache.operationMs) / 1000
}

/** Connections by Little's law: a request holds one from its beginning to its end. Beyond the database's limit they are lost by Erlang's formula B. */
function connect(
  plant: Plant,
  { web, database }: Scenario,
  { servers, seconds, connectionLimit }: Strain,
  { perSecond, holdSeconds }: { readonly perSecond: number; readonly holdSeconds: number },
): { readonly connections: number; readonly lost: number } {
  const inUse = safeRatio(perSecond * holdSeconds, servers)
  const wanted = servers * Math.min(web.pool, inUse + busyDeviations * Math.sqrt(inUse))
  const pace = wanted > plant.opened ? poolOpensSeconds : poolClosesSeconds
  plant.opened += (wanted - plant.opened) * (1 - Math.exp(-seconds / pace))
  const free = Math.max(0, connectionLimit - database.standing)
  plant.opened = Math.min(plant.opened, free, servers * web.pool)
  const load = servers * Math.min(web.pool, inUse)
  const lost = free >= servers * web.pool ? 0 : erlangB({ servers: Math.floor(free), load })
  return { connections: Math.min(connectionLimit, database.standing + plant.opened), lost }
}

function safeRatio(part: number, whole: number): number {
  return whole > 0 ? part / whole : 0
}

function percentOf(part: number, whole: number): number {
  return Math.min(100, safeRatio(part, whole) * 100)
}
