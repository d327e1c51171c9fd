import type { Result } from '#contract/refusal'
import { done, refused } from '#contract/refusal'

/** What the QR text of a pretix device says. `url` has no slash at its end. */
export type Handshake = { readonly url: string; readonly token: string }

const longestText = 4_000
const knownVersion = 1

/**
 * Reads the text under the QR code of a new device, `{"handshake_version":1,"url":…,"token":…}`, however it was pasted: with blanks and line breaks, in typographic
 * quotes, or within the quotes of a program.
 */
export const readHandshake = (text: string): Result<Handshake> => {
  const parsed = text.length <= longestText ? parseLeniently(text) : null
  if (typeof parsed !== 'object' || parsed === null) return refused('handshake-unreadable')
  const version = 'handshake_version' in parsed ? parsed.handshake_version : null
  const url = 'url' in parsed && typeof parsed.url === 'string' ? platformUrl(parsed.url) : null
  const token = 'token' in parsed && typeof parsed.token === 'string' ? parsed.token.trim() : ''
  if (version !== knownVersion || url === null || !/^[\w-]{8,200}$/.test(token)) return refused('handshake-unreadable')
  return done({ url, token })
}

/** A platform's address as it is kept: http or https, no slash at the end, nothing behind a `?`; null when it is none. */
export const platformUrl = (text: string): string | null => {
  const url = URL.parse(text.trim())
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:') || url.username !== '') return null
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}`
}

const parseLeniently = (text: string): unknown => {
  const plain = text.trim().replaceAll(/[“”„]/g, '"')
  const start = plain.indexOf('{')
  const end = plain.lastIndexOf('}')
  if (start < 0 || end < start) return null
  const body = plain.slice(start, end + 1).replaceAll(/\s*\r?\n\s*/g, '')
  return parse(body) ?? parse(body.replaceAll('\\"', '"'))
}

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
