import type { KeptRehearsal } from '#contract/rehearsal'
import { useNow, useSay } from '#app/kasa'
import { Action } from '#parts/action'
import { classes } from '#parts/classes'
import { age, decimalSign, number } from '#words/format'
import styles from './plan.module.css'
import type { PlanDraft } from './plan-draft.ts'
import { typedLimit } from './plan-draft.ts'
import { minutesAndSeconds } from './sale-clock.ts'
import { useReports } from './use-reports.ts'

/** The newest rehearsal that measured something a plan is made of; undefined: there is none. */
export const measuredIn = (reports: readonly KeptRehearsal[]): KeptRehearsal | undefined =>
  reports.find(({ report: { stood } }) => stood.insideAtOnce !== null || stood.serverLeadMs !== null)

/** The limits with what a rehearsal measured in the place of what was typed; what it did not measure stays. */
export const limitsAfter = (
  limits: PlanDraft['limits'],
  { report: { stood } }: KeptRehearsal,
  decimal?: string,
): PlanDraft['limits'] => ({
  ...limits,
  ...(stood.insideAtOnce === null ? {} : { rehearsedUsers: typedLimit('rehearsedUsers', Math.floor(stood.insideAtOnce)) }),
  ...(stood.serverLeadMs === null ? {} : { serverLeadMs: typedLimit('serverLeadMs', stood.serverLeadMs, decimal) }),
})

/** Offers what the last rehearsal measured. A person takes it over, since a rehearsal plays a model and not the cloud itself. */
export const PlanRehearsed = (props: {
  readonly limits: PlanDraft['limits']
  readonly onTake: (limits: PlanDraft['limits']) => void
}) => {
  const say = useSay()
  const now = useNow(60_000)
  const kept = measuredIn(useReports() ?? [])
  if (!kept) return null
  const { scenario, stood } = kept.report
  const facts = [
    stood.insideAtOnce === null
      ? null
      : say('preflight.stoodInside', { figure: number(Math.floor(stood.insideAtOnce), say.language) }),
    stood.serverLeadMs === null ? null : say('cloud.rehearsedLead', { time: minutesAndSeconds(stood.serverLeadMs) }),
  ].filter(fact => fact !== null)
  return (
    <div className={classes(styles.rehearsed)}>
      <p>
        {say('cloud.rehearsedOffer', {
          scenario: scenario.name[say.language],
          age: age(now - kept.endedAt, say),
          facts: facts.join(', '),
        })}
      </p>
      <Action onPress={() => props.onTake(limitsAfter(props.limits, kept, decimalSign(say.language)))}>
        {say('cloud.rehearsedTake')}
      </Action>
    </div>
  )
}
