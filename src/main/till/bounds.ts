/** What a cart and its holds are bounded by. Times in milliseconds. */
export const tillLimits = {
  /** Units in one cart; the platform takes 500 in an order, a person behind a counter far less. */
  mostUnits: 100,
  /** A unit is put into a cart only if its lease surely lasts this much longer than selling it needs, so that there is time to pay. */
  takeMarginMs: 2 * 60_000,
  /** A unit is sold only if its lease surely lasts this much longer: online the upload follows at once and must still name it. */
  sellMarginMs: 30_000,
  /**
   * The same offline, where nobody knows when the upload follows. A lease that runs out before it lets the platform sell the unit again, and the ticket is
   * printed: two hours are what a cashier who is warned needs to find a network.
   */
  offlineSellMarginMs: 2 * 3_600_000,
  /** While a countdown stands still for want of a network, it is looked so often whether the network is back. */
  lookAgainMs: 15_000,
  /** Commands that wait for their turn at the cart; more than a keyboard can send. */
  mostWaiting: 50,
  /** Sales listed at once while they wait or are to be settled. */
  mostQueued: 500,
  /** Codes tried for a sale; with 35 bits of chance the second is never needed. */
  mostCodes: 20,
} as const
