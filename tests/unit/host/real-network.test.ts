import { createServer } from 'node:http'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { realNetwork } from '#host/real-network'
import type { HttpRequest } from '#main/world'

/** Says hello at once under `/`, and with two cookies under `/cookies`, begins and never ends under `/half`, and says nothing elsewhere. */
let server: Server
let address: string
beforeEach(async () => {
  server = createServer((request, response) => {
    if (request.url === '/') response.end('hello')
    if (request.url === '/cookies') response.writeHead(200, { 'set-cookie': ['one=1; path=/', 'two=2; path=/'] }).end('hello')
    if (request.url === '/half') response.write('hel')
  })
  await new Promise<void>(ready => server.listen(0, '127.0.0.1', ready))
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterEach(() => {
  server.closeAllConnections()
  server.close()
})

const ask = (path: string, more: Partial<HttpRequest> = {}) =>
  realNetwork.request({ method: 'GET', url: `${address}${path}`, headers: {}, timeoutMs: 100, maxAnswerBytes: 100, ...more })

it('an exchange that takes too long is given up, before the answer and in the middle of it', async () => {
  expect(await ask('/silent')).toEqual({ kind: 'failure', reason: 'timeout' })
  expect(await ask('/half')).toEqual({ kind: 'failure', reason: 'timeout' })
})

it('whoever gives up an exchange is not told that it took too long', async () => {
  const patience = new AbortController()
  const answer = ask('/silent', { timeoutMs: 10_000, signal: patience.signal })
  patience.abort()
  expect(await answer).toEqual({ kind: 'failure', reason: 'aborted' })
})

it('the limit ends with the exchange: nothing is left to wake for', async () => {
  const timers = (): number => process.getActiveResourcesInfo().filter(name => name === 'Timeout').length
  const before = timers()
  expect(await ask('/', { timeoutMs: 60_000 })).toMatchObject({ kind: 'answer', status: 200, body: 'hello' })
  expect(timers()).toBeLessThanOrEqual(before)
})

it('of several cookies none is lost, and each is told from the others', async () => {
  expect(await ask('/cookies')).toMatchObject({ headers: { 'set-cookie': 'one=1; path=/\ntwo=2; path=/' } })
})
