import { moveCache, moveMail, nothingBeside, type Beside, type Cached, type Mailed } from './beside.ts'
import { emptyCrowd, moveCrowd, type Crowd } from './crowd.ts'
import { faultFigure, type Fault, type FaultKind } from './fault.ts'
import { inService, moveFleet, pending, standingFleet, type Fleet } from './fleet.ts'
import type { Spell } from './latency.ts'
import type { Measured } from './measure.ts'
import { eventOn, holdsBack, type RoomEvent } from './room-events.ts'
import { runScheduled } from './fleet-schedule.ts'
import { answersInARow, idlePlant, strainPlant, type Plant, type Stress } from './plant.ts'
import { arrivalsAt, type Scenario } from './scenario.ts'

/** The length of the short whiles in which time passes in the model. */
export const stepMs = 5_000

/** Everything that moves. Plain values, so that a run can be copied and gone on with under other circumstances. */
export type Run = {
  readonly crowd: Crowd
  readonly plant: Plant
  readonly fleet: Fleet
  readonly beside: Beside
  /** The waiting room's settings as they were last made. */
  room: {
    newUsersPerMinute: number
    totalActiveUsers: number
    queueAll: boolean
    suspended: boolean
    readonly events: readonly RoomEvent[]
  } | null
  /** Sold, but not a whole order yet. */
  orderRest: number
  failedShare: number
  unbearableShare: number
  noise: number
}

/** One short while, measured. `orders` are whole ones. */
export type Step = { readonly at: number; readonly measured: Measured; readonly spell: Spell; readonly orders: number }

export type Moment = { readonly at: number; readonly startsAt: number; readonly faults: readonly Fault[] }

/** Somebody in the waiting room asks it this often whether it is their turn; its page refreshes every 20 seconds. */
const roomPagesPerMinute = 3
const roomPageBytes = 6_000
/** A page that fails is loaded again by so many. */
const loadsAgain = 0.8
/** People in the shop on a usual day stay so many minutes. */
const everydayStayMinutes = 2.8
/** The hottest server is so much hotter than the mean: sessions stick to servers. */
const hottestTimes = 1.07
/** How much arrivals differ by chance from what the curve says. */
const noiseShare = 0.04

export function freshRun(scenario: Scenario, at: number): Run {
  const { room } = scenario
  return {
    crowd: emptyCrowd(scenario),
    plant: idlePlant(),
    fleet: standingFleet(scenario, at),
    beside: nothingBeside(),
    room: room && {
      newUsersPerMinute: room.newUsersPerMinute,
      totalActiveUsers: room.totalActiveUsers,
      queueAll: false,
      suspended: false,
      events: room.events,
    },
    orderRest: 0,
    failedShare: 0,
    unbearableShare: 0,
    noise: 1,
  }
}

/** Lets the short while that begins at `moment.at` pass. */
export function takeStep(run: Run, scenario: Scenario, moment: Moment): Step {
  const seconds = stepMs / 1000
  const minute = (moment.at - moment.startsAt) / 60_000
  runScheduled(run.fleet, scenario, moment)
  moveFleet(run.fleet, scenario, { at: moment.at, barred: active(moment, 'launch-failure') !== null })
  const wide = active(moment, 'room-too-wide')
  const event = eventOn(run.room, minute)
  const room = run.room && { ...run.room, ...(event === null ? {} : overridden(event)) }
  const limits = room && (wide === null ? room : { ...room, ...widened(room, faultFigure(wide, 'perMinute')) })
  const isOpen = minute >= 0 && (event === null || !holdsBack(event, minute))
  // a wave of a few per cent, the same in every run: nobody arrives by ruler
  run.noise = 1 + noiseShare * Math.sin(moment.at / 37_000) * Math.cos(moment.at / 91_000)
  const arriving = (arrivalsAt(scenario, minute) * run.noise * seconds) / 60
  const passage = moveCrowd(run.crowd, scenario.people, {
    seconds,
    arriving,
    inlet: inletOf(limits, isOpen),
    pageSeconds: run.plant.responseSeconds * answersInARow,
    failed: run.failedShare,
    unbearable: run.unbearableShare,
    forgotten: run.beside.lostShare,
  })
  const edge = meetEdge(run, scenario, moment, passage.pages)
  const everyday = (scenario.everydayPerMinute * run.noise * seconds) / 60
  const cached = moveCache(run.beside, scenario, { seconds, entering: passage.admitted + everyday })
  const stress = strainPlant(run.plant, scenario, {
    seconds,
    requests: edge.toServers,
    servers: inService(run.fleet),
    databaseTimes: figureOf(moment, 'slow-database', 'times') ?? 1,
    connectionLimit: Math.min(scenario.database.connections, figureOf(moment, 'connection-limit', 'connections') ?? Infinity),
  })
  const handled = stress.served + stress.refused
  run.failedShare = handled === 0 ? 0 : (stress.failed + stress.refused) / handled
  run.unbearableShare = stress.unbearable
  const mailed = moveMail(run.beside, scenario, { at: moment.at, seconds, orders: passage.orders })
  run.orderRest += passage.orders
  const orders = Math.floor(run.orderRest)
  run.orderRest -= orders
  const measured = measure({ run, scenario, edge, stress, arriving, passage, limits, cached, mailed })
  return { at: moment.at, measured, spell: stress.spell, orders }
}

