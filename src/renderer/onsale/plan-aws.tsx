import { useEffect, useState } from 'react'
import type { AwsTried } from '#contract/onsale-hands'
import type { Resource } from '#contract/onsale-plan'
import { useKasa, useSay } from '#app/kasa'
import { localZone } from '#app/local-zone'
import { Action } from '#parts/action'
import { classes } from '#parts/classes'
import { Field } from '#parts/field'
import { Notice } from '#parts/notice'
import { Pick } from '#parts/pick'
import { Section } from '#parts/section'
import { Toggle } from '#parts/toggle'
import { dateAndTime, lasts } from '#words/format'
import { refusalSentence } from '#words/refusal-sentence'
import styles from './plan.module.css'
import type { PlanPart } from './plan-parts.ts'
import { PlanBelonging, plainResource } from './plan-belonging.tsx'
import { PlanPolicies } from './plan-policies.tsx'
import { PlanRights } from './plan-rights.tsx'
import { TrialRefusal } from './trial-refusal.tsx'
import { useTrial } from './use-trial.ts'

/** Amazon's side: which profile, what it may read, and what of the account belongs to the sale. */
export const PlanAws = ({ draft, change, isWrong, mayTry }: PlanPart) => {
  const say = useSay()
  const { aws } = draft
  const trial = useTrial('cloud.try-aws')
  const set = (changes: Partial<typeof aws>): void => change({ aws: { ...aws, ...changes } })
  const tryIt = async (): Promise<void> => {
    if (!mayTry('cloud.aws')) return
    const { profile, region, resources } = aws
    const answer = await trial.start({ aws: { profile, region, resources: [...resources] } })
    // a server that was chosen takes along the volumes that hang on it now
    if (answer) set({ resources: answer.found.filter(({ chosen }) => chosen).map(plainResource) })
  }
  return (
    <Section id="plan-aws" title={say('cloud.aws')} text={say('cloud.awsText')}>
      <div className={classes(styles.part)}>
        <Toggle label={say('cloud.awsOn')} isOn={aws.on} onChange={on => set({ on })} />
        {aws.on ? (
          <>
            <Profile profile={aws.profile} isWrong={isWrong('cloud.aws.profile')} onChange={profile => set({ profile })} />
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
            <TrialRefusal refusal={trial.refusal} />
            {trial.answer ? <PlanRights rights={trial.answer.rights} /> : null}
            <PlanBelonging
              chosen={aws.resources}
              found={trial.answer?.found ?? []}
              searched={trial.answer !== null}
              onChange={resources => set({ resources })}
            />
            <PlanPolicies group={groupOf(aws.resources)} region={aws.region} />
          </>
        ) : null}
      </div>
    </Section>
  )
}

const Profile = (props: {
  readonly profile: string
  readonly isWrong: boolean
  readonly onChange: (profile: string) => void
}) => {
  const say = useSay()
  const { wire } = useKasa()
  const [profiles, setProfiles] = useState<readonly string[] | null>(null)
  const signIn = useTrial('cloud.sign-in')
  useEffect(() => {
    void wire.call('cloud.profiles', {}).then(answer => setProfiles(answer.ok ? answer.value : []))
  }, [wire])
  const known = [...new Set([...(profiles ?? []), ...(props.profile === '' ? [] : [props.profile])])]
  if (profiles !== null && known.length === 0)
    return (
      <Notice tone="warn" inset>
        {say('cloud.noProfiles')}
      </Notice>
    )
  return (
    <div className={classes(styles.part)}>
      <div className={classes(styles.fields)}>
        <Pick
          label={say('cloud.profile')}
          value={props.profile}
          options={known.map(name => ({ value: name, word: name }))}
          onChange={props.onChange}
        />
      </div>
      {props.isWrong ? <p role="alert">{say('cloud.profileWrong')}</p> : null}
      {props.profile === '' ? null : (
        <div className={classes(styles.row)}>
          <Action dense onPress={() => void signIn.start({ profile: props.profile })} isDisabled={signIn.runs}>
            {say('cloud.signIn')}
          </Action>
          <p role="status" className={classes(styles.muted)}>
            {signIn.answer?.started ? say('cloud.signInStarted') : null}
            {signIn.answer && !signIn.answer.started ? say('cloud.signInCommand', { command: signIn.answer.command }) : null}
            {signIn.refusal ? refusalSentence(say, signIn.refusal) : null}
          </p>
        </div>
      )}
    </div>
  )
}

/** From here on a clock that is apart is worth a word. */
const noteworthySkewMs = 5_000

const Session = ({ tried }: { readonly tried: AwsTried }) => {
  const say = useSay()
  const { sessionEndsAt, skewMs } = tried
  const words = [
    sessionEndsAt === null
      ? say('cloud.sessionEndless')
      : say('cloud.sessionUntil', { time: dateAndTime(sessionEndsAt, localZone(), say.language) }),
    ...(skewMs !== null && Math.abs(skewMs) >= noteworthySkewMs
      ? [say('cloud.skew', { duration: lasts(Math.abs(skewMs), say) })]
      : []),
  ]
  return <p className={classes(styles.muted)}>{words.join(', ')}</p>
}

const groupOf = (resources: readonly Resource[]): string | null =>
  resources.find(({ kind }) => kind === 'auto-scaling-group')?.dimensions['AutoScalingGroupName'] ?? null
