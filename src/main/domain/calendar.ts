/** The calendar day (YYYY-MM-DD) on which a moment falls in a time zone. `at`: Unix milliseconds; `timezone`: IANA name. An unknown zone counts as UTC. */
export const dayIn = (timezone: string, at: number): string => formatter(timezone).format(at)

/** The same for many moments of one zone: finding the zone costs more than the day does. */
export const daysIn = (timezone: string): ((at: number) => string) => {
  const zone = formatter(timezone)
  let latest = { quarter: Number.NaN, day: '' }
  return at => {
    const quarter = Math.floor(at / quarterMs)
    if (quarter !== latest.quarter || at < wholeQuartersSince) latest = { quarter, day: zone.format(at) }
    return latest.day
  }
}

/** Days begin, and clocks are set, at whole quarters of an hour; so it has been in every zone since the last odd ones were put right. */
const quarterMs = 900_000
const wholeQuartersSince = Date.UTC(2000)

/** More zones than an organizer has; beyond them the first are found anew. */
const mostZones = 20

/** `daysIn`, each zone found once: whoever looks at a few moments every second would else find it each time. */
export const createZones = (): typeof daysIn => {
  const zones = new Map<string, (at: number) => string>()
  return timezone => {
    const known = zones.get(timezone) ?? daysIn(timezone)
    if (zones.size >= mostZones) zones.clear()
    zones.set(timezone, known)
    return known
  }
}

/** `dayIn` for moments of now this, now that zone. */
export const createCalendar = (): typeof dayIn => {
  const zones = createZones()
  return (timezone, at) => zones(timezone)(at)
}

const formatter = (timezone: string): Intl.DateTimeFormat => {
  const options = { year: 'numeric', month: '2-digit', day: '2-digit' } as const
  try {
    return new Intl.DateTimeFormat('sv-SE', { ...options, timeZone: timezone })
  } catch {
    return new Intl.DateTimeFormat('sv-SE', { ...options, timeZone: 'UTC' })
  }
}
