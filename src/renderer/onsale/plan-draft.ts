import type { CloudOffer } from '#contract/onsale-methods'
import type { RuleToCalibrate } from '#contract/onsale-finding'
import type { Limits, OnsalePlan, PlanEntry, Resource } from '#contract/onsale-plan'
import { planShape, usualLimits } from '#contract/onsale-plan'
import type { ShowingSummary } from '#contract/showing'
import { fromWallTime, toWallTime } from '#contract/wall-time'

/** A plan while a person fills it in: every field as typed. A part that is switched off keeps what was typed in it. */
export type PlanDraft = {
  readonly name: string
  /** Key of the showing; empty: none chosen. */
  readonly showing: string
  /** `YYYY-MM-DDTHH:MM` on the clock of the showing's place. */
  readonly startsAt: string
  readonly plannedEndAt: string
  readonly stock: string
  readonly aws: {
    readonly on: boolean
    readonly profile: string
    /** Empty: the same. */
    readonly leverProfile: string
    readonly region: string
    readonly resources: readonly Resource[]
  }
  readonly cloudflare: {
    readonly on: boolean
    readonly address: string | null
    readonly zone: string
    readonly room: string
    readonly token: string
  }
  readonly shop: { readonly on: boolean; readonly url: string; readonly iksoris: boolean }
  readonly queue: {
    readonly on: boolean
    readonly url: string
    readonly waiting: string
    readonly admitted: string
    readonly wait: string
  }
  readonly limits: Readonly<Record<LimitField, string>>
  /** Rules that may say critical, since rehearsals calibrated them. */
  readonly calibrated: readonly RuleToCalibrate[]
}

/** What is entered of the limits, in the units a person uses; `scale` turns them into those that are kept. */
export const limitFields = {
  rehearsedUsers: { scale: 1, decimals: 0, optional: true },
  databaseConnections: { scale: 1, decimals: 0, optional: true },
  connectionsPerServer: { scale: 1, decimals: 0, optional: true },
  standingConnections: { scale: 1, decimals: 0, optional: false },
  databaseCores: { scale: 1, decimals: 0, optional: true },
  servers: { scale: 1, decimals: 0, optional: true },
  coresPerServer: { scale: 1, decimals: 0, optional: true },
  coreQuota: { scale: 1, decimals: 0, optional: true },
  serverLeadMs: { scale: 60_000, decimals: 1, optional: false },
  serverHourMicroDollars: { scale: 1_000_000, decimals: 4, optional: false },
  spendingCents: { scale: 100, decimals: 2, optional: true },
  objectiveBasisPoints: { scale: 100, decimals: 2, optional: false },
  slowMs: { scale: 1_000, decimals: 2, optional: false },
} as const satisfies Readonly<
  Record<keyof Limits, { readonly scale: number; readonly decimals: number; readonly optional: boolean }>
>
export type LimitField = keyof Limits

/** Names a showing among others. */
export const showingKey = (showing: { readonly event: string; readonly subevent: number | null }): string =>
  `${showing.event}/${showing.subevent ?? ''}`

const hourMs = 3_600_000
const emptyQueue = { on: false, url: '', waiting: '', admitted: '', wait: '' } as const

/** What the form starts with: the plan that is changed, else the cloud that is offered, else nothing but the usual limits. */
export const draftOf = (from: {
  readonly plan: OnsalePlan | null
  readonly offer: CloudOffer | null
  readonly showings: readonly ShowingSummary[]
  readonly now: number
  /** What a new sale of a showing is called until a person calls it otherwise. */
  readonly nameOf: (showing: ShowingSummary) => string
  /** The sign between whole and part; either is read. */
  readonly decimal?: string
}): PlanDraft => {
  const { plan, offer, showings, now } = from
  const cloud = plan?.cloud ?? offer?.cloud ?? null
  const offered = showings.find(({ event }) => event === offer?.event)
  const showing = plan?.showing ?? offered ?? null
  const zone = plan?.timezone ?? zoneOf(showings, showing ? showingKey(showing) : '')
  const startsAt = plan?.startsAt ?? Math.ceil(now / hourMs) * hourMs + hourMs
  const limits = plan?.limits ?? offer?.limits ?? usualLimits
  const stock = plan ? plan.stock : (offer?.stock ?? null)
  return {
    name: plan?.name ?? (offered ? from.nameOf(offered) : ''),
    showing: showing ? showingKey(showing) : '',
    startsAt: typedTime(startsAt, zone),
    plannedEndAt: typedTime(plan?.plannedEndAt ?? startsAt + 2 * hourMs, zone),
    stock: stock === null ? '' : String(stock),
    aws: cloud?.aws
      ? { on: true, ...cloud.aws, leverProfile: cloud.aws.leverProfile ?? '' }
      : { on: false, profile: '', leverProfile: '', region: 'eu-central-1', resources: [] },
    cloudflare: cloud?.cloudflare
      ? { on: true, ...cloud.cloudflare, room: cloud.cloudflare.room ?? '', token: '' }
      : { on: false, address: null, zone: '', room: '', token: '' },
    shop: cloud?.shop ? { on: true, ...cloud.shop } : { on: false, url: '', iksoris: false },
    queue: cloud?.queue
      ? { on: true, ...cloud.queue, admitted: cloud.queue.admitted ?? '', wait: cloud.queue.wait ?? '' }
      : emptyQueue,
    limits: typedLimits(limits, from.decimal),
    calibrated: plan?.calibrated ?? [],
  }
}

