import { z } from 'zod'
import type { Refusal, Result } from '#contract/refusal'
import { done, refusal, refused } from '#contract/refusal'
import type { Handshake } from '#domain/handshake'
import type { World } from '#main/world'
import { decodeAnswer, errorText } from './decode-answer.ts'

const timeoutMs = 15_000
const maxAnswerBytes = 1_000_000

/** What this program tells the platform about itself and the machine. */
export type Software = {
  readonly brand: string
  readonly version: string
  readonly hardwareBrand: string
  readonly hardwareModel: string
  readonly osName: string
  readonly osVersion: string
}

const answerShape = z.looseObject({ organizer: z.string().min(1), api_token: z.string().min(1), unique_serial: z.string() })

/** What the platform gives a new device: its key, and whose it is. */
export type Admission = { readonly organizer: string; readonly token: string; readonly uniqueSerial: string }

/** The fields in which `device/initialize` and `device/update` agree. */
export const deviceFields = (software: Software) => ({
  hardware_brand: software.hardwareBrand,
  hardware_model: software.hardwareModel,
  os_name: software.osName,
  os_version: software.osVersion,
  software_brand: software.brand,
  software_version: software.version,
})

/**
 * Exchanges the one-time text of a device for its key. The text can be used once; under the same `idempotencyKey` the platform gives the same answer
 * again for a day, so that neither a lost answer nor a power cut costs the organizer a new device.
 */
export const callHandshake = async (
  world: Pick<World, 'network' | 'clock'>,
  handshake: Handshake,
  call: { readonly software: Software; readonly tillName: string; readonly idempotencyKey: string },
): Promise<Result<Admission>> => {
  const { url, token } = handshake
  const answer = await world.network.request({
    method: 'POST',
    url: `${url}/api/v1/device/initialize`,
    headers: {
      accept: 'application/json',
      'accept-language': 'en',
      'content-type': 'application/json',
      'x-idempotency-key': call.idempotencyKey,
    },
    body: JSON.stringify({ token, ...deviceFields(call.software), info: { till: call.tillName } }),
    timeoutMs,
    maxAnswerBytes,
  })
  const decoded = decodeAnswer(url, answer, world.clock.now())
  if (decoded.kind === 'refused') return { ok: false, refusal: refusedHandshake(url, decoded.status, decoded.body) }
  if (decoded.kind !== 'ok') return { ok: false, refusal: atStranger(url, decoded.refusal) }
  const admission = answerShape.safeParse(decoded.body)
  if (!admission.success) return refused('address-wrong', { url })
  const { organizer, api_token, unique_serial } = admission.data
  return done({ organizer, token: api_token, uniqueSerial: unique_serial })
}

/** What cannot be read at an address just typed in comes from a server that is no pretix. */
export const atStranger = (url: string, reason: Refusal): Refusal =>
  reason.code === 'platform-answer-unreadable' || reason.code === 'credentials-refused'
    ? refusal('address-wrong', { url })
    : reason

const refusedHandshake = (url: string, status: number, body: unknown): Refusal => {
  const aboutToken = typeof body === 'object' && body !== null && 'token' in body ? errorText(body.token) : ''
  if (status !== 400 || aboutToken === '') return refusal('address-wrong', { url })
  if (/already been used/i.test(aboutToken)) return refusal('token-used')
  return refusal(/revoked/i.test(aboutToken) ? 'token-revoked' : 'token-unknown')
}
