import { classes } from './classes.tsx'
import styles from './waiting-rows.module.css'

/** Grey bars in the real row height while rows are on their way; nothing is shown for the first 150 ms. `label` says what is awaited. */
export const WaitingRows = ({ rows, label }: { readonly rows: number; readonly label: string }) => (
  <div role="status" aria-label={label} className={classes(styles.rows)}>
    {Array.from({ length: rows }, (_, row) => (
      <div key={row} className={classes(styles.row)}>
        <div className={classes(styles.bar)} />
      </div>
    ))}
  </div>
)
