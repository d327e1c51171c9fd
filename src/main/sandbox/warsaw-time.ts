/** Europe/Warsaw, the zone of the whole programme, without a time zone library: EU summer time since 1996. */
const HOUR_MS = 3_600_000
export const MINUTE_MS = 60_000
export const DAY_MS = 24 * HOUR_MS

/** The zone's offset from UTC at a moment, in milliseconds. */
function warsawOffset(at: number): number {
  const year = new Date(at).getUTCFullYear()
  return at >= lastSundayAtOne(year, 2) && at < lastSundayAtOne(year, 9) ? 2 * HOUR_MS : HOUR_MS
}

/** Local ISO 8601 with offset as the platform writes it: microseconds, and no fraction on a whole second. */
export function isoTime(at: number): string {
  const offset = warsawOffset(at)
  const local = new Date(at + offset).toISOString()
  const fraction = local.slice(19, 23) === '.000' ? '' : `${local.slice(19, 23)}000`
  return `${local.slice(0, 19)}${fraction}+0${offset / HOUR_MS}:00`
}

/** The moment as ISO 8601, or null where there is none. */
export function isoTimeOrNull(at: number | null): string | null {
  return at === null ? null : isoTime(at)
}

/** The local calendar day `YYYY-MM-DD`. */
export function isoDay(at: number): string {
  return new Date(at + warsawOffset(at)).toISOString().slice(0, 10)
}

/** The moment of a local wall-clock time on a day `YYYY-MM-DD`. */
export function localMoment(day: string, hour: number, minute = 0, second = 0): number {
  const asUtc = Date.parse(`${day}T00:00:00Z`) + hour * HOUR_MS + minute * MINUTE_MS + second * 1000
  const guess = asUtc - warsawOffset(asUtc - HOUR_MS)
  return asUtc - warsawOffset(guess)
}

/** The calendar day `days` later. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)
}

const TIME_PATTERN = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,6})\d*)?)?)?(Z|[+-]\d\d:?\d\d)?$/

/** Reads a date or a time with or without offset (without: local time); null when it is neither. */
export function parseTime(text: string): number | null {
  const match = TIME_PATTERN.exec(text.trim())
  if (match === null) return null
  const [, day = '', hour = '0', minute = '0', second = '0', fraction = '', zone] = match
  if (Number.isNaN(Date.parse(`${day}T00:00:00Z`)) || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return null
  const local = Date.parse(`${day}T00:00:00Z`) + Number(hour) * HOUR_MS + Number(minute) * MINUTE_MS + Number(second) * 1000
  const milliseconds = Number(`${fraction}000`.slice(0, 3))
  if (zone === undefined) return localMoment(day, Number(hour), Number(minute), Number(second)) + milliseconds
  return local + milliseconds - zoneOffset(zone)
}

function zoneOffset(zone: string): number {
  if (zone === 'Z') return 0
  const sign = zone.startsWith('-') ? -1 : 1
  const digits = zone.replace(/[^\d]/g, '')
  return sign * (Number(digits.slice(0, 2)) * HOUR_MS + Number(digits.slice(2)) * MINUTE_MS)
}

function lastSundayAtOne(year: number, month: number): number {
  const lastDay = new Date(Date.UTC(year, month + 1, 0))
  return Date.UTC(year, month, lastDay.getUTCDate() - lastDay.getUTCDay(), 1)
}
