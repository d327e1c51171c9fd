import { Check } from 'lucide-react'
import { Checkbox } from 'react-aria-components'
import { classes } from './classes.tsx'
import styles from './tick.module.css'

/** One of several things that a person may count in; takes effect with the form it stands in. */
export const Tick = (props: {
  readonly label: string
  readonly second?: string
  readonly isOn: boolean
  readonly onChange: (isOn: boolean) => void
}) => (
  <Checkbox className={classes(styles.tick)} isSelected={props.isOn} onChange={props.onChange}>
    <span className={classes(styles.box)}>
      <Check size={14} strokeWidth={3} aria-hidden="true" />
    </span>
    <span className={classes(styles.words)}>
      <span>{props.label}</span>
      {props.second ? <span className={classes(styles.second)}>{props.second}</span> : null}
    </span>
  </Checkbox>
)
