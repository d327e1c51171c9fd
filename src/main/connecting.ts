import type { Result } from '#contract/refusal'
import { done, refusal } from '#contract/refusal'
import type { Status } from '#contract/status'
import { readHandshake } from '#domain/handshake'
import type { Writable } from '#store/query'
import { putSetting } from '#store/setting'
import { activeTill, latestTill } from '#store/till'
import type { ConnectParts } from '#sync/connect'
import { connect, connectWithToken, storedToken } from '#sync/connect'
import type { Software } from '#sync/handshake-call'
import type { Line } from './line.ts'
import { reachPlatform } from './link.ts'
import type { World } from './world.ts'

/** By the text a device shows, or with the key of a device that exists already. */
export type ConnectRequest = { readonly till: string; readonly cashier: string } & (
  { readonly handshake: string } | { readonly url: string; readonly organizer: string; readonly deviceToken: string }
)

export type ConnectingParts = {
  readonly world: World
  readonly store: Writable
  readonly software: Software
  readonly line: Line
  readonly sandboxAt: string | null
  /** Tells everybody; what they see then. */
  readonly onConnected: () => Status
}

/** How a till comes to its platform: by a person's request, or at each start by what it has kept. */
export type Connecting = {
  readonly connect: (request: ConnectRequest) => Promise<Result<Status>>
  readonly resume: () => Promise<void>
}

export const createConnecting = (parts: ConnectingParts): Connecting => {
  const { world, store, line } = parts
  return {
    connect: async request => {
      const connected = await becomeDevice(parts, request)
      if (!connected.ok) return connected
      const { till, token } = connected.value
      store.transaction('settings.cashier', tx => putSetting(tx, 'cashier', request.cashier, world.clock.now()))
      await line.connect({ url: till.url, organizer: till.organizer, token })
      return done(parts.onConnected())
    },
    resume: async () => {
      const till = activeTill(store)
      if (!till) return
      const token = await storedToken(world, store)
      if (token === null) return line.bar(refusal('credentials-refused'))
      await line.connect({ url: till.url, organizer: till.organizer, token })
      parts.onConnected()
    },
  }
}

const becomeDevice = (parts: ConnectingParts, request: ConnectRequest) => {
  const { world, store, software } = parts
  const tillName = request.till
  const asked: ConnectParts = {
    world,
    store,
    software,
    platformAt: (url, organizer, token) => reachPlatform(world, store, { url, organizer, token }).platform,
  }
  if ('handshake' in request) return connect(asked, { handshake: asKnown(parts, request.handshake), tillName })
  const { organizer, deviceToken } = request
  return connectWithToken(asked, { url: knownUrl(parts, request.url), organizer, deviceToken, tillName })
}

/** The sandbox under the address by which this file knows it. */
const knownUrl = ({ store, sandboxAt }: ConnectingParts, url: string): string =>
  url === sandboxAt ? (latestTill(store)?.url ?? url) : url

const asKnown = (parts: ConnectingParts, text: string): string => {
  const read = readHandshake(text)
  if (!read.ok || read.value.url !== parts.sandboxAt) return text
  return JSON.stringify({ handshake_version: 1, url: knownUrl(parts, read.value.url), token: read.value.token })
}
