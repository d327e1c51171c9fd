import type { Source } from '#contract/onsale-roles'
import type { Result } from '#contract/refusal'
import { done, refused } from '#contract/refusal'
import type { World } from '#main/world'
import { unreached } from './reach.ts'

/** What an address of the organiser's answered, redirects on the same host followed. `ms`: until all of it stood. */
export type Page = {
  readonly status: number
  readonly body: string
  readonly ms: number
}

const timeoutMs = 8_000
const maxAnswerBytes = 4_000_000
const mostRedirects = 3

/** Asks an address that a person entered, and no other host. It never brings anything along: no cookies, no secrets. */
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
    const next = hop < mostRedirects ? sameHost(at, answer.headers['location']) : null
    if (answer.status < 300 || answer.status >= 400 || next === null)
      return done({ status: answer.status, body: answer.body, ms: Math.round(ms) })
    at = next
  }
}

/** Where a redirect leads, when it stays with the host that the person entered. */
const sameHost = (from: string, location: string | undefined): string | null => {
  if (location === undefined || !URL.canParse(location, from)) return null
  const next = new URL(location, from)
  return next.hostname === new URL(from).hostname ? next.href : null
}
