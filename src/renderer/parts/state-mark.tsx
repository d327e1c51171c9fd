import { Check, CircleCheck, Clock, Contrast, Triangle, TriangleAlert, Circle, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { classes } from './classes.tsx'
import styles from './state-mark.module.css'

const shapes = {
  disc: CircleCheck,
  half: Contrast,
  hollow: Triangle,
  triangle: TriangleAlert,
  tick: Check,
  cross: X,
  clock: Clock,
  circle: Circle,
} as const
export type StateShape = keyof typeof shapes
export type StateTone = 'muted' | 'ok' | 'warn' | 'crit' | 'info'

/** A state as shape, word and colour, so that it can be told without colour and without reading. */
export const StateMark = (props: { readonly shape: StateShape; readonly tone: StateTone; readonly children: ReactNode }) => {
  const Shape = shapes[props.shape]
  return (
    <span className={classes(styles.state, styles[props.tone], props.shape === 'disc' && styles.disc)}>
      <Shape size={16} strokeWidth={2} aria-hidden="true" />
      <span>{props.children}</span>
    </span>
  )
}
