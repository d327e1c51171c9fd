import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { orderCode } from '#domain/order-code'
import { ticketSecret } from '#domain/ticket-secret'
import { freshId } from '#domain/fresh-id'
import type { Sandbox } from '#sandbox/server'
import { queueCounts, queuedSales, uploadStateOf } from '#store/outbox'
import { query } from '#store/query'
import { createOutbox } from '#sync/outbox'
import type { Outbox } from '#sync/outbox'
import { openSandbox, openStall, platformOf, smallProduct, until, world } from './lease-sandbox.ts'
import type { SoldLine } from './outbox-sale.ts'
import { sell } from './outbox-sale.ts'

const event = 'jarocin'
let sandbox: Sandbox
let stall: ReturnType<typeof openStall>
let outbox: Outbox
let orders: unknown[]
let item: number
let device = 80

beforeAll(async () => void (sandbox = await openSandbox()))
afterAll(() => sandbox.stop())
beforeEach(async () => {
  stall = openStall(sandbox, device++)
  item = (await smallProduct(stall.platform, event)).item
  orders = []
  open(sandbox.description.deviceToken)
})
afterEach(async () => {
  sandbox.setTemper({ lostAnswer: 0, status500: 0, gone: false, only: null, count: null })
  await outbox.stop()
  await stall.end()
})

const open = (token: string): void => {
  const platform = platformOf(sandbox, stall.store, token)
  outbox = createOutbox({ world, store: stall.store, platform, onChange: () => {}, onOrder: order => void orders.push(order) })
}
const line = (more: Partial<SoldLine> = {}): SoldLine => ({
  item,
  priceMinor: 4000,
  secret: ticketSecret(world.random.bytes),
  ...more,
})
const sold = (lines: readonly SoldLine[], where = event): { id: string; code: string } => {
  const id = freshId(world.random.bytes)
  const code = orderCode(stall.codePrefix, world.random.bytes)
  sell(stall.store, { id, code, at: world.clock.now(), event: where, lines })
  return { id, code }
}
const stateOf = (sale: { id: string }) => uploadStateOf(stall.store, sale.id)
const settled = () => until(() => queueCounts(stall.store).waiting === 0)
const ordersAt = async (code: string): Promise<number> => {
  const answer = await stall.platform.get('orders/', { code })
  return answer.kind === 'ok' ? (answer.body as { count: number }).count : -1
}

describe('sales on their way to the platform', () => {
  it('go up oldest first, and their orders are handed on', async () => {
    const sales = [sold([line()]), sold([line(), line()]), sold([line()])]
    outbox.start()
    await settled()
    expect(sales.map(sale => stateOf(sale).state)).toEqual(['sent', 'sent', 'sent'])
    expect(orders).toHaveLength(3)
  })

  it('are not held up by a refused one, which is parked with its reason and may be tried again', async () => {
    const bad = sold([line({ item: 999_999 })])
    const good = sold([line()])
    outbox.start()
    await settled()
    expect(stateOf(good).state).toBe('sent')
    expect(stateOf(bad)).toMatchObject({ state: 'refused', reason: { code: 'upload-product' } })
    expect(queuedSales(stall.store, 10)).toEqual({ waiting: [], toSettle: [bad.id] })
    expect(outbox.retry(bad.id)).toEqual({ ok: true, value: null })
    await settled()
    expect(stateOf(bad).state).toBe('refused')
    expect(outbox.retry(good.id)).toMatchObject({ refusal: { code: 'sale-not-parked' } })
    expect(outbox.retry('nobody')).toMatchObject({ refusal: { code: 'sale-unknown' } })
  })

  it('are found again by code and sale when the answer was lost, also under another key', async () => {
    sandbox.setTemper({ lostAnswer: 1, only: 'POST .*/orders/', count: 1 })
    const sale = sold([line()])
    outbox.start()
    await until(() => stateOf(sale).state === 'waiting' && queueCounts(stall.store).waiting === 1 && orders.length === 0)
    await outbox.stop()
    stall.store.transaction('days later', tx =>
      tx.run({ name: 'test.key', sql: `UPDATE outbox_progress SET idempotency_key = 'forgotten', next_try_at = 0` }, {}),
    )
    open(sandbox.description.deviceToken)
    outbox.start()
    await settled()
    expect(stateOf(sale).state).toBe('sent')
    expect(await ordersAt(sale.code)).toBe(1)
    const kinds = query<{ kind: string }, { subject: string }>('test.audit', 'SELECT kind FROM audit WHERE subject = :subject')
    expect(stall.store.all(kinds, { subject: sale.id })).toEqual([{ kind: 'upload.recovered' }])
  })

  it('wait, neither parked nor dropped, while the key is refused, and go up with the next key', async () => {
    await outbox.stop()
    open('no such key')
    const sale = sold([line()])
    outbox.start()
    await until(() => stateOf(sale).state === 'waiting' && !orders.length && attempts(sale.id) > 0)
    expect(queueCounts(stall.store)).toEqual({ waiting: 1, toSettle: 0 })
    await outbox.stop()
    open(sandbox.description.deviceToken)
    outbox.start()
    expect(outbox.retry(sale.id).ok).toBe(true)
    await settled()
    expect(stateOf(sale).state).toBe('sent')
  })
})

const attempts = (saleId: string): number => {
  const found = query<{ attempts: number }, { saleId: string }>(
    'test.attempts',
    `SELECT attempts FROM outbox_progress WHERE sale_id = :saleId AND state = 'waiting'`,
  )
  return stall.store.one(found, { saleId })?.attempts ?? 0
}
