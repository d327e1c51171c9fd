import type { Source } from '#contract/onsale-roles'
import type { Refusal } from '#contract/refusal'
import { refusal } from '#contract/refusal'
import type { NetworkFailure } from '#main/world'

/** What was asked when no answer came. */
export type Asked = { readonly source: Source; readonly url: string; readonly timeoutMs: number }

/** Why nothing came back, as a refusal; null: something came that cannot be used. */
export const unreached = (reason: NetworkFailure, { source, url, timeoutMs }: Asked): Refusal | null => {
  const host = hostOf(url)
  if (reason === 'certificate') return refusal('certificate-untrusted', { url: host })
  if (reason === 'unreachable' || reason === 'cut') return refusal('source-unreachable', { source, host })
  if (reason === 'timeout' || reason === 'aborted')
    return refusal('source-slow', { source, host, seconds: Math.round(timeoutMs / 1000) })
  return null
}

/** Whether a token may be sent there: encrypted, or never leaving this machine. */
export const isSafeAddress = (url: string): boolean => {
  if (!URL.canParse(url)) return false
  const { protocol, hostname } = new URL(url)
  return protocol === 'https:' || (protocol === 'http:' && /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname))
}

export const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : url)

/** JSON of any shape; undefined when it is none. */
export const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
