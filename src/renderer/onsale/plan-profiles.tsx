import { useEffect, useState } from 'react'
import { useKasa, useSay } from '#app/kasa'
import { Action } from '#parts/action'
import { classes } from '#parts/classes'
import { Notice } from '#parts/notice'
import { Pick } from '#parts/pick'
import { refusalSentence } from '#words/refusal-sentence'
import styles from './plan.module.css'
import type { PlanPart } from './plan-parts.ts'
import { signInWords } from './sign-in-words.ts'
import { useTrial } from './use-trial.ts'

/** Through whose sign-in Amazon is read, and through whose servers are added: one of its own can do nothing else. */
export const PlanProfiles = ({ draft, change, isWrong }: PlanPart) => {
  const say = useSay()
  const { wire } = useKasa()
  const { aws } = draft
  const [profiles, setProfiles] = useState<readonly string[] | null>(null)
  useEffect(() => {
    void wire.call('cloud.profiles', {}).then(answer => setProfiles(answer.ok ? answer.value : []))
  }, [wire])
  const known = [...new Set([...(profiles ?? []), aws.profile, aws.leverProfile])].filter(name => name !== '')
  if (profiles !== null && known.length === 0)
    return (
      <Notice tone="warn" inset>
        {say('cloud.noProfiles')}
      </Notice>
    )
  const options = known.map(name => ({ value: name, word: name }))
  return (
    <div className={classes(styles.part)}>
      <div className={classes(styles.fields)}>
        <Pick
          label={say('cloud.profile')}
          value={aws.profile}
          options={options}
          onChange={profile => change({ aws: { ...aws, profile } })}
        />
        <Pick
          label={say('cloud.leverProfile')}
          value={aws.leverProfile}
          options={[{ value: '', word: say('cloud.leverProfileSame') }, ...options]}
          onChange={leverProfile => change({ aws: { ...aws, leverProfile } })}
        />
      </div>
      {isWrong('cloud.aws.profile') ? <p role="alert">{say('cloud.profileWrong')}</p> : null}
      {aws.profile === '' ? null : <SignIn profile={aws.profile} />}
      {aws.leverProfile === '' || aws.leverProfile === aws.profile ? null : <SignIn profile={aws.leverProfile} />}
    </div>
  )
}

const SignIn = ({ profile }: { readonly profile: string }) => {
  const say = useSay()
  const signIn = useTrial('cloud.sign-in')
  return (
    <div className={classes(styles.row)}>
      <Action dense onPress={() => void signIn.start({ profile })} isDisabled={signIn.runs}>
        {`${say('cloud.signIn')}: ${profile}`}
      </Action>
      <p role="status" className={classes(styles.muted)}>
        {signIn.answer ? signInWords(signIn.answer, say) : null}
        {signIn.refusal ? refusalSentence(say, signIn.refusal) : null}
      </p>
    </div>
  )
}
