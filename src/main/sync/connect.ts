import { z } from 'zod'
import type { Result } from '#contract/refusal'
import { done, refused } from '#contract/refusal'
import { freshId } from '#domain/fresh-id'
import { platformUrl, readHandshake } from '#domain/handshake'
import { codePrefixOf } from '#domain/order-code'
import type { World } from '#main/world'
import { addAudit } from '#store/audit'
import type { Channel } from '#store/channel'
import { channelInUse } from '#store/channel'
import { fileId } from '#store/file-id'
import { refusalOf } from '#store/open'
import type { Writable } from '#store/query'
import { putSetting, settingOf } from '#store/setting'
import type { Till } from '#store/till'
import { activeTill, addTill, latestTill, updateTill } from '#store/till'
import type { Software } from './handshake-call.ts'
import { atStranger, callHandshake, deviceFields } from './handshake-call.ts'
import type { Platform, PlatformAnswer } from './platform-answer.ts'
import type { Probe } from './simulate-channel.ts'
import { keepProbed, probeChannel } from './simulate-channel.ts'

/** What connecting needs. `platformAt` opens the API of one organizer with a key. */
export type ConnectParts = {
  readonly world: Pick<World, 'clock' | 'random' | 'network' | 'secrets' | 'log'>
  readonly store: Writable
  readonly software: Software
  readonly platformAt: (url: string, organizer: string, token: string) => Platform
}

/** A till that may sell. The core opens its shift. */
export type Connected = { readonly till: Till; readonly token: string; readonly platform: Platform; readonly channel: Channel }

const deviceShape = z.looseObject({
  device: z.looseObject({
    organizer: z.string(),
    device_id: z.int(),
    unique_serial: z.string(),
    name: z.string(),
    security_profile: z.string().nullish(),
  }),
})
const organizerShape = z.looseObject({ name: z.string() })
const softwareKey = 'device.software'

/**
 * Makes this file a device of the platform by the pasted QR text. The key is in the key store before anything is written to the file, under a name bound to this
 * file and that device; when the power fails anywhere on the way, pasting the same text again within a day goes on as if nothing had happened.
 */
export const connect = async (
  parts: ConnectParts,
  request: { readonly handshake: string; readonly tillName: string },
): Promise<Result<Connected>> => {
  const handshake = readHandshake(request.handshake)
  if (!handshake.ok) return handshake
  const { url, token } = handshake.value
  const elsewhere = otherPlatform(parts.store, url, null)
  if (elsewhere) return elsewhere
  const idempotencyKey = `kasa-connect-${fileId(parts.store)}-${token}`
  const admission = await callHandshake(parts.world, handshake.value, {
    software: parts.software,
    tillName: request.tillName,
    idempotencyKey,
  })
  if (!admission.ok) return admission
  return takeUp(parts, { url, organizer: admission.value.organizer, token: admission.value.token, tillName: request.tillName })
}

/** Connects with the key of a device that exists already: for scripts. */
export const connectWithToken = async (
  parts: ConnectParts,
  request: { readonly url: string; readonly organizer: string; readonly deviceToken: string; readonly tillName: string },
): Promise<Result<Connected>> => {
  const url = platformUrl(request.url)
  if (url === null) return refused('address-wrong', { url: request.url })
  return takeUp(parts, { url, organizer: request.organizer, token: request.deviceToken, tillName: request.tillName })
}

/** The key of the till that sells, out of the key store; null when there is no till or its key is gone. */
export const storedToken = async (world: Pick<World, 'secrets'>, store: Writable): Promise<string | null> => {
  const till = activeTill(store)
  return till ? world.secrets.get(secretName(store, till)) : null
}

/** Tells the platform which version runs here, once a version. Silence is no harm: it is told at the next start. */
export const announceSoftware = async (
  parts: Pick<ConnectParts, 'world' | 'store' | 'software'>,
  platform: Platform,
): Promise<void> => {
  const { world, store, software } = parts
  const told = `${activeTill(store)?.uniqueSerial ?? ''} ${software.version}`
  if (settingOf(store, softwareKey) === told) return
  const answer = await platform.send('POST', '/device/update', JSON.stringify(deviceFields(software)))
  if (answer.kind === 'ok') store.transaction('device.announced', tx => putSetting(tx, softwareKey, told, world.clock.now()))
}

