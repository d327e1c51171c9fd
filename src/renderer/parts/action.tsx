import type { ReactNode } from 'react'
import { Button } from 'react-aria-components'
import styles from './action.module.css'
import { classes } from './classes.tsx'
import { KeyCap, namesKeys } from './key-cap.tsx'

type ActionProps = {
  readonly children: ReactNode
  readonly onPress: () => void
  /** One `primary` a screen; `quiet` has no frame; `danger` takes something away. */
  readonly kind?: 'plain' | 'primary' | 'quiet' | 'danger'
  /** What stands on the cap; the key itself is bound in the shortcut table. */
  readonly keys?: string | undefined
  readonly second?: string | undefined
  readonly icon?: ReactNode
  readonly dense?: boolean
  readonly wide?: boolean
  /** Words at the left, cap at the right. */
  readonly spread?: boolean
  readonly isDisabled?: boolean
  readonly autoFocus?: boolean
  readonly label?: string
  readonly className?: string | undefined
}

/** Something a person can make happen: a word, maybe an icon, and the key that does the same. */
export const Action = (props: ActionProps) => {
  const {
    children,
    onPress,
    kind = 'plain',
    keys,
    second,
    icon,
    dense,
    wide,
    spread,
    isDisabled = false,
    autoFocus = false,
  } = props
  return (
    <Button
      ref={namesKeys(keys)}
      className={classes(
        styles.action,
        kind !== 'plain' && styles[kind],
        dense && styles.dense,
        wide && styles.wide,
        spread && styles.spread,
        props.className,
      )}
      onPress={onPress}
      isDisabled={isDisabled}
      autoFocus={autoFocus}
      {...(props.label ? { 'aria-label': props.label } : {})}
    >
      {icon}
      {children ? (
        <span className={classes(styles.words)}>
          <span>{children}</span>
          {second ? <span className={classes(styles.second)}>{second}</span> : null}
        </span>
      ) : null}
      {keys ? <KeyCap keys={keys} onAccent={kind === 'primary' && !isDisabled} /> : null}
    </Button>
  )
}
