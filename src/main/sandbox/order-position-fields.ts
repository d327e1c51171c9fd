import { readAttendee, type Attendee } from './attendee.ts'
import { FieldReader, type FieldFaults } from './fields.ts'
import type { AnswerRow, ItemRow, SubeventRow, VariationRow, VoucherRow } from './model.ts'
import type { EventBook, Platform } from './platform.ts'
import { asRecord } from './request.ts'

/** A position as the client wants it, its fields read and resolved. */
export type WantedPosition = {
  readonly positionid: number | null
  readonly addonTo: number | null
  readonly item: ItemRow
  readonly variation: VariationRow | null
  readonly date: SubeventRow | null
  /** null: the platform computes it. Anything else is believed, zero and negative too. */
  readonly priceMinor: number | null
  readonly discount: number | null
  readonly voucher: VoucherRow | null
  readonly seatGuid: string | null
  readonly secret: string | null
  readonly attendee: Attendee
  readonly attendeeEmail: string | null
  readonly address: Readonly<Record<string, string>>
  readonly answers: readonly AnswerRow[]
  readonly validFrom: number | null
  readonly validUntil: number | null
}

/** Reads one submitted position: the position, or what is wrong with its fields. */
export function readPosition(
  platform: Platform,
  book: EventBook,
  record: Readonly<Record<string, unknown>> | null,
): WantedPosition | { readonly faults: FieldFaults } {
  if (record === null) return { faults: { non_field_errors: ['Invalid data. Expected a dictionary.'] } }
  const fields = new FieldReader(record)
  const item = fields.row('item', key => itemAnywhere(platform, key), true)
  const variation = fields.row('variation', key => variationAnywhere(platform, key))
  const date = fields.row('subevent', key => dateAnywhere(platform, key))
  const priceMinor = fields.money('price')
  const discount = fields.row('discount', key => book.discounts.find(row => row.id === key))
  const seatGuid = fields.text('seat')
  const secret = readSecret(platform, book, fields)
  const voucher = readVoucher(book, fields)
  const attendee = readAttendee(fields)
  const attendeeEmail = fields.email('attendee_email')
  const address = readAddress(fields)
  const answers = readAnswers(book, fields)
  const validFrom = fields.time('valid_from')
  const validUntil = fields.time('valid_until')
  const positionid = wholeNumber(fields, 'positionid')
  const addonTo = wholeNumber(fields, 'addon_to')
  if (!fields.faulty && item !== null) checkProduct(book, fields, { item, variation, date })
  if (discount !== null && priceMinor === null)
    fields.refuse('discount', 'You can only specify a discount if you do the price computation, but price is not set.')
  if (fields.faulty || item === null) return { faults: fields.faults }
  return {
    positionid,
    addonTo,
    item,
    variation,
    date,
    priceMinor,
    discount: discount?.id ?? null,
    voucher,
    seatGuid,
    secret,
    attendee,
    attendeeEmail,
    address,
    answers,
    validFrom,
    validUntil,
  }
}

/** What the item, variation and date must be to each other. A series without a date passes here and finds no quota later. */
export function checkProduct(
  book: EventBook,
  fields: FieldReader,
  { item, variation, date }: { item: ItemRow; variation: VariationRow | null; date: SubeventRow | null },
): void {
  if (date !== null && !book.event.hasSubevents) fields.refuse('subevent', 'You cannot set a subevent for this event.')
  else if (date !== null && date.event !== book.event.slug)
    fields.refuse('subevent', 'The specified subevent does not belong to this event.')
  if (item.event !== book.event.slug) return void fields.refuse('item', 'The specified item does not belong to this event.')
  if (!item.active) return void fields.refuse('item', 'The specified item is not active.')
  if (item.variations.length === 0) {
    if (variation !== null) fields.refuse('variation', 'You cannot specify a variation for this item.')
  } else if (variation === null) fields.refuse('variation', 'You should specify a variation for this item.')
  else if (!item.variations.includes(variation))
    fields.refuse('variation', 'The specified variation does not belong to the specified item.')
}

/** An item of any event: a foreign one is refused in words of its own. */
export function itemAnywhere(platform: Platform, key: number): ItemRow | undefined {
  for (const book of platform.books.values()) {
    const item = book.items.get(key)
    if (item !== undefined) return item
  }
  return undefined
}

/** A variation of any item. */
export function variationAnywhere(platform: Platform, key: number): VariationRow | undefined {
  for (const book of platform.books.values())
    for (const item of book.items.values()) {
      const variation = item.variations.find(row => row.id === key)
      if (variation !== undefined) return variation
    }
  return undefined
}

/** A date of any series. */
export function dateAnywhere(platform: Platform, key: number): SubeventRow | undefined {
  for (const book of platform.books.values()) {
    const date = book.subevents.get(key)
    if (date !== undefined) return date
  }
  return undefined
}

/** A client's secret is checked against this event only; a twin elsewhere is replaced silently when the position is saved. */
function readSecret(platform: Platform, book: EventBook, fields: FieldReader): string | null {
  const secret = fields.text('secret', { max: 255 })
  if (secret === null) return null
  const holder = platform.positionsBySecret.get(secret)
  if (holder !== undefined && holder.order.event === book.event.slug) {
    return fields.refuse('secret', 'You cannot assign a position secret that already exists.')
  }
  return secret
}

/** Codes are told apart by case here, unlike in the web shop. */
function readVoucher(book: EventBook, fields: FieldReader): VoucherRow | null {
  const code = fields.text('voucher')
  if (code === null) return null
  for (const voucher of book.vouchers.values()) if (voucher.code === code) return voucher
  return fields.refuse('voucher', `Object with code=${code} does not exist.`)
}

function readAddress(fields: FieldReader): Record<string, string> {
  const address: Record<string, string> = {}
  for (const part of ['company', 'street', 'zipcode', 'city', 'country', 'state']) {
    const text = fields.text(part, { blank: true })
    if (text !== null) address[part] = text
  }
  return address
}

function readAnswers(book: EventBook, fields: FieldReader): AnswerRow[] {
  const given = fields.raw('answers')
  if (!Array.isArray(given)) return []
  const faults: FieldFaults[] = []
  const answers: AnswerRow[] = []
  for (const entry of given) {
    const answer = new FieldReader(asRecord(entry) ?? {})
    const question = answer.row('question', key => book.questions.find(row => row.id === key), true)
    const text = answer.text('answer', { blank: true }) ?? ''
    if (question?.kind === 'N' && !/^-?\d+([.,]\d+)?$/.test(text))
      answer.faults['non_field_errors'] = ['A valid number is required.']
    faults.push(answer.faults)
    if (question !== null) answers.push({ question: question.id, identifier: question.identifier, answer: text })
  }
  if (faults.some(fault => Object.keys(fault).length > 0)) fields.faults['answers'] = faults
  return answers
}

function wholeNumber(fields: FieldReader, name: string): number | null {
  const value = fields.raw(name)
  if (value === undefined || value === null) return null
  return Number.isInteger(Number(value)) ? Number(value) : fields.refuse(name, 'A valid integer is required.')
}
