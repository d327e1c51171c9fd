import { Label, Radio, RadioGroup } from 'react-aria-components'
import { classes } from './classes.tsx'
import styles from './choice.module.css'
import { KeyCap } from './key-cap.tsx'

type Option<Value extends string> = {
  readonly value: Value
  readonly word: string
  readonly keys?: string
  readonly isDisabled?: boolean
}

/** One of a few, all in sight: a row of cells, one tab stop, arrows inside. */
export const Choice = <Value extends string>(props: {
  readonly label: string
  readonly hideLabel?: boolean
  readonly value: Value
  readonly options: readonly Option<Value>[]
  readonly onChange: (value: Value) => void
}) => (
  <RadioGroup
    className={classes(styles.choice)}
    orientation="horizontal"
    value={props.value}
    onChange={value => {
      const option = props.options.find(each => each.value === value)
      if (option) props.onChange(option.value)
    }}
    {...(props.hideLabel ? { 'aria-label': props.label } : {})}
  >
    {props.hideLabel ? null : <Label className={classes(styles.label)}>{props.label}</Label>}
    <div className={classes(styles.cells)}>
      {props.options.map(option => (
        <Radio key={option.value} value={option.value} isDisabled={option.isDisabled ?? false} className={classes(styles.cell)}>
          {option.word}
          {option.keys ? <KeyCap keys={option.keys} /> : null}
        </Radio>
      ))}
    </div>
  </RadioGroup>
)
