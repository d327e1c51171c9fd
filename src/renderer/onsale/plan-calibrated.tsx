import type { RuleToCalibrate } from '#contract/onsale-finding'
import { rulesToCalibrate } from '#contract/onsale-finding'
import { calibratedIn } from '#contract/rehearsal'
import { useSay } from '#app/kasa'
import { Action } from '#parts/action'
import { classes } from '#parts/classes'
import type { Say } from '#words/say'
import styles from './plan.module.css'
import { useReports } from './use-reports.ts'

/** Which rules with thresholds of Kasa's own may say critical in this sale: those that rehearsals showed right, as far as a person takes that over. */
export const PlanCalibrated = (props: {
  readonly calibrated: readonly RuleToCalibrate[]
  readonly onChange: (calibrated: readonly RuleToCalibrate[]) => void
}) => {
  const { calibrated, onChange } = props
  const say = useSay()
  const shownRight = calibratedIn(useReports() ?? [])
  const offered = shownRight.filter(rule => !calibrated.includes(rule))
  const warning = rulesToCalibrate.filter(rule => !calibrated.includes(rule))
  return (
    <div className={classes(styles.rehearsed)} data-calibrated={calibrated.join(' ')}>
      <p>
        {calibrated.length === 0 ? null : `${say('cloud.calibrated', { rules: namesOf(calibrated, say) })} `}
        {warning.length === 0 ? null : `${say('cloud.uncalibrated', { rules: namesOf(warning, say) })} `}
        {offered.length === 0 ? null : say('cloud.calibratedOffer', { rules: namesOf(offered, say) })}
      </p>
      {offered.length === 0 ? null : (
        <Action onPress={() => onChange(rulesToCalibrate.filter(rule => calibrated.includes(rule) || offered.includes(rule)))}>
          {say('cloud.calibratedTake')}
        </Action>
      )}
      {calibrated.length === 0 ? null : <Action onPress={() => onChange([])}>{say('cloud.calibratedDrop')}</Action>}
    </div>
  )
}

const namesOf = (rules: readonly RuleToCalibrate[], say: Say): string => rules.map(rule => say(`cloud.rule-${rule}`)).join(', ')
