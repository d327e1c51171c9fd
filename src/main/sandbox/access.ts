import { detail, forbidden, type Answer } from './answer.ts'
import type { Platform } from './platform.ts'
import type { Actor } from './request.ts'

/** Reads the Authorization header: who asks, or why nobody may. */
export function authenticate(platform: Platform, authorization: string): Actor | Answer {
  const space = authorization.indexOf(' ')
  const scheme = authorization.slice(0, Math.max(space, 0)).toLowerCase()
  const token = authorization.slice(space + 1).trim()
  if (scheme === 'token') return token === platform.adminToken ? { kind: 'team' } : unauthorized('Invalid token.', 'Token')
  if (scheme === 'device') {
    const device = platform.devices.find(candidate => candidate.apiToken === token)
    if (device === undefined || token === '') return unauthorized('Invalid token.', 'Token')
    if (device.initialized === null) return unauthorized('Device has not been initialized.', 'Token')
    if (device.revoked) return unauthorized('Device access has been revoked.', 'Token')
    return { kind: 'device', device }
  }
  return unauthorized('Authentication credentials were not provided.', 'Token')
}

/** May this actor use the named route? Profiles are lists of method and route name. */
export function allowedByProfile(actor: Actor, method: string, route: string): boolean {
  if (actor.kind !== 'device' || actor.device.profile === 'full') return true
  const key = `${method} ${route}`
  if (SCAN_ROUTES.has(key)) return true
  if (key === 'GET checkinlistpos-list') return actor.device.profile !== 'pretixscan_online_kiosk'
  return key === 'GET order-list' && actor.device.profile === 'pretixscan'
}

/** Does the event exist, and may this actor see it? The caller is not told which of the two fails. */
export function mayEnterEvent(platform: Platform, actor: Actor, slug: string): boolean {
  if (!platform.books.has(slug)) return false
  return actor.kind !== 'device' || actor.device.limitEvents === null || actor.device.limitEvents.includes(slug)
}

/** Wraps what only the team token may do: a device lacks the right, whatever its profile. */
export function teamOnly<Received extends { readonly actor: Actor }>(
  handler: (call: Received) => Answer,
): (call: Received) => Answer {
  return call => (call.actor.kind === 'team' ? handler(call) : forbidden())
}

/** The 403 of a security profile. */
export function deniedByProfile(): Answer {
  return detail(403, 'Request denied by device security profile.')
}

function unauthorized(text: string, scheme: string): Answer {
  return detail(401, text, { 'WWW-Authenticate': scheme })
}

/** What all scanning profiles may do, as far as the sandbox has the routes. */
const SCAN_ROUTES: ReadonlySet<string> = new Set([
  'GET version',
  'GET device.eventselection',
  'GET idempotency.query',
  'GET device.info',
  'POST device.update',
  'POST device.revoke',
  'POST device.roll',
  'GET event-list',
  'GET event-detail',
  'GET subevent-list',
  'GET subevent-detail',
  'GET itemcategory-list',
  'GET item-list',
  'GET question-list',
  'GET checkinlist-list',
  'GET checkinlist-status',
  'GET revokedsecrets-list',
  'GET blockedsecrets-list',
  'GET event.settings',
  'POST checkinrpc.redeem',
  'GET checkinrpc.search',
])
