import Database from 'better-sqlite3'
import type { Settings } from '#contract/methods'
import type { LineId } from '#contract/nominal'
import type { Refusal, Result } from '#contract/refusal'
import { done, refused } from '#contract/refusal'
import type { Showing } from '#contract/showing'
import { leaseLimits } from '#domain/lease-rule'
import type { Stockroom, Wanted } from '#domain/stockroom'
import { writableOver } from '#store/connection'
import { addAsked, beginReturn, isInCart, leaseOf, leasesProven, markHeld, seatLease } from '#store/lease'
import type { Writable } from '#store/query'
import type { TillDesk } from '#till/till'
import { createTill } from '#till/till'
import { testWorld } from '../../world-for-tests.ts'

/** What a test may change between two commands. Without `refuses` the platform grants whatever is asked; with `pauses` it answers after that. */
export type Weather = { online: boolean; skewMs: number; refuses: Refusal | null; pauses: Promise<void> | null }

export const settings: Settings = { language: 'pl', channel: 'api.kasa', cashier: 'Anna', till: 'Kasa 1', letterKeys: false }
const hourMs = 3_600_000

/** A till on a real file, with a clock and a platform that do as told. Open the same file again after `crash` to see what survived. */
export const openDesk = (file: string, clock: { now: number }, seed = 1) => {
  const base = testWorld({}, seed)
  const timers = new Map<number, { at: number; task: () => void }>()
  let nextTimer = 0
  const world = {
    ...base,
    clock: {
      now: () => clock.now,
      monotonic: base.clock.monotonic,
      after: (delayMs: number, task: () => void) => {
        const id = ++nextTimer
        timers.set(id, { at: clock.now + delayMs, task })
        return () => void timers.delete(id)
      },
    },
  }
  const database = new Database(file)
  const store = writableOver(database, { log: world.log, monotonic: world.clock.monotonic })
  const weather: Weather = { online: true, skewMs: 0, refuses: null, pauses: null }
  const told: string[] = []
  const upload = { wake: () => {} }
  const person = { settings }
  const desk: TillDesk = createTill({
    world,
    store,
    stockroom: scriptedStockroom(store, world, weather),
    settings: () => person.settings,
    onChange: topics => void told.push(...topics),
    saleTime: () => clock.now,
    onSold: sale => {
      told.push(`sold ${sale}`)
      upload.wake()
    },
    seatsExpected: () => null,
  })
  desk.start()
  return {
    desk,
    call: desk.handlers,
    store,
    database,
    /** Changes rows behind the till's back, through its own connection: there is no other writer. */
    write: (sql: string) =>
      store.transaction('test.write', tx => sql.split(';').forEach(each => tx.run({ name: 'test.write', sql: each }, {}))),
    weather,
    told,
    upload,
    person,
    /** Lets time pass; due timers run. */
    pass: async (ms: number) => {
      clock.now += ms
      for (const [id, timer] of timers)
        if (timer.at <= clock.now) {
          timers.delete(id)
          timer.task()
        }
      await new Promise(resolve => setImmediate(resolve))
    },
    /** Puts units into stock, as the background would. */
    stock: (showing: Showing & { item: number; variation: number | null }, count: number, lastsMs = 48 * hourMs) =>
      hold({ store, world }, { ...showing, seats: Array.from({ length: count }, () => null), priceMinor: 0 }, 'pool', lastsMs),
    stockSeats: (showing: Showing & { item: number; variation: number | null }, seats: readonly string[]) =>
      hold({ store, world }, { ...showing, seats, priceMinor: 0 }, 'pool', 48 * hourMs),
    crash: () => {
      desk.stop()
      database.close()
    },
  }
}

type Holder = { readonly store: Writable; readonly world: Pick<ReturnType<typeof testWorld>, 'clock' | 'random'> }

const hold = ({ store, world }: Holder, wanted: Wanted, purpose: 'pool' | 'cart', lastsMs: number): readonly string[] => {
  const now = world.clock.now()
  return store.transaction('test.hold', tx =>
    wanted.seats.map(seat => {
      const cartId = `kasa-AAJ-${Buffer.from(world.random.bytes(8)).toString('hex')}@api`
      const { event, subevent, item, variation } = wanted
      addAsked(
        tx,
        {
          cartId,
          tillId: 't1',
          event,
          subevent,
          item,
          variation,
          seat,
          purpose,
          idempotencyKey: cartId,
          expiresAt: now + lastsMs,
        },
        now,
      )
      markHeld(tx, cartId, 1, now)
      return cartId
    }),
  )
}

/** Writes leases the way the platform's side of Kasa does; grants or refuses as the weather says. */
const scriptedStockroom = (store: Writable, world: Holder['world'], weather: Weather): Stockroom => ({
  online: () => weather.online,
  pessimisticNow: () => world.clock.now() + weather.skewMs,
  leasesProven: () => leasesProven(store),
  leaseShort: async (wanted): Promise<Result<readonly string[]>> => {
    await weather.pauses
    if (weather.refuses) return { ok: false, refusal: weather.refuses }
    if (!weather.online) return refused('stock-not-leased', { product: '' })
    for (const seat of wanted.seats)
      if (seat !== null && seatLease(store, wanted.event, wanted.subevent, seat)) return refused('seat-taken', { seat })
    return done(hold({ store, world }, wanted, 'cart', leaseLimits.shortLifeMs))
  },
  giveBack: cartIds => {
    store.transaction('test.give-back', tx => {
      for (const cartId of cartIds)
        if (leaseOf(tx, cartId)?.purpose === 'cart' && !isInCart(tx, cartId)) {
          beginReturn(tx, cartId, world.clock.now())
          tx.run(
            { name: 'test.returned', sql: `UPDATE lease SET state = 'returned' WHERE cart_id = :cartId AND state = 'returning'` },
            { cartId },
          )
        }
    })
  },
})

/** The value, or a failure that shows the refusal. */
export const valueOf = async <Value>(answer: Promise<Result<Value>> | Result<Value>): Promise<Value> => {
  const result = await answer
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.refusal)}`)
  return result.value
}

/** The code of the refusal, or `done`. */
export const codeOf = async (answer: Promise<Result<unknown>> | Result<unknown>): Promise<string> => {
  const result = await answer
  return result.ok ? 'done' : result.refusal.code
}

export const noLine = '00000000-0000-4000-8000-000000000000' as LineId // a shape-valid id that no line has
