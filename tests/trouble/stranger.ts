import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'

/** A server on loopback that is no pretix, or no longer one. */
export type Stranger = { readonly url: string; readonly requests: string[]; readonly stop: () => Promise<void> }

type Answers = (request: IncomingMessage, response: ServerResponse) => void

export const startStranger = (answers: Answers): Promise<Stranger> => listen(createServer(), 'http', answers)

/** One whose certificate it made itself, for this test, in `folder`. Null where there is no openssl to make it with. */
export const startSelfSigned = async (folder: string, answers: Answers): Promise<Stranger | null> => {
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
  const subject = ['-days', '2', '-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1']
  const made = spawnSync('openssl', ['req', '-x509', '-nodes', '-newkey', 'rsa:2048', '-keyout', key, '-out', cert, ...subject])
  if (made.status !== 0) return null
  return listen(createSecureServer({ key: readFileSync(key), cert: readFileSync(cert) }), 'https', answers)
}

const listen = (server: ReturnType<typeof createServer>, scheme: string, answers: Answers): Promise<Stranger> => {
  const requests: string[] = []
  server.on('request', (request, response) => {
    requests.push(`${request.method} ${request.url}`)
    answers(request, response)
  })
  return new Promise(resolve =>
    server.listen(0, '127.0.0.1', () =>
      resolve({
        // a port was asked for, so there is one
        url: `${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}`,
        requests,
        stop: () =>
          new Promise(stopped => {
            server.close(() => stopped())
            server.closeAllConnections()
          }),
      }),
    ),
  )
}

export const html: Answers = (_, response) =>
  void response
    .writeHead(200, { 'content-type': 'text/html' })
    .end('<!DOCTYPE html><html><body><h1>Sign in to this network</h1></body></html>')

/** Announces a whole answer and hangs up in the middle of it. */
export const truncated: Answers = (_, response) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '5000' })
  response.write('{"organizer": "promoter", "device_')
  setTimeout(() => response.destroy(), 20)
}

/** JSON that stops in the middle although all of it came. */
export const halfJson: Answers = (_, response) =>
  void response.writeHead(200, { 'content-type': 'application/json' }).end('{"organizer": "promoter", "device_')

export const tenMegabytes: Answers = (_, response) =>
  void response.writeHead(200, { 'content-type': 'application/json' }).end(Buffer.alloc(10_000_000, 'x'))

export const otherJson: Answers = (_, response) =>
  void response.writeHead(200, { 'content-type': 'application/json' }).end('{"hello": "I am a printer"}')
