import { z } from 'zod'
import type { Source } from '#contract/onsale-roles'
import type { Result } from '#contract/refusal'
import { done, refused } from '#contract/refusal'
import type { HttpAnswer, World } from '#main/world'
import { jsonOf, unreached } from '#monitor/reach'

/** What an address of the organiser's answered, redirects on the same site followed. `ms`: until all of it stood. */
export type Page = {
  readonly status: number
  readonly body: string
  readonly ms: number
}

const timeoutMs = 8_000
const maxAnswerBytes = 4_000_000
const mostRedirects = 3

/**
 * Asks an address that a person entered, and no other site. It never brings anything along: no cookies, no secrets. The page of a waiting room before it is no answer of the address, nor is a redirect that leads
 * elsewhere: each is refused by name.
 */
export const askPage = async (world: World, source: Source, url: string, signal?: AbortSignal): Promise<Result<Page>> => {
  let [at, ms] = [url, 0]
  for (let hop = 0; ; hop += 1) {
    const answer = await world.network.request({
      method: 'GET',
      url: at,
      headers: { accept: 'text/html,application/json;q=0.9,*/*;q=0.5', 'user-agent': 'Kasa' },
      timeoutMs,
      maxAnswerBytes,
      ...(signal ? { signal } : {}),
    })
    if (answer.kind === 'failure') {
      const why = unreached(answer.reason, { source, url: at, timeoutMs })
      return why ? { ok: false, refusal: why } : refused('shop-answer-unreadable')
    }
    ms += answer.tookMs
    if (isRoomPage(answer)) return refused('shop-queued')
    const next = redirectOf(at, answer)
    if (next === null) return done({ status: answer.status, body: answer.body, ms: Math.round(ms) })
    if (hop >= mostRedirects || !isSameSite(at, next)) return refused('address-leads-on', { url: withoutSearch(next) })
    at = next.href
  }
}

type Answer = Extract<HttpAnswer, { kind: 'answer' }>

/** Every visitor of a waiting room gets its cookie, who is let in too; only the page of its queue loads itself again by a header (Cloudflare Waiting Room: "Cookies"; "FAQ", users blocked from entering). */
const roomCookie = /^__cfwaitingroom/m
/** What the room says instead of its page to whoever asks for JSON alone ("Get JSON response for mobile and other non-browser traffic"). */
const roomShape = z.object({ cfWaitingRoom: z.object({ inWaitingRoom: z.literal(true) }) })

/** Whatever its status: an organiser chooses 200, 202 or 429 (`queueing_status_code`). */
const isRoomPage = ({ headers, body }: Answer): boolean =>
  (roomCookie.test(headers['set-cookie'] ?? '') && headers['refresh'] !== undefined) ||
  (body.trimStart().startsWith('{') && roomShape.safeParse(jsonOf(body)).success)

/** Where an answer leads on to; null: it stands as it is. */
const redirectOf = (from: string, { status, headers }: Answer): URL | null => {
  const location = status >= 300 && status < 400 ? headers['location'] : undefined
  return location !== undefined && URL.canParse(location, from) ? new URL(location, from) : null
}

/** The host that a person entered, or its twin with `www.` before it, which is the same owner's: whoever owns a name owns those below it. */
const isSameSite = (from: string, { hostname, protocol }: URL): boolean => {
  const bare = (host: string): string => host.replace(/^www\./, '')
  return /^https?:$/.test(protocol) && bare(hostname) === bare(new URL(from).hostname)
}

/** What stands behind the question mark may be a visitor's own, and is long. */
const withoutSearch = ({ origin, pathname, href }: URL): string =>
  (origin === 'null' ? href : `${origin}${pathname}`).slice(0, longestAddress)
const longestAddress = 200
