import { useEffect, useRef, useState } from 'react'
import { useSay } from '#app/kasa'
import { isTyping } from '#app/shortcut-keys'
import { classes } from '#parts/classes'
import { KeyCap } from '#parts/key-cap'
import styles from './hold-button.module.css'
import { useDialogKey } from './use-dialog-key.ts'

/**
 * A command that goes out only when it is held: by the pointer, by its letter, or by the space bar while it has focus. Let go early and nothing is sent.
 * Enter does nothing, so that no one confirms by habit.
 */
export const HoldButton = (props: {
  readonly children: React.ReactNode
  readonly icon: React.ReactNode
  readonly keys: string
  readonly holdMs: number
  readonly isDisabled: boolean
  readonly buttonRef?: React.Ref<HTMLButtonElement>
  /** Told when the holding begins and when it ends. */
  readonly onHolding?: (held: boolean) => void
  readonly onHeld: () => void
}) => {
  const { keys, holdMs, isDisabled, onHeld, onHolding } = props
  const say = useSay()
  const typing = useTyping()
  const [held, setHeld] = useState(false)
  const latest = useRef(onHeld)
  useEffect(() => {
    latest.current = onHeld
  })
  useEffect(() => {
    if (!held) return
    const timer = setTimeout(() => {
      setHeld(false)
      latest.current()
    }, holdMs)
    return () => clearTimeout(timer)
  }, [held, holdMs])
  useEffect(() => onHolding?.(held), [held, onHolding])
  // what may not be sent any more is not sent by a key that is still down
  useEffect(() => {
    if (isDisabled) setHeld(false)
  }, [isDisabled])
  useDialogKey(keys, isDisabled ? null : { down: () => setHeld(true), up: () => setHeld(false) })
  return (
    <button
      ref={props.buttonRef}
      type="button"
      className={classes(styles.hold, held && styles.held)}
      disabled={isDisabled}
      aria-keyshortcuts={keys}
      style={{ '--hold': `${holdMs}ms` } as React.CSSProperties}
      onPointerDown={press => {
        if (press.button === 0) setHeld(true)
      }}
      onPointerUp={() => setHeld(false)}
      onPointerLeave={() => setHeld(false)}
      onPointerCancel={() => setHeld(false)}
      onKeyDown={press => {
        if (press.key === ' ') {
          press.preventDefault()
          if (!press.repeat) setHeld(true)
        }
        if (press.key === 'Enter') press.preventDefault()
      }}
      onKeyUp={press => {
        if (press.key === ' ') setHeld(false)
      }}
      onBlur={() => setHeld(false)}
      onContextMenu={event => event.preventDefault()}
    >
      <span className={classes(styles.fill)} aria-hidden="true" />
      <span className={classes(styles.words)}>
        {props.icon}
        {props.children}
        {typing && !isDisabled ? <small aria-hidden="true">{say('onsale.enterThen', { keys })}</small> : <KeyCap keys={keys} />}
      </span>
    </button>
  )
}

/** Whether a text is being typed, so that a letter goes into it and not to the button. */
const useTyping = (): boolean => {
  const [typing, setTyping] = useState(false)
  useEffect(() => {
    const look = (): void => setTyping(isTyping(document.activeElement))
    // where focus has gone is known when the event is over
    const later = (): void => queueMicrotask(look)
    look()
    document.addEventListener('focusin', look)
    document.addEventListener('focusout', later)
    return () => {
      document.removeEventListener('focusin', look)
      document.removeEventListener('focusout', later)
    }
  }, [])
  return typing
}
