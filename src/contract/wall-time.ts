const dayMs = 86_400_000
const hourMs = 3_600_000

/** What the clock on the wall shows in a zone, written as if it were UTC (milliseconds). An unknown zone counts as UTC. */
export const toWallTime = (timezone: string, at: number): number => {
  const fields = new Map(
    formatter(timezone)
      .formatToParts(at)
      .map(part => [part.type, Number(part.value)]),
  )
  const field = (name: Intl.DateTimeFormatPartTypes): number => fields.get(name) ?? 0
  const seconds = Date.UTC(field('year'), field('month') - 1, field('day'), field('hour'), field('minute'), field('second'))
  return seconds + (((at % 1000) + 1000) % 1000)
}

/** When the clock on the wall shows that: the first time if it does so twice, an hour later if spring leaves it out. */
export const fromWallTime = (timezone: string, wall: number): number => {
  const offsets = [wall - dayMs, wall + dayMs].map(at => toWallTime(timezone, at) - at)
  const times = offsets.map(offset => wall - offset).filter(at => toWallTime(timezone, at) === wall)
  return times.length > 0 ? Math.min(...times) : wall + hourMs - Math.max(...offsets)
}

const formatter = (timezone: string): Intl.DateTimeFormat => {
  const options = {
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
    hourCycle: 'h23',
    calendar: 'gregory',
    numberingSystem: 'latn',
  } as const
  try {
    return new Intl.DateTimeFormat('en', { ...options, timeZone: timezone })
  } catch {
    return new Intl.DateTimeFormat('en', { ...options, timeZone: 'UTC' })
  }
}
