import type { FieldFaults } from './fields.ts'
import type { VoucherRow } from './model.ts'
import type { WantedPosition } from './order-position-fields.ts'

/** What a position costs with a voucher, when the platform computes the price. */
export function voucherPrice(voucher: VoucherRow | null, priceMinor: number): number {
  if (voucher === null || voucher.value === null) return priceMinor
  if (voucher.priceMode === 'set') return voucher.value
  if (voucher.priceMode === 'subtract') return Math.max(0, priceMinor - voucher.value)
  if (voucher.priceMode === 'percent') return Math.round((priceMinor * (10_000 - voucher.value)) / 10_000)
  return priceMinor
}

/** Notes every position whose voucher does not fit, is over, or is used up by the positions before it. */
export function checkVouchers(wanted: readonly WantedPosition[], at: number, faults: readonly FieldFaults[]): void {
  const uses = new Map<VoucherRow, number>()
  wanted.forEach((position, index) => {
    const fault = faults[index]
    if (position.voucher === null || fault === undefined) return
    const use = (uses.get(position.voucher) ?? 0) + 1
    uses.set(position.voucher, use)
    const refusal = voucherRefusal(position, position.voucher, at, use)
    if (refusal !== null) fault['voucher'] = [refusal]
  })
}

function voucherRefusal(position: WantedPosition, voucher: VoucherRow, at: number, use: number): string | null {
  if (position.addonTo !== null) return 'Vouchers are currently not supported for add-on products.'
  const fits =
    (voucher.item ?? position.item.id) === position.item.id &&
    (voucher.variation ?? position.variation?.id) === position.variation?.id
  if (!fits) return 'This voucher is not valid for this product.'
  if (voucher.validUntil !== null && voucher.validUntil < at) return 'This voucher is expired.'
  return voucher.redeemed + use > voucher.maxUsages ? 'The voucher has already been used the maximum number of times.' : null
}
