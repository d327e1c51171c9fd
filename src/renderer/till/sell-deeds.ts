import type { Cart } from '#contract/cart'
import type { LineId } from '#contract/nominal'
import type { Refusal, Result } from '#contract/refusal'
import type { Product } from '#contract/stock'
import { openPaper } from '#parts/paper'
import type { CoreWire } from '#wire/core-wire'
import { ticketForAddon } from './addon-ticket.ts'
import type { PayDraft, PayWay } from './payment.ts'
import { emptyDraft, paymentsFor } from './payment.ts'
import type { Place } from './seat-moves.ts'
import { lookAtRow } from './sell-follow.ts'
import type { RefusalPlace, Sell, SellStore } from './sell-store.ts'

/** What a cashier can do on the selling screen. Changes of the cart happen in the order in which they were asked for. */
export type SellDeeds = {
  /** Takes as many as the quantity says, or as many as are given. */
  readonly take: (product: Product, count?: number) => void
  readonly takeSeats: (guids: readonly string[], variation: number | null) => void
  readonly addAddon: (product: Product, ticket: LineId) => void
  readonly changeVariation: (lines: readonly LineId[], variation: number) => void
  readonly remove: (lines: readonly LineId[]) => void
  readonly empty: () => void
  /** The same again, after its time ran out. */
  readonly renew: () => void
  readonly pay: (way: PayWay) => void
  readonly next: () => void
  /** Of the given sale, else of the last one. */
  readonly paper: (kind: 'tickets' | 'receipt', sale: Sell['done']) => void
  readonly openRow: (place: Place | null) => void
  readonly set: (changes: Partial<Pick<Sell, 'quantity' | 'chosenTicket' | 'refusal'>>) => void
  readonly draft: (changes: Partial<PayDraft>) => void
}

export const createSellDeeds = (store: SellStore, wire: CoreWire): SellDeeds => {
  const get = store.getState
  const say = (place: RefusalPlace, refusal: Refusal): void => store.setState({ refusal: { place, refusal } })
  const inTurn = createTurns()

  const change = (place: RefusalPlace, ask: () => Promise<Result<Cart>> | null): void => {
    store.setState(state => ({ taking: state.taking + 1, refusal: null, done: null }))
    void inTurn(async () => {
      const answer = await ask()
      store.setState(state => ({ taking: state.taking - 1 }))
      if (answer?.ok) store.setState({ cart: answer.value })
      else if (answer) say(place, answer.refusal)
    })
  }

  return {
    take: (product, count) => {
      const quantity = count ?? get().quantity
      store.setState({ quantity: 1 })
      change('stock', () => {
        const { showing, cart, products, chosenTicket } = get()
        if (!showing) return null
        const parent = product.category?.addon ? ticketForAddon(product, cart?.lines ?? [], products ?? [], chosenTicket) : null
        return wire.call('cart.add', { ...showing, item: product.item, variation: product.variation, quantity, parent })
      })
    },
    addAddon: (product, ticket) =>
      change('cart', () => {
        const { showing } = get()
        return (
          showing &&
          wire.call('cart.add', { ...showing, item: product.item, variation: product.variation, quantity: 1, parent: ticket })
        )
      }),
    takeSeats: (guids, variation) =>
      change('seats', () => {
        const { showing } = get()
        return showing && wire.call('cart.seats', { ...showing, guids: [...guids], variation })
      }),
    changeVariation: (lines, variation) =>
      lines.forEach(line => change('cart', () => wire.call('cart.change-variation', { line, variation }))),
    remove: lines => change('cart', () => wire.call('cart.remove', { lines: [...lines] })),
    empty: () => {
      store.setState({ draft: emptyDraft, chosenTicket: null })
      change('cart', () => wire.call('cart.empty', {}))
    },
    renew: () => change('cart', () => wire.call('cart.renew', {})),
    pay: way => {
      const seen = get().refusal
      void inTurn(() => pay(store, wire, way, seen))
    },
    next: () => store.setState({ done: null, refusal: null, draft: emptyDraft, quantity: 1 }),
    paper: (kind, sale) => void paper(store, wire, kind, sale),
    openRow: place => {
      store.setState({ place, row: null })
      void lookAtRow(store, wire)
    },
    set: changes => store.setState(changes),
    draft: changes => store.setState(state => ({ draft: { ...state.draft, ...changes }, ...withoutPayRefusal(state) })),
  }
}

/**
 * Asks the core to store the sale. Until it answers nothing is shown as done; when no answer comes, the list of sales will tell.
 * `seen`: the refusal on screen when the key was pressed; a newer one means that the sum is not the one the customer was told.
 */
const pay = async (store: SellStore, wire: CoreWire, way: PayWay, seen: Sell['refusal']): Promise<void> => {
  const { cart, draft, recent, refusal, done } = store.getState()
  if (!cart || cart.lines.length === 0 || done || (refusal !== null && refusal !== seen)) return
  const asked = paymentsFor(way, draft, cart)
  if ('problem' in asked) return store.setState({ refusal: { place: 'pay', refusal: asked.problem } })
  store.setState({ isPaying: true, refusal: null })
  const answer = await wire.call('sale.pay', { version: cart.version, payments: asked.payments })
  if (answer.ok) {
    store.setState({ isPaying: false, done: answer.value, draft: emptyDraft, chosenTicket: null })
    const left = await wire.call('cart.get', {})
    if (left.ok) store.setState({ cart: left.value })
  } else
    store.setState({
      isPaying: false,
      refusal: { place: 'pay', refusal: answer.refusal },
      ...(answer.refusal.code === 'fault' ? { unanswered: recent } : {}),
    })
}

const paper = async (store: SellStore, wire: CoreWire, kind: 'tickets' | 'receipt', sale: Sell['done']): Promise<void> => {
  const chosen = sale ?? store.getState().recent?.[0]
  if (!chosen) return
  const answer = await wire.call(kind === 'tickets' ? 'paper.tickets' : 'paper.receipt', { sale: chosen.id })
  store.setState({ refusal: answer.ok ? null : { place: 'paper', refusal: answer.refusal } })
  if (answer.ok) openPaper(answer.value)
}

const withoutPayRefusal = (state: Sell): Partial<Sell> => (state.refusal?.place === 'pay' ? { refusal: null } : {})

/** One after the other, in the order of asking. */
const createTurns = (): ((deed: () => Promise<void>) => Promise<void>) => {
  let last = Promise.resolve()
  return deed => {
    last = last.then(deed, deed)
    return last
  }
}
