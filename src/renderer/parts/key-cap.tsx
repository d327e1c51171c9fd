import { classes } from './classes.tsx'
import styles from './key-cap.module.css'

/** The key that does the same as the thing it stands on. Left out for readers of the screen: the thing names it by `namesKeys`. */
export const KeyCap = ({ keys, onAccent = false }: { readonly keys: string; readonly onAccent?: boolean }) => (
  <kbd aria-hidden="true" className={classes(styles.cap, onAccent && styles.onAccent)}>
    {keys}
  </kbd>
)

/** A ref that names the key to readers of the screen as `aria-keyshortcuts`, which react-aria's buttons do not pass on themselves. */
export const namesKeys =
  (keys: string | null | undefined) =>
  (element: Element | null): void => {
    if (keys) element?.setAttribute('aria-keyshortcuts', inFull(keys))
    else element?.removeAttribute('aria-keyshortcuts')
  }

/** `Control+P` for the cap `Ctrl P`. */
const inFull = (keys: string): string =>
  keys
    .replace(/^Esc$/, 'Escape')
    .replace(/^Ctrl /, 'Control+')
    .replace(/^Shift /, 'Shift+')
    .replace(/^Spacja$/, 'Space')
