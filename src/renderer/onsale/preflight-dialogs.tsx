import { useState } from 'react'
import type { Check, OnsaleFace } from '#contract/onsale-face'
import type { Refusal } from '#contract/refusal'
import { useSay } from '#app/kasa'
import { Action } from '#parts/action'
import { classes } from '#parts/classes'
import { Field } from '#parts/field'
import { Notice } from '#parts/notice'
import { Sheet } from '#parts/sheet'
import { checkWords } from '#words/finding-words'
import { number } from '#words/format'
import { refusalSentence } from '#words/refusal-sentence'
import styles from './capacity-dialog.module.css'
import { settingOf } from './cockpit-words.ts'
import type { OnsaleState } from './onsale-slice.ts'
import { lowerCeilingOf } from './preflight-cards.tsx'

type CheckDialog = { readonly face: OnsaleFace; readonly ask: OnsaleState['ask']; readonly onClose: () => void }

const longestNote = 300

/** A check of which nothing can be read: a person's word is all there is. */
const onlyByWord = 'balancer-warmed'

/** A person's word for what nobody can measure, with what it rests on. */
export const ConfirmDialog = ({ face, ask, onClose, check }: CheckDialog & { readonly check: Check }) => {
  const say = useSay()
  const [note, setNote] = useState('')
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const { name } = checkWords(check, settingOf(face, say))
  const send = async (): Promise<void> => {
    if (note.trim() === '') return
    const answer = await ask('onsale.confirm', { onsale: face.plan.id, check: check.check, note: note.trim() })
    if (answer.ok) onClose()
    else setRefusal(answer.refusal)
  }
  return (
    <CheckSheet
      title={`${say('preflight.confirmTitle')}: ${name}`}
      refusal={refusal}
      onClose={onClose}
      onSend={send}
      word={say('preflight.confirmKeep')}
      isDisabled={note.trim() === ''}
    >
      <p>
        {check.check === onlyByWord ? `${say('preflight.confirmUnmeasured')} ` : ''}
        {say('preflight.confirmText')}
      </p>
      <Field
        label={say(check.check === 'people' ? 'preflight.confirmWho' : 'preflight.confirmNote')}
        value={note}
        onChange={setNote}
        autoFocus
        maxLength={longestNote}
        onEnter={() => void send()}
      />
    </CheckSheet>
  )
}

/** Fewer servers than would overfill the database: the ceiling of this sale, and nothing else of its plan. */
export const CeilingDialog = ({ face, ask, onClose, check }: CheckDialog & { readonly check: Check }) => {
  const say = useSay()
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const fit = lowerCeilingOf(check, face)
  if (fit === null) return null
  const { id, limits } = face.plan
  const send = async (): Promise<void> => {
    const answer = await ask('onsale.save', { id, plan: { ...face.plan, limits: { ...limits, servers: fit } } })
    if (answer.ok) onClose()
    else setRefusal(answer.refusal)
  }
  const figure = (value: number | null): string => number(value ?? 0, say.language)
  return (
    <CheckSheet
      title={say('preflight.ceilingTitle')}
      refusal={refusal}
      onClose={onClose}
      onSend={send}
      word={say('preflight.ceilingKeep', { count: fit })}
    >
      <p>
        {say('preflight.ceilingText', {
          fit: figure(fit),
          connections: figure(limits.connectionsPerServer),
          standing: figure(limits.standingConnections),
          most: figure(limits.databaseConnections),
        })}
      </p>
    </CheckSheet>
  )
}

const CheckSheet = (props: {
  readonly title: string
  readonly refusal: Refusal | null
  readonly onClose: () => void
  readonly onSend: () => Promise<void>
  readonly word: string
  readonly isDisabled?: boolean
  readonly children: React.ReactNode
}) => {
  const say = useSay()
  return (
    <Sheet
      isOpen
      title={props.title}
      onClose={props.onClose}
      foot={
        <>
          <Action onPress={props.onClose}>{say('frame.cancel')}</Action>
          <Action kind="primary" onPress={() => void props.onSend()} isDisabled={props.isDisabled ?? false}>
            {props.word}
          </Action>
        </>
      }
    >
      <div className={classes(styles.body)}>
        {props.refusal ? (
          <Notice tone="crit" inset>
            {refusalSentence(say, props.refusal)}
          </Notice>
        ) : null}
        {props.children}
      </div>
    </Sheet>
  )
}
