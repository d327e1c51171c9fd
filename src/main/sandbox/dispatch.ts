import { allowedByProfile, authenticate, mayEnterEvent, deniedByProfile } from './access.ts'
import { detail, forbidden, htmlNotFound, methodNotAllowed, type Answer } from './answer.ts'
import { idempotencyScope, queryIdempotency, storeAnswer, storedAnswer } from './idempotency.ts'
import type { Platform } from './platform.ts'
import type { Actor, Call, PlainRequest } from './request.ts'
import { ROUTES, type Route } from './routes.ts'
import { seededRandom } from './seeded-random.ts'

/** An answer, and whether running the request may have changed anything that a restart must know. */
export type Outcome = { readonly answer: Answer; readonly ran: boolean }

/** Runs one request against the platform: its outcome follows from the request, the moment and the seed alone, so a journal can replay it. */
export function execute(platform: Platform, request: PlainRequest, { at, seed }: { at: number; seed: string }): Outcome {
  const scope = idempotencyScope(request)
  if (scope !== null) {
    const stored = storedAnswer(platform, scope, at)
    if (stored !== null) return { answer: stored, ran: false }
  }
  const answer = run(platform, request, at, seed)
  if (scope !== null) storeAnswer(platform, scope, answer, at)
  return { answer, ran: request.method !== 'GET' }
}

function run(platform: Platform, request: PlainRequest, at: number, seed: string): Answer {
  const url = new URL(request.target, request.origin)
  if (url.pathname === '/api/v1/idempotency_query') return answerIdempotencyQuery(platform, request, url, at)
  if (url.pathname === '/healthcheck/') return { status: 200, text: { contentType: 'text/html; charset=utf-8', content: '' } }
  const found = findRoute(url.pathname)
  if (found === null) return missing(url.pathname)
  const { route, params } = found
  const actor = route.access === 'open' ? { kind: 'nobody' as const } : authenticate(platform, request.authorization)
  if ('status' in actor) return route.name === 'version' ? { status: 403, body: actor.body } : actor
  const body = parseBody(request.body)
  const call: Call = {
    platform,
    request,
    actor,
    at,
    params,
    query: url.searchParams,
    random: seededRandom(seed),
    body: 'value' in body ? body.value : undefined,
  }
  const refusal = mayEnter(platform, route, call)
  if (refusal !== null) return refusal
  if ('fault' in body) return detail(400, body.fault)
  return handle(route, call)
}

function handle(route: Route, call: Call): Answer {
  if (route.access !== 'event') return route.methods[call.request.method]?.(call) ?? methodNotAllowed(call.request.method)
  const book = call.platform.books.get(call.params['event'] ?? '')
  if (book === undefined) return forbidden()
  return route.methods[call.request.method]?.({ ...call, book }) ?? methodNotAllowed(call.request.method)
}

/** Profile first, then organizer and event (403 hides whether they exist), then the right, then the method. */
function mayEnter(platform: Platform, route: Route, call: Call): Answer | null {
  const { actor, request, params } = call
  if (!allowedByProfile(actor, request.method, route.name)) return deniedByProfile()
  if (params['organizer'] !== undefined && params['organizer'] !== platform.organizer.slug) return forbidden()
  if (params['event'] !== undefined && !mayEnterEvent(platform, actor, params['event'])) return forbidden()
  if (route.access === 'team' && actor.kind !== 'team') return forbidden()
  return null
}

function findRoute(path: string): { route: Route; params: Record<string, string> } | null {
  for (const route of ROUTES) {
    const match = route.pattern.exec(path)
    if (match !== null) return { route, params: decodeParams(match.groups ?? {}) }
  }
  return null
}

function decodeParams(groups: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(groups).map(([name, text]) => [name, safelyDecoded(text)]))
}

function safelyDecoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** A path that only lacks its closing slash is redirected; anything else is an HTML page. */
function missing(path: string): Answer {
  if (!path.endsWith('/') && findRoute(`${path}/`) !== null) {
    return { status: 301, headers: { Location: `${path}/` }, text: { contentType: 'text/html; charset=utf-8', content: '' } }
  }
  return htmlNotFound()
}

function answerIdempotencyQuery(platform: Platform, request: PlainRequest, url: URL, at: number): Answer {
  const actor: Actor | Answer = authenticate(platform, request.authorization)
  if ('status' in actor) return actor
  if (request.method !== 'GET') return methodNotAllowed(request.method)
  return queryIdempotency(platform, request, url.searchParams.get('key'), at)
}

function parseBody(text: string): { readonly value: unknown } | { readonly fault: string } {
  if (text === '') return { value: undefined }
  try {
    return { value: JSON.parse(text) }
  } catch {
    return { fault: 'JSON parse error - Expected object or value' }
  }
}
