import type { StoreApi } from 'zustand/vanilla'
import { createStore } from 'zustand/vanilla'
import type { OnsaleFace, OnsaleSummary } from '#contract/onsale-face'
import type { Answer, Input, Method } from '#contract/methods'
import type { Refusal, Result } from '#contract/refusal'
import type { Wire } from '#contract/wire'
import type { Minutes } from './minute-store.ts'
import { mergeMinutes } from './minute-store.ts'

/** What the cockpit knows: the on-sales there are, and everything of the chosen one. */
export type OnsaleState = {
  /** Null until the core has answered once. */
  readonly list: readonly OnsaleSummary[] | null
  readonly chosen: string | null
  readonly face: OnsaleFace | null
  /** When the face came, by the clock of this window: the sale's clock runs on from there. */
  readonly faceAt: number
  readonly minutes: Minutes | null
  readonly unread: Refusal | null
  /** Why the last thing a person wanted did not happen. */
  readonly refusal: Refusal | null
  readonly choose: (onsale: string | null) => void
  readonly reload: () => Promise<void>
  /** Asks the core to do something and keeps why it did not, when it did not. */
  readonly ask: <M extends Method>(method: M, input: Input<M>) => Promise<Result<Answer<M>>>
  readonly forgetRefusal: () => void
  /** Reads everything and follows it; returns how to stop. */
  readonly follow: () => () => void
}

/** The slice of the cockpit over the wire. Minutes come in pieces; answers about a sale that is not looked at any more are dropped. */
export const onsaleSlice = (wire: Wire, clock: () => number = Date.now): StoreApi<OnsaleState> =>
  createStore<OnsaleState>((set, get) => {
    const reading = { runs: false, again: false }
    const isStill = (chosen: string): boolean => get().chosen === chosen

    const readList = async (): Promise<void> => {
      const answer = await wire.call('onsale.list', {})
      if (!answer.ok) {
        set({ unread: answer.refusal })
        return
      }
      const chosen = answer.value.some(({ id }) => id === get().chosen) ? get().chosen : theOne(answer.value)
      const changed = chosen !== get().chosen
      set({ list: answer.value, chosen, ...(changed && nothingKnown), unread: null })
      if (changed || get().face === null) await readSale()
    }

    const readOnce = async (chosen: string): Promise<void> => {
      const since = get().minutes?.revision ?? null
      const [face, piece] = await Promise.all([
        wire.call('onsale.face', { onsale: chosen, at: null }),
        wire.call('onsale.minutes', { onsale: chosen, since, at: null }),
      ])
      if (!isStill(chosen)) return
      if (!face.ok) set({ unread: face.refusal })
      else if (!piece.ok) set({ unread: piece.refusal })
      else
        set({
          face: face.value,
          faceAt: clock(),
          minutes: since !== null ? mergeMinutes(get().minutes, piece.value) : piece.value,
          unread: null,
        })
    }

    /** One reading at a time; what is told meanwhile is read once more at its end. */
    const readSale = async (): Promise<void> => {
      if (reading.runs) {
        reading.again = true
        return
      }
      reading.runs = true
      do {
        reading.again = false
        const { chosen } = get()
        if (chosen !== null) await readOnce(chosen)
      } while (reading.again)
      reading.runs = false
    }

    return {
      list: null,
      chosen: null,
      ...nothingKnown,
      unread: null,
      refusal: null,
      choose: chosen => {
        if (chosen === get().chosen) return
        set({ chosen, ...nothingKnown, refusal: null })
        void readSale()
      },
      reload: () => readList().then(() => readSale()),
      ask: async (method, input) => {
        const answer = await wire.call(method, input)
        set({ refusal: answer.ok ? null : answer.refusal })
        return answer
      },
      forgetRefusal: () => set({ refusal: null }),
      follow: () => {
        void readList().then(() => readSale())
        const stops = [
          wire.listen('onsales', () => void readList()),
          // another language may be spoken now, and the sale of a rehearsal be called by another name
          wire.listen('settings', () => void get().reload()),
          wire.listen('onsale', ({ onsale }) => {
            if (onsale === get().chosen) void readSale()
          }),
        ]
        return () => stops.forEach(stop => stop())
      },
    }
  })

const nothingKnown = { face: null, faceAt: 0, minutes: null } as const

/** The only one there is, else the only one that is watched: nothing to choose. */
const theOne = (list: readonly OnsaleSummary[]): string | null => {
  const [only, ...others] = list
  if (only && others.length === 0) return only.id
  const [watched, ...more] = list.filter(each => each.watched)
  return watched && more.length === 0 ? watched.id : null
}
