import { useEffect, useState } from 'react'

/** Whether the screen is kept awake: `off` while nothing is watched, `refused` when the system does not let it. */
export type WakeState = 'off' | 'on' | 'refused'

/** Keeps the screen awake while a live sale is watched. The system takes the lock away from a hidden window; it is asked for again when the window comes back. */
export const useWakeLock = (wanted: boolean): WakeState => {
  const [state, setState] = useState<WakeState>('off')
  useEffect(() => {
    if (!wanted) {
      setState('off')
      return
    }
    const held: { lock: WakeLockSentinel | null; ended: boolean } = { lock: null, ended: false }
    const take = async (): Promise<void> => {
      if (document.hidden || held.ended || (held.lock && !held.lock.released)) return
      try {
        // older browsers and plain http have no wake lock at all
        held.lock = (await (navigator as { readonly wakeLock?: WakeLock }).wakeLock?.request('screen')) ?? null
        setState(held.lock ? 'on' : 'refused')
      } catch {
        setState('refused')
      }
      if (held.ended) await held.lock?.release()
    }
    const again = (): void => void take()
    void take()
    document.addEventListener('visibilitychange', again)
    return () => {
      held.ended = true
      document.removeEventListener('visibilitychange', again)
      void held.lock?.release()
    }
  }, [wanted])
  return state
}
