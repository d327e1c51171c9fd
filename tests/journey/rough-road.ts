import { createServer, request as ask } from 'node:http'
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { Chance } from '../seeded-chance.ts'

/** How bad the network is while it is there: shares of requests in a hundred. */
export type Weather = {
  readonly delayed: number
  readonly longestDelayMs: number
  readonly doubled: number
  readonly answersLost: number
}
export const calm: Weather = { delayed: 0, longestDelayMs: 0, doubled: 0, answersLost: 0 }

/** Moments on the road at which a till may be struck. */
export type Moment = 'upload leaves' | 'upload answered' | 'lease leaves' | 'lease answered'

/** A network between the till and the platform that cuts, delays, sends twice and loses answers. */
export type RoughRoad = {
  readonly url: string
  readonly figures: RoadFigures
  readonly setWeather: (weather: Weather) => void
  readonly cut: () => void
  readonly mend: () => void
  readonly isCut: () => boolean
  /** `told` hears of each moment before the road goes on. */
  readonly watch: (told: (moment: Moment) => void) => void
  readonly close: () => Promise<void>
}

export type RoadFigures = {
  requests: number
  delayed: number
  doubled: number
  doubledWrites: number
  answersLost: number
  cuts: number
  cutMs: number
  turnedAway: number
}

type Reply = { readonly status: number; readonly headers: OutgoingHttpHeaders; readonly body: Buffer }

const longestEchoMs = 4000
const hopHeaders = new Set(['connection', 'keep-alive', 'transfer-encoding', 'host'])

export const openRoughRoad = async (platform: string, chance: Chance): Promise<RoughRoad> => {
  const figures: RoadFigures = {
    requests: 0,
    delayed: 0,
    doubled: 0,
    doubledWrites: 0,
    answersLost: 0,
    cuts: 0,
    cutMs: 0,
    turnedAway: 0,
  }
  const open = new Set<Socket>()
  let weather = calm
  let cutAt: number | null = null
  let told: (moment: Moment) => void = () => undefined
  const happens = (share: number): boolean => chance.below(100) < share

  const carry = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const body = await bodyOf(incoming)
    if (cutAt !== null) return turnAway(incoming, figures)
    figures.requests += 1
    const kind = kindOf(incoming)
    const isWrite = incoming.method !== 'GET'
    // drawn before anything is awaited, so that the order of answers does not change what is drawn for whom
    const draw = { delay: happens(weather.delayed), double: happens(weather.doubled), lose: happens(weather.answersLost) }
    const [delayMs, echoMs, echoFirst] = [chance.below(weather.longestDelayMs + 1), chance.below(longestEchoMs), happens(50)]
    if (kind) told(`${kind} leaves`)
    if (draw.delay) {
      figures.delayed += 1
      await pause(delayMs)
      if (cutAt !== null) return turnAway(incoming, figures)
    }
    if (draw.double) {
      figures.doubled += 1
      if (isWrite) figures.doubledWrites += 1
      // half of the doubles travel side by side with the first, half come in after it was answered
      if (echoFirst) void forward(platform, incoming, body).catch(() => undefined)
      else setTimeout(() => void forward(platform, incoming, body).catch(() => undefined), echoMs)
    }
    const reply = await forward(platform, incoming, body)
    if (kind) told(`${kind} answered`)
    if (draw.lose || cutAt !== null) {
      figures.answersLost += 1
      incoming.socket.destroy()
      return
    }
    outgoing.writeHead(reply.status, reply.headers).end(reply.body)
  }

  const server = createServer((incoming, outgoing) => {
    carry(incoming, outgoing).catch(() => incoming.socket.destroy())
  })
  server.on('connection', socket => {
    open.add(socket)
    socket.once('close', () => open.delete(socket))
  })
  await new Promise<void>(up => server.listen(0, '127.0.0.1', up))
  const address = server.address()
  const mend = (): void => {
    if (cutAt !== null) figures.cutMs += performance.now() - cutAt
    cutAt = null
  }
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    figures,
    setWeather: next => (weather = next),
    cut: () => {
      if (cutAt !== null) return
      figures.cuts += 1
      cutAt = performance.now()
      // what is under way reaches the platform all the same; only its answer does not come back
      for (const socket of open) socket.destroy()
    },
    mend,
    isCut: () => cutAt !== null,
    watch: listener => (told = listener),
    close: async () => {
      for (const socket of open) socket.destroy()
      await new Promise(closed => server.close(closed))
    },
  }
}

const turnAway = (incoming: IncomingMessage, figures: RoadFigures): void => {
  figures.turnedAway += 1
  incoming.socket.destroy()
}

const kindOf = (incoming: IncomingMessage): 'upload' | 'lease' | null => {
  const path = incoming.url ?? ''
  if (incoming.method === 'POST' && /\/orders\/(\?|$)/.test(path)) return 'upload'
  return path.includes('/cartpositions/') && incoming.method !== 'GET' ? 'lease' : null
}

const bodyOf = async (incoming: IncomingMessage): Promise<Buffer> => {
  const pieces: Buffer[] = []
  for await (const piece of incoming) pieces.push(Buffer.from(piece as Uint8Array))
  return Buffer.concat(pieces)
}

const forward = (platform: string, incoming: IncomingMessage, body: Buffer): Promise<Reply> => {
  const headers = Object.fromEntries(Object.entries(incoming.headers).filter(([name]) => !hopHeaders.has(name)))
  return new Promise((resolve, reject) => {
    const onward = ask(
      new URL(incoming.url ?? '/', platform),
      { method: incoming.method ?? 'GET', headers: { ...headers, 'content-length': body.length } },
      answer => {
        bodyOf(answer).then(
          content =>
            resolve({
              status: answer.statusCode ?? 502,
              headers: Object.fromEntries(Object.entries(answer.headers).filter(([name]) => !hopHeaders.has(name))),
              body: content,
            }),
          reject,
        )
      },
    )
    onward.once('error', reject)
    onward.end(body)
  })
}

const pause = (ms: number): Promise<void> => new Promise(done => setTimeout(done, ms))
