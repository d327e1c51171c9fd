/** What a cart and its holds are bounded by. Times in milliseconds. */
export const tillLimits = {
  /** Units in one cart; the platform takes 500 in an order, a person behind a counter far less. */
  mostUnits: 100,
  /** A unit is put into a cart only if its lease surely lasts this much longer, so that there is time to pay. */
  takeMarginMs: 2 * 60_000,
  /** A unit is sold only if its lease surely lasts this much longer, so that the upload may still name it. */
  sellMarginMs: 30_000,
  /** Commands that wait for their turn at the cart; more than a keyboard can send. */
  mostWaiting: 50,
  /** Sales listed at once while they wait or are to be settled. */
  mostQueued: 500,
  /** Codes tried for a sale; with 35 bits of chance the second is never needed. */
  mostCodes: 20,
} as const
