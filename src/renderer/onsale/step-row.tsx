import { classes } from '#parts/classes'
import styles from './capacity-dialog.module.css'

/** One line of what a step would do: its name, and what stands beside it. */
export const Row = ({ term, children }: { readonly term: string; readonly children: React.ReactNode }) => (
  <div className={classes(styles.row)}>
    <dt>{term}</dt>
    {children}
  </div>
)

/** A share of a limit now, and after the step; the notch stands at four fifths. */
export const Bar = ({ now, after, growing }: { readonly now: number; readonly after: number; readonly growing?: boolean }) => (
  <dd className={classes(styles.track)} aria-hidden="true">
    <div className={classes(styles.plain)} style={{ inlineSize: partOf(Math.min(now, after)) }} />
    <div
      className={classes(!growing && styles.less, growing && (after >= 0.995 ? styles.over : styles.more))}
      style={{ insetInlineStart: partOf(Math.min(now, after)), inlineSize: partOf(Math.abs(after - now)) }}
    />
    <div className={classes(styles.notch)} />
  </dd>
)

/** A share as a length, never longer than the whole. */
export const partOf = (part: number): string => `${Math.min(1, Math.max(0, part)) * 100}%`
