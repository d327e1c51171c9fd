import { beforeAll, describe, expect, it } from 'vitest'
import { atTheCounter } from './counter.ts'

const { platform, stock } = atTheCounter()
const { event, ware } = stock.plentiful
const items = `${platform.event(event)}/items/`
const longAgo = 'Mon, 01 Jan 2024 00:00:00 GMT'
const read = (path: string, headers: Record<string, string> = {}) => platform.ask('GET', path, { headers })

describe('Asking for a catalogue that has not changed', () => {
  beforeAll(async () => {
    // A fresh server sends no stamp before the first change that it logs.
    const body = { internal_name: `contract ${Date.now()}` }
    expect((await platform.ask('PATCH', `${items}${ware.item}/`, { by: 'admin', body })).status).toBe(200)
    const back = { internal_name: null }
    expect((await platform.ask('PATCH', `${items}${ware.item}/`, { by: 'admin', body: back })).status).toBe(200)
  })

  it('is told when the products last changed, to the second', async () => {
    const stamp = (await read(items)).headers.get('Last-Modified') ?? ''
    expect(stamp).toMatch(/^\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT$/)
  })

  it('is answered with nothing but 304', async () => {
    const stamp = (await read(items)).headers.get('Last-Modified') ?? ''
    const answer = await read(items, { 'If-Modified-Since': stamp })
    expect([answer.status, answer.text]).toEqual([304, ''])
  })

  it('is answered with 304 for any filter and any page, even one that does not exist', async () => {
    const stamp = (await read(items)).headers.get('Last-Modified') ?? ''
    expect((await read(`${items}?active=false&page=9`, { 'If-Modified-Since': stamp })).status).toBe(304)
  })

  it('is answered in full when the stamp is older or no time at all', async () => {
    expect((await read(items, { 'If-Modified-Since': longAgo })).status).toBe(200)
    expect((await read(items, { 'If-Modified-Since': 'yesterday' })).status).toBe(200)
  })

  it('is answered with 412 where the till insists on no change', async () => {
    expect((await read(items, { 'If-Unmodified-Since': longAgo })).status).toBe(412)
  })

  it.each(['quotas', 'subevents'])('has no effect on %s: they come in full every time', async list => {
    const where = list === 'subevents' ? stock.series.event : event
    const path = `${platform.event(where)}/${list}/`
    const stamp = new Date(Date.now() + 86_400_000).toUTCString()
    const answer = await read(path, { 'If-Modified-Since': stamp })
    expect(answer.status).toBe(200)
    expect(answer.headers.get('Last-Modified')).toBeNull()
  })

  it('has no effect on seats, which carry no stamp', async () => {
    const path = `${platform.event(stock.seated.event)}/seats/?page_size=1`
    expect((await read(path)).headers.get('Last-Modified')).toBeNull()
  })
})
