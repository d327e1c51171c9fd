import { classes } from './classes.tsx'
import { useFrame, useSay } from '#app/kasa'
import styles from './rehearsal-mark.module.css'

/** Says that everything on screen is made up. Stands above any dialog, so that nobody takes a rehearsal for a sale. */
export const RehearsalMark = () => {
  const say = useSay()
  const runs = useFrame(frame => frame.rehearsal !== null)
  return runs ? (
    <strong className={classes(styles.mark)} role="status">
      {say('rehearsal.mark')}
    </strong>
  ) : null
}

/** The edge around the whole window for as long as a rehearsal runs. Where the cockpit fills the screen it carries the words as well. */
export const RehearsalEdge = () => {
  const say = useSay()
  const runs = useFrame(frame => frame.rehearsal !== null)
  return runs ? (
    <div className={classes(styles.edge)} data-rehearsal-edge data-words={say('rehearsal.mark')} aria-hidden="true" />
  ) : null
}
