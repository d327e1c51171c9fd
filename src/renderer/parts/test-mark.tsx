import { classes } from './classes.tsx'
import styles from './test-mark.module.css'

/** Marks what is of a test event: its tickets let nobody in and its money does not count. */
export const TestMark = ({ children }: { readonly children: string }) => <span className={classes(styles.mark)}>{children}</span>
