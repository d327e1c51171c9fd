/**
 * What can be refused. Each code has one sentence per language in `words/refusals.*`, on screens and on paper alike; a test holds the two lists together.
 * Parameters that a sentence uses are named beside the code.
 */
export const refusalCodes = [
  // at the door
  'input-malformed', // method
  'method-unknown', // method
  'not-allowed-here', // the address, cookie or origin is not this launch's
  'too-many-requests', // retry
  // connecting the platform
  'handshake-unreadable', // the pasted text is not a device QR text
  'address-wrong', // url: no pretix answers there
  'token-unknown',
  'token-used',
  'token-revoked',
  'device-revoked',
  'credentials-refused',
  'profile-cannot-sell', // profile
  'certificate-untrusted', // url
  'platform-unreachable', // url
  'platform-answer-unreadable', // url: HTML, cut-off, garbage
  'platform-busy', // retry
  'platform-fault', // retry
  'not-connected', // no platform yet
  'channel-refused', // channel
  'already-connected', // organizer
  // selling
  'event-unknown',
  'product-unknown',
  'products-not-in', // a young file: what the event sells is still on its way
  'product-unsellable', // product, reason
  'stock-gone', // product, left
  'stock-not-leased', // product: offline and the till holds none
  'seat-taken', // seat; sector, row and number where they are known
  'seat-not-leased', // seat; sector, row and number: offline and not in this till's stock
  'seat-required', // product
  'variation-required', // product
  'addon-needs-ticket', // product
  'addon-count', // product, least, most
  'product-too-many', // product, most: in one sale
  'product-too-few', // product, least: in one sale
  'cart-empty',
  'cart-changed', // what was shown is not what would be sold
  'cart-mixed-events', // one sale is one event
  'cart-full', // most
  'too-many-wishes', // most: kinds of ticket, or rows, that a till may ask to hold
  'lease-expired', // product
  'leases-unproven', // restored file: ask the platform first
  'payment-short', // missingMinor, currency
  'payment-over', // card may not exceed the total
  'reference-required',
  'sale-unknown',
  'sale-not-parked',
  'another-sale-runs',
  // the file and the machine
  'file-newer', // found, known
  'file-damaged',
  'file-locked', // another Kasa has it open
  'folder-read-only',
  'disk-full',
  'port-used', // port
  'node-too-old', // found, needed
  'clock-wrong', // minutes
  'upload-before', // minutes: until the platform may sell again what was sold here and not sent yet
  // refused by the platform at upload
  'upload-seat', // seat
  'upload-quota', // quota
  'upload-code', // code
  'upload-product',
  'upload-voucher',
  'upload-not-permitted',
  'upload-event', // event closed or gone
  'upload-other', // text, the platform's own words
  'differs-secret', // code: a printed ticket is not what the platform holds
  'differs-total', // code
  // watching an on-sale
  'onsale-unknown',
  'onsale-watched', // name: it must not be watched for this
  'onsale-not-watched', // name: it must be watched for this
  'onsale-over', // name: its end and the time its data settles in have passed
  'plan-times-wrong', // the end is before the start
  'plan-too-long', // hours
  'aws-no-profile', // profile
  'aws-signed-out', // profile
  'aws-forbidden', // right
  'aws-region-wrong', // region
  'aws-throttled', // retry
  'aws-clock-wrong', // minutes
  'aws-refused', // text, Amazon's own words
  'aws-failed', // text, Amazon's own words: it has trouble itself, and what was asked may have been done all the same
  'aws-answer-unreadable',
  'servers-trial-taken', // group, asked, desired: what should have been refused was done, and undone
  'servers-trial-left', // group, asked, desired: … and could not be undone
  'resource-gone', // name
  'endpoint-insecure', // url: plain http that is not this machine
  'cloudflare-token-missing', // zone
  'cloudflare-token-refused',
  'cloudflare-forbidden', // right
  'cloudflare-zone-unknown', // zone
  'cloudflare-room-unknown', // room
  'cloudflare-throttled', // retry
  'cloudflare-refused', // text, Cloudflare's own words
  'cloudflare-failed',
  'cloudflare-answer-unreadable',
  'source-unreachable', // source, host
  'source-slow', // source, host, seconds
  'source-hung', // source, count: seconds
  'series-too-many', // source, most: what came beyond them is not kept
  'points-refused', // source, count: not numbers, negative, twice, or of the future
  'shop-maintenance',
  'shop-failed', // status
  'shop-answer-unreadable',
  'queue-field-missing', // field
  'not-armed',
  'arm-too-long', // hours
  'changed-meanwhile', // was, is
  'room-event-changed', // an event of the waiting room began or ended: other limits are in force
  'ceiling-reached', // ceiling, left
  'inlet-above-safe', // is, most: people inside
  'inlet-fills-database', // is, most: connections
  'inlet-above-room', // is, most
  'inlet-at-least', // least
  'cooling-down', // seconds
  'command-in-doubt', // an earlier command of this lever was never answered
  'reason-wanted',
  'source-blind', // source
  'room-not-limited', // room
  'not-part-of-sale', // source
  'not-in-replay',
  'rehearsal-runs',
  'rehearsal-none',
  'live-sale-watched', // name
  'live-sale-soon', // name, minutes
  'scenario-unknown', // scenario
  'scenario-wrong', // file, line, text
  'fault', // a bug; the core restarts
] as const

export type RefusalCode = (typeof refusalCodes)[number]

/** An expected no: why, with what, and when trying again may help. Its sentence comes from `words`. */
export type Refusal = {
  readonly code: RefusalCode
  readonly parameters: Readonly<Record<string, string | number>>
  /** Present when the same thing may succeed later; milliseconds until it is worth trying. */
  readonly retry?: { readonly afterMs: number }
}

/** Builds a refusal. */
export const refusal = (code: RefusalCode, parameters: Refusal['parameters'] = {}, retry?: Refusal['retry']): Refusal =>
  retry ? { code, parameters, retry } : { code, parameters }

/** What a command gives back: its value, or why not. */
export type Result<Value> = { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly refusal: Refusal }

export const done = <Value>(value: Value): Result<Value> => ({ ok: true, value })
export const refused = (code: RefusalCode, parameters: Refusal['parameters'] = {}, retry?: Refusal['retry']): Result<never> => ({
  ok: false,
  refusal: refusal(code, parameters, retry),
})
