import type { ComingServers, ServersFace } from '#contract/onsale-face'
import type { OnsalePlan } from '#contract/onsale-plan'
import type { CategoryLeft, MinuteTable, Scene } from '#domain/onsale/scene'
import type { KeptMark } from '#store/onsale-mark'
import { measuredInletLeadOf } from './inlet-follow.ts'
import type { KnownFacts } from './facts.ts'
import type { Records } from './sources.ts'
import { sourceFaces } from './sources.ts'
import type { Coming } from './steps.ts'
import { measuredLeadOf } from './steps.ts'

export type SceneParts = {
  readonly plan: OnsalePlan
  readonly now: number
  readonly table: MinuteTable
  readonly facts: KnownFacts
  readonly records: Records
  readonly marks: readonly KeptMark[]
  readonly categories: readonly CategoryLeft[]
  readonly coming: Coming | null
  /** The token of Cloudflare; null: it could not be asked about. */
  readonly token: Scene['token']
}

/** What the mind looks at, put together from what is known. */
export const sceneOf = (parts: SceneParts): Scene => {
  const { plan, now, table, facts, marks } = parts
  return {
    now,
    plan,
    table,
    sources: sourceFaces(parts.records, now),
    servers: serversFace(parts),
    measuredLeadMs: measuredLeadOf(marks, plan.limits.serverLeadMs),
    measuredInletLeadMs: measuredInletLeadOf(marks),
    room: facts.room,
    session: facts.session && { endsAt: facts.session.endsAt },
    token: parts.token,
    skewMs: facts.skewMs,
    categories: parts.categories,
    basket: basketOf(table),
  }
}

/** How long a server takes: as measured in this sale, else as the plan says. */
export const leadOf = (marks: readonly KeptMark[], plan: Pick<OnsalePlan, 'limits'>): number =>
  measuredLeadOf(marks, plan.limits.serverLeadMs) ?? plan.limits.serverLeadMs

const serversFace = (parts: SceneParts): ServersFace | null =>
  parts.facts.servers && { ...parts.facts.servers, coming: parts.coming && comingFace(parts, parts.coming) }

const comingFace = ({ now, facts, marks, plan }: SceneParts, { from, to, askedAt }: Coming): ComingServers => {
  const readyAbout = askedAt + leadOf(marks, plan)
  const overdue = now > readyAbout ? 'overdue' : 'on-the-way'
  const failed = (facts.servers?.failure?.at ?? Number.NEGATIVE_INFINITY) >= askedAt
  return { servers: to - from, askedAt, readyAbout, state: failed ? 'failed' : overdue }
}

/** Tickets in a mean order and its price, over the minutes that are known. */
const basketOf = (table: MinuteTable): Scene['basket'] => {
  const total = (values: Float64Array): number => values.reduce((sum, value) => (Number.isNaN(value) ? sum : sum + value), 0)
  const orders = total(table.column('sales.orders'))
  if (orders <= 0) return null
  return {
    tickets: total(table.column('sales.tickets')) / orders,
    grossMinor: Math.round(total(table.column('sales.gross')) / orders),
  }
}
