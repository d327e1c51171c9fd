import { appendFileSync, mkdtempSync, readFileSync, rmSync, truncateSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { openSandbox } from './sandbox-client.ts'

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sandbox-'))
  folders.push(folder)
  return folder
}

const sale = (code: string): unknown => ({
  code,
  status: 'p',
  payment_provider: 'boxoffice',
  positions: [{ item: itemNamed, price: '1.00' }],
})
/** The floor at Bieber: the sixth product of the programme. */
const itemNamed = 6

describe('A sandbox with a state folder', () => {
  it('comes back with every answered write, the same keys and the same answers under idempotency keys', async () => {
    const stateDir = newFolder()
    const first = await openSandbox({ stateDir })
    const key = { 'x-idempotency-key': 'k1' }
    const sold = await first.ask('POST', '/events/bieber/orders/', sale('J0URNAL1'), key)
    expect(sold.status).toBe(201)
    const lease = await first.ask('POST', '/events/bieber/cartpositions/', { cart_id: 'a@api', item: itemNamed, price: '1.00' })
    const before = [
      await first.ask('GET', '/events/bieber/orders/J0URNAL1/'),
      await first.ask('GET', '/events/bieber/cartpositions/'),
    ]
    await first.sandbox.stop()
    const second = await openSandbox({ stateDir, seed: 99 })
    expect(second.sandbox.description.deviceToken).toBe(first.sandbox.description.deviceToken)
    const after = [
      await second.ask('GET', '/events/bieber/orders/J0URNAL1/'),
      await second.ask('GET', '/events/bieber/cartpositions/'),
    ]
    const withoutPort = (value: unknown): unknown => JSON.parse(JSON.stringify(value).replaceAll(/127\.0\.0\.1:\d+/g, 'here'))
    expect(after.map(heard => withoutPort(heard.body))).toEqual(before.map(heard => withoutPort(heard.body)))
    expect(lease.status).toBe(201)
    expect((await second.ask('POST', '/events/bieber/orders/', sale('ANTHER'), key)).body).toEqual(sold.body)
    await second.sandbox.stop()
  })

  it('cuts off a torn last line, which nobody was answered for, and goes on', async () => {
    const stateDir = newFolder()
    const path = join(stateDir, 'journal.jsonl')
    const first = await openSandbox({ stateDir })
    expect((await first.ask('POST', '/events/bieber/orders/', sale('KEPT1'))).status).toBe(201)
    await first.sandbox.stop()
    const whole = readFileSync(path).length
    appendFileSync(path, '{"kind":"request","at":17,"seed":"a')
    const second = await openSandbox({ stateDir })
    expect((await second.ask('GET', '/events/bieber/orders/KEPT1/')).status).toBe(200)
    expect(readFileSync(path).length).toBe(whole)
    expect((await second.ask('POST', '/events/bieber/orders/', sale('KEPT2'))).status).toBe(201)
    await second.sandbox.stop()
    truncateSync(path, readFileSync(path).length - 1)
    const third = await openSandbox({ stateDir })
    expect((await third.ask('GET', '/events/bieber/orders/KEPT1/')).status).toBe(200)
    expect((await third.ask('GET', '/events/bieber/orders/KEPT2/')).status).toBe(404)
    await third.sandbox.stop()
  })

  it('refuses a journal that is damaged in its middle', async () => {
    const stateDir = newFolder()
    const first = await openSandbox({ stateDir })
    await first.ask('POST', '/events/bieber/orders/', sale('KEPT1'))
    await first.sandbox.stop()
    appendFileSync(join(stateDir, 'journal.jsonl'), '{"kind":1}\n{"also":2}\n')
    await expect(openSandbox({ stateDir })).rejects.toThrow('journal line 3 is damaged')
  })
})
