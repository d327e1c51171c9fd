import { z } from 'zod'
import type { Check, RoomFace, ServersFace, SessionFace, SourceFace } from '#contract/onsale-face'
import type { PlanEntry } from '#contract/onsale-plan'
import { planShape } from '#contract/onsale-plan'
import { sources } from '#contract/onsale-roles'
import type { Refusal } from '#contract/refusal'
import { refusalCodes } from '#contract/refusal'
import type { CategoryLeft } from '#domain/onsale/scene'
import type { Hearing } from '#store/onsale-heard'
import type { KeptFact } from '#store/onsale-fact'

/** Everything that was known beside minutes and marks at a moment, as facts have told it. */
export type Remembered = {
  /** When somebody who watches last said so; null: nobody watches. */
  readonly watchedAt: number | null
  /** Null: as the file has it now. */
  readonly plan: PlanEntry | null
  /** How each source stood, and since when that is known. */
  readonly sources: Readonly<Partial<Record<SourceFace['source'], KnownSource>>>
  readonly servers: Omit<ServersFace, 'coming'> | null
  readonly room: RoomFace | null
  readonly session: SessionFace | null
  readonly token: { readonly endsAt: number | null } | null
  readonly skewMs: number | null
  readonly categories: readonly CategoryLeft[]
  readonly checks: readonly Check[]
}
/** What a source's own times say of the minutes that may be read is reckoned anew at each moment. */
export type KnownSource = { readonly face: Omit<SourceFace, 'provisionalFrom'>; readonly toldAt: number }

/** Nothing was kept yet. */
export const nothingRemembered: Remembered = {
  watchedAt: null,
  plan: null,
  sources: {},
  servers: null,
  room: null,
  session: null,
  token: null,
  skewMs: null,
  categories: [],
  checks: [],
}

/** What is known after one more fact. One that cannot be read changes nothing. */
export const remember = (known: Remembered, fact: KeptFact): Remembered => {
  const value: unknown = JSON.parse(fact.value)
  switch (fact.kind) {
    case 'watching':
      return { ...known, watchedAt: value === true ? fact.at : null }
    case 'source': {
      const face = sourceShape.safeParse(value)
      return face.success
        ? { ...known, sources: { ...known.sources, [face.data.source]: { face: face.data, toldAt: fact.at } } }
        : known
    }
    case 'plan':
      return { ...known, plan: read(planShape, value, known.plan) }
    case 'servers':
      return { ...known, servers: read(serversShape.nullable(), value, known.servers) }
    case 'room':
      return { ...known, room: read(roomShape.nullable(), value, known.room) }
    case 'session':
      return { ...known, session: read(sessionShape.nullable(), value, known.session) }
    case 'token':
      return { ...known, token: read(tokenShape.nullable(), value, known.token) }
    case 'skew':
      return { ...known, skewMs: read(z.number().nullable(), value, known.skewMs) }
    case 'categories':
      return { ...known, categories: read(z.array(categoryShape), value, known.categories) }
    case 'checks':
      return { ...known, checks: read(z.array(checkShape), value, known.checks) }
    case 'hearing':
      return known
  }
}

/** What a person said about a finding; null: the fact is of something else. */
export const hearingIn = ({ kind, value }: KeptFact): Hearing | null =>
  kind === 'hearing' ? read(hearingShape.nullable(), JSON.parse(value), null) : null

const read = <Value>(shape: z.ZodType<Value>, value: unknown, otherwise: Value): Value => {
  const parsed = shape.safeParse(value)
  return parsed.success ? parsed.data : otherwise
}

const moment = z.number().nullable()
const count = z.number().nullable()
const figures = z.record(z.string(), z.union([z.number(), z.string()]))
const refusalShape: z.ZodType<Refusal> = z
  .object({ code: z.enum(refusalCodes), parameters: figures, retry: z.object({ afterMs: z.number() }).optional() })
  .transform(({ retry, ...refusal }) => (retry ? { ...refusal, retry } : refusal))
const sourceShape = z.object({
  source: z.enum(sources),
  state: z.enum(['off', 'waiting', 'fresh', 'late', 'throttled', 'signed-out', 'blind']),
  newestAt: moment,
  since: moment,
  lateAfterMs: z.number(),
  everyMs: z.number(),
  reasons: z.array(z.object({ read: z.string(), refusal: refusalShape })),
})
const serversShape = z.object({
  group: z.string(),
  instanceType: z.string().nullable(),
  desired: z.number(),
  inService: z.number(),
  pending: z.number(),
  minimum: z.number(),
  maximum: z.number(),
  readAt: z.number(),
  failure: z.object({ at: z.number(), text: z.string() }).nullable(),
})
const roomShape = z.object({
  state: z.enum(['not_queueing', 'queueing', 'event_prequeueing', 'suspended', 'unknown']),
  waiting: count,
  active: count,
  waitMinutes: count,
  newPerMinute: count,
  totalActive: count,
  readAt: z.number(),
})
const sessionShape = z.object({ profile: z.string(), endsAt: moment, renews: z.boolean() })
const tokenShape = z.object({ endsAt: moment })
const categoryShape = z.object({ name: z.string(), left: z.number(), capacity: z.number(), perMinute: z.number() })
const checkShape: z.ZodType<Check> = z
  .object({
    check: z.string(),
    group: z.enum(['servers', 'balancer-database', 'entrance', 'access-people']),
    state: z.enum(['passed', 'failed', 'warning', 'waiting', 'unknown']),
    figures,
    checkedAt: moment,
    byHand: z.boolean(),
    why: refusalShape.optional(),
  })
  .transform(({ why, ...check }) => (why ? { ...check, why } : check))
const hearingShape = z.object({
  rule: z.number(),
  subject: z.string(),
  acknowledgedAt: moment,
  silenced: z.object({ until: z.number(), reason: z.string(), by: z.string() }).nullable(),
})
