import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { atTheCounter } from './counter.ts'
import { freshKey } from './fresh-names.ts'
import { granted, said } from './platform-client.ts'
import type { Answer, Asker } from './platform-client.ts'
import { eventShape, pageOf } from './platform-shapes.ts'
import { reservation, sale, unit } from './sale-lines.ts'

const { platform, stock, counter } = atTheCounter()

const denied = { status: 403, body: { detail: 'You do not have permission to perform this action.' } }
const initialized = z.looseObject({
  organizer: z.string(),
  device_id: z.number(),
  unique_serial: z.string(),
  api_token: z.string(),
  name: z.string(),
  security_profile: z.string(),
  gate: z.null(),
})
const machine = { hardware_brand: 'Contract', hardware_model: 'Suite', software_brand: 'Kasa', software_version: '1.0' }

/** A device the organizer has just made for this case, with the token its QR code would hold. */
async function newDevice(body: object = { all_events: true, limit_events: [], security_profile: 'full' }): Promise<string> {
  const answer = await platform.ask('POST', `${platform.organizer}/devices/`, {
    by: 'admin',
    body: { name: 'Contract', ...body },
  })
  return granted(answer, 201, z.looseObject({ initialization_token: z.string().length(16) })).initialization_token
}

function initialize(token: string): Promise<Answer> {
  return platform.ask('POST', '/device/initialize', { by: 'nobody', body: { token, ...machine } })
}

async function newTill(body?: object): Promise<{ token: string; by: Asker; device: z.infer<typeof initialized> }> {
  const token = await newDevice(body)
  const device = granted(await initialize(token), 200, initialized)
  return { token, by: { authorization: `Device ${device.api_token}` }, device }
}

const events = (by: Asker): Promise<Answer> => platform.ask('GET', `${platform.organizer}/events/`, { by })

describe('Shaking hands', () => {
  it('gives a till its token, its number and its organizer in exchange for the token of the QR code', async () => {
    const { device, by } = await newTill()
    expect(device).toMatchObject({ organizer: platform.world.organizer, name: 'Contract', security_profile: 'full' })
    expect(device.api_token).toHaveLength(64)
    const info = granted(
      await platform.ask('GET', '/device/info', { by }),
      200,
      z.looseObject({ device: initialized, server: z.looseObject({ version: z.looseObject({ pretix: z.string() }) }) }),
    )
    expect(info.device).toMatchObject({ device_id: device.device_id, unique_serial: device.unique_serial })
    await platform.ask('POST', '/device/revoke', { by, body: {} })
  })

  it('refuses a QR code that was used before', async () => {
    const { token, by } = await newTill()
    const used = { status: 400, body: { token: ['This initialization token has already been used.'] } }
    expect(said(await initialize(token))).toEqual(used)
    await platform.ask('POST', '/device/revoke', { by, body: {} })
    expect(said(await initialize(token))).toEqual(used)
  })

  it('refuses a QR code nobody gave out', async () => {
    expect(said(await initialize('aaaaaaaaaaaaaaaa'))).toEqual({
      status: 400,
      body: { token: ['Unknown initialization token.'] },
    })
  })

  it('names each missing field of a machine that does not introduce itself', async () => {
    const answer = await platform.ask('POST', '/device/initialize', { by: 'nobody', body: { token: await newDevice() } })
    const required = ['This field is required.']
    expect(said(answer)).toEqual({
      status: 400,
      body: { hardware_brand: required, hardware_model: required, software_brand: required, software_version: required },
    })
  })

  it('takes the news of an upgrade and leaves the token as it is', async () => {
    const { by, device } = await newTill()
    const answer = await platform.ask('POST', '/device/update', { by, body: { ...machine, software_version: '2.0' } })
    expect(granted(answer, 200, initialized).api_token).toBe(device.api_token)
    await platform.ask('POST', '/device/revoke', { by, body: {} })
  })
})

