import type { Showing } from '#contract/showing'
import type { Answer, Input, Method } from '#contract/methods'
import type { FrameStore } from '#app/frame-store'
import { sameShowing } from '#app/frame-store'
import type { CoreWire } from '#wire/core-wire'
import type { RefusalPlace, SellStore } from './sell-store.ts'
import { settledMeanwhile } from './settled-meanwhile.ts'

/** Sales shown below the tiles. */
const recentMost = 8
/** Stock changes come in bursts; the screen asks once for each burst. */
const gatherMs = 150

/** Keeps the slice as the core has it: at the start, at each change told, when another showing is chosen and when the core was away. Returns how to stop. */
export const followCore = (store: SellStore, wire: CoreWire, frame: FrameStore): (() => void) => {
  const look = lookers(store, wire)
  const stops = [
    wire.listen('cart', cart => store.setState({ cart })),
    wire.listen('queue', () => void look.recent()),
    wire.listen(
      'stock',
      gathered(() => void look.stock()),
    ),
    frame.subscribe((now, before) => {
      if (now.epoch !== before.epoch) void look.everything(now.showing)
      else if (now.showing !== before.showing) void look.showing(now.showing)
      if (now.status?.connection.state !== before.status?.connection.state) forgetStockRefusal(store)
    }),
  ]
  const { epoch, showing } = frame.getState()
  if (epoch > 0) void look.everything(showing)
  return () => stops.forEach(stop => stop())
}

/** What could not be had without the network may be had with it, and the other way round. */
const forgetStockRefusal = (store: SellStore): void => {
  const place = store.getState().refusal?.place
  if (place === 'stock' || place === 'seats') store.setState({ refusal: null })
}

/** Looks at the row that is open again, after another was chosen. */
export const lookAtRow = (store: SellStore, wire: CoreWire): Promise<void> => lookers(store, wire).row()

type Lookers = {
  readonly everything: (showing: Showing | null) => Promise<void>
  readonly showing: (showing: Showing | null) => Promise<void>
  readonly stock: () => Promise<void>
  readonly row: () => Promise<void>
  readonly recent: () => Promise<void>
}

const lookers = (store: SellStore, wire: CoreWire): Lookers => {
  const ask = async <M extends Method>(method: M, input: Input<M>, place: RefusalPlace): Promise<Answer<M> | null> => {
    const answer = await wire.call(method, input)
    if (answer.ok) return answer.value
    // a core that is gone is said once, by the frame
    if (answer.refusal.code !== 'fault') store.setState({ refusal: { place, refusal: answer.refusal } })
    return null
  }
  /** What comes back late for a showing that was left meanwhile is not shown. */
  const isStill = (showing: Showing): boolean => {
    const now = store.getState().showing
    return now !== null && sameShowing(now, showing)
  }
  const hall = async (showing: Showing): Promise<void> => {
    const answer = await ask('stock.hall', showing, 'seats')
    if (answer && isStill(showing)) store.setState({ hall: answer })
  }
  const row = async (): Promise<void> => {
    const { showing, place } = store.getState()
    if (!showing || !place) return
    const answer = await ask('stock.row', { ...showing, ...place }, 'seats')
    const isOpen = store.getState().place
    if (answer && isStill(showing) && isOpen?.sector === place.sector && isOpen.row === place.row) store.setState({ row: answer })
  }
  const stock = async (): Promise<void> => {
    const { showing } = store.getState()
    if (!showing) return
    const products = await ask('stock.products', showing, 'stock')
    if (!products || !isStill(showing)) return
    store.setState({ products })
    if (products.some(product => product.seated)) await Promise.all([hall(showing), row()])
  }
  const chosen = async (showing: Showing | null): Promise<void> => {
    store.setState({
      showing,
      products: null,
      hall: null,
      place: null,
      row: null,
      quantity: 1,
      chosenTicket: null,
      refusal: null,
    })
    await stock()
  }
  const recent = async (): Promise<void> => {
    const sales = await ask('sale.recent', { most: recentMost }, 'pay')
    if (!sales) return
    const { unanswered, done } = store.getState()
    const settled = unanswered ? settledMeanwhile(unanswered, sales) : null
    const renewed = sales.find(sale => sale.id === done?.id)
    store.setState({ recent: sales, unanswered: null, done: settled ?? renewed ?? done })
  }
  const cart = async (): Promise<void> => {
    const answer = await ask('cart.get', {}, 'cart')
    if (answer) store.setState({ cart: answer })
  }
  const everything = async (showing: Showing | null): Promise<void> => {
    const now = store.getState().showing
    const isSame = showing && now && sameShowing(showing, now)
    await Promise.all([cart(), recent(), isSame ? stock() : chosen(showing)])
  }
  return { everything, showing: chosen, stock, row, recent }
}

const gathered = (deed: () => void): (() => void) => {
  let timer: ReturnType<typeof setTimeout> | undefined
  return () => {
    timer ??= setTimeout(() => {
      timer = undefined
      deed()
    }, gatherMs)
  }
}
