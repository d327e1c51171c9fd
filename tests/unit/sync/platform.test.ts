import { createServer as createSecure } from 'node:https'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import type { PlatformAnswer } from '#sync/platform-answer'
import { syncBench } from './sync-bench.ts'

/** Self-signed, for 127.0.0.1 only, good for a hundred years; it protects nothing. */
const key = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgPnXMXeIR+9MDvI78
UGmeanHYqHetOobebNDfDfUkuyahRANCAATgPb6kEaAXIJBDhasHymD2suyM+T0g
HGVxnw+hcMsgmH2eNZ30C5DjhTXmp5OMUBoYRGa381pa6vZXPlhtiXsM
-----END PRIVATE KEY-----`
const cert = `-----BEGIN CERTIFICATE-----
MIIBkTCCATagAwIBAgIUS9uggMotGbP0qSAP38khFIBGZCMwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJMTI3LjAuMC4xMCAXDTI2MTEyMzAwNTI0N1oYDzIxMjYxMDMw
MDA1MjQ3WjAUMRIwEAYDVQQDDAkxMjcuMC4wLjEwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAATgPb6kEaAXIJBDhasHymD2suyM+T0gHGVxnw+hcMsgmH2eNZ30C5Dj
hTXmp5OMUBoYRGa381pa6vZXPlhtiXsMo2QwYjAdBgNVHQ4EFgQUmFnyswN/9Coq
wT1wOgUPaq0s5P8wHwYDVR0jBBgwFoAUmFnyswN/9CoqwT1wOgUPaq0s5P8wDwYD
VR0TAQH/BAUwAwEB/zAPBgNVHREECDAGhwR/AAABMAoGCCqGSM49BAMCA0kAMEYC
IQDOdYnYUIRsItTErp5vlFCyUk9NqQPVUdZVugug2KSkhAIhANi9PBnqyQe7GZVc
u0Uoxiw2Hcve02tysc7zU4paIOSR
-----END CERTIFICATE-----`

const open: (() => void)[] = []
afterEach(() => {
  for (const close of open.splice(0)) close()
})

type Reply = (request: IncomingMessage, response: ServerResponse) => void

const serve = async (server: Server, scheme: string): Promise<string> => {
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  open.push(() => {
    server.closeAllConnections()
    server.close()
  })
  return `${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const ask = async (reply: Reply): Promise<PlatformAnswer> => askAt(await serve(createServer(reply), 'http'))

const askAt = async (url: string): Promise<PlatformAnswer> => {
  const bench = syncBench({ url, organizer: 'promotor', deviceToken: 'till' })
  open.push(bench.close)
  return bench.parts.platform.get('events/')
}

const json =
  (status: number, body: string, headers: Readonly<Record<string, string>> = {}): Reply =>
  (_request, response) =>
    void response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body)

const page = '<!DOCTYPE html><html><body>Sign in to this network</body></html>'

