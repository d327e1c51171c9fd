import { answerAnalytics } from './cloudflare-analytics.ts'
import { answerRooms, notOk, ok } from './cloudflare-rooms.ts'
import { json, parseBody, type CloudAnswer, type CloudRequest } from './cloud-request.ts'
import type { CloudTemper } from './cloud-temper.ts'
import type { Stage } from './stage.ts'

export type CloudflareScene = {
  readonly stage: Stage
  readonly zone: string
  readonly room: string
  readonly token: string
  readonly account: string
  readonly temper: CloudTemper
  readonly now: number
}

const beginning = '/client/v4'
/** A token for one sale is valid until the day after it. */
const tokenValidMs = 86_400_000

/** Answers a call to Cloudflare's interface. */
export function answerCloudflare(request: CloudRequest, scene: CloudflareScene): CloudAnswer {
  if (!request.path.startsWith(`${beginning}/`)) return notOk(404, 7000, 'No route for that URI')
  const inner = { ...request, path: request.path.slice(beginning.length) }
  const { authorization = '' } = request.headers
  if (!/^Bearer \S+$/.test(authorization)) return notOk(400, 6003, 'Invalid request headers')
  if (authorization !== `Bearer ${scene.token}`) return strangerAt(inner.path)
  if (inner.path.endsWith('/tokens/verify')) return verify(inner.path, scene)
  if (inner.path === '/graphql') return graphql(inner, scene)
  if (/^\/zones\/[^/]+\/waiting_rooms(\/|$)/.test(inner.path)) return rooms(inner, scene)
  if (inner.path === `/zones/${scene.zone}` && inner.method === 'GET') return zone(scene)
  return notOk(404, 7003, `Could not route to ${inner.path}, perhaps your object identifier is invalid?`)
}

/** A token that is none is told so by the doors to tokens alone; the others use a word, and the older ones a code too, that a token without the right hears as well. */
function strangerAt(path: string): CloudAnswer {
  if (path.endsWith('/tokens/verify')) return notOk(401, 1000, 'Invalid API Token')
  return /^\/zones\/[^/]+$/.test(path) ? notOk(403, 9109, 'Invalid access token') : notOk(403, 10_000, 'Authentication error')
}

/** A user's token is known to the user, an account's to its account ("Account API tokens"). */
function verify(path: string, { stage, temper, account }: CloudflareScene): CloudAnswer {
  const known = temper.tokenOwner === 'user' ? '/user/tokens/verify' : `/accounts/${account}/tokens/verify`
  if (path !== known) return notOk(401, 1000, 'Invalid API Token')
  return ok({
    id: 'ed17574386854bf78a67040be0a770b0',
    status: 'active',
    expires_on: new Date(stage.startsAt + tokenValidMs).toISOString(),
  })
}

function zone(scene: CloudflareScene): CloudAnswer {
  if (scene.temper.forbidden.includes('zone:read')) return notOk(403, 9109, 'Unauthorized to access requested resource')
  return ok({
    id: scene.zone,
    name: 'bilety.example',
    status: 'active',
    account: { id: scene.account, name: 'Bilety' },
    plan: { legacy_id: 'business', name: 'Business Website' },
  })
}

function graphql(request: CloudRequest, scene: CloudflareScene): CloudAnswer {
  if (request.method !== 'POST') return notOk(405, 10_000, 'Method not allowed')
  if (scene.temper.forbidden.includes('analytics:read'))
    return json(200, {
      data: null,
      errors: [{ message: 'not authorized for that account', path: null, extensions: { code: 'authz' } }],
    })
  return json(
    200,
    answerAnalytics(parseBody(request.body), {
      ...scene,
      error: scene.temper.graphqlError,
      challengesEverybody: scene.temper.challengesEverybody,
    }),
  )
}

function rooms(request: CloudRequest, scene: CloudflareScene): CloudAnswer {
  if (scene.temper.forbidden.includes('waiting-room:read')) return notOk(403, 10_000, 'Authentication error')
  return answerRooms(request, { ...scene, mayWrite: !scene.temper.forbidden.includes('waiting-room:write') })
}
