/** One field of a GraphQL query, with the name its answer is filed under. */
export type Field = {
  readonly name: string
  readonly alias: string
  readonly input: Readonly<Record<string, unknown>>
  readonly fields: readonly Field[]
}

const nestingMost = 20

/** Reads the query of a GraphQL request: fields, aliases, arguments, variables; no fragments, no mutations. Throws a sentence when it is none. */
export function readQuery(text: string, variables: Readonly<Record<string, unknown>>): readonly Field[] {
  const reader = new Reader(tokensOf(text), variables)
  return reader.document()
}

function tokensOf(text: string): readonly string[] {
  const tokens: string[] = []
  const pattern = /[\s,]+|#[^\n]*|("(?:[^"\\\n]|\\.)*"|\.\.\.|[A-Za-z_]\w*|-?\d+(?:\.\d+)?|[{}()[\]:$!=@])/gy
  while (pattern.lastIndex < text.length) {
    const at = pattern.lastIndex
    const found = pattern.exec(text)
    if (found === null) throw new Error(`error parsing args: unexpected character at position ${at}`)
    if (found[1] !== undefined) tokens.push(found[1])
  }
  return tokens
}

class Reader {
  readonly #tokens: readonly string[]
  readonly #variables: Readonly<Record<string, unknown>>
  #at = 0

  constructor(tokens: readonly string[], variables: Readonly<Record<string, unknown>>) {
    this.#tokens = tokens
    this.#variables = variables
  }

  document(): readonly Field[] {
    if (this.#peek() === 'query') {
      this.#next()
      if (/^\w/.test(this.#peek())) this.#next()
      if (this.#peek() === '(') this.#skipDeclarations()
    }
    const fields = this.#selection(0)
    if (this.#at < this.#tokens.length) throw this.#unexpected()
    return fields
  }

  #selection(depth: number): readonly Field[] {
    if (depth > nestingMost) throw new Error('query is nested too deeply')
    this.#expect('{')
    const fields: Field[] = []
    while (this.#peek() !== '}') fields.push(this.#field(depth))
    this.#expect('}')
    return fields
  }

  #field(depth: number): Field {
    const first = this.#name()
    const name = this.#peek() === ':' ? (this.#expect(':'), this.#name()) : first
    const input = this.#peek() === '(' ? this.#inputs() : {}
    return { name, alias: first, input, fields: this.#peek() === '{' ? this.#selection(depth + 1) : [] }
  }

  #inputs(): Readonly<Record<string, unknown>> {
    this.#expect('(')
    const input = this.#pairs(')')
    this.#expect(')')
    return input
  }

  #pairs(end: string): Record<string, unknown> {
    const pairs: Record<string, unknown> = {}
    while (this.#peek() !== end) {
      const name = this.#name()
      this.#expect(':')
      pairs[name] = this.#value()
    }
    return pairs
  }

  #value(): unknown {
    const token = this.#next()
    if (token === '$') return this.#variables[this.#name()]
    if (token === '{') {
      const value = this.#pairs('}')
      this.#expect('}')
      return value
    }
    if (token === '[') {
      const values: unknown[] = []
      while (this.#peek() !== ']') values.push(this.#value())
      this.#expect(']')
      return values
    }
    if (token.startsWith('"')) return JSON.parse(token)
    if (/^-?\d/.test(token)) return Number(token)
    if (token === 'true' || token === 'false') return token === 'true'
    if (token === 'null') return null
    if (/^\w/.test(token)) return token
    throw this.#unexpected()
  }

  #skipDeclarations(): void {
    while (this.#next() !== ')');
  }

  #name(): string {
    const token = this.#next()
    if (!/^[A-Za-z_]/.test(token)) throw this.#unexpected()
    return token
  }

  #expect(wanted: string): void {
    if (this.#next() !== wanted) throw this.#unexpected()
  }

  #peek(): string {
    return this.#tokens[this.#at] ?? ''
  }

  #next(): string {
    const token = this.#tokens[this.#at]
    if (token === undefined) throw new Error('syntax error: unexpected end of the query')
    this.#at += 1
    return token
  }

  #unexpected(): Error {
    return new Error(`syntax error: unexpected ${JSON.stringify(this.#tokens[this.#at - 1] ?? '')}`)
  }
}
