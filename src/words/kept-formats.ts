/** Languages, currencies, zones and shapes there may be of a kind before its formats are made anew. */
const mostKept = 200

/**
 * Makes a format once for what it is made of: making one takes as long as using it a hundred times, and clocks use them every second. The one thing that a module of
 * Kasa remembers: a format is what its locale and options say, so nobody can tell that it was kept, and who formats an amount needs to know its language only.
 */
const keptFormats = <Options, Format>(
  make: (locale: string, options: Options) => Format,
): ((locale: string, options: Options) => Format) => {
  const kept = new Map<string, Format>()
  return (locale, options) => {
    const name = `${locale} ${JSON.stringify(options)}`
    const known = kept.get(name) ?? make(locale, options)
    if (kept.size >= mostKept) kept.clear()
    kept.set(name, known)
    return known
  }
}

/** Formats of numbers. */
export const numberFormat = keptFormats(
  (locale, options: Intl.NumberFormatOptions): Intl.NumberFormat => new Intl.NumberFormat(locale, options),
)

/** Formats of times. Throws where the zone is unknown. */
export const timeFormat = keptFormats(
  (locale, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => new Intl.DateTimeFormat(locale, options),
)
