import type { StoreApi } from 'zustand/vanilla'
import { createStore } from 'zustand/vanilla'
import type { Holdings, LeaseHolding, SeatBlock } from '#contract/methods'
import type { Refusal } from '#contract/refusal'
import type { Showing } from '#contract/showing'
import type { Hall, Product } from '#contract/stock'
import type { Wire } from '#contract/wire'

/** A product of a showing, as the targets name it. */
export type ProductKey = { readonly item: number; readonly variation: number | null }
/** A row of a hall. */
export type RowKey = { readonly sector: string; readonly row: string }

/** What the stock part of the settings knows: the showing looked at, what this till holds of it, and what is being asked for. */
export type StockState = {
  readonly showing: Showing | null
  /** Null until the core has answered for this showing once. */
  readonly products: readonly Product[] | null
  readonly hall: Hall | null
  readonly holdings: Holdings | null
  /** Why what is held or to be had could not be read. */
  readonly unread: Refusal | null
  /** Why the last thing asked for did not happen; stays until the next is asked for. */
  readonly refusal: Refusal | null
  /** Targets pressed but not answered yet, by product. */
  readonly wanted: ReadonlyMap<string, number>
  /** Rows being taken or given back. */
  readonly busyRows: ReadonlySet<string>
  readonly givingBack: boolean
  readonly show: (showing: Showing | null, seated: boolean) => void
  readonly target: (product: ProductKey, target: number) => Promise<void>
  readonly holdRow: (row: RowKey, hold: boolean) => Promise<void>
  readonly giveBack: () => Promise<void>
  readonly follow: () => () => void
}

/** The core's own bound on a target. */
export const mostTarget = 500

/** The slice of this till's stock over the wire. Presses on a stepper show at once; only the newest of them is sent while another is on its way. */
export const stockSlice = (wire: Wire): StoreApi<StockState> =>
  createStore<StockState>((set, get) => {
    let seated = false
    const sending = new Set<string>()

    const takeHoldings = (holdings: Holdings): void => set({ holdings, unread: null })
    const reloadHoldings = async (): Promise<void> => {
      const answer = await wire.call('leases.list', {})
      if (answer.ok) takeHoldings(answer.value)
      else set({ unread: answer.refusal })
    }
    const reloadShowing = async (): Promise<void> => {
      const showing = get().showing
      if (!showing) return
      const [products, hall] = await Promise.all([
        wire.call('stock.products', showing),
        seated ? wire.call('stock.hall', showing) : Promise.resolve(null),
      ])
      if (get().showing !== showing) return
      if (!products.ok) return set({ unread: products.refusal })
      set({ products: products.value, hall: hall?.ok ? hall.value : null, unread: hall && !hall.ok ? hall.refusal : null })
    }
    const sendNewest = async (showing: Showing, product: ProductKey, key: string): Promise<void> => {
      for (;;) {
        const target = get().wanted.get(key)
        if (target === undefined) return
        const answer = await wire.call('leases.target', { ...showing, item: product.item, variation: product.variation, target })
        if (answer.ok) takeHoldings(answer.value)
        else set({ refusal: answer.refusal })
        if (answer.ok && get().wanted.get(key) !== target) continue
        set({ wanted: without(get().wanted, key) })
        return
      }
    }

    return {
      showing: null,
      products: null,
      hall: null,
      holdings: null,
      unread: null,
      refusal: null,
      wanted: new Map(),
      busyRows: new Set(),
      givingBack: false,
      show: (showing, withSeats) => {
        const now = get().showing
        if (showing?.event === now?.event && showing?.subevent === now?.subevent && seated === withSeats) return
        seated = withSeats
        set({ showing, products: null, hall: null, unread: null, refusal: null })
        void reloadShowing()
      },
      target: async (product, target) => {
        const showing = get().showing
        if (!showing) return
        const key = holdingKey({ ...showing, ...product })
        const bounded = Math.min(mostTarget, Math.max(0, Math.trunc(target)))
        set({ wanted: new Map(get().wanted).set(key, bounded), refusal: null })
        if (sending.has(key)) return
        sending.add(key)
        await sendNewest(showing, product, key)
        sending.delete(key)
      },
      holdRow: async (row, hold) => {
        const showing = get().showing
        const key = rowKey(row)
        if (!showing || get().busyRows.has(key)) return
        set({ busyRows: new Set(get().busyRows).add(key), refusal: null })
        const answer = await wire.call('leases.seat-block', { ...showing, sector: row.sector, row: row.row, hold })
        if (answer.ok) takeHoldings(answer.value)
        else set({ refusal: answer.refusal })
        set({ busyRows: new Set([...get().busyRows].filter(busy => busy !== key)) })
        await reloadShowing()
      },
      giveBack: async () => {
        if (get().givingBack) return
        set({ givingBack: true, refusal: null })
        const answer = await wire.call('leases.give-back', {})
        if (answer.ok) takeHoldings(answer.value)
        else set({ refusal: answer.refusal })
        set({ givingBack: false })
      },
      follow: () => {
        void reloadHoldings()
        const stopHoldings = wire.listen('holdings', () => void reloadHoldings())
        const stopStock = wire.listen('stock', where => {
          const showing = get().showing
          if (where.event === showing?.event && where.subevent === showing.subevent) void reloadShowing()
        })
        return () => {
          stopHoldings()
          stopStock()
        }
      },
    }
  })

