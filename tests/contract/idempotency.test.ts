import { describe, expect, it } from 'vitest'
import { atTheCounter } from './counter.ts'
import { freshKey } from './fresh-names.ts'
import { granted, said } from './platform-client.ts'
import { bulkShape, cartShape, orderShape, pageOf } from './platform-shapes.ts'
import { lease, sale, unit } from './sale-lines.ts'

const { platform, stock, counter } = atTheCounter()
const { event, ware } = stock.plentiful
const recall = (key: string, by: 'till' | 'admin' = 'till') =>
  platform.ask('GET', `/idempotency_query?key=${encodeURIComponent(key)}`, { by })
const unseen = { status: 404, body: { detail: 'Idempotency key not seen before.' } }

describe('The idempotency key', () => {
  it('gives the first answer again and sells nothing more', async () => {
    const [body, key] = [sale([unit(ware)]), freshKey()]
    const first = await counter.post(event, body, { key })
    const again = await counter.post(event, body, { key })
    expect(first.status).toBe(201)
    expect(again.text).toBe(first.text)
  })

  it('gives the first answer again even to another sale, which is then not made', async () => {
    const key = freshKey()
    const first = granted(await counter.post(event, sale([unit(ware)]), { key }), 201, orderShape)
    const other = sale([unit(ware), unit(ware)])
    expect(granted(await counter.post(event, other, { key }), 201, orderShape).code).toBe(first.code)
    expect((await platform.ask('GET', `${platform.event(event)}/orders/${String(other['code'])}/`)).status).toBe(404)
  })

  it('gives the first answer again at another address too', async () => {
    const key = freshKey()
    const first = await counter.post(event, sale([unit(ware)]), { key })
    const carts = `${platform.event(event)}/cartpositions/`
    const elsewhere = await platform.ask('POST', carts, { key, body: lease(ware) })
    expect(said(elsewhere)).toEqual(said(first))
  })

  it('keeps a refusal: a mended sale needs a new key', async () => {
    const key = freshKey()
    const refused = await counter.post(event, sale([unit(ware)], { code: 'CT3' }), { key })
    const mended = sale([unit(ware)])
    expect(refused.status).toBe(400)
    expect(said(await counter.post(event, mended, { key }))).toEqual(said(refused))
    expect((await counter.post(event, mended, { key: freshKey() })).status).toBe(201)
  })

  it('belongs to one credential: under another the same key runs anew', async () => {
    const [body, key] = [sale([unit(ware)]), freshKey()]
    expect((await counter.post(event, body, { key })).status).toBe(201)
    expect((await counter.post(event, body, { key, by: 'admin' })).status).toBe(400)
  })

  it('can be asked what was answered under it, with status and body', async () => {
    const [good, bad] = [freshKey(), freshKey()]
    const sold = await counter.post(event, sale([unit(ware)]), { key: good })
    const refused = await counter.post(event, sale([unit(ware)], { code: 'CT3' }), { key: bad })
    expect(said(await recall(good))).toEqual(said(sold))
    expect(said(await recall(bad))).toEqual(said(refused))
    expect(said(await recall(good, 'admin'))).toEqual(unseen)
    expect(said(await recall(freshKey()))).toEqual(unseen)
  })

  it('makes one order of six uploads at once; the others hear to come back in five seconds', async () => {
    const [body, key] = [sale([unit(ware)]), freshKey()]
    const answers = await Promise.all(Array.from({ length: 6 }, () => counter.post(event, body, { key })))
    const sold = answers.filter(answer => answer.status === 201)
    expect(sold.length).toBeGreaterThan(0)
    // A server that is done before the last upload arrives replays its answer instead of answering 409.
    expect(new Set(sold.map(answer => answer.text)).size).toBe(1)
    for (const answer of answers.filter(each => each.status !== 201)) {
      expect(said(answer)).toEqual({ status: 409, body: { detail: 'Concurrent request with idempotency key.' } })
      expect(answer.headers.get('Retry-After')).toBe('5')
    }
    const path = `${platform.organizer}/orders/?code=${String(body['code'])}`
    expect(granted(await platform.ask('GET', path), 200, pageOf(orderShape)).count).toBe(1)
  })

  it('holds for leases as for sales', async () => {
    const [body, key] = [lease(ware), freshKey()]
    const carts = `${platform.event(event)}/cartpositions/`
    const first = await platform.ask('POST', carts, { key, body })
    const again = await platform.ask('POST', carts, { key, body })
    expect(first.status).toBe(201)
    expect(again.text).toBe(first.text)
    const { id } = granted(first, 201, cartShape)
    expect((await counter.giveBack(event, id)).status).toBe(204)
  })

  it('holds for many leases asked for at once: the same ones are named again, no more are taken', async () => {
    const { quota } = stock.plentiful
    const before = (await counter.available(event, quota.id)).available_number ?? 0
    const [body, key] = [[lease(ware), lease(ware), lease(ware)], freshKey()]
    const carts = `${platform.event(event)}/cartpositions/bulk_create/`
    const first = await platform.ask('POST', carts, { key, body })
    const again = await platform.ask('POST', carts, { key, body })
    expect(again.text).toBe(first.text)
    expect((await counter.available(event, quota.id)).available_number).toBe(before - 3)
    for (const result of granted(first, 200, bulkShape).results) {
      if (result.success) expect((await counter.giveBack(event, result.data.id)).status).toBe(204)
    }
  })
})
