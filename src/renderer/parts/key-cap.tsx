import { classes } from './classes.tsx'
import styles from './key-cap.module.css'

/** The key that does the same as the thing it stands on. Left out for readers of the screen: the thing names it by `aria-keyshortcuts`. */
export const KeyCap = ({ keys, onAccent = false }: { readonly keys: string; readonly onAccent?: boolean }) => (
  <kbd aria-hidden="true" className={classes(styles.cap, onAccent && styles.onAccent)}>
    {keys}
  </kbd>
)
