import type { Queue } from '#contract/methods'
import type { SaleId } from '#contract/nominal'
import type { Refusal } from '#contract/refusal'
import type { Wire } from '#contract/wire'
import type { StoreApi } from 'zustand/vanilla'
import { createStore } from 'zustand/vanilla'
import { nextChosen, salesInOrder } from './queue-order.ts'

/** What the queue screen knows: sales on their way and sales a person must look at, which one is open, and what is being tried. */
export type QueueState = {
  /** Null until the core has answered once. */
  readonly queue: Queue | null
  /** Why the list could not be read, when it could not. */
  readonly unread: Refusal | null
  readonly chosen: SaleId | null
  /** The sale whose upload is being asked for again right now. */
  readonly trying: SaleId | null
  /** Why the last try of a sale was refused. */
  readonly notTried: { readonly sale: SaleId; readonly refusal: Refusal } | null
  readonly choose: (sale: SaleId) => void
  readonly retry: (sale: SaleId) => Promise<void>
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
      notTried: null,
      choose: sale => set({ chosen: sale }),
      retry: async sale => {
        if (get().trying) return
        set({ trying: sale, notTried: null })
        const answer = await wire.call('queue.retry', { sale })
        if (answer.ok) show(answer.value)
        else set({ notTried: { sale, refusal: answer.refusal } })
        set({ trying: null })
      },
      reload,
      follow: () => {
        void reload()
        return wire.listen('queue', () => void reload())
      },
    }
  })