/** The plan as it would be kept, or which fields cannot be taken as they are. Fields are named by their path, such as `limits.servers`. */
export const entryOf = (
  draft: PlanDraft,
  showings: readonly ShowingSummary[],
): { readonly entry: PlanEntry } | { readonly wrong: ReadonlySet<string> } => {
  const showing = showings.find(each => showingKey(each) === draft.showing)
  const zone = zoneOf(showings, draft.showing)
  const { aws, cloudflare, shop, queue } = draft
  const parsed = planShape.safeParse({
    name: draft.name,
    showing: showing && { event: showing.event, subevent: showing.subevent },
    startsAt: readTime(draft.startsAt, zone),
    plannedEndAt: readTime(draft.plannedEndAt, zone),
    stock: readNumber(draft.stock, 1, 0, true),
    limits: readLimits(draft.limits),
    calibrated: [...draft.calibrated],
    cloud: {
      aws: aws.on ? awsOf(aws) : null,
      cloudflare: cloudflare.on
        ? { address: cloudflare.address, zone: cloudflare.zone.trim(), room: cloudflare.room.trim() || null }
        : null,
      shop: shop.on ? { url: shop.url.trim(), iksoris: shop.iksoris } : null,
      queue: queue.on
        ? {
            url: queue.url.trim(),
            waiting: queue.waiting,
            admitted: queue.admitted.trim() || null,
            wait: queue.wait.trim() || null,
          }
        : null,
    },
  })
  const wrong = new Set(parsed.success ? [] : parsed.error.issues.map(({ path }) => path.join('.')))
  if (parsed.success && parsed.data.plannedEndAt <= parsed.data.startsAt) wrong.add('plannedEndAt')
  return parsed.success && wrong.size === 0 ? { entry: parsed.data } : { wrong }
}

/** What is kept of Amazon's part, and what is tried of it. */
export const awsOf = ({ profile, leverProfile, region, resources }: PlanDraft['aws']) => ({
  profile,
  leverProfile: leverProfile === '' ? null : leverProfile,
  region,
  resources: [...resources],
})

/** The zone in which the times of a showing are typed and read. */
export const zoneOf = (showings: readonly ShowingSummary[], key: string): string =>
  showings.find(each => showingKey(each) === key)?.timezone ?? 'UTC'

const typedTime = (at: number, zone: string): string => new Date(toWallTime(zone, at)).toISOString().slice(0, 16)
const readTime = (text: string, zone: string): number | undefined => {
  const wall = /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(text) ? Date.parse(`${text.slice(0, 16)}:00Z`) : Number.NaN
  return Number.isNaN(wall) ? undefined : fromWallTime(zone, wall)
}

const fieldsOfLimits = Object.keys(limitFields) as readonly LimitField[]

const typedLimits = (limits: Limits, decimal?: string): PlanDraft['limits'] =>
  Object.fromEntries(fieldsOfLimits.map(field => [field, typedLimit(field, limits[field], decimal)])) as PlanDraft['limits']

/** A limit in the unit and with the digits a person types. */
export const typedLimit = (field: LimitField, kept: number | null, decimal = '.'): string => {
  const { scale, decimals } = limitFields[field]
  return kept === null ? '' : String(Number((kept / scale).toFixed(decimals))).replace('.', decimal)
}

const readLimits = (limits: PlanDraft['limits']): Readonly<Record<string, number | null | undefined>> =>
  Object.fromEntries(
    fieldsOfLimits.map(field => {
      const { scale, decimals, optional } = limitFields[field]
      return [field, readNumber(limits[field], scale, decimals, optional)]
    }),
  )

/** A number as typed, with a comma or a point; null: left empty where that may be; undefined: no such number. */
const readNumber = (text: string, scale: number, decimals: number, optional: boolean): number | null | undefined => {
  const bare = text.replaceAll(/[\s\u00a0]/g, '').replace(',', '.')
  if (bare === '') return optional ? null : undefined
  if (!/^\d+(\.\d+)?$/.test(bare) || (bare.split('.')[1]?.length ?? 0) > decimals) return undefined
  return Math.round(Number(bare) * scale)
}
