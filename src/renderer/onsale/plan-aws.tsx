import type { AwsTried } from '#contract/onsale-hands'
import type { Resource } from '#contract/onsale-plan'
import { useSay } from '#app/kasa'
import { localZone } from '#app/local-zone'
import { Action } from '#parts/action'
import { classes } from '#parts/classes'
import { Field } from '#parts/field'
import { Notice } from '#parts/notice'
import { Section } from '#parts/section'
import { Toggle } from '#parts/toggle'
import { dateAndTime, lasts } from '#words/format'
import type { Say } from '#words/say'
import styles from './plan.module.css'
import type { PlanPart } from './plan-parts.ts'
import { PlanBelonging, plainResource, withOne } from './plan-belonging.tsx'
import { awsOf } from './plan-draft.ts'
import { PlanOwnMetric } from './plan-own-metric.tsx'
import { PlanPolicies } from './plan-policies.tsx'
import { PlanProfiles } from './plan-profiles.tsx'
import { PlanRights } from './plan-rights.tsx'
import { TrialRefusal } from './trial-refusal.tsx'
import { useTrial } from './use-trial.ts'

/** Amazon's side: which profile, what it may read, and what of the account belongs to the sale. */
export const PlanAws = ({ draft, change, isWrong, mayTry }: PlanPart) => {
  const say = useSay()
  const { aws } = draft
  const trial = useTrial('cloud.try-aws')
  const group = groupOf(aws.resources)
  const set = (changes: Partial<typeof aws>): void => change({ aws: { ...aws, ...changes } })
  const tryIt = async (): Promise<void> => {
    if (!mayTry('cloud.aws')) return
    const answer = await trial.start({ aws: awsOf(aws) })
    // a server that was chosen takes along the volumes that hang on it now
    if (answer) set({ resources: answer.found.filter(({ chosen }) => chosen).map(plainResource) })
  }
  return (
    <Section id="plan-aws" title={say('cloud.aws')} text={say('cloud.awsText')}>
      <div className={classes(styles.part)}>
        <Toggle label={say('cloud.awsOn')} isOn={aws.on} onChange={on => set({ on })} />
        {aws.on ? (
          <>
            <PlanProfiles draft={draft} change={change} isWrong={isWrong} mayTry={mayTry} />
            <div className={classes(styles.fields)}>
              <Field
                label={say('cloud.region')}
                value={aws.region}
                onChange={region => set({ region: region.trim() })}
                wrong={isWrong('cloud.aws.region') ? say('cloud.regionWrong') : undefined}
              />
            </div>
            <div className={classes(styles.row)}>
              <Action onPress={() => void tryIt()} isDisabled={trial.runs || aws.profile === ''}>
                {say(trial.runs ? 'cloud.trying' : 'cloud.tryAws')}
              </Action>
              {trial.answer ? <Session tried={trial.answer} /> : null}
            </div>
            {group === null ? null : <p className={classes(styles.muted)}>{say('cloud.serversTrial', { group })}</p>}
            <TrialRefusal refusal={trial.refusal} />
            {trial.answer ? <PlanRights rights={trial.answer.rights} /> : null}
            <PlanBelonging
              chosen={aws.resources}
              found={trial.answer?.found ?? []}
              searched={trial.answer !== null}
              onChange={resources => set({ resources })}
            />
            {trial.answer && trial.answer.cutKinds.length > 0 ? (
              <Notice tone="warn" inset>
                {say('cloud.kindsCut', { kinds: trial.answer.cutKinds.map(kind => say(`cloud.kind-${kind}`)).join(', ') })}
              </Notice>
            ) : null}
            <PlanOwnMetric onAdd={resource => set({ resources: withOne(aws.resources, resource) })} />
            <PlanPolicies group={group} region={aws.region} />
          </>
        ) : null}
      </div>
    </Section>
  )
}

/** From here on a clock that is apart is worth a word. */
const noteworthySkewMs = 5_000

const Session = ({ tried }: { readonly tried: AwsTried }) => {
  const say = useSay()
  const { session, skewMs } = tried
  const words = [
    ...(session ? [sessionWords(session, say)] : []),
    ...(skewMs !== null && Math.abs(skewMs) >= noteworthySkewMs
      ? [say('cloud.skew', { duration: lasts(Math.abs(skewMs), say) })]
      : []),
  ]
  return <p className={classes(styles.muted)}>{words.join(', ')}</p>
}

const sessionWords = ({ endsAt, renews }: NonNullable<AwsTried['session']>, say: Say): string => {
  if (endsAt !== null) return say('cloud.sessionUntil', { time: dateAndTime(endsAt, localZone(), say.language) })
  return say(renews ? 'cloud.sessionRenews' : 'cloud.sessionEndless')
}

const groupOf = (resources: readonly Resource[]): string | null =>
  resources.find(({ kind }) => kind === 'auto-scaling-group')?.dimensions['AutoScalingGroupName'] ?? null
