import { createContext, useContext, useEffect, useState } from 'react'
import { useStore } from 'zustand'
import type { Say } from '#words/say'
import type { CoreWire } from '#wire/core-wire'
import type { Frame, FrameStore } from './frame-store.ts'
import type { SharedClock } from './shared-clock.ts'

/** What the entry file makes once and every screen uses. */
export type Kasa = { readonly wire: CoreWire; readonly frame: FrameStore; readonly say: Say; readonly clock: SharedClock }
export const KasaContext = createContext<Kasa | null>(null)

/** The wire, the frame's store and the speaker of the chosen language. */
export const useKasa = (): Kasa => {
  const kasa = useContext(KasaContext)
  if (!kasa) throw new Error('a screen stands outside of Kasa')
  return kasa
}

/** Looks at a part of the frame's slice; the view is drawn again when that part changes. */
export const useFrame = <Part>(choose: (frame: Frame) => Part): Part => useStore(useKasa().frame, choose)

/** The speaker of the language on screen. */
export const useSay = (): Say => useKasa().say

/**
 * Unix milliseconds, renewed every `everyMs`: for clocks, ages and countdowns. All of them in the same turn, so that a second is one picture and not one a clock.
 */
export const useNow = (everyMs = 1000): number => {
  const { clock } = useKasa()
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => clock.listen(everyMs, () => setNow(Date.now())), [clock, everyMs])
  return now
}
