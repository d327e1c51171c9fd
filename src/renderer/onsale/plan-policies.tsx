import { useEffect, useState } from 'react'
import type { Policies } from '#contract/onsale-hands'
import { useKasa, useSay } from '#app/kasa'
import { Action } from '#parts/action'
import { classes } from '#parts/classes'
import styles from './plan.module.css'

/** The smallest policies, to be copied. */
export const PlanPolicies = ({ group, region }: { readonly group: string | null; readonly region: string }) => {
  const say = useSay()
  const { wire } = useKasa()
  const [policies, setPolicies] = useState<Policies | null>(null)
  useEffect(() => {
    void wire.call('cloud.policies', { group, region }).then(answer => setPolicies(answer.ok ? answer.value : null))
  }, [wire, group, region])
  if (!policies) return null
  return (
    <details>
      <summary className={classes(styles.subhead)}>{say('cloud.policies')}</summary>
      <div className={classes(styles.part)}>
        <p className={classes(styles.muted)}>{say('cloud.policiesText')}</p>
        <Policy title={say('cloud.policyWatch')} text={policies.watch} />
        {policies.act === null ? null : <Policy title={say('cloud.policyAct')} text={policies.act} />}
        <Policy title={say('cloud.tokenRights')} text={policies.cloudflare.join('\n')} />
      </div>
    </details>
  )
}

const Policy = ({ title, text }: { readonly title: string; readonly text: string }) => {
  const say = useSay()
  const [copied, setCopied] = useState<boolean | null>(null)
  const copy = (): void =>
    void navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      () => setCopied(false),
    )
  return (
    <div>
      <div className={classes(styles.row)}>
        <span className={classes(styles.subhead)}>{title}</span>
        <Action dense onPress={copy} label={`${say('cloud.copy')}: ${title}`}>
          {say('cloud.copy')}
        </Action>
        <span role="status" className={classes(styles.muted)}>
          {copied === null ? '' : say(copied ? 'cloud.copied' : 'cloud.notCopied')}
        </span>
      </div>
      {/* scrolls, so the keyboard must reach it */}
      <pre className={classes(styles.policy)} tabIndex={0} role="region" aria-label={title}>
        {text}
      </pre>
    </div>
  )
}
