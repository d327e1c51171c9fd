import type { Source } from '#contract/onsale-roles'
import type { Result } from '#contract/refusal'
import { refusal } from '#contract/refusal'
import { minuteMs } from '#domain/onsale/scene'
import type { World } from '#main/world'
import type { CloudflareDesk, CloudflareEntry, Variables } from './desk.ts'
import { openCloudflare } from './desk.ts'
import type { Dataset } from './queries.ts'
import { admittedDataset, admittedQuery, firewallDataset, firewallQuery, trafficQuery } from './queries.ts'
import { cloudflareRights } from './refusals.ts'
import type { Row, Span, Window } from './rows.ts'
import { admittedReadings, readRows, threatReadings, trafficReadings } from './rows.ts'
import type { ChosenDataset } from './settings.ts'
import { chooseDataset, spanFor } from './settings.ts'
import { soundReadings } from '#monitor/minutes'
import type { Outcome, Poll, Reading } from '#monitor/poll'
import { nothingRead } from '#monitor/poll'
import { roomPoll } from './room.ts'
import { roomEventsPoll } from './room-events.ts'

const everyMs = 60_000
/** Minutes settle over a quarter of an hour. */
const overlapMs = 15 * minuteMs

/** What is asked of Cloudflare: traffic and firewall of the zone, and its waiting room where the sale has one. The traffic comes first: it brings the minutes. */
export const cloudflarePolls = (world: World, entry: CloudflareEntry): readonly Poll[] => {
  const desk = openCloudflare(world, entry)
  const polls = [trafficPoll(world, desk), firewallPoll(world, desk)]
  const { room } = entry
  if (room === null) return polls
  return [...polls, roomPoll(world, desk, room), admittedPoll(world, desk, room), roomEventsPoll(world, desk, room)]
}

/** Younger minutes may still be on their way: that nothing is told of them says nothing. */
const settledBefore = (now: number): number => Math.floor((now - 2 * minuteMs) / minuteMs) * minuteMs

const pace = { everyMs, hurriedEveryMs: everyMs, overlapMs }

const trafficPoll = (world: World, desk: CloudflareDesk): Poll => {
  const memory: { chosen: ChosenDataset | null } = { chosen: null }
  return {
    name: 'cloudflare.traffic',
    source: 'cloudflare',
    ...pace,
    read: async (window, signal) => {
      const chosen: Result<ChosenDataset> = memory.chosen ? { ok: true, value: memory.chosen } : await chooseDataset(desk, signal)
      if (!chosen.ok) return nothingRead(chosen.refusal)
      const { dataset, span, samples } = (memory.chosen = chosen.value)
      const read = await readMinutes(world, desk, {
        query: trafficQuery(dataset, samples),
        window,
        span,
        signal,
        right: cloudflareRights.analytics,
        source: 'cloudflare',
        made: rows => trafficReadings(dataset, rows, desk.zone),
      })
      // a plan may have changed: the next read asks again what may be read
      if (!read.answered) memory.chosen = null
      return read
    },
  }
}

const firewallPoll = (world: World, desk: CloudflareDesk): Poll => ({
  name: 'cloudflare.firewall',
  source: 'cloudflare',
  ...pace,
  read: datasetRead(world, desk, {
    dataset: firewallDataset,
    query: firewallQuery,
    right: cloudflareRights.firewall,
    source: 'cloudflare',
    made: (rows, whole, window) => {
      const quietTo = whole ? Math.min(window.to, settledBefore(world.clock.now())) : window.from
      return threatReadings(rows, desk.zone, { from: window.from, to: quietTo })
    },
  }),
})

const admittedPoll = (world: World, desk: CloudflareDesk, room: string): Poll => ({
  name: 'cloudflare.admitted',
  source: 'queue',
  ...pace,
  read: datasetRead(world, desk, {
    dataset: admittedDataset,
    query: admittedQuery,
    variables: { room },
    right: cloudflareRights.analytics,
    source: 'queue',
    made: rows => admittedReadings(rows, room),
  }),
})

type OneDataset = Omit<Wanted, 'window' | 'span' | 'signal' | 'made'> & {
  readonly dataset: Dataset
  readonly made: (rows: readonly Row[], whole: boolean, window: Window) => readonly Reading[]
}

/** Reads a dataset within its own limits, which are asked for once, and again after a read that was refused. */
const datasetRead = (world: World, desk: CloudflareDesk, one: OneDataset): Poll['read'] => {
  const memory: { span: Span | null } = { span: null }
  const { dataset, made, ...common } = one
  return async (window, signal) => {
    const span: Result<Span> = memory.span ? { ok: true, value: memory.span } : await spanFor(desk, dataset, common.right, signal)
    if (!span.ok) return nothingRead(span.refusal)
    memory.span = span.value
    const read = await readMinutes(world, desk, {
      ...common,
      window,
      span: span.value,
      signal,
      made: (rows, whole) => made(rows, whole, window),
    })
    if (!read.answered) memory.span = null
    return read
  }
}

type Wanted = {
  readonly query: string
  readonly variables?: Variables
  readonly window: Window
  readonly span: Span
  readonly signal: AbortSignal
  readonly right: string
  readonly source: Source
  /** `whole`: nothing was refused on the way, so that a minute without a row is one in which nothing happened. */
  readonly made: (rows: readonly Row[], whole: boolean) => readonly Reading[]
}

const readMinutes = async (world: World, desk: CloudflareDesk, wanted: Wanted): Promise<Outcome> => {
  const { query, variables, window, span, signal, right, source, made } = wanted
  const now = world.clock.now()
  const oldest = Math.ceil((now - span.notOlderThanMs) / minuteMs) * minuteMs
  const from = Number.isFinite(oldest) ? Math.max(window.from, oldest + minuteMs) : window.from
  const asked = {
    query,
    ...(variables ? { variables } : {}),
    window: { from, to: window.to },
    span,
    about: { right, source, signal },
  }
  const { rows, odd, skewMs, stopped } = await readRows(desk, asked)
  const sound = soundReadings(made(rows, stopped === null), world.clock.now())
  const count = odd + sound.dropped
  return {
    readings: sound.readings,
    facts: skewMs === null ? {} : { skewMs },
    refusals: [...(stopped ? [stopped] : []), ...(count > 0 ? [refusal('points-refused', { source, count })] : [])],
    answered: stopped === null,
    metricsAsked: 0,
  }
}
