import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { World } from '#main/world'
import { answerAdmin } from './admin.ts'
import { busy, detail, type Answer } from './answer.ts'
import { cloudPrefix, openCloud, type Cloud } from './cloud/cloud.ts'
import type { CloudRequest } from './cloud/cloud-request.ts'
import { sellOnline } from './cloud/online-sales.ts'
import type { PacingHand } from './cloud/rehearsal-admin.ts'
import { everydayScenario, readScenario } from './cloud/scenario-file.ts'
import type { Scenario } from './cloud/scenario.ts'
import { anythingToExpire } from './expiry.ts'
import { idempotencyScope } from './idempotency.ts'
import { forgetfulJournal, openJournal } from './journal.ts'
import { buildProgramme, type ProgrammeKeys } from './programme.ts'
import type { PlainRequest } from './request.ts'
import type { SandboxDescription } from './sandbox-description.ts'
import { journalledPlatform, type JournalledPlatform } from './sandbox-platform.ts'
import { sendAnswer, sendGarbage } from './send-answer.ts'
import { TemperKeeper, type Temper } from './temper.ts'
import { isoDay } from './warsaw-time.ts'

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
  /** What its cloud and its web shop play; a usual day without one. */
  readonly scenario?: Scenario
  /** Absent: the clock cannot be told how to go. */
  readonly pacing?: PacingHand
}

const BODY_BYTES_MAX = 10_000_000
const EXPIRY_JOB_MS = 60_000
const SEED_BYTES = 16

/** What the web shop sells in an on-sale is entered in batches: at ×60 four a second. */
const SALES_BATCH_MS = 15_000

/** A keyed request occupies its key this long before it runs, so that twins sent at once meet the 409 of a server at work. */
const KEYED_WORK_MS = 8

/** Starts a pretix platform on loopback with the promoter's programme, and the cloud that its web shop runs in. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { world, seed, scenario } = options
  const cloud = openCloud({
    world,
    seed,
    scenario: scenario ?? readScenario(everydayScenario),
    endless: scenario === undefined,
    left: () => sales.left(),
  })
  const onsale = scenario && { event: scenario.event, stock: scenario.stock, startsAt: cloud.stage.startsAt }
  const head = { seed, day: isoDay(world.clock.now()), ...(onsale === undefined ? {} : { onsale }) }
  const journal = options.stateDir === undefined ? forgetfulJournal(head) : openJournal(options.stateDir, head)
  const { platform, keys } = buildProgramme(journal.head.seed, journal.head.day, journal.head.onsale)
  const journalled = journalledPlatform(platform, journal)
  const sales = sellOnline({ world, journalled, stage: cloud.stage })
  const temper = new TemperKeeper(() => fractionOf(world.random.bytes(4)))
  const door = new Door({ world, journalled, temper, cloud, pacing: options.pacing ?? null })
  const server = createServer(
    (request, response) => void door.receive(request, response, describe(server, journalled, keys, cloud)),
  )
  await listen(server, options.port ?? 0)
  const cancelExpiry = repeat(world, EXPIRY_JOB_MS, () => door.expire())
  const cancelSales = scenario === undefined ? () => {} : repeat(world, SALES_BATCH_MS, () => sales.settle())
  const description = describe(server, journalled, keys, cloud)
  return {
    url: description.url,
    description,
    setTemper: wanted => temper.set(wanted),
    stop: async () => {
      cancelExpiry()
      cancelSales()
      await new Promise<void>(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
      journal.close()
    },
  }
}

type DoorParts = {
  readonly world: SandboxOptions['world']
  readonly journalled: JournalledPlatform
  readonly temper: TemperKeeper
  readonly cloud: Cloud
  readonly pacing: PacingHand | null
}

/** The way from a socket to the platform and back, temper included. */
class Door {
  readonly #world: SandboxOptions['world']
  readonly #journalled: JournalledPlatform
  readonly #temper: TemperKeeper
  readonly #cloud: Cloud
  readonly #pacing: PacingHand | null
  readonly #keysAtWork = new Set<string>()

  constructor({ world, journalled, temper, cloud, pacing }: DoorParts) {
    this.#world = world
    this.#journalled = journalled
    this.#temper = temper
    this.#cloud = cloud
    this.#pacing = pacing
  }

  async receive(request: IncomingMessage, response: ServerResponse, description: SandboxDescription): Promise<void> {
    const body = await readBody(request)
    const target = request.url ?? '/'
    if (body === null) return void request.socket.destroy()
    if (target.startsWith('/sandbox/')) return this.#receiveAdmin(request, response, { body, description })
    if (target.startsWith(`${cloudPrefix}/`)) return this.#receiveCloud(cloudRequest(request, body), response)
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
      cloud: this.#cloud,
      pacing: this.#pacing,
      at: this.#now(),
      seed: this.#seed(),
    })
    this.#send(response, answer)
  }

  async #receiveCloud(request: CloudRequest, response: ServerResponse): Promise<void> {
    const { answer, afterMs, at } = this.#cloud.receive(request)
    await this.#wait(afterMs)
    response.sendDate = false
    const timing = afterMs > 0 ? { 'server-timing': `sandbox;dur=${afterMs.toFixed(1)}` } : {}
    response.writeHead(answer.status, { ...answer.headers, ...timing, date: new Date(at).toUTCString() })
    response.end(answer.body)
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

function cloudRequest(request: IncomingMessage, body: string): CloudRequest {
  const [rawPath = '/', query = ''] = (request.url ?? '/').split('?', 2)
  const headers = Object.entries(request.headers).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.join(',') : (value ?? ''),
  ])
  const path = rawPath.slice(cloudPrefix.length)
  return { method: request.method ?? 'GET', rawPath, path, query, headers: Object.fromEntries(headers), body }
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

function describe(server: Server, { platform }: JournalledPlatform, keys: ProgrammeKeys, cloud: Cloud): SandboxDescription {
  const url = `http://127.0.0.1:${portOf(server.address())}`
  return {
    url,
    organizer: platform.organizer.slug,
    events: [...platform.books.keys()],
    adminToken: platform.adminToken,
    handshake: { handshake_version: 1, url, token: keys.handshakeToken },
    deviceToken: keys.deviceToken,
    scanToken: keys.scanToken,
    cloud: cloud.describe(url),
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
