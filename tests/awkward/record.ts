// node tests/awkward/record.ts FILE: asks a freshly seeded awkward organizer (FILE: the line of awkward.py) and writes what it answers to recorded/, shortened.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { PlatformDesk } from './platform-desk.ts'
import { openDesk } from './platform-desk.ts'
import { readAwkwardWorld } from './world-file.ts'

/** Events that show something no other does. */
const recordedEvents = [
  'alles',
  'yen',
  'dinar',
  'krone',
  'seria',
  'sala',
  'plac',
  'proba',
  'szkic',
  'tylko-web',
  'podpisane',
  'imienne',
  'zamowienia',
]
/** The evenings that are switched off, without entry, and at prices of their own. */
const recordedEvenings = [12, 49, 76]
/** Seats of a row beyond this number are like the ones before. */
const mostSeats = 5
/** Orders longer than this are long, and nothing else. */
const mostPositions = 20
/** What no reader looks at and makes a recording long. */
const leftOut = new Set([
  'description',
  'meta_data',
  'plugin_data',
  'downloads',
  'url',
  'public_url',
  'plugins',
  'item_meta_properties',
  'print_logs',
  'picture',
  'help_text',
  'secret_url',
])

const lists = ['items', 'categories', 'taxrules', 'questions', 'discounts'] as const
const seatShape = z.looseObject({ seat_number: z.string() })
const dated = z.looseObject({ id: z.int(), date_from: z.string() })
const quotaShape = z.looseObject({ subevent: z.int().nullable() })
const orderShape = z.looseObject({ positions: z.array(z.unknown()) })
const itemShape = z.looseObject({ id: z.int(), has_variations: z.boolean(), variations: z.array(z.looseObject({ id: z.int() })) })
const eventShape = z.looseObject({ has_subevents: z.boolean(), seating_plan: z.int().nullable() })

/** Here nothing says something: no price of its own, no end, no date. */
const keptNull = new Set(['default_price', 'size', 'available_number', 'subevent', 'price'])

const shortened = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(shortened)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, part]) => (part !== null || keptNull.has(key)) && !leftOut.has(key))
      .map(([key, part]) => [key, shortened(part)]),
  )
}

/** What the platform's own price engine asks for one unit of each product; a product that it does not sell is left out. */
const pricesOf = async (desk: PlatformDesk, event: string, dates: readonly (number | null)[]) => {
  const prices: { item: number; variation: number | null; subevent: number | null; total: string }[] = []
  for (const { id, variations } of await desk.list(`events/${event}/items/`, itemShape))
    for (const variation of variations.length > 0 ? variations.map(kind => kind.id) : [null])
      for (const subevent of dates) {
        const body = { simulate: true, sales_channel: 'api.kasa', positions: [{ item: id, variation, subevent }] }
        const answer = await desk.post(`events/${event}/orders/`, body)
        if (answer.status !== 201) continue
        prices.push({ item: id, variation, subevent, total: z.looseObject({ total: z.string() }).parse(answer.body).total })
      }
  return prices
}

const record = async (desk: PlatformDesk, event: string): Promise<unknown> => {
  const base = `events/${event}/`
  const detail = eventShape.parse(await desk.get(base))
  const answers: Record<string, unknown> = {
    [base]: detail,
    [`${base}settings/`]: z.looseObject({}).parse(await desk.get(`${base}settings/`)),
  }
  for (const list of lists) answers[`${base}${list}/`] = await desk.list(`${base}${list}/`, z.unknown())
  let dates: readonly (number | null)[] = [null]
  if (detail.has_subevents) {
    const all = (await desk.list(`${base}subevents/`, dated)).toSorted(
      (one, other) => Date.parse(one.date_from) - Date.parse(other.date_from),
    )
    const chosen = all.filter((_, index) => recordedEvenings.includes(index))
    answers[`${base}subevents/`] = chosen
    dates = chosen.map(date => date.id)
  }
  const quotas = await desk.list(`${base}quotas/?with_availability=true`, quotaShape)
  answers[`${base}quotas/`] = quotas.filter(quota => dates.includes(quota.subevent))
  if (detail.seating_plan !== null) {
    answers[`${base}seats/`] = (await desk.list(`${base}seats/`, seatShape)).filter(seat => Number(seat.seat_number) <= mostSeats)
    answers[`seatingplans/${detail.seating_plan}/`] = await desk.get(`seatingplans/${detail.seating_plan}/`)
  }
  const orders = await desk.list(`${base}orders/?include_canceled_positions=true&include_canceled_fees=true`, orderShape)
  const { email: _mail, ...settings } = z.looseObject({}).parse(answers[`${base}settings/`])
  answers[`${base}settings/`] = Object.fromEntries(
    Object.entries(settings).filter(([key]) => /^(locale|locales|attendee_.*_required)$/.test(key)),
  )
  return shortened({
    recordedAt: new Date().toISOString(),
    answers,
    orders: orders.filter(order => order.positions.length <= mostPositions),
    prices: await pricesOf(desk, event, dates),
  })
}

/** Lists with a record a line: short enough to be kept, long enough to be compared. */
const recordALine = (value: unknown, depth = 0): string => {
  const indent = '\n' + ' '.repeat(depth + 1)
  if (Array.isArray(value))
    return value.length === 0 ? '[]' : `[${indent}${value.map(record => JSON.stringify(record)).join(`,${indent}`)}]`
  if (depth > 1 || typeof value !== 'object' || value === null) return JSON.stringify(value)
  return `{${indent}${Object.entries(value)
    .map(([key, part]) => `${JSON.stringify(key)}: ${recordALine(part, depth + 1)}`)
    .join(`,${indent}`)}}`
}

const world = readAwkwardWorld(process.argv[2])
if (!world) throw new Error('name the file with the line of awkward.py')
const folder = join(import.meta.dirname, 'recorded')
mkdirSync(folder, { recursive: true })
for (const event of recordedEvents) {
  writeFileSync(join(folder, `${event}.json`), `${recordALine(await record(openDesk(world), event))}\n`)
}
