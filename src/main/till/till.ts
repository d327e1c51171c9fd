import type { Queue } from '#contract/methods'
import type { SaleId } from '#contract/nominal'
import type { Result } from '#contract/refusal'
import { done, refused } from '#contract/refusal'
import type { Handlers } from '#contract/wire'
import { createCalendar } from '#domain/calendar'
import { queuedSales } from '#store/outbox'
import { recentSales, saleSummary } from '#store/sale'
import { listShowings } from '#store/showing'
import { activeTill } from '#store/till'
import { createAfterwards } from './afterwards.ts'
import type { Bench } from './bench.ts'
import { tillLimits } from './bounds.ts'
import { addSeats, addToCart } from './cart-add.ts'
import { changeVariation, emptyCart, removeFromCart } from './cart-change.ts'
import { cartView } from './cart-view.ts'
import { diskTrouble } from '#store/disk-trouble'
import { takeDuty } from './duty.ts'
import { createLapse } from './lapse.ts'
import { createOffers } from './offers.ts'
import { pay } from './pay.ts'
import { renewCart } from './renew.ts'
import { hallOf, productsForSale, rowOf } from './stock.ts'
import { inTurn } from './turns.ts'

/** The methods a till answers. */
export type TillHandlers = Pick<
  Handlers,
  | 'showings.list'
  | 'stock.products'
  | 'stock.hall'
  | 'stock.row'
  | 'cart.get'
  | 'cart.add'
  | 'cart.seats'
  | 'cart.change-variation'
  | 'cart.remove'
  | 'cart.empty'
  | 'cart.renew'
  | 'sale.pay'
  | 'sale.recent'
  | 'queue.list'
>

export type TillDesk = {
  readonly handlers: TillHandlers
  /** Goes on with the cart that the file holds: gives back what ran out meanwhile and watches the rest. */
  readonly start: () => void
  readonly stop: () => void
  /** Begins the shift of the cashier in the settings; call it when a till was connected or another cashier took over. */
  readonly beginDuty: () => void
}

/** The till: what may be sold, the open cart, and the sale. Money changes here and nowhere else. */
export const createTill = (given: Omit<Bench, 'dayIn' | 'offers' | 'afterwards'>): TillDesk => {
  const bench: Bench = {
    ...given,
    dayIn: createCalendar(),
    offers: createOffers(),
    afterwards: createAfterwards(given.world.clock),
  }
  const turn = inTurn(tillLimits.mostWaiting)
  const lapse = createLapse(bench, work => {
    turn(() => done(work())).catch((problem: unknown) => logFault(bench, problem))
  })
  let paying = false
  /** A command at the cart: in its turn, on what is not over yet, a full disk said in words. */
  const atCart = <Value>(work: () => Promise<Result<Value>> | Result<Value>): Promise<Result<Value>> =>
    turn(async () => {
      try {
        lapse.sweep()
        return await work()
      } catch (problem) {
        const trouble = diskTrouble(problem)
        if (trouble) return { ok: false, refusal: trouble }
        throw problem
      } finally {
        bench.afterwards.tell(lapse.watch)
      }
    })
  const handlers: TillHandlers = {
    'showings.list': () => done(listShowings(bench.store, bench.world.clock.now())),
    'stock.products': showing => productsForSale(bench, showing),
    'stock.hall': showing => hallOf(bench, showing),
    'stock.row': input => rowOf(bench, input),
    'cart.get': () => done(cartView(bench)),
    'cart.add': input => atCart(() => addToCart(bench, input)),
    'cart.seats': input => atCart(() => addSeats(bench, input)),
    'cart.change-variation': input => atCart(() => changeVariation(bench, input)),
    'cart.remove': input => atCart(() => removeFromCart(bench, input)),
    'cart.empty': () => atCart(() => emptyCart(bench)),
    'cart.renew': () => atCart(() => renewCart(bench)),
    'sale.pay': async input => {
      if (paying) return refused('another-sale-runs')
      paying = true
      try {
        return await atCart(() => pay(bench, input))
      } finally {
        paying = false
      }
    },
    'sale.recent': ({ most }) => done(recentSales(bench.store, most)),
    'queue.list': () => done(queueOf(bench)),
  }
  return {
    handlers,
    start: () => {
      lapse.sweep()
      lapse.watch()
    },
    stop: () => {
      bench.afterwards.finish()
      lapse.stop()
    },
    beginDuty: () => {
      const till = activeTill(bench.store)
      if (till) bench.store.transaction('duty.begin', tx => takeDuty(tx, bench.world, till, bench.settings().cashier))
    },
  }
}

/** Sales on their way and those a person must look at. */
const queueOf = ({ store }: Bench): Queue => {
  const { waiting, toSettle } = queuedSales(store, tillLimits.mostQueued)
  const summaries = (ids: readonly SaleId[]) => ids.map(id => saleSummary(store, id)).filter(sale => sale !== undefined)
  return { waiting: summaries(waiting), toSettle: summaries(toSettle) }
}

const logFault = (bench: Bench, problem: unknown): void => {
  bench.world.log({ level: 'fault', event: 'till.lapse', fields: { problem: String(problem) } })
}