/** The fault of a kind that is on at a moment. */
export function active({ at, startsAt, faults }: Moment, kind: FaultKind): Fault | null {
  const minute = (at - startsAt) / 60_000
  return faults.find(fault => fault.on && fault.kind === kind && minute >= fault.fromMinute && minute < fault.toMinute) ?? null
}

function figureOf(moment: Moment, kind: FaultKind, name: string): number | null {
  const fault = active(moment, kind)
  return fault && faultFigure(fault, name)
}

type Room = NonNullable<Run['room']>

/** Set too wide: more are let in at once, and more may be inside. */
function widened(room: Room, perMinute: number): Partial<Room> {
  const times = Math.max(1, perMinute / room.newUsersPerMinute)
  return { newUsersPerMinute: room.newUsersPerMinute * times, totalActiveUsers: room.totalActiveUsers * times }
}

/** What an event sets itself, as long as it is on. */
function overridden({ newUsersPerMinute, totalActiveUsers }: RoomEvent): Partial<Room> {
  return {
    ...(newUsersPerMinute === undefined ? {} : { newUsersPerMinute }),
    ...(totalActiveUsers === undefined ? {} : { totalActiveUsers }),
  }
}

function inletOf(room: Room | null, started: boolean): Parameters<typeof moveCrowd>[2]['inlet'] {
  if (room === null || room.suspended) return started ? null : { newPerMinute: 0, totalActive: 0, open: false }
  return { newPerMinute: room.newUsersPerMinute, totalActive: room.totalActiveUsers, open: started && !room.queueAll }
}

type Edge = {
  readonly requests: number
  readonly cached: number
  readonly roomPages: number
  readonly bots: number
  readonly botsStopped: number
  readonly toServers: number
  readonly cdnRequests: number
}

function meetEdge(run: Run, scenario: Scenario, moment: Moment, pages: number): Edge {
  const minutes = stepMs / 60_000
  const { requestsPerPage, cachedPercent } = scenario.edge
  const everydayPages = scenario.everydayPerMinute * scenario.people.pages * minutes * run.noise
  const people = (pages + everydayPages) * requestsPerPage * (1 + loadsAgain * run.failedShare)
  const purged = figureOf(moment, 'cache-purged', 'cachedPercent')
  const cached = (people * (purged ?? cachedPercent)) / 100
  const bots = (figureOf(moment, 'bots', 'perMinute') ?? 0) * minutes
  const botsStopped = (bots * (figureOf(moment, 'bots', 'stoppedPercent') ?? 0)) / 100
  const roomPages = run.room === null ? 0 : run.crowd.waiting * roomPagesPerMinute * minutes
  const toServers = people - cached + bots - botsStopped
  // bots come for the pages, and those are CloudFront's only where nothing else is in front
  const share = (scenario.cloudfront?.percent ?? 0) / 100
  const cdnRequests = people * share + (share === 1 ? bots : 0)
  return { requests: people + bots + roomPages, cached, roomPages, bots, botsStopped, toServers, cdnRequests }
}

