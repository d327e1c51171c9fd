import type { ReactNode } from 'react'
import { classes } from './classes.tsx'
import styles from './page.module.css'

/** A screen with its title row of 64, a body that scrolls and maybe a foot of 72: the lines that meet across all screens. */
export const Page = (props: {
  readonly title: string
  readonly facts?: ReactNode
  readonly actions?: ReactNode
  readonly foot?: ReactNode
  readonly children: ReactNode
}) => (
  <section className={classes(styles.page)} aria-labelledby="page-title">
    <header className={classes(styles.head)}>
      <h1 id="page-title" className={classes(styles.title)}>
        {props.title}
      </h1>
      <div className={classes(styles.facts)}>{props.facts}</div>
      {props.actions ? <div className={classes(styles.actions)}>{props.actions}</div> : null}
    </header>
    <div className={classes(styles.body)}>{props.children}</div>
    {props.foot ? <footer className={classes(styles.foot)}>{props.foot}</footer> : null}
  </section>
)
