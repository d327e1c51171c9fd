import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { z } from 'zod'
import type { Result } from '#contract/refusal'
import { done, refused } from '#contract/refusal'
import type { Handlers } from '#contract/wire'
import { dispatch } from '#main/dispatch'
import type { Announcer } from '#main/feed'
import type { World } from '#main/world'
import { pace } from './pace.ts'
import { screenHeaders } from './screen-rules.ts'
import { serveFile } from './screens.ts'
import type { Session } from './session.ts'
import { openSession } from './session.ts'
import { answerShut } from './shut-page.ts'

/** What stands behind a door: the handlers of an open core and its feed. */
export type Interior = { readonly handlers: Handlers; readonly feed: Announcer }

/** The plain HTTP door, on loopback only. */
export type HttpDoor = {
  readonly url: string
  readonly port: number
  /** Windows that listen right now. */
  readonly listeners: () => number
  readonly close: () => Promise<void>
}

const maxBodyBytes = 64 * 1024
const callsAtOnce = { burst: 400, perSecond: 200 }
const heartbeatMs = 15_000
const maxFeeds = 8

const everyAnswer = { ...screenHeaders, 'Cache-Control': 'no-store' }

type Door = {
  readonly world: World
  readonly interior: Interior
  readonly screens: string
  readonly session: Session
  readonly hosts: readonly string[]
  readonly roomForCall: () => boolean
  feeds: number
}

/** `secret`: what admits a window that was let in before the core was started again; without it nobody is known yet. */
export type DoorOptions = { readonly port: number; readonly screens: string; readonly secret?: string | undefined }

/**
 * Opens the door on 127.0.0.1. `port` 0: any free one. `screens`: folder of the built renderer.
 * Refuses with `port-used` when another program has the port.
 */
export const openHttpDoor = (world: World, interior: Interior, options: DoorOptions): Promise<Result<HttpDoor>> => {
  const { promise, resolve } = Promise.withResolvers<Result<HttpDoor>>()
  const server = createServer()
  server.on('error', problem =>
    resolve(
      'code' in problem && ['EADDRINUSE', 'EACCES'].includes(String(problem.code))
        ? refused('port-used', { port: options.port })
        : refused('fault'),
    ),
  )
  server.listen(options.port, '127.0.0.1', () => {
    // listening on an address and port gives an AddressInfo, never a pipe name
    const { port } = server.address() as AddressInfo
    const session = openSession(world, port, options.secret)
    const door: Door = {
      world,
      interior,
      screens: options.screens,
      session,
      hosts: [`127.0.0.1:${port}`, `localhost:${port}`],
      roomForCall: pace(world.clock, callsAtOnce),
      feeds: 0,
    }
    server.on('request', (request, response) => {
      answer(door, request, response).catch((problem: unknown) => {
        const stack = problem instanceof Error ? (problem.stack ?? problem.message) : 'not an error'
        world.log({ level: 'fault', event: 'door.fault', fields: { stack } })
        response.destroy()
      })
    })
    const close = (): Promise<void> => {
      server.closeAllConnections()
      return new Promise(closed => server.close(() => closed()))
    }
    resolve(done({ url: session.address(`http://127.0.0.1:${port}`), port, listeners: () => door.feeds, close }))
  })
  return promise
}

const answer = async (door: Door, request: IncomingMessage, response: ServerResponse): Promise<void> => {
  for (const [name, value] of Object.entries(everyAnswer)) response.setHeader(name, value)
  if (!comesFromUs(door, request)) return sendResult(response, 403, refused('not-allowed-here'))
  const url = URL.parse(`http://door${request.url ?? '/'}`)
  if (url?.host !== 'door') return sendResult(response, 400, refused('not-allowed-here'))
  const key = url.searchParams.get('key')
  if (request.method === 'GET' && url.pathname === '/' && key !== null) return enter(door, request, response, key)
  if (!door.session.admits(request)) return shut(request, response, url.pathname)
  if (request.method === 'POST' && url.pathname.startsWith('/call/'))
    return call(door, request, response, url.pathname.slice('/call/'.length))
  if (request.method === 'GET' && url.pathname === '/feed') return feed(door, response)
  if (request.method === 'GET') return serveFile(door.screens, url.pathname, response)
  return sendResult(response, 405, refused('not-allowed-here'))
}

/** A page of another site may know the port: its Host (after DNS rebinding) or its Origin gives it away. */
const comesFromUs = (door: Door, request: IncomingMessage): boolean => {
  const host = request.headers.host ?? ''
  const origin = request.headers.origin
  return door.hosts.includes(host) && (origin === undefined || origin === `http://${host}`)
}

const enter = (door: Door, request: IncomingMessage, response: ServerResponse, key: string): void => {
  const cookie = door.session.exchange(key)
  if (cookie) response.setHeader('Set-Cookie', cookie)
  if (!cookie && !door.session.admits(request)) return answerShut(response)
  response.writeHead(303, { Location: '/' }).end()
}

/** A person at a page is told in words, a screen that asks or listens in the form it understands. */
const shut = (request: IncomingMessage, response: ServerResponse, path: string): void =>
  request.method === 'GET' && path === '/' ? answerShut(response) : sendResult(response, 403, refused('not-allowed-here'))

const call = async (door: Door, request: IncomingMessage, response: ServerResponse, method: string): Promise<void> => {
  if (!door.roomForCall()) return sendResult(response, 200, refused('too-many-requests', {}, { afterMs: 1000 }))
  if (!(request.headers['content-type'] ?? '').startsWith('application/json'))
    return sendResult(response, 415, refused('input-malformed', { method }))
  const body = await readBody(request)
  if (body === null) return sendResult(response, 413, refused('input-malformed', { method }))
  const parsed = envelope.safeParse(parse(body))
  if (!parsed.success) return sendResult(response, 400, refused('input-malformed', { method }))
  return sendResult(response, 200, await dispatch(door.interior.handlers, door.world.log, method, parsed.data.input))
}

const readBody = async (request: IncomingMessage): Promise<string | null> => {
  const pieces: Buffer[] = []
  let length = 0
  try {
    for await (const piece of request) {
      length += piece.length
      if (length > maxBodyBytes) return null
      pieces.push(piece)
    }
  } catch {
    // whoever asked has gone in the middle of the question: a window that was closed or loaded anew
    return null
  }
  return Buffer.concat(pieces).toString('utf8')
}

const envelope = z.object({ input: z.unknown() })

const parse = (body: string): unknown => {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

const feed = (door: Door, response: ServerResponse): void => {
  if (door.feeds >= maxFeeds) return sendResult(response, 200, refused('too-many-requests', {}, { afterMs: 1000 }))
  door.feeds += 1
  response.writeHead(200, { 'Content-Type': 'text/event-stream' })
  response.flushHeaders()
  response.write(': open\n\n')
  const stopListening = door.interior.feed.listenToAll(
    (topic, message) => void response.write(`event: ${topic}\ndata: ${JSON.stringify(message)}\n\n`),
  )
  const beat = (): void => {
    response.write(': still here\n\n')
    stopBeating = door.world.clock.after(heartbeatMs, beat)
  }
  let stopBeating = door.world.clock.after(heartbeatMs, beat)
  response.on('close', () => {
    door.feeds -= 1
    stopListening()
    stopBeating()
  })
}

const sendResult = (response: ServerResponse, status: number, result: Result<unknown>): void => {
  response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8' }).end(JSON.stringify(result))
}
