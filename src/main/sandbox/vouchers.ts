import { badRequest, created, detail, noContent, noSuch, ok, type Answer } from './answer.ts'
import { bodyRecord, FieldReader } from './fields.ts'
import { FilterSet, isAnswer } from './filters.ts'
import type { VoucherRow } from './model.ts'
import { moneyText, moneyTextOrNull } from './money-text.ts'
import { pageOf } from './paging.ts'
import { nextKey } from './platform.ts'
import type { EventCall } from './request.ts'
import { isoTime, isoTimeOrNull } from './warsaw-time.ts'

const PRICE_MODES = ['none', 'set', 'subtract', 'percent'] as const

/** Vouchers of an event: a device may read them. */
export function listVouchers(call: EventCall): Answer {
  const rows = new FilterSet<VoucherRow>(call.query)
    .match('code', (voucher, wanted) => voucher.code === wanted.toUpperCase())
    .key('item', (voucher, wanted) => voucher.item === wanted)
    .text('tag', voucher => voucher.tag)
    .apply([...call.book.vouchers.values()])
  return isAnswer(rows) ? rows : pageOf(call, rows, shape)
}

/** One voucher. */
export function readVoucher(call: EventCall): Answer {
  const voucher = call.book.vouchers.get(Number(call.params['id']))
  return voucher === undefined ? noSuch('Voucher') : ok(shape(voucher))
}

/** A voucher that changes a price. Those that block stock are not offered: a till leases by carts. */
export function createVoucher(call: EventCall): Answer {
  const record = bodyRecord(call.body)
  if (typeof record === 'string') return badRequest({ non_field_errors: [record] })
  const fields = new FieldReader(record)
  const code =
    fields.text('code', { min: 5, max: 255 })?.toUpperCase() ?? call.random.text(16, 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789')
  const priceMode = PRICE_MODES.find(mode => mode === fields.choice('price_mode', PRICE_MODES)) ?? 'none'
  const value = fields.money('value')
  const item = fields.row('item', key => call.book.items.get(key))
  const variation = fields.row('variation', key => item?.variations.find(row => row.id === key))
  const validUntil = fields.time('valid_until')
  const maxUsages = Number(record['max_usages'] ?? 1)
  if (record['block_quota'] === true) fields.refuse('block_quota', 'The sandbox offers no vouchers that block quota.')
  if (fields.faulty) return badRequest(fields.faults)
  if ([...call.book.vouchers.values()].some(voucher => voucher.code === code))
    return badRequest({ code: ['A voucher with this code already exists.'] })
  const voucher: VoucherRow = {
    id: nextKey(call.platform, 'voucher'),
    event: call.book.event.slug,
    created: call.at,
    code,
    maxUsages,
    redeemed: 0,
    validUntil,
    priceMode,
    value,
    item: item?.id ?? null,
    variation: variation?.id ?? null,
    tag: fields.text('tag', { blank: true }) ?? '',
    comment: fields.text('comment', { blank: true }) ?? '',
  }
  call.book.vouchers.set(voucher.id, voucher)
  return created(shape(voucher))
}

/** Only a voucher nobody has used can go. */
export function deleteVoucher(call: EventCall): Answer {
  const voucher = call.book.vouchers.get(Number(call.params['id']))
  if (voucher === undefined) return noSuch('Voucher')
  if (voucher.redeemed > 0) return detail(403, 'This voucher can not be deleted as it has already been used.')
  call.book.vouchers.delete(voucher.id)
  return noContent()
}

function shape(voucher: VoucherRow): unknown {
  return {
    id: voucher.id,
    created: isoTime(voucher.created),
    code: voucher.code,
    max_usages: voucher.maxUsages,
    redeemed: voucher.redeemed,
    min_usages: 1,
    valid_until: isoTimeOrNull(voucher.validUntil),
    block_quota: false,
    allow_ignore_quota: false,
    price_mode: voucher.priceMode,
    value: moneyTextOrNull(voucher.value),
    item: voucher.item,
    variation: voucher.variation,
    quota: null,
    tag: voucher.tag,
    comment: voucher.comment,
    subevent: null,
    show_hidden_items: true,
    seat: null,
    all_addons_included: false,
    all_bundles_included: false,
    budget: null,
    budget_used: moneyText(0),
  }
}
