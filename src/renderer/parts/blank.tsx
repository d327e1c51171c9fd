import type { ReactNode } from 'react'
import styles from './blank.module.css'
import { classes } from './classes.tsx'

/** What stands where nothing is: why it is empty and what to press. */
export const Blank = (props: { readonly title: string; readonly children?: ReactNode; readonly actions?: ReactNode }) => (
  <div className={classes(styles.blank)}>
    <p className={classes(styles.title)}>{props.title}</p>
    {props.children ? <div>{props.children}</div> : null}
    {props.actions ? <div className={classes(styles.actions)}>{props.actions}</div> : null}
  </div>
)
