import { badRequest, created, detail, htmlNotFound, ok, type Answer } from './answer.ts'
import type { Cloud } from './cloud/cloud.ts'
import { answerRehearsal, type PacingHand } from './cloud/rehearsal-admin.ts'
import { asRecord } from './request.ts'
import type { SandboxDescription } from './sandbox-description.ts'
import type { JournalledPlatform } from './sandbox-platform.ts'
import { readTemper, type TemperKeeper } from './temper.ts'
import { profileNamed } from './devices.ts'

/** A call below `/sandbox/`: what no real platform has. */
export type AdminCall = {
  readonly method: string
  readonly path: string
  readonly authorization: string
  readonly body: string
  readonly description: SandboxDescription
  readonly temper: TemperKeeper
  readonly journalled: JournalledPlatform
  readonly cloud: Cloud
  readonly pacing: PacingHand | null
  readonly at: number
  readonly seed: string
}

/** No burst is larger: it runs in one go and holds up everybody else. */
const BUYERS_MAX = 2_000

/** Answers the sandbox's own addresses, for the holder of the admin token. */
export function answerAdmin(call: AdminCall): Answer {
  if (call.authorization !== `Token ${call.description.adminToken}`) return detail(401, 'Invalid token.')
  const body = parse(call.body)
  const revoke = /^\/sandbox\/devices\/(\d+)\/revoke$/.exec(call.path)
  if (revoke !== null && call.method === 'POST') return revokeDevice(call, Number(revoke[1]))
  switch (`${call.method} ${call.path}`) {
    case 'GET /sandbox/world':
      return ok(call.description)
    case 'GET /sandbox/temper':
      return ok(call.temper.temper)
    case 'PUT /sandbox/temper':
      return setTemper(call, body)
    case 'POST /sandbox/devices':
      return addDevice(call, body)
    case 'POST /sandbox/buyers':
      return sendBuyers(call, body)
    default:
      return answerRehearsal({ ...call, body }) ?? htmlNotFound()
  }
}

function setTemper(call: AdminCall, body: unknown): Answer {
  const temper = readTemper(body)
  if (temper === null) return badRequest({ detail: 'This is not a temper.' })
  call.temper.set(temper)
  return ok(call.temper.temper)
}

function addDevice(call: AdminCall, body: unknown): Answer {
  const wanted = asRecord(body) ?? {}
  const name = typeof wanted['name'] === 'string' ? wanted['name'] : 'Kasa'
  const profile = profileNamed(wanted['profile'])
  const device = asRecord(call.journalled.does({ kind: 'device', name, profile, at: call.at, seed: call.seed }))
  const { url } = call.description
  const token = device?.['initializationToken']
  return created({ id: device?.['id'], name, profile, handshake: { handshake_version: 1, url, token } })
}

function revokeDevice(call: AdminCall, id: number): Answer {
  const device = call.journalled.does({ kind: 'revoke', device: id, at: call.at, seed: call.seed })
  return device === null ? detail(404, 'No Device matches the given query.') : ok({ id, revoked: true })
}

function sendBuyers(call: AdminCall, body: unknown): Answer {
  const wanted = asRecord(body) ?? {}
  const orders = Number(wanted['orders'] ?? 1)
  const event = typeof wanted['event'] === 'string' ? wanted['event'] : null
  if (!Number.isInteger(orders) || orders < 1 || orders > BUYERS_MAX)
    return badRequest({ orders: [`A number from 1 to ${BUYERS_MAX}.`] })
  if (event !== null && !call.description.events.includes(event)) return badRequest({ event: ['No such event.'] })
  return ok(call.journalled.does({ kind: 'buyers', orders, event, at: call.at, seed: call.seed }))
}

function parse(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text)
  } catch {
    return undefined
  }
}