describe('Losing and changing a token', () => {
  it('locks a revoked till out in words of its own, so that it can keep its outbox and say why', async () => {
    const { by } = await newTill()
    expect((await events(by)).status).toBe(200)
    expect((await platform.ask('POST', '/device/revoke', { by, body: {} })).status).toBe(200)
    expect(said(await events(by))).toEqual({ status: 401, body: { detail: 'Device access has been revoked.' } })
  })

  it('forgets the old token the moment a new one is rolled, and with it the stored answers', async () => {
    const { by, device } = await newTill()
    const { event, ware } = stock.plentiful
    const [body, key] = [sale([unit(ware)]), freshKey()]
    expect((await counter.post(event, body, { by, key })).status).toBe(201)
    const rolled = granted(await platform.ask('POST', '/device/roll', { by, body: {} }), 200, initialized)
    expect(rolled.api_token).not.toBe(device.api_token)
    expect(said(await events(by))).toEqual({ status: 401, body: { detail: 'Invalid token.' } })
    const renewed: Asker = { authorization: `Device ${rolled.api_token}` }
    expect(said(await counter.post(event, body, { by: renewed, key }))).toEqual({
      status: 400,
      body: {
        code: ['This order code is already in use.'],
        positions: [{ secret: ['You cannot assign a position secret that already exists.'] }],
      },
    })
    await platform.ask('POST', '/device/revoke', { by: renewed, body: {} })
  })

  it.each(['Device nobody-has-this', 'Token nobody-has-this'])('does not know the credential "%s"', async authorization => {
    expect(said(await events({ authorization }))).toEqual({ status: 401, body: { detail: 'Invalid token.' } })
  })

  it('answers 403, not 401, where no credential is sent at all', async () => {
    const answer = await platform.ask('GET', '/version', { by: 'nobody' })
    expect(said(answer)).toEqual({ status: 403, body: { detail: 'Authentication credentials were not provided.' } })
  })
})

describe('What a till may do', () => {
  it('lets a device with the full profile sell', async () => {
    const { by } = await newTill()
    const { event, ware } = stock.plentiful
    expect((await counter.post(event, sale([unit(ware)]), { by })).status).toBe(201)
    await platform.ask('POST', '/device/revoke', { by, body: {} })
  })

  it('refuses a sale by a profile made for scanning, though that may read orders', async () => {
    const { event, ware } = stock.plentiful
    const profile = { status: 403, body: { detail: 'Request denied by device security profile.' } }
    expect(said(await counter.post(event, sale([unit(ware)]), { by: 'scanner' }))).toEqual(profile)
    const carts = `${platform.event(event)}/cartpositions/`
    expect(said(await platform.ask('POST', carts, { by: 'scanner', body: {} }))).toEqual(profile)
    expect((await platform.ask('GET', `${platform.event(event)}/orders/`, { by: 'scanner' })).status).toBe(200)
  })

  it('finds a profile that may not sell by simulating a sale', async () => {
    const { event, ware } = stock.plentiful
    const answer = await counter.post(event, reservation([unit(ware)], { simulate: true }), { by: 'scanner' })
    expect(answer.status).toBe(403)
  })

  it.each(['saleschannels', 'devices'])('does not show a device the organizer’s %s', async list => {
    expect(said(await platform.ask('GET', `${platform.organizer}/${list}/`))).toEqual(denied)
    expect((await platform.ask('GET', `${platform.organizer}/${list}/`, { by: 'admin' })).status).toBe(200)
  })

  it('lets no device write vouchers, block seats, or change products and quotas', async () => {
    const { event, ware, quota } = stock.scarce
    const at = platform.event(event)
    const seats = `${platform.event(stock.seated.event)}/seats/bulk_block/`
    const writes = [
      platform.ask('POST', `${at}/vouchers/`, { body: { code: 'CONTRACT' } }),
      platform.ask('POST', seats, { body: { ids: [] } }),
      platform.ask('PATCH', `${at}/items/${ware.item}/`, { body: { internal_name: 'no' } }),
      platform.ask('PATCH', `${at}/quotas/${quota.id}/`, { body: { closed: true } }),
    ]
    for (const answer of await Promise.all(writes)) expect(said(answer)).toEqual(denied)
  })

  it('does not tell a till whether an event exists that it may not see', async () => {
    const event = stock.plentiful.event
    const { by } = await newTill({ all_events: false, limit_events: [stock.series.event], security_profile: 'full' })
    expect(said(await platform.ask('GET', `${platform.event(event)}/orders/`, { by }))).toEqual(denied)
    expect(said(await platform.ask('GET', `${platform.event('no-such-event')}/orders/`, { by }))).toEqual(denied)
    expect(said(await platform.ask('GET', `${platform.event('no-such-event')}/`))).toEqual(denied)
    expect(said(await platform.ask('GET', '/organizers/no-such-organizer/events/'))).toEqual(denied)
    const seen = granted(await events(by), 200, pageOf(eventShape)).results.map(each => each.slug)
    expect(seen).toEqual([stock.series.event])
    await platform.ask('POST', '/device/revoke', { by, body: {} })
  })

  it('shows a till its own organizer only', async () => {
    const organizers = granted(await platform.ask('GET', '/organizers/'), 200, pageOf(z.looseObject({ slug: z.string() })))
    expect(organizers.results.map(each => each.slug)).toEqual([platform.world.organizer])
  })

  it('shows the keys for signed tickets in the event’s detail, so that Kasa can warn', async () => {
    const detail = granted(await platform.ask('GET', `${platform.event(stock.plentiful.event)}/`), 200, eventShape)
    expect(detail).toHaveProperty('valid_keys')
  })
})
