/**
 * Reading the platform's bodies leniently: a field that is missing or of another shape counts as absent, so that an unknown value never stops a till.
 */
export type Body = Readonly<Record<string, unknown>>

/** A stored JSON text as an object; anything else counts as empty. */
export const bodyOf = (json: string): Body => {
  try {
    return recordOf(JSON.parse(json))
  } catch {
    return {}
  }
}

/** A value as an object; anything else counts as empty. */
export const recordOf = (value: unknown): Body =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Body) : {}

/** True only where the platform says true. */
export const flagIn = (body: Body, key: string): boolean => body[key] === true

/** A whole number, or null. */
export const wholeIn = (body: Body, key: string): number | null => {
  const value = body[key]
  return typeof value === 'number' && Number.isSafeInteger(value) ? value : null
}

/** A text that is not empty, or null. */
export const textIn = (body: Body, key: string): string | null => {
  const value = body[key]
  return typeof value === 'string' && value !== '' ? value : null
}

/** A list, or an empty one. */
export const listIn = (body: Body, key: string): readonly unknown[] => {
  const value = body[key]
  return Array.isArray(value) ? value : []
}

/** A moment given as ISO 8601 text, in Unix milliseconds, or null. */
export const momentIn = (body: Body, key: string): number | null => {
  const text = textIn(body, key)
  const at = text === null ? Number.NaN : Date.parse(text)
  return Number.isNaN(at) ? null : at
}
