import { copyFileSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Refusal } from '#contract/refusal'
import { openCore } from '#main/core'
import type { World } from '#main/world'
import type { Sandbox } from '#sandbox/server'
import { openStore } from '#store/open'
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
  keptIn,
  openSandbox,
  openTill,
  organizerAsks,
  ordersAt,
  readyToSell,
  sellOne,
  until,
  worldIn,
} from './scene.ts'
import { expectSentence } from './sentence.ts'

let sandbox: Sandbox
let place: ReturnType<typeof freshFolder>
let surroundings: Surroundings
let world: World
let till: Till
beforeAll(async () => void (sandbox = await openSandbox()))
afterAll(() => sandbox.stop())
beforeEach(async () => {
  sandbox.setTemper({})
  place = freshFolder()
  surroundings = calm()
  world = worldIn(surroundings)
  till = await openTill(world, place.file)
  await readyToSell(till, sandbox)
})
afterEach(async () => {
  await till.close()
  place.remove()
})

const refusalToOpen = async (): Promise<Refusal | null> => {
  const opened = await openCore(world, place.file, { totals: null, sandboxAt: null })
  if (!opened.ok) return opened.refusal
  await opened.value.close()
  return null
}

describe('a file that cannot be opened is left as it is, and opens once the cause is gone', () => {
  test('one of a newer Kasa', async () => {
    const sold = await sellOne(till)
    await until(allSent(till))
    await till.close()
    const version = changeVersion(place.file, 1)
    const refusal = await refusalToOpen()
    expectSentence(refusal, 'file-newer')
    expect(refusal?.parameters).toMatchObject({ found: version, known: version - 1 })
    changeVersion(place.file, -1)
    till = await openTill(world, place.file)
    expectSame(await keptIn(till), [sold])
  })

  test('a damaged one: the newest copy put in its place sells on once the platform was asked', async () => {
    const sold = await sellOne(till)
    await until(allSent(till))
    await till.close()
    const store = openStore(world, place.file)
    if (!store.ok) throw new Error(store.refusal.code)
    const copy = await store.value.backups.make()
    store.value.close()
    const whole = readFileSync(place.file)
    writeFileSync(place.file, Buffer.concat([Buffer.from('x'.repeat(4096)), whole.subarray(4096)]))
    const damaged = readFileSync(place.file)
    expectSentence(await refusalToOpen(), 'file-damaged')
    expect(readFileSync(place.file).equals(damaged), 'nothing was changed').toBe(true)
    for (const suffix of ['-wal', '-shm']) rmSync(place.file + suffix, { force: true })
    copyFileSync(copy, place.file)
    till = await openTill(world, place.file)
    expectSame(await keptIn(till), [sold])
    await until(isOnline(till))
    await until(async () => (await till.status()).warnings.every(({ code }) => code !== 'leases-unproven'))
    await sellOne(till)
  })

  test('one that another Kasa has open, which is not disturbed by the attempt', async () => {
    expectSentence(await refusalToOpen(), 'file-locked')
    const sold = await sellOne(till)
    await until(allSent(till))
    expectSame(await keptIn(till), [sold])
    await till.close()
    expect(await refusalToOpen()).toBeNull()
    till = await openTill(world, place.file)
  })
})

/** Counts the file's version on, by more or less than none; the new one. */
const changeVersion = (file: string, by: number): number => {
  const database = new Database(file)
  const version = Number(database.pragma('user_version', { simple: true })) + by
  database.pragma(`user_version = ${version}`)
  database.close()
  return version
}

describe('a backup put in the place of the file', () => {
  test('sells nothing from its leases before the platform was asked, sends nothing twice, and sells on by itself after', async () => {
    await holdInStock(till, 4)
    await till.close()
    const backup = join(place.folder, 'friday.sqlite')
    copyFileSync(place.file, backup)
    till = await openTill(world, place.file)
    await until(isOnline(till))
    const lost = [await sellOne(till), await sellOne(till), await sellOne(till)]
    await until(allSent(till))
    await till.close()

    copyFileSync(backup, place.file)
    sandbox.setTemper({ gone: true })
    till = await openTill(world, place.file)
    await until(async () => (await till.status()).connection.state === 'offline')
    expect((await till.status()).warnings.map(({ code }) => code)).toContain('leases-unproven')
    const refusal = await addOne(till).then(
      async cart => till.refusal('sale.pay', cashFor(cart)),
      (problem: Error) => JSON.parse(problem.message.slice(problem.message.indexOf('{'))) as Refusal,
    )
    expectSentence(refusal, 'leases-unproven')
    await till.ask('cart.empty', {})

    sandbox.setTemper({})
    await until(isOnline(till))
    await until(async () => (await till.status()).warnings.every(({ code }) => code !== 'leases-unproven'))
    const sold = await sellOne(till)
    await until(allSent(till))
    for (const { code } of [...lost, sold]) expect(await ordersAt(sandbox, code)).toBe(1)
    expect((await till.status()).toSettle).toBe(0)
  })

  test('uploads what waited in it once, though it had been uploaded after the copy was made', async () => {
    await holdInStock(till, 1)
    sandbox.setTemper({ gone: true })
    await until(async () => (await till.status()).connection.state === 'offline')
    const waiting = await sellOne(till)
    await till.close()
    const backup = join(place.folder, 'friday.sqlite')
    copyFileSync(place.file, backup)
    sandbox.setTemper({})
    till = await openTill(world, place.file)
    await until(allSent(till))
    await till.close()
    copyFileSync(backup, place.file)
    till = await openTill(world, place.file)
    expect((await till.status()).waiting).toBe(1)
    await until(allSent(till))
    expect((await till.status()).toSettle).toBe(0)
    expect(await ordersAt(sandbox, waiting.code)).toBe(1)
  })
})

