import { z } from 'zod'
import type { Refusal, Result } from '#contract/refusal'
import { done, refusal } from '#contract/refusal'
import type { World } from '#main/world'
import { channelInUse, keepChannel } from '#store/channel'
import type { Channel } from '#store/channel'
import type { Writable } from '#store/query'
import type { Platform } from './platform-answer.ts'

/** What every organizer has. */
const fallback = 'web'
const eventsShape = z.looseObject({ results: z.array(z.looseObject({ slug: z.string() })) })
/** No product has it, so nothing is simulated in earnest; the platform checks the channel beside the product and complains of both. */
const noProduct = 0

/** What a simulated order says. `sells`: this key may create orders on the channel. `no-event`: nothing to simulate on yet. */
export type Probe =
  { readonly kind: 'sells' | 'channel-unknown' | 'no-event' } | { readonly kind: 'failed'; readonly refusal: Refusal }

/** Asks by an order with `simulate`, which writes nothing, whether this key may sell on a channel. Channels cannot be listed with a device's key. */
export const probeChannel = async (platform: Platform, channel: string): Promise<Probe> => {
  const events = await platform.get('events/', { page_size: '1' }, { urgent: true })
  if (events.kind === 'refused') return { kind: 'failed', refusal: refusal('credentials-refused') }
  if (events.kind !== 'ok') return { kind: 'failed', refusal: events.refusal }
  const [event] = eventsShape.safeParse(events.body).data?.results ?? []
  if (!event) return { kind: 'no-event' }
  const order = JSON.stringify({ simulate: true, sales_channel: channel, positions: [{ item: noProduct }] })
  const answer = await platform.send('POST', `events/${encodeURIComponent(event.slug)}/orders/`, order, { urgent: true })
  if (answer.kind === 'ok') return { kind: 'sells' }
  if (answer.kind !== 'refused') return { kind: 'failed', refusal: answer.refusal }
  const complaints = typeof answer.body === 'object' && answer.body !== null ? answer.body : {}
  return { kind: 'sales_channel' in complaints ? 'channel-unknown' : 'sells' }
}

/** Keeps what a test of the wished channel said: the wish where the organizer has made it, else `web`; unproven when there was no event to test on. */
export const keepProbed = (
  { world, store }: { readonly world: Pick<World, 'clock'>; readonly store: Writable },
  wish: string,
  kind: Exclude<Probe['kind'], 'failed'>,
): Channel => {
  const channel = { wish, identifier: kind === 'channel-unknown' ? fallback : wish, proven: kind !== 'no-event' }
  store.transaction('channel.keep', tx => keepChannel(tx, channel, world.clock.now()))
  return channel
}

/**
 * The channel was set by a person: kept only when the platform knows it, so that the slip of a finger is told at once. Without an answer it is refused.
 */
export const changeChannel = async (
  parts: { readonly world: Pick<World, 'clock'>; readonly store: Writable; readonly platform: Platform },
  wish: string,
): Promise<Result<Channel>> => {
  const probe = await probeChannel(parts.platform, wish)
  if (probe.kind === 'failed') return { ok: false, refusal: probe.refusal }
  if (probe.kind === 'channel-unknown') return { ok: false, refusal: refusal('channel-refused', { channel: wish }) }
  return done(keepProbed(parts, wish, probe.kind))
}

/** Tests an unproven channel, and the wished one where `web` stands in for it: the organizer may have made it meanwhile. Call it when the platform comes back. */
export const retestChannel = async (parts: {
  readonly world: Pick<World, 'clock'>
  readonly store: Writable
  readonly platform: Platform
}): Promise<void> => {
  const { wish, identifier, proven } = channelInUse(parts.store)
  if (proven && wish === identifier) return
  const probe = await probeChannel(parts.platform, wish)
  if (probe.kind !== 'failed') keepProbed(parts, wish, probe.kind)
}
