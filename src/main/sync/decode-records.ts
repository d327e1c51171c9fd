import { z } from 'zod'
import { multilingualFrom } from '#domain/multilingual'
import type { World } from '#main/world'

/** Records of a list that have the shape, beside the ids of those that do not. One bad record never stops the rest. */
export type Readables<Value> = { readonly good: readonly Value[]; readonly bad: readonly string[] }

/** Keeps what can be read of a list; the others are named in the log. `what` is the list's path below the organizer. */
export const readable = <Value>(
  world: Pick<World, 'log'>,
  what: string,
  records: readonly unknown[],
  parse: (record: unknown, index: number) => Value | null,
): Readables<Value> => {
  const good: Value[] = []
  const bad: string[] = []
  for (const [index, record] of records.entries()) {
    const value = parse(record, index)
    if (value !== null) good.push(value)
    else bad.push(`${what}${nameOf(record)}`)
  }
  for (const record of bad) world.log({ level: 'warn', event: 'sync.record-unreadable', fields: { record } })
  return { good, bad }
}

/** Checks records against a shape. */
export const shaped =
  <Shape extends z.ZodType>(shape: Shape) =>
  (record: unknown): z.output<Shape> | null => {
    const found = shape.safeParse(record)
    return found.success ? found.data : null
  }

/** A field that may hold anything, or be missing: an older or newer platform does not know it. */
export const anything = z.unknown().optional()

/** A moment as ISO text, in Unix milliseconds; null when it is missing or no moment. */
export const moment = anything
  .transform(text => (typeof text === 'string' ? Date.parse(text) : Number.NaN))
  .transform(at => (Number.isNaN(at) ? null : at))

/** A text in several languages, or in one, as JSON. */
export const words = z.union([z.string(), z.looseObject({}), z.null()]).transform(text => JSON.stringify(text ?? ''))

/** The words, or what stands in for them where nobody wrote any: whatever is sold needs a name on screens and on paper. Both as JSON. */
export const namedOr = (text: string, standIn: string): string =>
  Object.values(multilingualFrom(text)).some(word => word.trim() !== '') ? text : JSON.stringify({ en: standIn })

/** A claim: anything but a plain true is false, as 0 or 1. */
export const claim = anything.transform(value => (value === true ? 1 : 0))

/** A whole number or null; anything else counts as null. */
export const wholeOrNull = anything.transform(value => (Number.isSafeInteger(value) ? (value as number) : null))

/** A place in a list; anything else counts as first. */
export const place = anything.transform(value => (Number.isSafeInteger(value) ? (value as number) : 0))

const nameOf = (record: unknown): string => {
  if (typeof record !== 'object' || record === null) return '?'
  for (const key of ['code', 'slug', 'id', 'seat_guid'] as const) {
    const name = (record as Readonly<Record<string, unknown>>)[key]
    if (typeof name === 'string' || typeof name === 'number') return `${name}/`
  }
  return '?'
}
