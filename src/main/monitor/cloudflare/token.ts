import { z } from 'zod'
import type { Refusal, Result } from '#contract/refusal'
import { done, refused } from '#contract/refusal'
import type { Question, Said } from './question.ts'
import { settingsQuery } from './queries.ts'
import { cloudflareRights } from './refusals.ts'

/** That a token is good, and until when; null: it has no end, `unknown`: Cloudflare does not tell this token. */
export type TokenWord = { readonly endsAt: number | null | 'unknown' }

/** How the desk asks before it doubts: no answer is questioned in turn. */
export type PlainAsk = (question: Question) => Promise<Result<Said>>
type About = { readonly zone: string; readonly signal?: AbortSignal | undefined }

/**
 * What a token says of itself. One of a user needs no right for that; one of an account is known to its account alone ("Account API tokens"), which only a token that may read the zone can
 * find out. Where it cannot, a token that reads anything at all is good.
 */
export const tokenWord = async (ask: PlainAsk, about: About): Promise<Result<TokenWord>> => {
  const question = questionOf(about)
  const ofUser = wordIn(await ask(question('/user/tokens/verify', 'User › API Tokens')))
  if (ofUser.ok || !isNo(ofUser)) return ofUser
  const zone = await ask(question(`/zones/${about.zone}`, 'Zone › Zone › Read'))
  if (!zone.ok) return isNo(zone) ? ((await readsAnything(ask, about)) ?? refused('cloudflare-token-refused')) : zone
  const account = zoneShape.safeParse(zone.value.result)
  if (!account.success) return good
  const ofAccount = wordIn(await ask(question(`/accounts/${account.data.account.id}/tokens/verify`, 'Account › API Tokens')))
  // it has just read its zone, whatever its account says of it
  return ofAccount.ok ? ofAccount : good
}

const good: Result<TokenWord> = done({ endsAt: 'unknown' })

const questionOf =
  ({ signal }: About) =>
  (path: string, right: string): Question => ({ method: 'GET', path, right, source: 'cloudflare', ...(signal ? { signal } : {}) })

/** The two rights that a token of a sale is made for: either is proof. Null: both are a no; who could not be asked has said nothing of the token. */
const readsAnything = async (ask: PlainAsk, about: About): Promise<Result<TokenWord> | null> => {
  const question = questionOf(about)
  const body = { query: settingsQuery(['httpRequestsAdaptiveGroups']), variables: { zone: about.zone } }
  const answers = await Promise.all([
    ask({ ...question('/graphql', cloudflareRights.analytics), method: 'POST', body }),
    ask(question(`/zones/${about.zone}/waiting_rooms?per_page=5`, cloudflareRights.readRoom)),
  ])
  if (answers.some(({ ok }) => ok)) return good
  const unasked = answers.flatMap(answer => (answer.ok || isNo(answer) ? [] : [answer]))
  return unasked[0] ?? null
}

const isNo = (said: Result<unknown>): boolean => !said.ok && noes.has(said.refusal.code)
const noes: ReadonlySet<Refusal['code']> = new Set([
  'cloudflare-token-refused',
  'cloudflare-forbidden',
  'cloudflare-zone-unknown',
  'cloudflare-refused',
])

const zoneShape = z.object({ account: z.object({ id: z.string().regex(/^[0-9a-f]{32}$/) }) })
const tokenShape = z.object({ status: z.string(), expires_on: z.string().nullish() })

const wordIn = (said: Result<Said>): Result<TokenWord> => {
  if (!said.ok) return said
  const parsed = tokenShape.safeParse(said.value.result)
  if (!parsed.success) return refused('cloudflare-answer-unreadable')
  if (parsed.data.status !== 'active') return refused('cloudflare-token-refused')
  const endsAt = Date.parse(parsed.data.expires_on ?? '')
  return done({ endsAt: Number.isNaN(endsAt) ? null : endsAt })
}
