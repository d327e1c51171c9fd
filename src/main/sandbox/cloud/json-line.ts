/** The line, from 1, on which a value of a JSON text stands; of what is missing, the line of what it is missing from. `text` is known to be JSON. */
export function lineOf(text: string, path: readonly (string | number)[]): number {
  const reader = new Reader(text)
  let at = reader.skip(0)
  for (const step of path) {
    const next = reader.child(at, step)
    if (next === null) break
    at = next
  }
  return text.slice(0, at).split('\n').length
}

/** Finds its way through JSON by position. */
class Reader {
  readonly #text: string

  constructor(text: string) {
    this.#text = text
  }

  skip(at: number): number {
    let next = at
    while (/\s/.test(this.#text[next] ?? '')) next += 1
    return next
  }

  /** Where a member or an element of the value at `at` begins; null when it has none of that name. */
  child(at: number, step: string | number): number | null {
    const opening = this.#text[at]
    if (opening !== '{' && opening !== '[') return null
    let next = this.skip(at + 1)
    for (let element = 0; next < this.#text.length && this.#text[next] !== '}' && this.#text[next] !== ']'; element += 1) {
      let name: string | number = element
      if (opening === '{') {
        const end = this.end(next)
        name = String(JSON.parse(this.#text.slice(next, end)))
        next = this.skip(this.skip(end) + 1)
      }
      if (String(name) === String(step)) return next
      next = this.skip(this.end(next))
      if (this.#text[next] === ',') next = this.skip(next + 1)
    }
    return null
  }

  /** Where the value that begins at `at` has ended. */
  end(at: number): number {
    const opening = this.#text[at]
    if (opening === '"') return this.#endOfString(at)
    if (opening !== '{' && opening !== '[') {
      let next = at
      while (next < this.#text.length && !/[\s,\]}]/.test(this.#text[next] ?? '')) next += 1
      return next
    }
    let depth = 0
    for (let next = at; next < this.#text.length; next += 1) {
      const letter = this.#text[next]
      if (letter === '"') next = this.#endOfString(next) - 1
      else if (letter === '{' || letter === '[') depth += 1
      else if (letter === '}' || letter === ']') depth -= 1
      if (depth === 0) return next + 1
    }
    return this.#text.length
  }

  #endOfString(at: number): number {
    let next = at + 1
    while (next < this.#text.length && this.#text[next] !== '"') next += this.#text[next] === '\\' ? 2 : 1
    return next + 1
  }
}
