import { useEffect, useRef } from 'react'
import { useFrame } from '#app/kasa'
import { isTyping, pressName } from '#app/shortcut-keys'

/** What happens with a letter inside a dialog, which has the keyboard to itself. `up`: it was let go, or the window lost sight of it. */
export type KeyDeeds = { readonly down: () => void; readonly up?: () => void }

/** Hears one letter while a dialog is open. It rests while a text is typed, and altogether for a person who has switched letters off. Null: nothing is heard. */
export const useDialogKey = (keys: string, deeds: KeyDeeds | null): void => {
  const letterKeys = useFrame(frame => frame.settings?.letterKeys ?? true)
  const isHeard = deeds !== null && letterKeys
  const latest = useRef(deeds)
  useEffect(() => {
    latest.current = deeds
  })
  useEffect(() => {
    if (!isHeard) return
    const down = (press: KeyboardEvent): void => {
      if (pressName(press) !== keys || isTyping(press.target)) return
      press.preventDefault()
      if (!press.repeat) latest.current?.down()
    }
    const up = (press: KeyboardEvent): void => {
      if (pressName(press) === keys) latest.current?.up?.()
    }
    const away = (): void => latest.current?.up?.()
    window.addEventListener('keydown', down)
    window.addEventListener('keyup', up)
    window.addEventListener('blur', away)
    return () => {
      window.removeEventListener('keydown', down)
      window.removeEventListener('keyup', up)
      window.removeEventListener('blur', away)
    }
  }, [keys, isHeard])
}
