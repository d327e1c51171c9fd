import { z } from 'zod'
import type { ShopTried } from '#contract/onsale-hands'
import type { Cloud } from '#contract/onsale-plan'
import type { Role } from '#contract/onsale-roles'
import type { Refusal, Result } from '#contract/refusal'
import { done, refusal } from '#contract/refusal'
import { minuteMs } from '#domain/onsale/scene'
import type { World } from '#main/world'
import type { WantedPlaces } from './iksoris.ts'
import { freePlaces, readProgramme } from './iksoris.ts'
import type { Outcome, Poll, Reading } from '#monitor/poll'
import { nothingRead } from '#monitor/poll'
import { hostOf, jsonOf } from '#monitor/reach'
import type { Page } from './ask.ts'
import { askPage } from './ask.ts'

export type ShopEntry = NonNullable<Cloud['shop']>

/** Besides sales the only thing seen more often than once a minute. */
const probeMs = 10_000
/** The programme is work for the very site that sells; places do not go faster than they are counted. */
const programmeMs = 60_000

export type ShopWatch = {
  readonly entry: ShopEntry
  /** What of the programme is on sale, where its address does not say so. */
  readonly showing: WantedPlaces | null
  /** This machine's own line was seen to work a moment ago: somebody else far away has answered. */
  readonly lineWorks: () => boolean
}

/** What is asked of the shop: its page, and the programme of an iKSORIS. */
export const shopPolls = (world: World, watch: ShopWatch): readonly Poll[] =>
  watch.entry.iksoris ? [probePoll(world, watch), programmePoll(world, watch)] : [probePoll(world, watch)]

/** Tries the shop once. A maintenance break is an answer; everything else that is no page is a refusal. */
export const tryShop = async (world: World, entry: ShopEntry): Promise<Result<ShopTried>> => {
  const page = await askPage(world, 'shop', entry.url)
  if (!page.ok) return page
  const { verdict } = judge(page.value)
  const maintenance = verdict?.code === 'shop-maintenance'
  if (verdict && !maintenance) return { ok: false, refusal: verdict }
  const programme = entry.iksoris && !maintenance ? await readProgramme(world, entry.url) : null
  if (programme && !programme.ok) return programme
  return done({ ms: page.value.ms, maintenance, programme: programme?.value.rows.length ?? null })
}

const probePoll = (world: World, { entry, lineWorks }: ShopWatch): Poll => {
  const minute = openMinute()
  return {
    name: 'shop.probe',
    source: 'shop',
    everyMs: probeMs,
    hurriedEveryMs: probeMs,
    overlapMs: 0,
    read: async (_window, signal) => {
      const page = await askPage(world, 'shop', entry.url, signal)
      const at = Math.floor(world.clock.now() / minuteMs) * minuteMs
      const found = page.ok ? judge(page.value) : judgeSilence(page.refusal, lineWorks())
      // what this machine could not reach, or not see, says nothing of the shop
      if (!found.seen) return nothingRead(found.verdict ?? refusal('shop-answer-unreadable'))
      const readings = minute.add({ at, seconds: found.seconds, answered: found.answered, maintenance: found.maintenance })
      return {
        readings: readings.map(reading => ({ ...reading, resource: hostOf(entry.url) })),
        facts: {},
        refusals: found.verdict ? [found.verdict] : [],
        answered: true,
        metricsAsked: 0,
      } satisfies Outcome
    },
  }
}

/** What a probe saw. `seen` false: nothing can be said of the shop. `seconds` null: no page stood. */
type Found = {
  readonly seen: boolean
  readonly answered: boolean
  readonly maintenance: boolean
  readonly seconds: number | null
  readonly verdict: Refusal | null
}

/** iKSORIS answers 423 "Przerwa techniczna" while it is closed for maintenance: an alarm on 5xx alone would stay green. */
const maintenanceStatus = 423
/** Answers to a machine that is taken for a bot: buyers may see something else. */
const turnedAway: ReadonlySet<number> = new Set([401, 403, 429])

const judge = ({ status, body, ms }: Page): Found => {
  const seconds = ms / 1000
  const answer = { seen: true, answered: true, maintenance: false, seconds, verdict: null }
  if (status === maintenanceStatus) return { ...answer, maintenance: true, verdict: refusal('shop-maintenance') }
  const failed = { ...answer, answered: false, seconds: null, verdict: refusal('shop-failed', { status }) }
  if (turnedAway.has(status) || (status >= 300 && status < 400)) return { ...failed, seen: false }
  if (status >= 400) return failed
  return saysError(body) ? { ...failed, verdict: refusal('shop-answer-unreadable') } : answer
}

/** A shop that hangs did not answer; nor did one that refuses or cuts its connections, where the line there is no other's. */
const judgeSilence = (why: Refusal, lineWorks: boolean): Found => ({
  seen: why.code === 'source-slow' || (why.code === 'source-unreachable' && lineWorks),
  answered: false,
  maintenance: false,
  seconds: null,
  verdict: why,
})

const errorShape = z.object({ status: z.literal('error') })
/** A page that is not JSON says nothing of the kind. */
const saysError = (body: string): boolean => body.trimStart().startsWith('{') && errorShape.safeParse(jsonOf(body)).success

type Probe = { readonly at: number; readonly seconds: number | null; readonly answered: boolean; readonly maintenance: boolean }

/** The probes of the running minute as one: the mean of their times, the last of their answers. */
const openMinute = () => {
  const running: { at: number; seconds: number[] } = { at: -1, seconds: [] }
  return {
    add: ({ at, seconds, answered, maintenance }: Probe): readonly Omit<Reading, 'resource'>[] => {
      if (running.at !== at) Object.assign(running, { at, seconds: [] })
      if (seconds !== null) running.seconds.push(seconds)
      const flag = (role: Role, raised: boolean) => ({ role, at, value: raised ? 1 : 0 })
      const flags = [flag('shop.answered', answered), flag('shop.maintenance', maintenance)]
      if (running.seconds.length === 0) return flags
      const mean = running.seconds.reduce((sum, one) => sum + one, 0) / running.seconds.length
      return [{ role: 'shop.time', at, value: mean }, ...flags]
    },
  }
}

const programmePoll = (world: World, { entry, showing }: ShopWatch): Poll => ({
  name: 'shop.programme',
  source: 'shop',
  everyMs: programmeMs,
  hurriedEveryMs: programmeMs,
  overlapMs: 0,
  read: async (_window, signal) => {
    const programme = await readProgramme(world, entry.url, signal)
    if (!programme.ok) return nothingRead(programme.refusal)
    const places = freePlaces(programme.value.rows, entry.url, showing)
    const at = Math.floor(world.clock.now() / minuteMs) * minuteMs
    const resource = hostOf(entry.url)
    return {
      readings: places === null ? [] : [{ role: 'shop.free-places', resource, at, value: places }],
      facts: {},
      refusals: [],
      answered: true,
      metricsAsked: 0,
    }
  },
})
