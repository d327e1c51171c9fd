import type { Ref } from 'react'
import { Input, Label, Text, TextArea, TextField } from 'react-aria-components'
import { classes } from './classes.tsx'
import styles from './field.module.css'

type FieldProps = {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly hint?: string | undefined
  /** Why what is typed cannot be taken; one sentence. */
  readonly wrong?: string | undefined
  readonly placeholder?: string
  readonly inputMode?: 'text' | 'decimal' | 'numeric'
  readonly lines?: number
  /** `password` is never shown; `datetime-local` is a date and a time on a clock that the label or its section names. */
  readonly type?: 'text' | 'password' | 'datetime-local'
  readonly isDisabled?: boolean
  readonly autoFocus?: boolean
  readonly maxLength?: number
  readonly inputRef?: Ref<HTMLInputElement>
  readonly onEnter?: () => void
  readonly onLeave?: () => void
}

/** A labelled line to type into, with its hint and the sentence when what is typed is wrong. */
export const Field = (props: FieldProps) => (
  <TextField
    className={classes(styles.field)}
    value={props.value}
    onChange={props.onChange}
    isInvalid={props.wrong !== undefined}
    isDisabled={props.isDisabled ?? false}
    autoFocus={props.autoFocus ?? false}
    type={props.type ?? 'text'}
    {...(props.maxLength === undefined ? {} : { maxLength: props.maxLength })}
    onKeyDown={event => {
      if (event.key === 'Enter' && props.onEnter && !props.lines) {
        event.preventDefault()
        props.onEnter()
      } else event.continuePropagation()
    }}
    onBlur={() => props.onLeave?.()}
  >
    <Label className={classes(styles.label)}>{props.label}</Label>
    {props.lines ? (
      <TextArea className={classes(styles.input)} rows={props.lines} placeholder={props.placeholder ?? ''} spellCheck="false" />
    ) : (
      <Input
        className={classes(styles.input)}
        placeholder={props.placeholder ?? ''}
        inputMode={props.inputMode ?? 'text'}
        autoComplete="off"
        spellCheck="false"
        {...(props.inputRef ? { ref: props.inputRef } : {})}
      />
    )}
    {props.hint ? (
      <Text slot="description" className={classes(styles.hint)}>
        {props.hint}
      </Text>
    ) : null}
    {props.wrong ? (
      <Text slot="errorMessage" role="alert" className={classes(styles.wrong)}>
        {props.wrong}
      </Text>
    ) : null}
  </TextField>
)
