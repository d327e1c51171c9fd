import type { StoreApi } from 'zustand/vanilla'
import { createStore } from 'zustand/vanilla'
import type { Queue } from '#contract/methods'
import type { Paper } from '#contract/paper'
import type { SaleId } from '#contract/nominal'
import type { Refusal } from '#contract/refusal'
import type { Wire } from '#contract/wire'
import { nextChosen, salesInOrder } from './queue-order.ts'

/** What the queue screen knows: sales on their way and sales a person must look at, which one is open, and what is being tried. */
export type QueueState = {
  /** Null until the core has answered once. */
  readonly queue: Queue | null
  /** Why the list could not be read, when it could not. */
  readonly unread: Refusal | null
  readonly chosen: SaleId | null
  /** What is being asked for again right now: one sale, or all that are to settle. */
  readonly trying: SaleId | 'all' | null
  /** Why the last thing asked for a sale did not happen. */
  readonly refused: { readonly sale: SaleId; readonly refusal: Refusal } | null
  readonly choose: (sale: SaleId) => void
  readonly chooseNext: () => void
  readonly retry: (sale: SaleId) => Promise<void>
  readonly retryAll: () => Promise<void>
  /** The paper of a sale, to be printed; null when it was refused. */
  readonly paper: (kind: 'paper.tickets' | 'paper.receipt', sale: SaleId) => Promise<Paper | null>
  readonly reload: () => Promise<void>
  /** Reads the list and follows it; returns how to stop. */
  readonly follow: () => () => void
}

/** The slice of the queue screen over the wire. */
export const queueSlice = (wire: Wire): StoreApi<QueueState> =>
  createStore<QueueState>((set, get) => {
    const show = (queue: Queue): void => {
      const before = get().queue
      set({
        queue,
        unread: null,
        chosen: nextChosen(get().chosen, before ? salesInOrder(before) : [], salesInOrder(queue)),
      })
    }
    const reload = async (): Promise<void> => {
      const answer = await wire.call('queue.list', {})
      if (answer.ok) show(answer.value)
      else set({ unread: answer.refusal })
    }
    return {
      queue: null,
      unread: null,
      chosen: null,
      trying: null,
      refused: null,
      choose: sale => set({ chosen: sale, refused: null }),
      chooseNext: () => {
        const { queue, chosen } = get()
        if (!queue) return
        const sales = salesInOrder(queue)
        const next = sales[(sales.findIndex(sale => sale.id === chosen) + 1) % sales.length]
        if (next) set({ chosen: next.id, refused: null })
      },
      retry: async sale => {
        if (get().trying) return
        set({ trying: sale, refused: null })
        const answer = await wire.call('queue.retry', { sale })
        if (answer.ok) show(answer.value)
        else set({ refused: { sale, refusal: answer.refusal } })
        set({ trying: null })
      },
      retryAll: async () => {
        const { chosen, trying } = get()
        if (trying || !chosen) return
        set({ trying: 'all', refused: null })
        const answer = await wire.call('queue.retry-all', {})
        if (answer.ok) show(answer.value)
        else set({ refused: { sale: chosen, refusal: answer.refusal } })
        set({ trying: null })
      },
      paper: async (kind, sale) => {
        set({ refused: null })
        const answer = await wire.call(kind, { sale })
        if (answer.ok) return answer.value
        set({ refused: { sale, refusal: answer.refusal } })
        return null
      },
      reload,
      follow: () => {
        void reload()
        return wire.listen('queue', () => void reload())
      },
    }
  })
