import { CircleCheck, Info, OctagonAlert, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { classes } from './classes.tsx'
import styles from './notice.module.css'

export type NoticeTone = 'info' | 'ok' | 'warn' | 'crit'
const marks = { info: Info, ok: CircleCheck, warn: TriangleAlert, crit: OctagonAlert } as const

/** One sentence at the place it concerns: what is the case, what is safe, what to press. A `crit` one is read out at once. */
export const Notice = (props: {
  readonly tone: NoticeTone
  readonly title?: string
  readonly children?: ReactNode
  readonly actions?: ReactNode
  /** Framed, inside a column, instead of across the width. */
  readonly inset?: boolean
}) => {
  const Mark = marks[props.tone]
  return (
    <div
      role={props.tone === 'crit' ? 'alert' : 'status'}
      className={classes(styles.notice, styles[props.tone], props.inset && styles.inset)}
    >
      <Mark size={18} aria-hidden="true" className={classes(styles.mark)} />
      <div className={classes(styles.words)}>
        {props.title ? <p className={classes(styles.title)}>{props.title}</p> : null}
        {props.children}
      </div>
      {props.actions ? <div className={classes(styles.actions)}>{props.actions}</div> : null}
    </div>
  )
}
