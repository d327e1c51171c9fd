import type { StoreApi } from 'zustand/vanilla'
import { createStore } from 'zustand/vanilla'
import type { OnsaleFace } from '#contract/onsale-face'
import type { Refusal } from '#contract/refusal'
import type { RehearsalSpeed } from '#contract/rehearsal'
import type { Wire } from '#contract/wire'
import type { Minutes } from './minute-store.ts'
import { minuteMs } from './minute-store.ts'

/** A sale looked back at: which moment, and how it runs on from there. */
export type ReplayState = {
  /** The whole of what is known of the sale; null until the core has answered. */
  readonly range: { readonly from: number; readonly to: number } | null
  readonly at: number
  readonly face: OnsaleFace | null
  readonly minutes: Minutes | null
  readonly playing: boolean
  readonly speed: RehearsalSpeed
  readonly refusal: Refusal | null
  readonly lookAt: (at: number) => void
  readonly step: (minutes: number) => void
  readonly playOrPause: () => void
  readonly setSpeed: (speed: RehearsalSpeed) => void
  /** So much has passed by the clock on the wall. */
  readonly tick: (passedMs: number) => void
  readonly open: () => Promise<void>
}

const firstSpeed: RehearsalSpeed = 30
/** Before the start one sees how it fills. */
const beforeStartMs = 10 * minuteMs
/** Nobody looks longer than this after a sale has ended. */
const afterEndMs = 30 * minuteMs

/** The slice of a replay: asks the core how the sale looked at a moment, one question at a time, the newest moment last. */
export const replaySlice = (wire: Wire, onsale: string): StoreApi<ReplayState> =>
  createStore<ReplayState>((set, get) => {
    const reading = { runs: false }

    const readOnce = async (at: number): Promise<void> => {
      const [face, minutes] = await Promise.all([
        wire.call('onsale.face', { onsale, at }),
        wire.call('onsale.minutes', { onsale, since: null, at }),
      ])
      if (!face.ok) set({ refusal: face.refusal, playing: false })
      else if (!minutes.ok) set({ refusal: minutes.refusal, playing: false })
      else set({ face: face.value, minutes: minutes.value, refusal: null })
    }

    const read = async (): Promise<void> => {
      if (reading.runs) return
      reading.runs = true
      let told: number | null = null
      while (told !== get().at) {
        told = get().at
        await readOnce(told)
      }
      reading.runs = false
    }

    const lookAt = (at: number): void => {
      const { range } = get()
      if (!range) return
      const to = Math.min(range.to, Math.max(range.from, Math.round(at)))
      if (to === get().at) return
      set({ at: to })
      void read()
    }

    return {
      range: null,
      at: 0,
      face: null,
      minutes: null,
      playing: false,
      speed: firstSpeed,
      refusal: null,
      lookAt,
      step: minutes => lookAt(Math.floor(get().at / minuteMs + minutes) * minuteMs),
      playOrPause: () => {
        const { playing, at, range } = get()
        if (!playing && range && at >= range.to) lookAt(range.from)
        set({ playing: !playing })
      },
      setSpeed: speed => set({ speed }),
      tick: passedMs => {
        const { playing, at, speed, range } = get()
        // a moment that is still being asked for is waited for, so that what is shown keeps up with the clock
        if (!playing || !range || reading.runs) return
        lookAt(at + passedMs * speed)
        if (get().at >= range.to) set({ playing: false })
      },
      open: async () => {
        const now = await wire.call('onsale.minutes', { onsale, since: null, at: null })
        if (!now.ok) {
          set({ refusal: now.refusal })
          return
        }
        const face = await wire.call('onsale.face', { onsale, at: null })
        if (!face.ok) {
          set({ refusal: face.refusal })
          return
        }
        const { from, count } = now.value
        const { plan } = face.value
        const end = Math.min(from + count * minuteMs, face.value.now, plan.plannedEndAt + afterEndMs)
        const range = { from, to: Math.max(from, end) }
        set({ range, at: Math.min(range.to, Math.max(from, plan.startsAt - beforeStartMs)) })
        await read()
      },
    }
  })
