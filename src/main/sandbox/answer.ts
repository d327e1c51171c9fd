/** What a handler answers: a status and a JSON body, or ready-made text for the few answers that are not JSON. */
export type Answer = {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
  /** Sent as it is instead of `body`. */
  readonly text?: { readonly contentType: string; readonly content: string }
}

/** The platform answers in English only, whatever Accept-Language asks for: a client that matches on texts asks for `en`. */
export function ok(body: unknown, headers: Readonly<Record<string, string>> = {}): Answer {
  return { status: 200, body, headers }
}

/** 201 with what was made. */
export function created(body: unknown): Answer {
  return { status: 201, body }
}

/** 204. */
export function noContent(): Answer {
  return { status: 204 }
}

/** 400 with any of the platform's error shapes: a field map, a bare list, nested lists. */
export function badRequest(body: unknown): Answer {
  return { status: 400, body }
}

/** The `{"detail": …}` shape. */
export function detail(status: number, text: string, headers: Readonly<Record<string, string>> = {}): Answer {
  return { status, body: { detail: text }, headers }
}

/** 404 in the words of the platform's ORM. */
export function noSuch(model: string): Answer {
  return detail(404, `No ${model} matches the given query.`)
}

/** 403 for a missing right, and for organizers and events that do not exist: existence is not disclosed. */
export function forbidden(): Answer {
  return detail(403, 'You do not have permission to perform this action.')
}

/** 409 that may be retried with the same idempotency key. */
export function busy(text: string): Answer {
  return detail(409, text, { 'Retry-After': '5' })
}

/** 405. */
export function methodNotAllowed(method: string): Answer {
  return detail(405, `Method "${method}" not allowed.`)
}

/** 404 as HTML: what an address outside the API's routes answers. */
export function htmlNotFound(): Answer {
  return {
    status: 404,
    text: {
      contentType: 'text/html; charset=utf-8',
      content:
        '<!DOCTYPE html>\n<html>\n<head>\n    <title>Not found</title>\n</head>\n<body>\n<div class="container">\n    <h1>Not found</h1>\n' +
        '    <p>I&#x27;m afraid we could not find the the resource you requested.</p>\n</div>\n</body>\n</html>\n',
    },
  }
}
