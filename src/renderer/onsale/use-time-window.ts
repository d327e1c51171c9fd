import { useEffect, useState } from 'react'
import type { OnsaleFace } from '#contract/onsale-face'
import { useKasa } from '#app/kasa'
import { ageEvery, saleNow } from './sale-clock.ts'
import type { TimeWindow } from './time-window.ts'
import { nearWindow, wholeWindow } from './time-window.ts'

/** The window in view. Looked at with the ages, drawn again only when it has slid. */
export const useTimeWindow = (face: OnsaleFace, toldAt: number, whole: boolean, first: number): TimeWindow => {
  const { clock } = useKasa()
  const at = (): TimeWindow => {
    const now = saleNow(face, toldAt, Math.max(toldAt, Date.now()))
    return whole ? wholeWindow(face.plan, first, face.now) : nearWindow(face.plan.startsAt, now)
  }
  const [, redraw] = useState(0)
  const window = at()
  useEffect(() =>
    clock.listen(ageEvery(face), () => {
      const next = at()
      if (next.from !== window.from || next.to !== window.to) redraw(times => times + 1)
    }),
  )
  return useKept(window)
}

/** The same object for the same window, so that nothing is drawn for nothing. */
const useKept = (window: TimeWindow): TimeWindow => {
  const [kept, keep] = useState(window)
  if (kept.from === window.from && kept.to === window.to) return kept
  keep(window)
  return window
}
