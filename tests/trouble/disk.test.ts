import { spawnSync } from 'node:child_process'
import { appendFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { SaleSummary } from '#contract/cart'
import type { Sandbox } from '#sandbox/server'
import type { Surroundings, Till } from './scene.ts'
import {
  addOne,
  allSent,
  calm,
  cashFor,
  expectSame,
  freshFolder,
  holdInStock,
  isOnline,
  openSandbox,
  openTill,
  ordersAt,
  readyToSell,
  sellOne,
  until,
  worldIn,
} from './scene.ts'
import { expectSentence } from './sentence.ts'

/** A small disk of the test's own; only the superuser of a Linux machine can have one. */
const mounted = (folder: string): boolean =>
  process.platform === 'linux' && spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=16m', 'tmpfs', folder]).status === 0

let sandbox: Sandbox
let place: ReturnType<typeof freshFolder>
let surroundings: Surroundings
let till: Till
let small = false
beforeEach(async () => {
  place = freshFolder()
  small = mounted(place.folder)
  if (!small) return
  surroundings = calm()
  sandbox = await openSandbox()
  till = await openTill(worldIn(surroundings), place.file)
  await readyToSell(till, sandbox)
  await holdInStock(till, 2)
})
afterEach(async () => {
  if (small) {
    await till.close()
    await sandbox.stop()
    spawnSync('umount', [place.folder])
  }
  place.remove()
})

const fill = (): void => {
  for (let bytes = 1_000_000; bytes >= 1; bytes = Math.floor(bytes / 10))
    try {
      for (;;) appendFileSync(join(place.folder, 'holiday-pictures'), Buffer.alloc(bytes))
    } catch {
      // full: the rest goes in in smaller pieces
    }
}

/** What fitted into room that the file already had. */
const sellUntilRefused = async (): Promise<{ readonly sold: SaleSummary[]; readonly code: string }> => {
  const sold: SaleSummary[] = []
  for (let tries = 0; tries < 400; tries++) {
    const cart = await till.wire.call('cart.get', {})
    if (cart.ok && cart.value.lines.length === 0) {
      const added = await addOne(till).catch((problem: Error) => problem)
      if (added instanceof Error) return { sold, code: added.message }
    }
    const paid = await till.wire.call('sale.pay', cashFor(await till.ask('cart.get', {})))
    if (!paid.ok) {
      if (paid.refusal.code === 'disk-full') expectSentence(paid.refusal, 'disk-full')
      return { sold, code: paid.refusal.code }
    }
    sold.push(paid.value)
  }
  throw new Error('the disk was never full')
}

describe('a full disk', () => {
  test('refuses the sale in words and keeps the cart; with room again it sells and uploads by itself', async context => {
    if (!small) return context.skip('a small disk cannot be had here')
    sandbox.setTemper({ gone: true })
    await until(async () => (await till.status()).connection.state === 'offline')
    const waiting = await sellOne(till)
    const cart = await addOne(till)
    fill()
    // the answer to this upload cannot be written down
    sandbox.setTemper({})
    const first = await sellUntilRefused()
    expect(first.code).toContain('disk-full')
    // the background meets the full disk as well
    const quietUntil = Date.now() + 8_000
    await until(() => Date.now() > quietUntil)
    const kept = await till.ask('cart.get', {})
    if (first.sold.length === 0) expect(kept.lines.map(line => line.id)).toEqual(cart.lines.map(line => line.id))
    rmSync(join(place.folder, 'holiday-pictures'))
    await until(isOnline(till))
    const now = kept.lines.length > 0 ? kept : await addOne(till)
    const sold = await till.ask('sale.pay', cashFor(now))
    await until(allSent(till))
    const all = [waiting, ...first.sold, sold]
    for (const { code } of all) expect(await ordersAt(sandbox, code)).toBe(1)
    expectSame((await till.ask('sale.recent', { most: 50 })).map(each => each.code).toSorted(), all.slice(-50))
    expect(surroundings.log.filter(entry => entry.level === 'fault')).toEqual([])
  })

  test('lets the till close, and opens it again where it was', async context => {
    if (!small) return context.skip('a small disk cannot be had here')
    fill()
    const { sold } = await sellUntilRefused()
    await till.close()
    rmSync(join(place.folder, 'holiday-pictures'))
    till = await openTill(worldIn(surroundings), place.file)
    expectSame((await till.ask('sale.recent', { most: 50 })).map(each => each.code).toSorted(), sold.slice(-50))
  })
})
