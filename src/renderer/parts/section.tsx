import type { ReactNode } from 'react'
import { classes } from './classes.tsx'
import styles from './section.module.css'

/** A part of a long page: what it is about at the left, the things themselves at the right; one under the other where there is no room. */
export const Section = (props: {
  readonly id: string
  readonly title: string
  readonly text?: string
  readonly children: ReactNode
}) => (
  <section className={classes(styles.section)} aria-labelledby={props.id}>
    <div>
      <h2 id={props.id} className={classes(styles.title)}>
        {props.title}
      </h2>
      {props.text ? <p className={classes(styles.text)}>{props.text}</p> : null}
    </div>
    <div className={classes(styles.body)}>{props.children}</div>
  </section>
)

/** Names and what stands for them, in lines. */
export const Facts = ({ children }: { readonly children: ReactNode }) => <dl className={classes(styles.facts)}>{children}</dl>

/** One line of facts; `note` explains it. */
export const Fact = (props: { readonly term: string; readonly children: ReactNode; readonly note?: ReactNode }) => (
  <div className={classes(styles.fact)}>
    <dt className={classes(styles.term)}>{props.term}</dt>
    <dd className={classes(styles.value)}>
      {props.children}
      {props.note ? <span className={classes(styles.note)}>{props.note}</span> : null}
    </dd>
  </div>
)
