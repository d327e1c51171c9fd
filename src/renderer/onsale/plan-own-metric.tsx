import { useState } from 'react'
import type { Resource } from '#contract/onsale-plan'
import type { OwnRole } from '#contract/own-metric'
import { ownRoles } from '#contract/own-metric'
import { useSay } from '#app/kasa'
import { Action } from '#parts/action'
import { classes } from '#parts/classes'
import { Field } from '#parts/field'
import { Pick } from '#parts/pick'
import type { OwnMetricDraft, OwnMetricField } from './own-metric-draft.ts'
import { emptyMetric, ownMetricOf } from './own-metric-draft.ts'
import styles from './plan.module.css'

/** A metric typed in by hand: an account may have more of them than a search reaches. */
export const PlanOwnMetric = ({ onAdd }: { readonly onAdd: (resource: Resource) => void }) => {
  const say = useSay()
  const [draft, setDraft] = useState<OwnMetricDraft | null>(null)
  const [added, setAdded] = useState('')
  const [wrong, setWrong] = useState<ReadonlySet<OwnMetricField>>(new Set())
  if (draft === null)
    return (
      <div className={classes(styles.row)}>
        <Action dense onPress={() => setDraft(emptyMetric)}>
          {say('cloud.ownMetric')}
        </Action>
      </div>
    )
  const set = (changes: Partial<OwnMetricDraft>): void => {
    setWrong(new Set())
    setAdded('')
    setDraft({ ...draft, ...changes })
  }
  const add = (): void => {
    const read = ownMetricOf(draft)
    if ('wrong' in read) {
      setWrong(read.wrong)
      return
    }
    onAdd(read.resource)
    setAdded(read.resource.name)
    setDraft({ ...draft, metricName: '', dimensions: '' })
  }
  const field = (
    name: OwnMetricField,
    more: { readonly hint?: string; readonly autoFocus?: boolean; readonly wrong: string },
  ) => (
    <Field
      label={say(`cloud.ownMetric-${name}`)}
      value={draft[name]}
      onChange={value => set({ [name]: value })}
      maxLength={400}
      {...more}
      wrong={wrong.has(name) ? more.wrong : undefined}
      onEnter={add}
    />
  )
  return (
    <div className={classes(styles.part)} role="group" aria-label={say('cloud.ownMetric')}>
      <div className={classes(styles.fields)}>
        {field('namespace', { wrong: say('cloud.fieldWrong') })}
        {field('metricName', { wrong: say('cloud.fieldWrong'), autoFocus: true })}
        {field('dimensions', { hint: say('cloud.ownMetricHint'), wrong: say('cloud.ownMetricWrong') })}
        <Pick
          label={say('cloud.ownMetricRole')}
          value={draft.role}
          options={ownRoles.map(role => ({ value: role, word: say(roleWords[role]) }))}
          onChange={value => set({ role: ownRoles.find(role => role === value) ?? draft.role })}
        />
      </div>
      <div className={classes(styles.row)}>
        <Action onPress={add}>{say('cloud.ownMetricAdd')}</Action>
        <Action kind="quiet" onPress={() => setDraft(null)}>
          {say('frame.close')}
        </Action>
        <p role="status" className={classes(styles.muted)}>
          {added === '' ? '' : say('cloud.ownMetricAdded', { name: added })}
        </p>
      </div>
    </div>
  )
}

const roleWords = {
  'database.connections': 'onsale.databaseConnections',
  'database.memory': 'measures.databaseMemory',
  'database.disk-queue': 'measures.databaseDiskQueue',
  'database.io-balance': 'measures.databaseIoBalance',
} as const satisfies Readonly<Record<OwnRole, string>>