/** One name for a product of a showing. */
export const holdingKey = (of: Showing & ProductKey): string =>
  `${of.event}/${of.subevent ?? ''}/${of.item}/${of.variation ?? ''}`

/** One name for a row of a hall. */
export const rowKey = (row: RowKey): string => `${row.sector}\u0000${row.row}`

/** What this till holds of a product; undefined when nothing was ever asked for. */
export const holdingOf = (holdings: Holdings, of: Showing & ProductKey): LeaseHolding | undefined =>
  holdings.products.find(holding => holdingKey(holding) === holdingKey(of))

/** What this till holds of a row; undefined when it was never asked for. */
export const blockOf = (holdings: Holdings, showing: Showing, row: RowKey): SeatBlock | undefined =>
  blocksOf(holdings, showing).find(block => block.sector === row.sector && block.row === row.row)

/** The rows asked for or held of one showing. */
export const blocksOf = (holdings: Holdings, showing: Showing): readonly SeatBlock[] =>
  holdings.seats.filter(block => isOf(block, showing) && (block.wanted > 0 || block.held > 0))

/** Whether a product has a line of its own: what can be sold without a seat, and whatever is held or asked for all the same. */
export const showsTarget = (product: Product, holding: LeaseHolding | undefined): boolean =>
  (!product.seated && product.unsellable === null) || (holding !== undefined && holding.target + holding.held > 0)

/** What is held of showings other than the one looked at. */
export const heldElsewhere = (holdings: Holdings, showing: Showing | null): readonly (Showing & { readonly held: number })[] => {
  const others = [...holdings.products, ...holdings.seats].filter(
    holding => holding.held > 0 && !(showing && isOf(holding, showing)),
  )
  const byShowing = Map.groupBy(others, holding => `${holding.event}/${holding.subevent ?? ''}`)
  return [...byShowing.values()].flatMap(group => {
    const [first] = group
    if (!first) return []
    return [{ event: first.event, subevent: first.subevent, held: group.reduce((sum, holding) => sum + holding.held, 0) }]
  })
}

/** Everything this till holds, over all showings. */
export const unitsHeld = (holdings: Holdings): number =>
  [...holdings.products, ...holdings.seats].reduce((sum, holding) => sum + holding.held, 0)

const isOf = (holding: Showing, showing: Showing): boolean =>
  holding.event === showing.event && holding.subevent === showing.subevent

const without = (map: ReadonlyMap<string, number>, key: string): ReadonlyMap<string, number> =>
  new Map([...map].filter(([name]) => name !== key))
