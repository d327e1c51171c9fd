import { Worker } from 'node:worker_threads'
import type { Cart } from '#contract/cart'
import type { BenchTill } from './bench-till.ts'
import { until, valueIn } from './bench-till.ts'
import { dayTicket, event } from './invented-catalogue.ts'

const showing = { event, subevent: null } as const
/** The most a till holds of one product. */
const stock = 500
const tickets = 2

/** Waits for the catalogue and puts tickets into stock. */
export const stockUp = async ({ core }: BenchTill): Promise<void> => {
  await until(async () => valueIn(await core.handlers['showings.list']({})).length > 0)
  await until(async () => (await core.handlers['stock.products'](showing)).ok)
  await until(async () => valueIn(await core.handlers['status.get']({})).connection.state === 'online')
  valueIn(await core.handlers['leases.target']({ ...showing, item: dayTicket, variation: null, target: stock }))
  await until(async () => (await held(core)) >= stock)
}

const held = async (core: BenchTill['core']): Promise<number> =>
  valueIn(await core.handlers['leases.list']({})).products.reduce((sum, holding) => sum + holding.held, 0)

/** Two tickets into the cart, from stock; waits when the stock has just run out. */
export const fillCart = async ({ core }: BenchTill): Promise<Cart> => {
  await until(async () => (await held(core)) > tickets)
  return valueIn(
    await core.handlers['cart.add']({ ...showing, item: dayTicket, variation: null, quantity: tickets, parent: null }),
  )
}

/** Pays in cash; the sale is on the disk when this resolves. */
export const payCart = async ({ core }: BenchTill, cart: Cart): Promise<void> => {
  const cash = { method: 'cash', amountMinor: cart.totalMinor, tenderedMinor: cart.totalMinor } as const
  valueIn(await core.handlers['sale.pay']({ version: cart.version, payments: [cash] }))
}

/**
 * Presses keys from a thread of its own, so that a busy core notices a press as late as it would notice a person's. `press` resolves
 * `afterMs` from now with the moment of pressing, by `performance.now()` of the core.
 */
export const openKeyboard = (): { readonly press: (afterMs: number) => Promise<number>; readonly close: () => void } => {
  const thread = new Worker(
    `const { parentPort } = require('node:worker_threads')
     parentPort.on('message', afterMs => setTimeout(() => parentPort.postMessage(performance.timeOrigin + performance.now()), afterMs))`,
    { eval: true },
  )
  return {
    press: afterMs => {
      const pressed = new Promise<number>(resolve => thread.once('message', (at: number) => resolve(at - performance.timeOrigin)))
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
      thread.postMessage(afterMs)
      return pressed
    },
    close: () => void thread.terminate(),
  }
}
