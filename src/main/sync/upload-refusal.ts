import type { Refusal } from '#contract/refusal'
import { refusal } from '#contract/refusal'

/** The platform's own words are shown up to this length. */
const longestText = 300

/** One complaint with the way to it: `['positions', '1', 'seat']`. */
type Complaint = { readonly path: readonly string[]; readonly text: string }

/** Whether the platform says that an order with this code stands already: perhaps ours. Shapes as in its answers to a repeated and to a racing request. */
export const codeIsTaken = (body: unknown): boolean =>
  complaintsIn(body).some(
    ({ path, text }) => (path[0] === 'code' && /already in use/i.test(text)) || /integrity error, possibly duplicate/i.test(text),
  )

/** Names why an order was refused for good (a 4xx that is no matter of credentials). `sentBody`: the bytes that were refused; they name seats. */
export const uploadRefusal = (status: number, body: unknown, sentBody: string): Refusal => {
  const complaints = complaintsIn(body)
  const text = complaints
    .map(complaint => complaint.text)
    .join(' ')
    .slice(0, longestText)
  const about = (key: string) => complaints.find(({ path }) => path[0] === 'positions' && path.includes(key))
  const seat = about('seat')
  if (seat) return refusal('upload-seat', { seat: quoted(seat.text) ?? seatAt(sentBody, Number(seat.path[1])) ?? '?' })
  const quota = complaints.find(complaint => /\bquota\b/i.test(complaint.text))
  if (quota) return refusal('upload-quota', { quota: quoted(quota.text) ?? quota.text.slice(0, longestText) })
  if (about('voucher')) return refusal('upload-voucher', { text })
  if (about('item') ?? about('variation') ?? about('subevent')) return refusal('upload-product', { text })
  const code = complaints.find(({ path }) => path[0] === 'code')
  if (code) return refusal('upload-code', { code: codeIn(sentBody) ?? '?' })
  if (status === 404 || status === 410) return refusal('upload-event', { text })
  return refusal('upload-other', { text: text || `HTTP ${status}` })
}

const complaintsIn = (body: unknown, path: readonly string[] = []): readonly Complaint[] => {
  if (typeof body === 'string') return [{ path, text: body }]
  if (Array.isArray(body))
    return body.flatMap((entry, index) => complaintsIn(entry, typeof entry === 'string' ? path : [...path, String(index)]))
  if (typeof body !== 'object' || body === null) return []
  return Object.entries(body).flatMap(([key, entry]) => complaintsIn(entry, [...path, key]))
}

/** `The selected seat "Row 4, Seat 17" is not available.` → `Row 4, Seat 17` */
const quoted = (text: string): string | null => /["“„](.+)["”]/.exec(text)?.[1] ?? null

const sentOrder = (body: string): { readonly code?: unknown; readonly positions?: unknown } => {
  const order: unknown = JSON.parse(body)
  return typeof order === 'object' && order !== null ? order : {}
}

const codeIn = (body: string): string | null => {
  const { code } = sentOrder(body)
  return typeof code === 'string' ? code : null
}

const seatAt = (body: string, index: number): string | null => {
  const { positions } = sentOrder(body)
  const position: unknown = Array.isArray(positions) ? positions[index] : null
  if (typeof position !== 'object' || position === null || !('seat' in position)) return null
  return typeof position.seat === 'string' ? position.seat : null
}