function measure({
  run,
  scenario,
  edge,
  stress,
  arriving,
  passage,
  limits,
  cached,
  mailed,
}: {
  readonly run: Run
  readonly scenario: Scenario
  readonly edge: Edge
  readonly stress: Stress
  readonly arriving: number
  readonly passage: ReturnType<typeof moveCrowd>
  readonly limits: Room | null
  readonly cached: Cached
  readonly mailed: Mailed
}): Measured {
  const { crowd, fleet } = run
  const everyday = scenario.everydayPerMinute * (1 + everydayStayMinutes)
  return {
    seen: everyday + crowd.waiting + crowd.active + crowd.paying,
    arrived: arriving,
    waiting: crowd.waiting,
    active: crowd.active + crowd.paying,
    paying: crowd.paying,
    admitted: passage.admitted,
    newPerMinute: limits?.newUsersPerMinute ?? 0,
    totalActive: limits?.totalActiveUsers ?? 0,
    ...atTheEdge(scenario, edge),
    edgeErrors: stress.refused + stress.failed,
    requests: stress.served,
    refused: stress.refused,
    failed: stress.failed,
    surge: stress.surge,
    gaveUp: stress.served * stress.unbearable,
    responseSeconds: stress.meanSeconds,
    webCpu: stress.webCpu,
    webHottest: Math.min(100, stress.webCpu * hottestTimes),
    databaseCpu: stress.databaseCpu,
    connections: stress.connections,
    databaseLoad: stress.databaseLoad,
    databaseSeconds: stress.databaseSeconds,
    desired: fleet.desired,
    inService: inService(fleet),
    pending: pending(fleet),
    minimum: fleet.minimum,
    maximum: fleet.maximum,
    orders: passage.orders,
    tickets: passage.tickets,
    left: crowd.stock + crowd.held,
    cacheCpu: stress.cacheCpu,
    cacheMemory: cached.memoryPercent,
    cacheEntries: cached.entries,
    evicted: cached.evicted,
    mailOldest: mailed.oldestSeconds,
    mailWaiting: mailed.waiting,
    mailsIn: mailed.mailsIn,
    mailsOut: mailed.mailsOut,
  }
}

type AtTheEdge = Pick<
  Measured,
  | 'edgeRequests'
  | 'edgeCached'
  | 'edgeBytes'
  | 'edgeCachedBytes'
  | 'roomPages'
  | 'botRequests'
  | 'botsStopped'
  | 'cdnRequests'
  | 'cdnBytes'
  | 'firewallAllowed'
  | 'firewallBlocked'
>

/** Who of Cloudflare, CloudFront and the firewall saw what. */
function atTheEdge({ edge: { bytesPerRequest }, cloudfront, firewall }: Scenario, edge: Edge): AtTheEdge {
  const own = 1 - (cloudfront?.percent ?? 0) / 100
  const requests = edge.requests - edge.cdnRequests
  const cached = edge.cached * own
  const blocked = firewall === null ? 0 : edge.botsStopped
  const passing = firewall?.before === 'cloudfront' ? edge.cdnRequests - blocked : edge.toServers
  return {
    edgeRequests: requests,
    // the waiting room's own pages never reach a server: counted with what came from memory
    edgeCached: cached + edge.roomPages,
    edgeBytes: (requests - edge.roomPages) * bytesPerRequest + edge.roomPages * roomPageBytes,
    edgeCachedBytes: cached * bytesPerRequest + edge.roomPages * roomPageBytes,
    roomPages: edge.roomPages,
    botRequests: own > 0 ? edge.bots : 0,
    botsStopped: own > 0 && firewall === null ? edge.botsStopped : 0,
    cdnRequests: edge.cdnRequests,
    cdnBytes: edge.cdnRequests * bytesPerRequest,
    firewallAllowed: firewall === null ? 0 : passing,
    firewallBlocked: blocked,
  }
}
