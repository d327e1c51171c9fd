import { ChevronDown } from 'lucide-react'
import { Button, Label, ListBox, ListBoxItem, Popover, Select, SelectValue } from 'react-aria-components'
import { classes } from './classes.tsx'
import styles from './pick.module.css'

export type PickOption = {
  readonly value: string
  readonly word: string
  readonly second?: string
  readonly isDisabled?: boolean
}

/** One of many, behind a button that shows the choice. `bare` stands inside a line of the cart. */
export const Pick = (props: {
  readonly label: string
  readonly value: string
  readonly options: readonly PickOption[]
  readonly onChange: (value: string) => void
  readonly bare?: boolean
}) => (
  <Select
    className={classes(styles.field)}
    value={props.value}
    onChange={key => {
      if (typeof key === 'string') props.onChange(key)
    }}
    {...(props.bare ? { 'aria-label': props.label } : {})}
  >
    {props.bare ? null : <Label className={classes(styles.label)}>{props.label}</Label>}
    <Button className={classes(styles.button, props.bare && styles.bare)}>
      <SelectValue>{() => props.options.find(option => option.value === props.value)?.word ?? ''}</SelectValue>
      <ChevronDown size={16} aria-hidden="true" />
    </Button>
    <Popover>
      <ListBox className={classes(styles.list)}>
        {props.options.map(option => (
          <ListBoxItem
            key={option.value}
            id={option.value}
            textValue={option.word}
            isDisabled={option.isDisabled ?? false}
            className={classes(styles.option)}
          >
            <span>{option.word}</span>
            {option.second ? <span className={classes(styles.second)}>{option.second}</span> : null}
          </ListBoxItem>
        ))}
      </ListBox>
    </Popover>
  </Select>
)
