import { Minus, Plus } from 'lucide-react'
import { Button, Group, Input, NumberField } from 'react-aria-components'
import { classes } from './classes.tsx'
import styles from './stepper.module.css'

/** A whole number that goes up and down by one, or is typed. `label`, `fewer` and `more` say what it counts. */
export const Stepper = (props: {
  readonly label: string
  readonly fewer: string
  readonly more: string
  readonly value: number
  readonly most: number
  readonly onChange: (value: number) => void
  readonly isDisabled?: boolean
}) => (
  <NumberField
    aria-label={props.label}
    decrementAriaLabel={props.fewer}
    incrementAriaLabel={props.more}
    value={props.value}
    minValue={0}
    maxValue={props.most}
    step={1}
    isDisabled={props.isDisabled ?? false}
    onChange={value => {
      if (Number.isInteger(value)) props.onChange(value)
    }}
  >
    <Group className={classes(styles.stepper)}>
      <Button slot="decrement" className={classes(styles.button)}>
        <Minus size={18} aria-hidden="true" />
      </Button>
      <Input className={classes(styles.input)} />
      <Button slot="increment" className={classes(styles.button)}>
        <Plus size={18} aria-hidden="true" />
      </Button>
    </Group>
  </NumberField>
)
