import { useEffect, useState } from 'react'
import type { WakeBrowser, WakeState } from './wake-keeper.ts'
import { keepAwake } from './wake-keeper.ts'

/** Keeps the screen awake while a live sale is watched. */
export const useWakeLock = (wanted: boolean): WakeState => {
  const [state, setState] = useState<WakeState>('off')
  useEffect(() => {
    if (wanted) return keepAwake(browserOf(navigator), setState)
    setState('off')
    return undefined
  }, [wanted])
  return state
}

/** Older browsers and plain http have no wake lock at all. */
const browserOf = ({ wakeLock }: { readonly wakeLock?: Navigator['wakeLock'] }): WakeBrowser => ({
  isHidden: () => document.hidden,
  onHiddenOrBack: heard => {
    document.addEventListener('visibilitychange', heard)
    return () => document.removeEventListener('visibilitychange', heard)
  },
  request: wakeLock ? () => wakeLock.request('screen') : undefined,
})
