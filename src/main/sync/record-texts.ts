/** How a record of a list of orders begins in the text of its page: nothing in between, its code first. */
const beginning = '{"code":"'
const border = `},${beginning}`
const listBegins = '"results":['
const listEnds = ']}'

/**
 * Each record's own text, cut out of the text of the page it came in: writing 50 orders out again takes as long as reading them. Null when the text is not
 * written so that this is certain, and for records from elsewhere; then they are to be written out.
 *
 * Between quotes a quote is escaped, so a border never lies within a string. One between two records is found wherever both begin with their code and nothing
 * stands between them; when there are exactly as many borders as records ask for, and behind each the code of its record, none of them lies deeper.
 */
export const recordTexts = (text: string, records: readonly unknown[]): readonly string[] | null => {
  const list = text.indexOf(listBegins)
  let first = list + listBegins.length
  if (list < 0 || records.length === 0) return null
  const texts: string[] = []
  for (const [index, record] of records.entries()) {
    if (!beginsWithItsCode(text, first, record)) return null
    const next = text.indexOf(border, first)
    const isLast = index === records.length - 1
    if (isLast !== next < 0) return null
    const end = isLast ? text.length - listEnds.length : next + 1
    texts.push(text.slice(first, end))
    first = next + 2
  }
  return text.endsWith(listEnds) && isWhole(texts.at(-1) ?? '') ? texts : null
}

/** Whether the list was the last thing in the text: else the last record would take what follows with it. */
const isWhole = (text: string): boolean => {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

const beginsWithItsCode = (text: string, at: number, record: unknown): boolean =>
  typeof record === 'object' &&
  record !== null &&
  'code' in record &&
  typeof record.code === 'string' &&
  text.startsWith(`${beginning}${record.code}"`, at) &&
  Object.keys(record)[0] === 'code'
