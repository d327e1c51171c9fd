/** `Date` is cut to whole seconds (RFC 9110, 5.6.7), so the sender's clock was half a second further on the average. */
const cutMs = 500

/**
 * This machine's clock minus that of whoever answered, by the `Date` of the answer; null when it carries none. `sentAt` and `receivedAt`: by this machine, Unix
 * milliseconds. Good to about a second; a slow answer makes it worse by half of what it took.
 */
export const skewOf = (
  headers: Readonly<Record<string, string>>,
  { sentAt, receivedAt }: { readonly sentAt: number; readonly receivedAt: number },
): number | null => {
  const theirs = Date.parse(headers['date'] ?? '')
  return Number.isNaN(theirs) ? null : Math.round((sentAt + receivedAt) / 2 - (theirs + cutMs))
}
