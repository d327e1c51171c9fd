import { z } from 'zod'
import type { Refusal } from '#contract/refusal'
import { refusal } from '#contract/refusal'
import type { HttpAnswer } from '#main/world'
import { jsonOf } from '#monitor/reach'

/** Cloudflare says the same to a wrong token as to one that lacks a right: only the token's own word tells them apart. */
export const isAmbiguous = (envelope: Envelope | undefined): boolean =>
  envelope?.problems.some(({ code }) => code !== undefined && either.has(code)) ?? false

/** 10000 "Authentication error"; 9109 "Invalid access token" and, by the same code, "Unauthorized to access requested resource". */
const either: ReadonlySet<number> = new Set([10_000, 9_109])

/** What was asked of Cloudflare: the right it needs, by the name it has in Cloudflare's token form, and what it was about. */
export type CloudflareQuestion = { readonly right: string; readonly zone: string; readonly room: string | null }

/** The rights Kasa asks for, as Cloudflare's token form names them. */
export const cloudflareRights = {
  analytics: 'Zone › Analytics › Read',
  firewall: 'Zone › Firewall Services › Read',
  readRoom: 'Zone › Waiting Rooms › Read',
  editRoom: 'Zone › Waiting Rooms › Edit',
} as const

/** "300 GraphQL queries over a 5-minute window": after a 429 that names no time. */
const quietMs = 300_000
/** Until an answer of one that has trouble itself is worth asking for again. */
const busyMs = 10_000
const longestText = 300

const problemShape = z.object({
  code: z.number().optional(),
  message: z.string(),
  extensions: z.object({ code: z.string().optional() }).nullish(),
})
type Problem = z.output<typeof problemShape>
const envelopeShape = z.object({
  errors: z.array(problemShape).nullish(),
  result: z.unknown().optional(),
  data: z.unknown().optional(),
  success: z.boolean().optional(),
})
export type Envelope = { readonly problems: readonly Problem[]; readonly result: unknown; readonly data: unknown }

/** Cloudflare's own frame around every answer; undefined when it is none. */
export const envelopeOf = (body: string): Envelope | undefined => {
  const parsed = envelopeShape.safeParse(jsonOf(body))
  if (!parsed.success) return undefined
  const { errors, result, data } = parsed.data
  return { problems: errors ?? [], result, data }
}

/** Why an answer is a no; null: it is none. GraphQL says so inside a 200. */
export const cloudflareRefusal = (
  answer: Extract<HttpAnswer, { kind: 'answer' }>,
  envelope: Envelope | undefined,
  question: CloudflareQuestion,
): Refusal | null => {
  const { status } = answer
  if (status === 429) return throttled(answer.headers)
  if (status >= 500) return refusal('cloudflare-failed', {}, { afterMs: busyMs })
  if (!envelope) return unreadable
  const [problem] = envelope.problems
  if (status < 300 && !problem) return null
  if (envelope.problems.some(({ code }) => code !== undefined && wrongToken.has(code))) return refusal('cloudflare-token-refused')
  if (isAmbiguous(envelope)) return refusal('cloudflare-forbidden', { right: question.right })
  if (status === 401) return refusal('cloudflare-token-refused')
  if (envelope.problems.some(({ code }) => code !== undefined && unknownZone.has(code)))
    return refusal('cloudflare-zone-unknown', { zone: question.zone })
  if (status === 404 && question.room !== null) return refusal('cloudflare-room-unknown', { room: question.room })
  if (status === 403) return refusal('cloudflare-forbidden', { right: question.right })
  return problem ? spoken(problem, question) : refusal('cloudflare-failed', {}, { afterMs: busyMs })
}

/** 1000 invalid token, 6003 and 6111 malformed authorization header. */
const wrongToken: ReadonlySet<number> = new Set([1000, 6003, 6111])
/** 7003 "Could not route to …, perhaps your object identifier is invalid?", 1001 "Invalid zone identifier". */
const unknownZone: ReadonlySet<number> = new Set([7003, 1001])
const unreadable = refusal('cloudflare-answer-unreadable')

/** Sentences of the GraphQL API ("Error responses" in Cloudflare's documentation): they carry no stable code. */
const spoken = ({ message, extensions }: Problem, question: CloudflareQuestion): Refusal => {
  if (/limit reached|quota exceeded|rate limiter|budget depleted|too many queries/i.test(message)) return throttled({})
  if (
    extensions?.code === 'authz' ||
    /not authorized|does not have access|not available for your plan|authentication error/i.test(message)
  )
    return refusal('cloudflare-forbidden', { right: question.right })
  return refusal('cloudflare-refused', { text: message.slice(0, longestText) })
}

const throttled = (headers: Readonly<Record<string, string>>): Refusal => {
  const seconds = Number(headers['retry-after'])
  return refusal('cloudflare-throttled', {}, { afterMs: seconds > 0 ? seconds * 1000 : quietMs })
}
