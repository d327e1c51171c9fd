import type { StoreApi } from 'zustand/vanilla'
import { createStore } from 'zustand/vanilla'
import { minuteMs } from './minute-store.ts'

/** The one cursor of all bands: the minute that is looked at, by its start. */
export type CursorState = {
  readonly minute: number | null
  /** What is under the pointer, at any moment of the minute. */
  readonly pointAt: (at: number | null) => void
  /** Moves by minutes, from the newest minute when there is no cursor yet, and stays within what is known. */
  readonly step: (minutes: number, known: { readonly first: number; readonly last: number }) => void
}

export const cursorSlice = (): StoreApi<CursorState> =>
  createStore<CursorState>((set, get) => ({
    minute: null,
    pointAt: at => {
      const minute = at === null ? null : Math.floor(at / minuteMs) * minuteMs
      if (minute !== get().minute) set({ minute })
    },
    step: (minutes, { first, last }) => {
      const from = get().minute ?? last
      const to = get().minute === null && minutes < 0 ? last : from + minutes * minuteMs
      set({ minute: Math.min(last, Math.max(first, to)) })
    },
  }))
