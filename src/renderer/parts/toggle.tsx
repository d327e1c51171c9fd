import { Switch } from 'react-aria-components'
import { classes } from './classes.tsx'
import styles from './toggle.module.css'

/** Something that is on or off, and is so at once. */
export const Toggle = (props: {
  readonly label: string
  readonly hint?: string
  readonly isOn: boolean
  readonly onChange: (isOn: boolean) => void
}) => (
  <Switch className={classes(styles.toggle)} isSelected={props.isOn} onChange={props.onChange}>
    <span className={classes(styles.track)}>
      <span className={classes(styles.knob)} />
    </span>
    <span>
      {props.label}
      {props.hint ? <span className={classes(styles.hint)}> {props.hint}</span> : null}
    </span>
  </Switch>
)
