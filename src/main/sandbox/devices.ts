import { SERIAL_LETTERS, TOKEN_LETTERS } from './alphabets.ts'
import { badRequest, created, ok, type Answer } from './answer.ts'
import { bodyRecord, FieldReader } from './fields.ts'
import type { DeviceProfile, DeviceRow } from './model.ts'
import { pageOf } from './paging.ts'
import { nextKey, type Platform } from './platform.ts'
import type { Call } from './request.ts'
import type { SeededRandom } from './seeded-random.ts'
import { isoTime, isoTimeOrNull } from './warsaw-time.ts'

export const PLATFORM_VERSION = { pretix: '2026.8.0', pretix_numeric: 20260080005000 }

const API_TOKEN_LENGTH = 64
const INITIALIZATION_TOKEN_LENGTH = 16
const SERIAL_LENGTH = 16
const PROFILES: readonly DeviceProfile[] = ['full', 'pretixscan', 'pretixscan_online_noorders', 'pretixscan_online_kiosk']

/** Adds a device that has not been initialised yet. */
export function addDevice(
  platform: Platform,
  random: SeededRandom,
  wanted: { name: string; profile: DeviceProfile; at: number; limitEvents?: readonly string[] | null },
): DeviceRow {
  const device: DeviceRow = {
    id: nextKey(platform, 'device'),
    name: wanted.name,
    serial: random.text(SERIAL_LENGTH, SERIAL_LETTERS),
    profile: wanted.profile,
    limitEvents: wanted.limitEvents ?? null,
    initializationToken: random.text(INITIALIZATION_TOKEN_LENGTH, TOKEN_LETTERS),
    created: wanted.at,
    apiToken: null,
    initialized: null,
    revoked: false,
    hardware: {},
  }
  platform.devices.push(device)
  return device
}

/** Finishes a device's handshake with a token of its own; the token is returned. */
export function initialize(device: DeviceRow, random: SeededRandom, at: number): string {
  device.apiToken = random.text(API_TOKEN_LENGTH, TOKEN_LETTERS)
  device.initialized = at
  return device.apiToken
}

/** A profile by name; an unknown name falls back to full access, as on the platform. */
export function profileNamed(name: unknown): DeviceProfile {
  return PROFILES.find(profile => profile === name) ?? 'full'
}

/** `POST device/initialize`, the only call without credentials. */
export function initializeDevice(call: Call): Answer {
  const record = bodyRecord(call.body)
  if (typeof record === 'string') return badRequest({ non_field_errors: [record] })
  const fields = new FieldReader(record)
  fields.require('token', ...HARDWARE_FIELDS)
  const token = fields.text('token')
  for (const name of HARDWARE_FIELDS) fields.text(name)
  if (fields.faulty) return badRequest(fields.faults)
  const device = call.platform.devices.find(candidate => candidate.initializationToken === token)
  if (device === undefined) return badRequest({ token: ['Unknown initialization token.'] })
  if (device.initialized !== null) return badRequest({ token: ['This initialization token has already been used.'] })
  if (device.revoked) return badRequest({ token: ['This initialization token has been revoked.'] })
  initialize(device, call.random, call.at)
  device.hardware = hardwareOf(record)
  return ok(deviceShape(call, device))
}

/** `GET device/info`. */
export function deviceInfo(call: Call): Answer {
  return withDevice(call, device =>
    ok({ device: deviceShape(call, device), server: { version: PLATFORM_VERSION }, medium_key_sets: [] }),
  )
}

/** `POST device/update`: the same body without a token. */
export function updateDevice(call: Call): Answer {
  return withDevice(call, device => {
    const record = bodyRecord(call.body)
    if (typeof record === 'string') return badRequest({ non_field_errors: [record] })
    const fields = new FieldReader(record)
    fields.require(...HARDWARE_FIELDS)
    if (fields.faulty) return badRequest(fields.faults)
    device.hardware = hardwareOf(record)
    return ok(deviceShape(call, device))
  })
}

/** `POST device/roll`: a new token; the old one dies at once. */
export function rollDevice(call: Call): Answer {
  return withDevice(call, device => {
    device.apiToken = call.random.text(API_TOKEN_LENGTH, TOKEN_LETTERS)
    return ok(deviceShape(call, device))
  })
}

/** `POST device/revoke`: the device gives itself up. */
export function revokeDevice(call: Call): Answer {
  return withDevice(call, device => {
    device.revoked = true
    return ok(deviceShape(call, device))
  })
}

/** `GET devices/`, team token only. */
export function listDevices(call: Call): Answer {
  return pageOf(call, call.platform.devices, adminShape)
}

/** `POST devices/`, team token only. */
export function createDevice(call: Call): Answer {
  const record = bodyRecord(call.body)
  if (typeof record === 'string') return badRequest({ non_field_errors: [record] })
  const fields = new FieldReader(record)
  fields.require('name')
  const name = fields.text('name')
  if (fields.faulty || name === null) return badRequest(fields.faults)
  const limitEvents = record['all_events'] === false ? fields.texts('limit_events') : null
  const profile = profileNamed(record['security_profile'])
  return created(adminShape(addDevice(call.platform, call.random, { name, profile, at: call.at, limitEvents })))
}

const HARDWARE_FIELDS = ['hardware_brand', 'hardware_model', 'software_brand', 'software_version'] as const

function hardwareOf(record: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const names = [...HARDWARE_FIELDS, 'os_name', 'os_version']
  return Object.fromEntries(names.map(name => [name, record[name] ?? null]))
}

function withDevice(call: Call, answer: (device: DeviceRow) => Answer): Answer {
  if (call.actor.kind === 'device') return answer(call.actor.device)
  return {
    status: 401,
    headers: { 'WWW-Authenticate': 'Device' },
    body: { detail: 'Authentication credentials were not provided.' },
  }
}

function deviceShape(call: Call, device: DeviceRow): unknown {
  return {
    organizer: call.platform.organizer.slug,
    device_id: device.id,
    unique_serial: device.serial,
    api_token: device.apiToken,
    name: device.name,
    security_profile: device.profile,
    gate: null,
  }
}

function adminShape(device: DeviceRow): unknown {
  return {
    device_id: device.id,
    unique_serial: device.serial,
    initialization_token: device.initializationToken,
    all_events: device.limitEvents === null,
    limit_events: device.limitEvents ?? [],
    revoked: device.revoked,
    name: device.name,
    created: isoTime(device.created),
    initialized: isoTimeOrNull(device.initialized),
    hardware_brand: device.hardware['hardware_brand'] ?? null,
    hardware_model: device.hardware['hardware_model'] ?? null,
    os_name: device.hardware['os_name'] ?? null,
    os_version: device.hardware['os_version'] ?? null,
    software_brand: device.hardware['software_brand'] ?? null,
    software_version: device.hardware['software_version'] ?? null,
    security_profile: device.profile,
  }
}
