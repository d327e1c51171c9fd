import { badRequest, type Answer } from './answer.ts'
import { FieldReader, type FieldFaults } from './fields.ts'
import type { FeeRow, OrderRow, PositionRow, SeatRow } from './model.ts'
import { orderAction } from './order-actions.ts'
import { placePositions } from './order-capacity.ts'
import { draftPosition } from './order-create.ts'
import { readFee } from './order-fields.ts'
import { paidMinor, recount, settleIfPaid } from './order-money.ts'
import { readPosition, type WantedPosition } from './order-position-fields.ts'
import { enterPosition, nextKey, touchOrder } from './platform.ts'
import {
  applyPatch,
  patchRefusal,
  readPositionPatch,
  SECRET_OF_ANOTHER_EVENT,
  secretRefusal,
  type PositionPatch,
} from './position-change.ts'
import { asRecord, type EventCall } from './request.ts'

type Fields = Readonly<Record<string, unknown>>

/** `POST change/`: everything is read and checked first, then carried out together. Splitting an order is not offered. */
export const changeOrder = orderAction((call, order, fields) => {
  const plan = readPlan(call, order, fields)
  if ('faults' in plan) return badRequest(plan.faults)
  const seats = checkPlan(call, order, plan)
  if (typeof seats === 'string') return seats === SECRET_OF_ANOTHER_EVENT ? serverError() : badRequest([seats])
  carryOut(call, order, plan, seats)
  return null
})

/** What the platform answers where it crashes. */
export function serverError(): Answer {
  return {
    status: 500,
    text: {
      contentType: 'text/html; charset=utf-8',
      content: '<!DOCTYPE html>\n<html><head><title>Internal Server Error</title></head></html>\n',
    },
  }
}

type Plan = {
  readonly patches: readonly { readonly position: PositionRow; readonly patch: PositionPatch }[]
  readonly cancelled: readonly PositionRow[]
  readonly made: readonly WantedPosition[]
  readonly newFees: readonly Omit<FeeRow, 'id' | 'canceled'>[]
  readonly feePatches: readonly { readonly fee: FeeRow; readonly valueMinor: number }[]
  readonly cancelledFees: readonly FeeRow[]
  readonly checkQuotas: boolean
}

function readPlan(call: EventCall, order: OrderRow, fields: Fields): Plan | { readonly faults: FieldFaults } {
  const faults: FieldFaults = {}
  const livePosition = (key: number): PositionRow | undefined =>
    order.positions.find(position => position.id === key && !position.canceled)
  const liveFee = (key: number): FeeRow | undefined => order.fees.find(fee => fee.id === key && !fee.canceled)
  const read = <Row>(name: string, one: (reader: FieldReader) => Row | null): Row[] => readList(fields, faults, name, one)
  const plan: Plan = {
    patches: read('patch_positions', reader => {
      const position = reader.row('position', livePosition, true)
      const body = new FieldReader(asRecord(reader.raw('body')) ?? {})
      const patch = readPositionPatch(call.platform, call.book, body)
      if (body.faulty) reader.faults['body'] = body.faults
      return position === null ? null : { position, patch }
    }),
    cancelled: read('cancel_positions', reader => reader.row('position', livePosition, true)),
    made: read('create_positions', reader => {
      const wanted = readPosition(call.platform, call.book, reader.record)
      if (!('faults' in wanted)) return wanted
      Object.assign(reader.faults, wanted.faults)
      return null
    }),
    newFees: read('create_fees', reader => {
      const fee = readFee(reader)
      return 'faults' in fee ? null : fee
    }),
    feePatches: read('patch_fees', reader => {
      const fee = reader.row('fee', liveFee, true)
      const body = new FieldReader(asRecord(reader.raw('body')) ?? {})
      const valueMinor = body.money('value')
      if (body.faulty) reader.faults['body'] = body.faults
      return fee === null ? null : { fee, valueMinor: valueMinor ?? fee.valueMinor }
    }),
    cancelledFees: read('cancel_fees', reader => reader.row('fee', liveFee, true)),
    checkQuotas: call.query.get('check_quotas') !== 'false',
  }
  return Object.keys(faults).length > 0 ? { faults } : plan
}

function readList<Row>(fields: Fields, faults: FieldFaults, name: string, one: (reader: FieldReader) => Row | null): Row[] {
  const outer = new FieldReader(fields)
  const readers = (outer.records(name) ?? []).map(record => new FieldReader(record ?? {}))
  const rows = readers.map(one)
  if (outer.faulty) Object.assign(faults, outer.faults)
  if (readers.some(reader => reader.faulty)) faults[name] = readers.map(reader => reader.faults)
  return rows.filter(row => row !== null)
}

/** The seats of new positions, or the sentence that refuses the whole change. */
function checkPlan(call: EventCall, order: OrderRow, plan: Plan): readonly (SeatRow | null)[] | string {
  const { platform, book, at } = call
  const live = order.positions.filter(position => !position.canceled && !plan.cancelled.includes(position))
  if (plan.cancelled.length > 0 && live.length + plan.made.length === 0) {
    return 'This operation would leave the order empty. Please cancel the order itself instead.'
  }
  for (const { position, patch } of plan.patches) {
    const refusal =
      secretRefusal(platform, position, patch.secret) ??
      patchRefusal(book, position, patch, { at, checkQuotas: plan.checkQuotas })
    if (refusal !== null) return refusal
  }
  const { seats, faults } = placePositions(book, plan.made, { at, force: !plan.checkQuotas, credited: [] })
  return faults === null ? seats : firstSentence(faults)
}

function firstSentence(faults: readonly FieldFaults[]): string {
  for (const fault of faults) for (const texts of Object.values(fault)) if (Array.isArray(texts)) return String(texts[0])
  return 'The change is not possible.'
}

function carryOut(call: EventCall, order: OrderRow, plan: Plan, seats: readonly (SeatRow | null)[]): void {
  const { platform, book, at } = call
  const changes = Object.values(plan).some(part => Array.isArray(part) && part.length > 0)
  if (!changes) return
  for (const { position, patch } of plan.patches) applyPatch(platform, book, position, patch)
  for (const position of plan.cancelled) cancelWithAddons(order, position)
  plan.made.forEach((wanted, index) => {
    const number = order.positions.reduce((highest, position) => Math.max(highest, position.positionid), 0) + 1
    const position = draftPosition(call, order, wanted, { number, seat: seats[index] ?? null, simulate: false })
    order.positions.push(position)
    enterPosition(platform, position)
  })
  for (const fee of plan.newFees) order.fees.push({ ...fee, id: nextKey(platform, 'fee'), canceled: false })
  for (const { fee, valueMinor } of plan.feePatches) fee.valueMinor = valueMinor
  for (const fee of plan.cancelledFees) fee.canceled = true
  afterChange(call, order, at)
}

/** Adds up anew; an order that is no longer covered by its money becomes pending, one that is becomes paid. */
export function afterChange(call: EventCall, order: OrderRow, at: number): void {
  recount(order)
  if (order.status === 'p' && paidMinor(order) < order.totalMinor) order.status = 'n'
  touchOrder(call.platform, order, at)
  if (order.payments.some(payment => payment.state === 'confirmed')) settleIfPaid(call.platform, order, at)
}

/** An add-on goes with its parent. */
export function cancelWithAddons(order: OrderRow, position: PositionRow): void {
  position.canceled = true
  for (const addon of order.positions) if (addon.addonTo === position) addon.canceled = true
}
