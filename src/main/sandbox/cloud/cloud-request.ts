/** A request to one of the cloud's addresses. `path` and `query` as sent, `path` without the address' own beginning; header names in small letters. */
export type CloudRequest = {
  readonly method: string
  readonly rawPath: string
  readonly path: string
  readonly query: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export type CloudAnswer = { readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: string }

/** An answer in JSON. */
export function json(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): CloudAnswer {
  return { status, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) }
}

/** A JSON body; undefined where it is none. */
export function parseBody(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text)
  } catch {
    return undefined
  }
}
