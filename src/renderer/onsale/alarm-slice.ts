import type { StoreApi } from 'zustand/vanilla'
import { createStore } from 'zustand/vanilla'
import type { OnsaleFace } from '#contract/onsale-face'
import type { Wire } from '#contract/wire'

/** What must be heard whichever screen a person looks at. */
export type AlarmWatch = {
  /** Some sale is watched and not over. */
  readonly watching: boolean
  /** The watched sales in which something is critical. */
  readonly faces: readonly OnsaleFace[]
  /** Reads and follows all watched sales; returns how to stop. */
  readonly follow: () => () => void
}

/** The slice of the alarm over the wire: of the list it learns which sales are in trouble, and reads only those. */
export const alarmSlice = (wire: Wire): StoreApi<AlarmWatch> =>
  createStore<AlarmWatch>((set, get) => {
    const reading = { runs: false, again: false, stopped: false }

    const readOnce = async (): Promise<void> => {
      const list = await wire.call('onsale.list', {})
      // a core that does not answer has its own notice; what is known still holds
      if (!list.ok) return
      const watched = list.value.filter(each => each.watched && each.phase !== 'over')
      const critical = watched.filter(({ worst }) => worst === 'critical')
      const faces = await Promise.all(critical.map(({ id }) => wire.call('onsale.face', { onsale: id, at: null })))
      if (reading.stopped) return
      set({ watching: watched.length > 0, faces: faces.flatMap(face => (face.ok ? [face.value] : [])) })
    }

    /** One reading at a time; what is told meanwhile is read once more at its end. */
    const read = async (): Promise<void> => {
      reading.again = true
      if (reading.runs) return
      reading.runs = true
      while (reading.again && !reading.stopped) {
        reading.again = false
        await readOnce()
      }
      reading.runs = false
    }

    return {
      watching: false,
      faces: [],
      follow: () => {
        reading.stopped = false
        void read()
        const stops = [
          wire.listen('onsales', () => void read()),
          wire.listen('onsale', ({ onsale }) => {
            if (get().faces.some(({ plan }) => plan.id === onsale)) void read()
          }),
        ]
        return () => {
          reading.stopped = true
          stops.forEach(stop => stop())
        }
      },
    }
  })
