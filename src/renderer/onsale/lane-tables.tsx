import type { OnsaleFace } from '#contract/onsale-face'
import { useSay } from '#app/kasa'
import { classes } from '#parts/classes'
import { lanes } from './bands.ts'
import { LaneTable } from './lane-table.tsx'
import styles from './lanes.module.css'
import type { Minutes } from './minute-store.ts'
import type { TimeWindow } from './time-window.ts'

/** The lanes as figures, for those who read rather than look. */
export const LaneTables = (props: {
  readonly face: OnsaleFace
  readonly minutes: Minutes
  readonly window: TimeWindow
  readonly tools: React.ReactNode
}) => {
  const say = useSay()
  return (
    <div className={classes(styles.tables)} data-lanes>
      <div className={classes(styles.tablesHead)}>{props.tools}</div>
      <div className={classes(styles.tablesScroll)} tabIndex={0} role="region" aria-label={say('onsale.keysTable')}>
        {lanes.map(lane => (
          <LaneTable key={lane} lane={lane} face={props.face} minutes={props.minutes} window={props.window} />
        ))}
      </div>
    </div>
  )
}
