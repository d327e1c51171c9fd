import { useEffect, useRef } from 'react'
import type { WordKey } from '#words/say'
import { useFrame } from './kasa.ts'
import { editsText, isSingleSign, isTyping, pressName } from './shortcut-keys.ts'

/** One thing a key does: its names (the first stands on the cap), and its word in the key map. */
export type Shortcut = { readonly keys: readonly string[]; readonly word: WordKey }

/**
 * Binds a table of shortcuts to what they do, for as long as the view is on screen. An entry without a deed is not bound.
 * Single letters and digits rest while a text is typed and, when the person has switched them off, altogether.
 */
export const useShortcuts = <Name extends string>(
  table: Readonly<Record<Name, Shortcut>>,
  deeds: Readonly<Partial<Record<Name, (press: KeyboardEvent) => void>>>,
): void => {
  const letterKeys = useFrame(frame => frame.settings?.letterKeys ?? true)
  const latest = useRef({ table, deeds, letterKeys })
  useEffect(() => {
    latest.current = { table, deeds, letterKeys }
  })
  useEffect(() => {
    const heard = (press: KeyboardEvent, isOnItsWay: boolean): void => {
      if (press.defaultPrevented || press.isComposing) return
      const name = pressName(press)
      // lists would take a letter for the start of a name: single signs are heard before them, all else after
      if (isSingleSign(name) !== isOnItsWay) return
      if (editsText(name) && isTyping(press.target)) return
      if (isSingleSign(name) && !latest.current.letterKeys) return
      if (hasKeyboardToItself()) return
      const entry = entryOf(latest.current.table, name)
      const deed = entry && latest.current.deeds[entry]
      if (!deed) return
      press.preventDefault()
      if (isOnItsWay) press.stopPropagation()
      deed(press)
    }
    const onItsWay = (press: KeyboardEvent): void => heard(press, true)
    const atLast = (press: KeyboardEvent): void => heard(press, false)
    window.addEventListener('keydown', onItsWay, true)
    window.addEventListener('keydown', atLast)
    return () => {
      window.removeEventListener('keydown', onItsWay, true)
      window.removeEventListener('keydown', atLast)
    }
  }, [])
}

const entryOf = <Name extends string>(table: Readonly<Record<Name, Shortcut>>, name: string): Name | undefined =>
  // the keys of a table are its names
  (Object.keys(table) as Name[]).find(entry => table[entry].keys.includes(name))

/** An open dialog or menu has the keyboard to itself. */
const hasKeyboardToItself = (): boolean =>
  document.querySelector('[role="dialog"], [role="alertdialog"], [data-trigger]') !== null
