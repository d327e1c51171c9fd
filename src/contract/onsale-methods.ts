import { z } from 'zod'
import type { Check, OnsaleFace, OnsaleMinutes, OnsaleSummary } from './onsale-face.ts'
import { ruleNumbers } from './onsale-finding.ts'
import type { AwsTried, CloudflareTried, InletPreview, Policies, ServersPreview, ShopTried, SignInTried } from './onsale-hands.ts'
import { inletSteps, serverSteps } from './onsale-hands.ts'
import type { Cloud, Limits, OnsalePlan } from './onsale-plan.ts'
import { cloudShape, onsaleIdShape, planShape } from './onsale-plan.ts'
import type { OnsaleReport } from './onsale-report.ts'
import { faultKinds, rehearsalSpeeds } from './rehearsal.ts'
import type { GaveWay, KeptRehearsal, RehearsalFace, RehearsalReport, ScenarioSummary } from './rehearsal.ts'

const nothing = z.object({})
const onsale = z.object({ onsale: onsaleIdShape })
const moment = z.int().min(0)
const reason = z.string().trim().max(300)
const faultMinute = z.number().min(-120).max(600)
const rule = onsale.extend({ rule: z.literal(ruleNumbers), subject: z.string().max(200) })

/** Runtime shapes of what the methods of the on-sale take. */
export const onsaleInputs = {
  'onsale.list': nothing,
  'onsale.save': z.object({ id: onsaleIdShape.nullable(), plan: planShape }),
  'onsale.remove': onsale,
  'onsale.watch': onsale.extend({ watched: z.boolean() }),
  /** `at`: as it was known then, from the minutes kept; null: now. */
  'onsale.face': onsale.extend({ at: moment.nullable() }),
  /** Minutes that are new or changed after `since`; null: all of them. */
  'onsale.minutes': onsale.extend({ since: z.int().nullable(), at: moment.nullable() }),
  'onsale.note': onsale.extend({ at: moment, text: z.string().trim().min(1).max(300) }),
  'onsale.acknowledge': rule,
  'onsale.silence': rule.extend({ reason: reason.min(1), minutes: z.int().min(1).max(240) }),
  'onsale.arm': onsale.extend({ until: moment }),
  'onsale.disarm': onsale,
  'onsale.check': onsale,
  'onsale.confirm': onsale.extend({ check: z.string().max(60), note: reason }),
  'onsale.servers-preview': onsale,
  'onsale.servers-add': onsale.extend({
    step: z.enum(serverSteps),
    expected: z.object({ desired: z.int(), maximum: z.int() }),
    reason,
  }),
  'onsale.inlet-preview': onsale,
  'onsale.inlet-set': onsale.extend({
    step: z.enum(inletSteps),
    expected: z.object({ newPerMinute: z.int(), totalActive: z.int(), event: z.string().max(64).nullable() }),
    reason,
  }),
  'onsale.report': onsale,
  'onsale.report-pdf': onsale,
  'onsale.report-csv': onsale,
  'cloud.profiles': nothing,
  'cloud.offer': nothing,
  'cloud.sign-in': z.object({ profile: z.string().max(200) }),
  'cloud.try-aws': z.object({ aws: cloudShape.shape.aws.unwrap() }),
  /** `token` null: the one that is kept for the zone. One that is given is kept when it works. */
  'cloud.try-cloudflare': z.object({
    cloudflare: cloudShape.shape.cloudflare.unwrap(),
    token: z.string().trim().min(1).max(400).nullable(),
  }),
  'cloud.try-shop': z.object({ shop: cloudShape.shape.shop.unwrap() }),
  'cloud.try-queue': z.object({ queue: cloudShape.shape.queue.unwrap() }),
  'cloud.policies': z.object({ group: z.string().max(200).nullable(), region: z.string().max(40) }),
  'rehearsal.scenarios': nothing,
  'rehearsal.get': nothing,
  'rehearsal.start': z.object({ scenario: z.string().max(60), speed: z.literal(rehearsalSpeeds) }),
  'rehearsal.pace': z.object({ speed: z.literal(rehearsalSpeeds), running: z.boolean() }),
  /** Minutes are counted from the start of the sale; left out: as in the scenario. */
  'rehearsal.fault': z.object({
    kind: z.enum(faultKinds),
    on: z.boolean(),
    fromMinute: faultMinute.optional(),
    toMinute: faultMinute.optional(),
  }),
  'rehearsal.end': nothing,
  'rehearsal.reports': nothing,
  'rehearsal.gave-way': nothing,
} as const

/** A text file to be kept; `base64` of UTF-8 with a byte order mark, as spreadsheets want it. */
export type Sheet = { readonly mime: 'text/csv'; readonly name: string; readonly base64: string }

/** A cloud that can be watched as it stands. */
export type CloudOffer = { readonly event: string; readonly cloud: Cloud; readonly limits: Limits; readonly stock: number }

/** What the methods of the on-sale give back. */
export type OnsaleAnswers = {
  'onsale.list': readonly OnsaleSummary[]
  'onsale.save': OnsalePlan
  'onsale.remove': null
  'onsale.watch': OnsalePlan
  'onsale.face': OnsaleFace
  'onsale.minutes': OnsaleMinutes
  'onsale.note': null
  'onsale.acknowledge': null
  'onsale.silence': null
  'onsale.arm': null
  'onsale.disarm': null
  'onsale.check': readonly Check[]
  'onsale.confirm': readonly Check[]
  'onsale.servers-preview': ServersPreview
  /** `desired`: what was asked for; its way to in-service is followed in the face. */
  'onsale.servers-add': { readonly desired: number; readonly request: string }
  'onsale.inlet-preview': InletPreview
  'onsale.inlet-set': { readonly newPerMinute: number; readonly totalActive: number }
  'onsale.report': OnsaleReport
  'onsale.report-pdf': import('./methods.ts').Paper
  'onsale.report-csv': Sheet
  'cloud.profiles': readonly string[]
  /** What a plan can begin with, where Kasa knows the cloud itself: the sandbox's. Null: nothing is known. */
  'cloud.offer': CloudOffer | null
  'cloud.sign-in': SignInTried
  'cloud.try-aws': AwsTried
  'cloud.try-cloudflare': CloudflareTried
  'cloud.try-shop': ShopTried
  'cloud.try-queue': { readonly waiting: number; readonly admitted: number | null; readonly wait: number | null }
  'cloud.policies': Policies
  'rehearsal.scenarios': readonly ScenarioSummary[]
  'rehearsal.get': RehearsalFace
  'rehearsal.start': RehearsalFace
  'rehearsal.pace': RehearsalFace
  'rehearsal.fault': RehearsalFace
  'rehearsal.end': RehearsalReport
  /** The last ones that were played to their end, newest first. */
  'rehearsal.reports': readonly KeptRehearsal[]
  'rehearsal.gave-way': GaveWay
}
