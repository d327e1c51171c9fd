/** Where one can go from the cockpit of a sale. */
export type SaleWays = {
  /** Its plan; `new`: another one. */
  readonly plan: (onsale: string) => void
  /** The same plan, at the token of Cloudflare. */
  readonly token: (onsale: string) => void
  readonly report: (onsale: string) => void
  readonly replay: (onsale: string) => void
  /** Null while a sale is on. */
  readonly rehearse: (() => void) | null
  /** What the space bar does where the clock of the sale can be stopped; null: the cockpit has its own use for it. */
  readonly pauseOrResume: (() => void) | null
}
