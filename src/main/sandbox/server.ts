import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { World } from '#main/world'
import { answerAdmin } from './admin.ts'
import { busy, detail, type Answer } from './answer.ts'
import { anythingToExpire } from './expiry.ts'
import { idempotencyScope } from './idempotency.ts'
import { forgetfulJournal, openJournal } from './journal.ts'
import { buildProgramme, type ProgrammeKeys } from './programme.ts'
import type { PlainRequest } from './request.ts'
import { journalledPlatform, type JournalledPlatform } from './sandbox-platform.ts'
import { sendAnswer, sendGarbage } from './send-answer.ts'
import { TemperKeeper, type Temper } from './temper.ts'
import { isoDay } from './warsaw-time.ts'

/** What a client needs to know of a running sandbox; the same keys that the start of a real test platform prints. */
export type SandboxDescription = {
  readonly url: string
  readonly organizer: string
  readonly events: readonly string[]
  readonly adminToken: string
  readonly handshake: { readonly handshake_version: 1; readonly url: string; readonly token: string }
  readonly deviceToken: string
  readonly scanToken: string
}

export type Sandbox = {
  readonly url: string
  readonly description: SandboxDescription
  readonly setTemper: (temper: Partial<Temper>) => void
  readonly stop: () => Promise<void>
}

export type SandboxOptions = {
  readonly world: Pick<World, 'clock' | 'random'>
  readonly seed: number
  /** Kept in memory without one. */
  readonly stateDir?: string
  /** 0 or absent: any free port. */
  readonly port?: number
}

const BODY_BYTES_MAX = 10_000_000
const EXPIRY_JOB_MS = 60_000
const SEED_BYTES = 16

/** A keyed request occupies its key this long before it runs, so that twins sent at once meet the 409 of a server at work. */
const KEYED_WORK_MS = 8

/** Starts a pretix platform on loopback with the promoter's programme. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { world, seed } = options
  const head = { seed, day: isoDay(world.clock.now()) }
  const journal = options.stateDir === undefined ? forgetfulJournal(head) : openJournal(options.stateDir, head)
  const { platform, keys } = buildProgramme(journal.head.seed, journal.head.day)
  const journalled = journalledPlatform(platform, journal)
  const temper = new TemperKeeper(() => fractionOf(world.random.bytes(4)))
  const door = new Door(world, journalled, temper)
  const server = createServer((request, response) => void door.receive(request, response, describe(server, journalled, keys)))
  await listen(server, options.port ?? 0)
  const cancelExpiry = repeat(world, EXPIRY_JOB_MS, () => door.expire())
  const description = describe(server, journalled, keys)
  return {
    url: description.url,
    description,
    setTemper: wanted => temper.set(wanted),
    stop: async () => {
      cancelExpiry()
      await new Promise<void>(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
      journal.close()
    },
  }
}

/** The way from a socket to the platform and back, temper included. */
class Door {
  readonly #world: SandboxOptions['world']
  readonly #journalled: JournalledPlatform
  readonly #temper: TemperKeeper
  readonly #keysAtWork = new Set<string>()

  constructor(world: SandboxOptions['world'], journalled: JournalledPlatform, temper: TemperKeeper) {
    this.#world = world
    this.#journalled = journalled
    this.#temper = temper
  }

