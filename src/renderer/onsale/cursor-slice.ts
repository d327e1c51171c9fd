import type { StoreApi } from 'zustand/vanilla'
import { createStore } from 'zustand/vanilla'
import { minuteMs } from './minute-store.ts'

/** The one cursor of all bands: the minute that is looked at, by its start. */
export type CursorState = {
  readonly minute: number | null
  /** It was moved by keys: the minute is told, not only shown. */
  readonly byKeys: boolean
  /** What is under the pointer, at any moment of the minute. */
  readonly pointAt: (at: number | null) => void
  /** Jumps to the minute of a moment by a key. */
  readonly goTo: (at: number) => void
  /** Moves by minutes, from the newest minute when there is no cursor yet, and stays within what is known. */
  readonly step: (minutes: number, known: { readonly first: number; readonly last: number }) => void
}

export const cursorSlice = (): StoreApi<CursorState> =>
  createStore<CursorState>((set, get) => ({
    minute: null,
    byKeys: false,
    pointAt: at => {
      const minute = at === null ? null : startOf(at)
      if (minute !== get().minute) set({ minute, byKeys: false })
    },
    goTo: at => set({ minute: startOf(at), byKeys: true }),
    step: (minutes, { first, last }) => {
      const from = get().minute ?? last
      const to = get().minute === null && minutes < 0 ? last : from + minutes * minuteMs
      set({ minute: Math.min(last, Math.max(first, to)), byKeys: true })
    },
  }))

const startOf = (at: number): number => Math.floor(at / minuteMs) * minuteMs
