/** `Date` is cut to whole seconds (RFC 9110, 5.6.7), so the sender's clock was half a second further on the average. */
const cutMs = 500
/** An exchange that took longer says too little: it is good to half of what it took. */
const longestMs = 10_000

/**
 * This machine's clock minus that of whoever answered, by the `Date` of the answer; null when it carries none or came too slowly. `sentAt` and `receivedAt`: by this
 * machine, Unix milliseconds.
 */
export const skewOf = (
  headers: Readonly<Record<string, string>>,
  { sentAt, receivedAt }: { readonly sentAt: number; readonly receivedAt: number },
): number | null => {
  const theirs = Date.parse(headers['date'] ?? '')
  const tookMs = receivedAt - sentAt
  if (Number.isNaN(theirs) || tookMs < 0 || tookMs > longestMs) return null
  return Math.round((sentAt + receivedAt) / 2 - (theirs + cutMs))
}
