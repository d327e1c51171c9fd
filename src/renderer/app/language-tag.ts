const usual = 'en-US'

/** The language of the browser as a tag that formats can be made of. Systems with a POSIX locale give `en-US@posix` or `C`, of which `Intl` makes nothing but an exception (BCP 47 has no `@`). */
export const soundTag = (tag: string): string => {
  const named = tag.replace(/[.@].*$/, '').replaceAll('_', '-')
  try {
    return Intl.getCanonicalLocales(named)[0] ?? usual
  } catch {
    return usual
  }
}
