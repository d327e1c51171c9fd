import { ArrowRight } from 'lucide-react'
import type { Refusal } from '#contract/refusal'
import { useSay } from '#app/kasa'
import { Choice } from '#parts/choice'
import { classes } from '#parts/classes'
import { number } from '#words/format'
import styles from './capacity-dialog.module.css'

/** From how many to how many, which step, and why those may not be taken that may not. */
export const StepChoice = <Step extends string>(props: {
  readonly from: number
  readonly to: number
  readonly unit: string | null
  readonly refusals: readonly string[]
  readonly value: Step
  readonly steps: readonly { readonly step: Step; readonly why: Refusal | null }[]
  readonly wordOf: (step: Step) => string
  readonly onChange: (step: Step) => void
}) => {
  const say = useSay()
  return (
    <div className={classes(styles.steps)}>
      <p className={classes(styles.fromTo)}>
        <strong>{number(props.from, say.language)}</strong>
        <ArrowRight size={28} aria-label={say('onsale.becomes')} />
        <strong>{number(props.to, say.language)}</strong>
        <span>{props.unit}</span>
      </p>
      {props.refusals.length > 0 ? (
        <ul className={classes(styles.refused)}>
          {props.refusals.map(reason => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
      ) : null}
      <Choice
        label={say('onsale.step')}
        hideLabel
        value={props.value}
        options={props.steps.map(({ step, why }) => ({ value: step, word: props.wordOf(step), isDisabled: why !== null }))}
        onChange={props.onChange}
      />
    </div>
  )
}