type Admitted = { readonly url: string; readonly organizer: string; readonly token: string; readonly tillName: string }

const takeUp = async (parts: ConnectParts, admitted: Admitted): Promise<Result<Connected>> => {
  const { world, store } = parts
  const { url, organizer, token, tillName } = admitted
  const elsewhere = otherPlatform(store, url, organizer)
  if (elsewhere) return elsewhere
  const platform = parts.platformAt(url, organizer, token)
  const device = await read(url, platform.get('/device/info', undefined, { urgent: true }), deviceShape)
  if (!device.ok) return device
  const { device_id, unique_serial, security_profile } = device.value.device
  if (device.value.device.organizer !== organizer) return refused('credentials-refused')
  const profile = security_profile ?? 'full'
  const { wish } = channelInUse(store)
  const selling = await mayItSell(platform, profile, wish)
  if (!selling.ok) return selling
  const owner = await read(url, platform.get('', undefined, { urgent: true }), organizerShape)
  if (!owner.ok) return owner
  const till: Omit<Till, 'id'> = {
    name: tillName,
    url,
    organizer,
    organizerName: owner.value.name,
    deviceId: device_id,
    uniqueSerial: unique_serial,
    codePrefix: codePrefixOf(device_id),
    securityProfile: profile,
  }
  const kept = await keepSecret(parts, secretName(store, till), token)
  if (!kept.ok) return kept
  const before = activeTill(store)
  const registered = register(parts, till)
  if (before && before.id !== registered.id) await world.secrets.remove(secretName(store, before))
  return done({ till: registered, token, platform, channel: keepProbed(parts, wish, selling.value) })
}

const keepSecret = async ({ world }: ConnectParts, name: string, token: string): Promise<Result<null>> => {
  try {
    await world.secrets.set(name, token)
    return done(null)
  } catch (problem) {
    return refusalOf(problem)
  }
}

/** Profiles that read only are known by name; any other is put to the test by a simulated order. */
const mayItSell = async (
  platform: Platform,
  profile: string,
  channel: string,
): Promise<Result<Exclude<Probe['kind'], 'failed'>>> => {
  if (profile.startsWith('pretixscan')) return refused('profile-cannot-sell', { profile })
  const probe = await probeChannel(platform, channel)
  if (probe.kind !== 'failed') return done(probe.kind)
  const { refusal } = probe
  return refusal.code === 'profile-cannot-sell' ? refused('profile-cannot-sell', { profile }) : { ok: false, refusal }
}

/** Retires the till before, whose sales keep its name and code; the same device again only takes its new name. */
const register = ({ store, world }: ConnectParts, till: Omit<Till, 'id'>): Till => {
  const now = world.clock.now()
  return store.transaction('till.register', tx => {
    const active = activeTill(tx)
    if (active?.uniqueSerial === till.uniqueSerial) {
      const same = { ...active, ...till }
      updateTill(tx, same)
      return same
    }
    const fresh = { ...till, id: freshId(world.random.bytes) }
    addTill(tx, fresh, now)
    addAudit(tx, {
      at: now,
      kind: 'till.registered',
      subject: fresh.id,
      tillId: fresh.id,
      detail: { name: till.name, device: till.deviceId, before: active?.id ?? null },
    })
    return fresh
  })
}

/** One file is one platform: its sales may go nowhere else. */
const otherPlatform = (store: Writable, url: string, organizer: string | null): Result<never> | null => {
  const before = latestTill(store)
  if (!before || (before.url === url && (organizer === null || before.organizer === organizer))) return null
  return refused('already-connected', { organizer: before.organizerName })
}

const secretName = (store: Writable, till: Pick<Till, 'url' | 'uniqueSerial'>): string =>
  `device-token ${fileId(store)} ${till.url} ${till.uniqueSerial}`

const read = async <Value>(url: string, asked: Promise<PlatformAnswer>, shape: z.ZodType<Value>): Promise<Result<Value>> => {
  const answer = await asked
  if (answer.kind === 'refused') return refused('address-wrong', { url })
  if (answer.kind === 'barred') return { ok: false, refusal: answer.refusal }
  if (answer.kind !== 'ok') return { ok: false, refusal: atStranger(url, answer.refusal) }
  const parsed = shape.safeParse(answer.body)
  return parsed.success ? done(parsed.data) : refused('address-wrong', { url })
}