describe('what came back, sorted by what may be done next', () => {
  it('sends the device token, asks for English, and encodes what is searched for', async () => {
    let seen: IncomingMessage | null = null
    const url = await serve(
      createServer((request, response) => {
        seen = request
        json(200, '{}')(request, response)
      }),
      'http',
    )
    const bench = syncBench({ url: `${url}/`, organizer: 'promotor', deviceToken: 'till' })
    open.push(bench.close)
    await bench.parts.platform.get('orders/', { modified_since: '2027-01-01T00:00:00+01:00' })
    expect(seen).toMatchObject({
      url: '/api/v1/organizers/promotor/orders/?modified_since=2027-01-01T00%3A00%3A00%2B01%3A00',
      headers: { authorization: 'Device till', 'accept-language': 'en' },
    })
  })
  it('takes a body that the platform parsed as it is', async () =>
    expect(await ask(json(200, '{"count":0}'))).toMatchObject({ kind: 'ok', status: 200, body: { count: 0 } }))
  it('knows that nothing has changed', async () =>
    expect(await ask((_, response) => void response.writeHead(304).end())).toMatchObject({ kind: 'ok', status: 304 }))
  it.each([
    [400, '["You cannot create a paid order without a payment provider."]'],
    [404, '{"detail":"No Order matches the given query."}'],
    [405, '{"detail":"Method \\"PUT\\" not allowed."}'],
    [412, '{"detail":"Precondition failed."}'],
  ])('a refusal of the platform itself is one: %i', async (status, body) =>
    expect(await ask(json(status, body))).toMatchObject({ kind: 'refused', status, body: JSON.parse(body) }),
  )
  it.each([
    ['Invalid token.', 'token-unknown'],
    ['Device access has been revoked.', 'device-revoked'],
    ['Device has not been initialized.', 'credentials-refused'],
    ['Token inactive or deleted.', 'credentials-refused'],
  ])('a till that is shut out learns why: %s', async (detail, code) =>
    expect(await ask(json(401, JSON.stringify({ detail })))).toMatchObject({ kind: 'barred', status: 401, refusal: { code } }),
  )
  it('a profile that may not sell is told from a right that is missing', async () => {
    expect(await ask(json(403, '{"detail":"Request denied by device security profile."}'))).toMatchObject({
      kind: 'barred',
      refusal: { code: 'profile-cannot-sell' },
    })
    expect(await ask(json(403, '{"detail":"You do not have permission to perform this action."}'))).toMatchObject({
      kind: 'barred',
      refusal: { code: 'credentials-refused' },
    })
  })
  it('waits as long as the platform asks', async () => {
    expect(await ask(json(409, '{"detail":"busy"}', { 'retry-after': '5' }))).toMatchObject({
      kind: 'later',
      status: 409,
      afterMs: 5000,
    })
    expect(await ask(json(429, page, { 'retry-after': '7' }))).toMatchObject({ kind: 'later', status: 429, afterMs: 7000 })
  })
  it('does not wait for ever because a proxy says so', async () =>
    expect(await ask(json(429, '{}', { 'retry-after': '99999999' }))).toMatchObject({ kind: 'later', afterMs: 600_000 }))
  it.each([500, 502, 503, 504])('a fault over there leaves it open what was done: %i', async status =>
    expect(await ask(json(status, page))).toMatchObject({ kind: 'unknown', sent: true, refusal: { code: 'platform-fault' } }),
  )
  it.each([
    ['a login page instead of an answer', 200, page],
    ["a proxy's own 404", 404, page],
    ['a wrong host', 400, page],
    ['a redirect to somewhere else', 302, ''],
    ['an answer torn off in the middle', 200, '{"count":3,"results":[{"co'],
    ['ten megabytes of garbage', 200, 'garbage! '.repeat(1_200_000)],
    ['more than any page can be', 200, '[1,2,3,4]'.repeat(2_000_000)],
  ])('%s is no answer of the platform', async (_, status, body) =>
    expect(await ask(json(status, body))).toMatchObject({
      kind: 'unknown',
      sent: true,
      refusal: { code: 'platform-answer-unreadable' },
    }),
  )
  it('a connection that breaks leaves it open what was done', async () =>
    expect(await ask(request => void request.socket.destroy())).toMatchObject({
      kind: 'unknown',
      sent: true,
      refusal: { code: 'platform-unreachable' },
    }))
  it('nobody there means that nothing was done', async () => {
    const url = await serve(createServer(), 'http')
    for (const close of open.splice(0)) close()
    expect(await askAt(url)).toMatchObject({
      kind: 'unknown',
      sent: false,
      refusal: { code: 'platform-unreachable', parameters: { url } },
    })
  })
  it('a certificate that nobody vouches for is named, and nothing was sent', async () => {
    let asked = 0
    const url = await serve(
      createSecure({ key, cert }, (_request, response) => {
        asked += 1
        response.end('{}')
      }),
      'https',
    )
    expect(await askAt(url)).toMatchObject({
      kind: 'unknown',
      sent: false,
      refusal: { code: 'certificate-untrusted', parameters: { url } },
    })
    expect(asked).toBe(0)
  })
})
