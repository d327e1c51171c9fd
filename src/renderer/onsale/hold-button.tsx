import { useEffect, useRef, useState } from 'react'
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
  readonly onHeld: () => void
}) => {
  const { keys, holdMs, isDisabled, onHeld } = props
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
  // what may not be sent any more is not sent by a key that is still down
  useEffect(() => {
    if (isDisabled) setHeld(false)
  }, [isDisabled])
  useDialogKey(keys, isDisabled ? null : { down: () => setHeld(true), up: () => setHeld(false) })
  return (
    <button
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
        <KeyCap keys={keys} />
      </span>
    </button>
  )
}
