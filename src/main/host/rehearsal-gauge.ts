import type { OnsaleFace } from '#contract/onsale-face'
import type { Clock } from '#main/world'

/**
 * How far this machine is behind, by its own clock: its event loop, the way to the sandbox and back, and the sale's own figures. What the story itself makes slow or late, an answer that it
 * meant to take long, data of Amazon that come late, calls that are refused, has no part in it.
 */
export type Gauge = {
  /** A request leaves; to be told when its answer is there how much of its time the story meant, in the machine's milliseconds. */
  readonly sent: (longestMeantMs: number) => (meantMs: number) => void
  /** The sale as it was just looked at. */
  readonly saw: (face: Pick<OnsaleFace, 'now' | 'sources'>, speed: number) => void
  /** The most it was behind since it was last asked. */
  readonly behindMs: () => number
  /** What was measured at another speed counts no longer. */
  readonly forget: () => void
  readonly stop: () => void
}

/** How often the event loop is asked for. */
const tickMs = 100
/** Orders come down so often anyhow; see `sync/order-chores.ts`. */
const ordersEveryMs = 5_000

/** Begins to measure. `clock`: the machine's. */
export const createGauge = (clock: Clock): Gauge => {
  const state = { most: 0, due: () => undefined as void }
  const underWay = new Map<object, { readonly sentAt: number; readonly longestMeantMs: number }>()
  const note = (ms: number): void => void (state.most = Math.max(state.most, ms))
  const tick = (): void => {
    const dueAt = clock.monotonic() + tickMs
    state.due = clock.after(tickMs, () => {
      note(clock.monotonic() - dueAt)
      tick()
    })
  }
  tick()
  return {
    sent: longestMeantMs => {
      const key = {}
      const sentAt = clock.monotonic()
      underWay.set(key, { sentAt, longestMeantMs })
      return meantMs => {
        if (underWay.delete(key)) note(clock.monotonic() - sentAt - meantMs)
      }
    },
    saw: (face, speed) => {
      const sales = face.sources.find(({ source }) => source === 'sales')
      if (speed > 0 && sales && sales.newestAt !== null) note((face.now - sales.newestAt - sales.everyMs - ordersEveryMs) / speed)
    },
    behindMs: () => {
      const now = clock.monotonic()
      for (const { sentAt, longestMeantMs } of underWay.values()) note(now - sentAt - longestMeantMs)
      const { most } = state
      state.most = 0
      return most
    },
    forget: () => {
      state.most = 0
      underWay.clear()
    },
    stop: () => state.due(),
  }
}
