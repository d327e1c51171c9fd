import type { RuleTrial } from '#contract/rehearsal'
import { isCalibrated } from '#contract/rehearsal'
import { useSay } from '#app/kasa'
import { classes } from '#parts/classes'
import { lasts, number } from '#words/format'
import type { Say } from '#words/say'
import styles from './rehearsal.module.css'

/** How the rules did that have thresholds of Kasa's own: whether they may say critical in a real sale. */
export const TrialTable = ({ trials }: { readonly trials: readonly RuleTrial[] }) => {
  const say = useSay()
  if (trials.length === 0) return <p className={classes(styles.nothing)}>{say('rehearsal.trialsNone')}</p>
  return (
    <div className={classes(styles.scrollsAside)} tabIndex={0} role="region" aria-label={say('rehearsal.trials')}>
      <table className={classes(styles.table)}>
        <thead>
          <tr>
            <th scope="col">{say('rehearsal.trial')}</th>
            <th scope="col">{say('rehearsal.trialRight')}</th>
            <th scope="col">{say('rehearsal.trialWrong')}</th>
            <th scope="col">{say('rehearsal.trialUnsure')}</th>
            <th scope="col">{say('rehearsal.trialAhead')}</th>
            <th scope="col">{say('rehearsal.trialThen')}</th>
          </tr>
        </thead>
        <tbody>
          {trials.map(trial => (
            <tr key={trial.rule} data-trial={trial.rule}>
              <th scope="row">{say(`cloud.rule-${trial.rule}`)}</th>
              <td>{number(trial.right, say.language)}</td>
              <td className={classes(trial.wrong > 0 && styles.lost)}>{number(trial.wrong, say.language)}</td>
              <td>{number(trial.unsure, say.language)}</td>
              <td className={classes(trial.aheadMs === null && styles.quiet)}>{aheadWords(trial, say)}</td>
              <td>{say(isCalibrated(trial) ? 'rehearsal.trialCalibrated' : 'rehearsal.trialWarns')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const aheadWords = ({ aheadMs }: RuleTrial, say: Say): string => {
  if (aheadMs === null) return '–'
  return aheadMs > 0 ? lasts(aheadMs, say) : say('rehearsal.trialAfter')
}
