/** What stands on the platform, however it was read. Money in whole grosz; times are nobody's business here. */
export type Position = {
  readonly secret: string
  readonly priceMinor: number
  readonly canceled: boolean
  readonly item: number
  readonly variation: number | null
  readonly subevent: number | null
  readonly seat: string | null
}
export type Order = {
  readonly event: string
  readonly code: string
  readonly status: string
  readonly totalMinor: number
  readonly paidMinor: number
  /** The till's own mark; null: not sold by a Kasa. */
  readonly sale: string | null
  readonly positions: readonly Position[]
}
export type Quota = {
  readonly event: string
  readonly id: number
  readonly size: number
  readonly items: readonly number[]
  readonly variations: readonly number[]
  readonly subevent: number | null
}
export type Facts = { readonly orders: readonly Order[]; readonly quotas: readonly Quota[] }

/** "45.00" as whole grosz, digit by digit. */
export const grosz = (amount: string): number => {
  const [, sign, whole, cents] = /^(-?)(\d+)\.(\d\d)\d*$/.exec(amount) ?? []
  if (whole === undefined) throw new Error(`not an amount: ${amount}`)
  return (sign === '-' ? -1 : 1) * (Number(whole) * 100 + Number(cents))
}
