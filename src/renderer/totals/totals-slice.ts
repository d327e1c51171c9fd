import type { StoreApi } from 'zustand/vanilla'
import { createStore } from 'zustand/vanilla'
import type { Refusal } from '#contract/refusal'
import type { Totals } from '#contract/totals'
import type { Wire } from '#contract/wire'

/** During a busy sale totals change many times a second; the screen asks at most this often. */
const settleMs = 500

/** What the totals screen knows: the sums of one event or of all, and whether they are being read again. */
export type TotalsState = {
  /** Null: all events. */
  readonly event: string | null
  /** Null until the core has answered for this event once. */
  readonly totals: Totals | null
  readonly unread: Refusal | null
  readonly reading: boolean
  readonly show: (event: string | null) => void
  readonly reload: () => Promise<void>
  /** Reads the sums and follows them; returns how to stop. */
  readonly follow: () => () => void
}

/** The slice of the totals screen over the wire. Answers that come back after the person has switched events are dropped. */
export const totalsSlice = (wire: Wire): StoreApi<TotalsState> =>
  createStore<TotalsState>((set, get) => {
    const reload = async (): Promise<void> => {
      const event = get().event
      set({ reading: true })
      const answer = await wire.call('totals.get', { event })
      if (get().event !== event) return
      set(answer.ok ? { totals: answer.value, unread: null, reading: false } : { unread: answer.refusal, reading: false })
    }
    return {
      event: null,
      totals: null,
      unread: null,
      reading: false,
      show: event => {
        if (event === get().event) return
        set({ event, totals: null, unread: null })
        void reload()
      },
      reload,
      follow: () => {
        let pending: ReturnType<typeof setTimeout> | null = null
        void reload()
        const stop = wire.listen('totals', () => {
          pending ??= setTimeout(() => {
            pending = null
            void reload()
          }, settleMs)
        })
        return () => {
          if (pending) clearTimeout(pending)
          stop()
        }
      },
    }
  })
