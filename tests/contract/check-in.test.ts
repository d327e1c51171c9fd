import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { atTheCounter } from './counter.ts'
import { listAll } from './find-stock.ts'
import { freshSecret } from './fresh-names.ts'
import { said } from './platform-client.ts'
import { checkinListShape } from './platform-shapes.ts'
import type { Order } from './platform-shapes.ts'
import { unit } from './sale-lines.ts'
import type { Line } from './sale-lines.ts'

const { platform, stock, counter } = atTheCounter()
const { event, ware } = stock.plentiful
const verdict = z.looseObject({ status: z.string(), reason: z.string().optional() })
const secretOf = (order: Order): string => order.positions[0]?.secret ?? ''

async function listOf(where: string): Promise<number> {
  const lists = await listAll(platform, `${platform.event(where)}/checkinlists/`, checkinListShape)
  const fitting = lists.find(list => list.all_products && list.subevent === null && !list.include_pending)
  if (fitting === undefined) throw new Error(`${where} has no check-in list for all products`)
  return fitting.id
}

async function scan(body: Line): Promise<{ status: number; verdict: string; reason: string | undefined }> {
  const answer = await platform.ask('POST', `${platform.organizer}/checkinrpc/redeem/`, {
    by: 'scanner',
    body: {
      source_type: 'barcode',
      type: 'entry',
      force: false,
      ignore_unpaid: false,
      nonce: freshSecret(),
      questions_supported: true,
      answers: {},
      lists: [await listOf(event)],
      ...body,
    },
  })
  const said = verdict.parse(answer.body)
  return { status: answer.status, verdict: said.status, reason: said.reason }
}

const entered = { status: 201, verdict: 'ok', reason: undefined }
const refused = (reason: string, status = 400) => ({ status, verdict: 'error', reason })

describe('At the gate', () => {
  it('a ticket sold by a till is let in by the secret the till chose, and moves its order’s last change', async () => {
    const order = await counter.sold(event, [unit(ware)])
    expect(await scan({ secret: secretOf(order) })).toEqual(entered)
    const after = await counter.readBack(event, order.code)
    expect(after.positions[0]?.checkins).toMatchObject([{ type: 'entry', list: await listOf(event) }])
    expect(Date.parse(after.last_modified)).toBeGreaterThan(Date.parse(order.last_modified))
  })

  it('lets nobody in twice; the refusal comes as 400', async () => {
    const secret = secretOf(await counter.sold(event, [unit(ware)]))
    expect(await scan({ secret })).toEqual(entered)
    expect(await scan({ secret })).toEqual(refused('already_redeemed'))
  })

  it('takes one scan sent twice under one nonce as one', async () => {
    const order = await counter.sold(event, [unit(ware)])
    const body = { secret: secretOf(order), nonce: freshSecret() }
    expect(await scan(body)).toEqual(entered)
    expect(await scan(body)).toEqual(entered)
    expect((await counter.readBack(event, order.code)).positions[0]?.checkins).toHaveLength(1)
  })

  it('does not know a ticket before its sale was uploaded', async () => {
    expect(await scan({ secret: freshSecret() })).toEqual(refused('invalid', 404))
  })

  it('refuses a reservation that was not paid', async () => {
    expect(await scan({ secret: secretOf(await counter.reserved(event, [unit(ware)])) })).toEqual(refused('unpaid'))
  })

  it('refuses a cancelled ticket unless it is forced', async () => {
    const order = await counter.sold(event, [unit(ware)])
    await counter.act(event, order.code, 'mark_canceled')
    expect(await scan({ secret: secretOf(order) })).toEqual(refused('canceled'))
    expect(await scan({ secret: secretOf(order), force: true })).toEqual(entered)
  })

  it('refuses the ticket of another event', async () => {
    const secret = secretOf(await counter.sold(event, [unit(ware)]))
    expect(await scan({ secret, lists: [await listOf(stock.series.event)] })).toEqual(refused('invalid', 404))
  })

  it('lets one gate serve several events: the list of the ticket’s own event counts', async () => {
    const lists = [await listOf(stock.series.event), await listOf(event)]
    const order = await counter.sold(event, [unit(ware)])
    expect(await scan({ secret: secretOf(order), lists })).toEqual(entered)
    const after = await counter.readBack(event, order.code)
    expect(after.positions[0]?.checkins).toMatchObject([{ type: 'entry', list: lists[1] }])
  })

  it('does not know the old secret of a ticket that was given a new one', async () => {
    const order = await counter.sold(event, [unit(ware)])
    await counter.act(event, order.code, 'regenerate_secrets')
    expect(await scan({ secret: secretOf(order) })).toEqual(refused('invalid', 404))
    expect(await scan({ secret: secretOf(await counter.readBack(event, order.code)) })).toEqual(entered)
  })

  it('refuses a list nobody made', async () => {
    const answer = await platform.ask('POST', `${platform.organizer}/checkinrpc/redeem/`, {
      by: 'scanner',
      body: { secret: freshSecret(), source_type: 'barcode', lists: [99_999_999], type: 'entry' },
    })
    expect(said(answer)).toEqual({ status: 400, body: { lists: ['Invalid pk "99999999" - object does not exist.'] } })
  })
})