describe('a data folder put back as a whole, or carried to another machine', () => {
  const unproven = async (which: Till): Promise<boolean> =>
    (await which.status()).warnings.some(({ code }) => code === 'leases-unproven')
  const offline = (which: Till) => async () => (await which.status()).connection.state === 'offline'
  const heldBy = (file: string): readonly string[] => {
    const database = new Database(file, { readonly: true })
    const rows = database.prepare(`SELECT cart_id FROM lease WHERE state = 'held'`).all() as { cart_id: string }[]
    database.close()
    return rows.map(row => row.cart_id)
  }
  const cartsAtPlatform = async (): Promise<readonly string[]> => {
    const page = await organizerAsks(sandbox, 'GET', '~/events/mpe/cartpositions/?page_size=50')
    return (page['results'] as { cart_id: string }[]).map(cart => cart.cart_id)
  }
  /** The file and the word beside it, into the same files or into other ones. */
  const carry = (from: string, to: string): void => {
    for (const suffix of ['', '.witness']) copyFileSync(from + suffix, to + suffix)
  }

  test('does not sell offline again what was sold after the backup', async () => {
    const outside = [join(place.folder, 'state')]
    await till.close()
    till = await openTill(world, place.file, outside)
    await until(isOnline(till))
    await until(async () => !(await unproven(till)))
    await holdInStock(till, 2)
    await till.close()
    const backup = join(place.folder, 'friday.sqlite')
    carry(place.file, backup)
    till = await openTill(world, place.file, outside)
    sandbox.setTemper({ gone: true })
    await until(offline(till))
    await sellOne(till)
    await sellOne(till)
    await till.close()

    carry(backup, place.file)
    till = await openTill(world, place.file, outside)
    await until(offline(till))
    expect(await unproven(till)).toBe(true)
    await expect(sellOne(till)).rejects.toThrow('leases-unproven')
    sandbox.setTemper({})
  })

  test('neither sells what the original holds nor takes it away from it', async () => {
    await holdInStock(till, 3)
    await till.close()
    const held = heldBy(place.file)
    expect(held).toHaveLength(3)
    const elsewhere = join(place.folder, 'elsewhere.sqlite')
    carry(place.file, elsewhere)
    const copy = await openTill(world, elsewhere)
    await until(async () => !(await unproven(copy)))
    await holdInStock(copy, 3)
    expect(heldBy(elsewhere).filter(cart => held.includes(cart))).toEqual([])
    expect(await cartsAtPlatform()).toEqual(expect.arrayContaining([...held]))

    till = await openTill(world, place.file)
    await until(isOnline(till))
    expect(await unproven(till)).toBe(false)
    await sellOne(till)
    await until(allSent(till))
    expect(await cartsAtPlatform(), 'the original leaves the units of its copy alone').toEqual(
      expect.arrayContaining([...heldBy(elsewhere)]),
    )
    await copy.close()
  })
})

describe('copies', () => {
  test('are readable by this user only, as is the file', async () => {
    await till.close()
    const store = openStore(world, place.file)
    if (!store.ok) throw new Error(store.refusal.code)
    await store.value.backups.make()
    store.value.close()
    const modes = readdirSync(place.folder, { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile() && /sqlite(\.\d+\.copy)?$/.test(entry.name))
      .map(entry => modeOf(join(entry.parentPath, entry.name)))
    expect(modes).toEqual(['600', '600'])
    till = await openTill(world, place.file)
  })
})

const modeOf = (path: string): string => (statSync(path).mode & 0o777).toString(8)