  async receive(request: IncomingMessage, response: ServerResponse, description: SandboxDescription): Promise<void> {
    const body = await readBody(request)
    const target = request.url ?? '/'
    if (body === null) return void request.socket.destroy()
    if (target.startsWith('/sandbox/')) return this.#receiveAdmin(request, response, { body, description })
    const { mishap, slowMs } = this.#temper.draw(`${request.method ?? ''} ${target}`)
    if (mishap === 'gone') return void request.socket.destroy()
    const plain = plainRequest(request, body)
    const scope = idempotencyScope(plain)
    if (scope !== null && this.#keysAtWork.has(scope))
      return this.#send(response, busy('Concurrent request with idempotency key.'))
    if (scope !== null) this.#keysAtWork.add(scope)
    await this.#wait(slowMs + (scope === null ? 0 : KEYED_WORK_MS))
    if (scope !== null) this.#keysAtWork.delete(scope)
    if (mishap === 'garbage') return sendGarbage(response, this.#temper.temper.garbageBytes)
    const answer = answerOfMishap(mishap) ?? this.#journalled.serve(plain, this.#now(), this.#seed()).answer
    if (mishap === 'lostAnswer') return void request.socket.destroy()
    this.#send(response, answer, mishap === 'cutBody')
  }

  /** The platform's periodic job. */
  expire(): void {
    const at = this.#now()
    if (anythingToExpire(this.#journalled.platform, at)) this.#journalled.does({ kind: 'expire', at, seed: this.#seed() })
  }

  #receiveAdmin(
    request: IncomingMessage,
    response: ServerResponse,
    { body, description }: { body: string; description: SandboxDescription },
  ): void {
    const answer = answerAdmin({
      method: request.method ?? 'GET',
      path: request.url ?? '/',
      authorization: request.headers.authorization ?? '',
      body,
      description,
      temper: this.#temper,
      journalled: this.#journalled,
      at: this.#now(),
      seed: this.#seed(),
    })
    this.#send(response, answer)
  }

  #send(response: ServerResponse, answer: Answer, cut = false): void {
    sendAnswer(response, answer, { at: this.#now(), cut })
  }

  #now(): number {
    return this.#world.clock.now() + this.#temper.temper.clockSkewMs
  }

  #seed(): string {
    return Buffer.from(this.#world.random.bytes(SEED_BYTES)).toString('hex')
  }

  #wait(delayMs: number): Promise<void> {
    if (delayMs <= 0) return Promise.resolve()
    return new Promise(resolve => this.#world.clock.after(delayMs, resolve))
  }
}

function answerOfMishap(mishap: string): Answer | null {
  switch (mishap) {
    case 'status409':
      return busy('The server was too busy to process your request. Please try again.')
    case 'status429':
      return detail(429, 'Request was throttled. Expected available in 2 seconds.', { 'Retry-After': '2' })
    case 'status500':
      return {
        status: 500,
        text: {
          contentType: 'text/html; charset=utf-8',
          content: '<!DOCTYPE html>\n<html><head><title>Internal Server Error</title></head><body></body></html>\n',
        },
      }
    case 'html':
      return {
        status: 200,
        text: {
          contentType: 'text/html; charset=utf-8',
          content:
            '<!DOCTYPE html>\n<html><head><title>Welcome</title></head><body><h1>Sign in to this network</h1></body></html>\n',
        },
      }
    default:
      return null
  }
}

function plainRequest(request: IncomingMessage, body: string): PlainRequest {
  const header = (name: string): string | null => {
    const value = request.headers[name]
    return typeof value === 'string' ? value : null
  }
  return {
    method: request.method ?? 'GET',
    target: request.url ?? '/',
    origin: `http://${request.headers.host ?? '127.0.0.1'}`,
    authorization: request.headers.authorization ?? '',
    idempotencyKey: header('x-idempotency-key'),
    conditions: { modifiedSince: header('if-modified-since'), unmodifiedSince: header('if-unmodified-since') },
    body,
  }
}

/** The whole body; null when it is beyond all measure or the client went away. */
async function readBody(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = []
  let bytes = 0
  try {
    for await (const chunk of request) {
      const piece = Buffer.from(chunk as Uint8Array)
      bytes += piece.length
      if (bytes > BODY_BYTES_MAX) return null
      chunks.push(piece)
    }
  } catch {
    // The client hung up in the middle of its request: there is nobody to answer.
    return null
  }
  return Buffer.concat(chunks).toString('utf8')
}

function describe(server: Server, { platform }: JournalledPlatform, keys: ProgrammeKeys): SandboxDescription {
  const url = `http://127.0.0.1:${portOf(server.address())}`
  return {
    url,
    organizer: platform.organizer.slug,
    events: [...platform.books.keys()],
    adminToken: platform.adminToken,
    handshake: { handshake_version: 1, url, token: keys.handshakeToken },
    deviceToken: keys.deviceToken,
    scanToken: keys.scanToken,
  }
}

function portOf(address: string | AddressInfo | null): number {
  return typeof address === 'object' && address !== null ? address.port : 0
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject)
      resolve()
    })
  })
}

function repeat(world: SandboxOptions['world'], everyMs: number, task: () => void): () => void {
  let cancel = world.clock.after(everyMs, function again() {
    task()
    cancel = world.clock.after(everyMs, again)
  })
  return () => cancel()
}

function fractionOf(bytes: Uint8Array): number {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(0) / 2 ** 32
}
