import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { atTheCounter } from './counter.ts'
import { listAll } from './find-stock.ts'
import { freshSecret } from './fresh-names.ts'
import { granted } from './platform-client.ts'
import { eventShape, itemShape, previewShape } from './platform-shapes.ts'
import { sale, unit } from './sale-lines.ts'

const { platform, stock, counter } = atTheCounter()

/** An event in test mode with a product: one the organizer has, else one made for the case and taken away after it. */
async function inRehearsal(work: (event: string, item: number) => Promise<void>): Promise<void> {
  const events = await listAll(platform, `${platform.organizer}/events/`, eventShape)
  for (const { slug } of events.filter(each => each.testmode && !each.has_subevents)) {
    const items = await listAll(platform, `${platform.event(slug)}/items/`, itemShape)
    const item = items.find(each => each.active && !each.has_variations)
    if (item !== undefined) return work(slug, item.id)
  }
  const slug = `rehearsal-${freshSecret().slice(0, 8)}`
  const name = { en: 'Rehearsal', pl: 'Próba' }
  const event = { name, slug, currency: 'PLN', date_from: '2030-05-01T18:00:00Z', live: false, testmode: true, plugins: [] }
  granted(await platform.ask('POST', `${platform.organizer}/events/`, { by: 'admin', body: event }), 201, eventShape)
  const items = `${platform.event(slug)}/items/`
  try {
    const body = { name, default_price: '10.00', active: true, category: null, tax_rule: null, admission: true }
    const { id } = granted(await platform.ask('POST', items, { by: 'admin', body }), 201, z.looseObject({ id: z.number() }))
    await work(slug, id)
    await platform.ask('DELETE', `${items}${id}/`, { by: 'admin' })
  } finally {
    await platform.ask('DELETE', `${platform.event(slug)}/`, { by: 'admin' })
  }
}

describe('Test mode', () => {
  it('of an event does not make its orders test orders: the till must say so itself', async () => {
    await inRehearsal(async (event, item) => {
      const ordered = async (changes: object) => {
        const body = sale([{ item, price: '10.00' }], { simulate: true, force: true, ...changes })
        return granted(await counter.post(event, body), 201, previewShape).testmode
      }
      expect(await ordered({})).toBe(false)
      expect(await ordered({ testmode: true })).toBe(true)
    })
  })

  it('is believed of a sale in an event that sells for real', async () => {
    const { event, ware } = stock.plentiful
    const order = await counter.sold(event, [unit(ware)], { testmode: true })
    expect(order.testmode).toBe(true)
    expect((await platform.ask('DELETE', `${platform.event(event)}/orders/${order.code}/`)).status).toBe(204)
  })
})
