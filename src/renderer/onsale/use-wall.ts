import { useEffect, useState } from 'react'

/** The cockpit over the whole screen, to be read from two metres. */
export type Wall = { readonly isOn: boolean; readonly toggle: () => void }

/**
 * Full screen where the system allows it; where it does not, the cockpit takes the whole window. All of the page goes there, so that dialogs do too. Esc leaves it, and
 * so does whatever else ends the full screen; going to another screen ends it as well.
 */
export const useWall = (): Wall => {
  const [isOn, setOn] = useState(false)
  useEffect(() => {
    const changed = (): void => {
      if (!document.fullscreenElement) setOn(false)
    }
    document.addEventListener('fullscreenchange', changed)
    return () => document.removeEventListener('fullscreenchange', changed)
  }, [])
  useEffect(() => {
    if (!isOn) return
    const page = document.documentElement
    page.toggleAttribute('data-wall', true)
    void page.requestFullscreen().catch(() => undefined)
    return () => {
      page.removeAttribute('data-wall')
      if (document.fullscreenElement) void document.exitFullscreen().catch(() => undefined)
    }
  }, [isOn])
  return { isOn, toggle: () => setOn(!isOn) }
}
