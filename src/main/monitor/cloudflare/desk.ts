import type { Cloud } from '#contract/onsale-plan'
import type { Result } from '#contract/refusal'
import { done, refused } from '#contract/refusal'
import type { World } from '#main/world'
import type { Question, Said } from './question.ts'
import { cloudflareRefusal, envelopeOf, isAmbiguous } from './refusals.ts'
import type { TokenWord } from './token.ts'
import { tokenWord } from './token.ts'
import { isSafeAddress, unreached } from '#monitor/reach'
import { skewOf } from '#monitor/skew'

export type CloudflareEntry = NonNullable<Cloud['cloudflare']>

/** Where Cloudflare is asked about one zone; every refusal is a value. */
export type CloudflareDesk = {
  readonly zone: string
  readonly ask: (question: Question) => Promise<Result<Said>>
  /** What the token says of itself. */
  readonly token: (signal?: AbortSignal) => Promise<Result<TokenWord>>
  readonly query: (
    text: string,
    variables: Variables,
    question: Pick<Question, 'right' | 'source' | 'signal'>,
  ) => Promise<Result<Said>>
}
export type Variables = Readonly<Record<string, string | number>>

const own = 'https://api.cloudflare.com'
const base = '/client/v4'
export const queryPath = '/graphql'
const timeoutMs = 8_000
/** 8 hours of adaptive rows, 10,000 a page, stay below this. */
const maxAnswerBytes = 8_000_000
/** Cloudflare takes 300 GraphQL queries a user in 5 minutes, its own dashboard's among them: a sixth is left to people. */
const mostQueries = 250
const queryWindowMs = 300_000

/** Name under which a zone's token is kept. */
export const tokenName = (zone: string): string => `cloudflare:${zone}`

/** Opens the desk with the token that is kept for the zone, read anew for each question; or with one that is only tried. */
export const openCloudflare = (world: World, entry: CloudflareEntry, tried: string | null = null): CloudflareDesk => {
  const address = (entry.address ?? own).replace(/\/+$/, '')
  const allowed = queryBudget(world)
  const plainAsk = async (question: Question): Promise<Result<Said>> => (await answerOf(question)).said
  const token = (signal?: AbortSignal): Promise<Result<TokenWord>> => tokenWord(plainAsk, { zone: entry.zone, signal })
  const ask: CloudflareDesk['ask'] = async question => {
    const { said, isDoubtful } = await answerOf(question)
    if (!isDoubtful) return said
    const word = await token(question.signal)
    return word.ok || word.refusal.code !== 'cloudflare-token-refused' ? said : word
  }
  /** `isDoubtful`: said to who lacks the right, and to who has no token at all. */
  const answerOf = async (question: Question): Promise<{ readonly said: Result<Said>; readonly isDoubtful: boolean }> => {
    const url = `${address}${base}${question.path}`
    if (!isSafeAddress(address)) return sure(refused('endpoint-insecure', { url: address }))
    const secret = tried ?? (await world.secrets.get(tokenName(entry.zone)))
    if (secret === null) return sure(refused('cloudflare-token-missing', { zone: entry.zone }))
    if (question.path === queryPath && !allowed()) return sure(refused('cloudflare-throttled', {}, { afterMs: queryWindowMs }))
    const sentAt = world.clock.now()
    const answer = await world.network.request({
      method: question.method,
      url,
      headers: { authorization: `Bearer ${secret}`, accept: 'application/json', 'content-type': 'application/json' },
      ...(question.body === undefined ? {} : { body: JSON.stringify(question.body) }),
      timeoutMs,
      maxAnswerBytes,
      ...(question.signal ? { signal: question.signal } : {}),
    })
    if (answer.kind === 'failure') {
      const why = unreached(answer.reason, { source: question.source, url, timeoutMs })
      return sure(why ? { ok: false, refusal: why } : unreadable)
    }
    const envelope = envelopeOf(answer.body)
    const why = cloudflareRefusal(answer, envelope, { right: question.right, zone: entry.zone, room: question.room ?? null })
    if (why) return { said: { ok: false, refusal: why }, isDoubtful: isAmbiguous(envelope) }
    if (!envelope) return sure(unreadable)
    const skewMs = skewOf(answer.headers, { sentAt, receivedAt: world.clock.now() })
    return sure(done({ result: envelope.result, data: envelope.data, skewMs }))
  }
  return {
    zone: entry.zone,
    ask,
    token,
    query: (query, variables, question) => ask({ ...question, method: 'POST', path: queryPath, body: { query, variables } }),
  }
}

const sure = (said: Result<Said>) => ({ said, isDoubtful: false })
const unreadable = refused('cloudflare-answer-unreadable')

/** Says whether one more query may be asked now, and counts it. */
const queryBudget = (world: World): (() => boolean) => {
  let asked: readonly number[] = []
  return () => {
    const now = world.clock.now()
    asked = asked.filter(at => now - at < queryWindowMs)
    if (asked.length >= mostQueries) return false
    asked = [...asked, now]
    return true
  }
}
