import { useState } from 'react'
import type { OnsaleFace } from '#contract/onsale-face'
import type { Finding } from '#contract/onsale-finding'
import { useSay } from '#app/kasa'
import { Action } from '#parts/action'
import { Choice } from '#parts/choice'
import { Field } from '#parts/field'
import { Notice } from '#parts/notice'
import { Sheet } from '#parts/sheet'
import { findingSentence } from '#words/finding-words'
import { refusalSentence } from '#words/refusal-sentence'
import type { Refusal } from '#contract/refusal'
import styles from './capacity-dialog.module.css'
import { classes } from '#parts/classes'
import { saleTime, settingOf } from './cockpit-words.ts'
import type { OnsaleState } from './onsale-slice.ts'

type SmallDialog = { readonly face: OnsaleFace; readonly ask: OnsaleState['ask']; readonly onClose: () => void }

/** Unlocking the levers for this sale until a time, and locking them again. */
export const ArmDialog = ({ face, ask, onClose }: SmallDialog) => {
  const say = useSay()
  const setting = settingOf(face, say)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const choices = armEnds(face)
  const [until, setUntil] = useState(String(face.plan.plannedEndAt > face.now ? face.plan.plannedEndAt : choices[0]))
  const send = async (armed: boolean): Promise<void> => {
    const onsale = face.plan.id
    const answer = armed ? await ask('onsale.arm', { onsale, until: Number(until) }) : await ask('onsale.disarm', { onsale })
    if (answer.ok) onClose()
    else setRefusal(answer.refusal)
  }
  return (
    <Sheet
      isOpen
      title={say('onsale.armTitle')}
      onClose={onClose}
      foot={
        <>
          <Action autoFocus onPress={onClose}>
            {say('frame.cancel')}
          </Action>
          {face.armed ? <Action onPress={() => void send(false)}>{say('onsale.disarm')}</Action> : null}
          <Action kind="primary" onPress={() => void send(true)}>
            {say('onsale.armUntil', { time: saleTime(Number(until), setting) })}
          </Action>
        </>
      }
    >
      <div className={classes(styles.body)}>
        {refusal ? (
          <Notice tone="crit" inset>
            {refusalSentence(say, refusal)}
          </Notice>
        ) : null}
        <p>{say('onsale.armText')}</p>
        {face.armed ? <p>{say('onsale.armedBy', { time: saleTime(face.armed.until, setting), by: face.armed.by })}</p> : null}
        <Choice
          label={say('onsale.armEnd')}
          value={until}
          options={choices.map(at => ({ value: String(at), word: saleTime(at, setting) }))}
          onChange={setUntil}
        />
      </div>
    </Sheet>
  )
}

/** Ends to choose from, the soonest first: an hour from now, two, and the planned end when it is still to come. */
export const armEnds = ({ plan, now }: Pick<OnsaleFace, 'plan' | 'now'>): readonly number[] => {
  const quarter = 15 * 60_000
  const round = (at: number): number => Math.ceil(at / quarter) * quarter
  const ends = [...(plan.plannedEndAt > now ? [plan.plannedEndAt] : []), round(now + 3_600_000), round(now + 2 * 3_600_000)]
  return [...new Set(ends)].toSorted((one, other) => one - other)
}

/** A note at a minute of the axis. */
export const NoteDialog = ({ face, ask, onClose, at }: SmallDialog & { readonly at: number }) => {
  const say = useSay()
  const [text, setText] = useState('')
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const send = async (): Promise<void> => {
    if (text.trim() === '') return
    const answer = await ask('onsale.note', { onsale: face.plan.id, at, text: text.trim() })
    if (answer.ok) onClose()
    else setRefusal(answer.refusal)
  }
  return (
    <Sheet
      isOpen
      title={say('onsale.noteAt', { time: saleTime(at, settingOf(face, say)) })}
      onClose={onClose}
      foot={
        <>
          <Action onPress={onClose}>{say('frame.cancel')}</Action>
          <Action kind="primary" isDisabled={text.trim() === ''} onPress={() => void send()}>
            {say('onsale.noteKeep')}
          </Action>
        </>
      }
    >
      {refusal ? (
        <Notice tone="crit" inset>
          {refusalSentence(say, refusal)}
        </Notice>
      ) : null}
      <Field label={say('onsale.note')} value={text} onChange={setText} autoFocus maxLength={300} onEnter={() => void send()} />
    </Sheet>
  )
}

const silences = ['15', '30', '60'] as const

/** Silencing one finding for a while, with the reason that then stands beside it. */
export const SilenceDialog = ({ face, ask, onClose, finding }: SmallDialog & { readonly finding: Finding }) => {
  const say = useSay()
  const [reason, setReason] = useState('')
  const [minutes, setMinutes] = useState<(typeof silences)[number]>('15')
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const send = async (): Promise<void> => {
    if (reason.trim() === '') return
    const { rule, subject } = finding
    const answer = await ask('onsale.silence', {
      onsale: face.plan.id,
      rule,
      subject,
      reason: reason.trim(),
      minutes: Number(minutes),
    })
    if (answer.ok) onClose()
    else setRefusal(answer.refusal)
  }
  return (
    <Sheet
      isOpen
      title={say('onsale.silenceTitle')}
      onClose={onClose}
      foot={
        <>
          <Action onPress={onClose}>{say('frame.cancel')}</Action>
          <Action kind="primary" isDisabled={reason.trim() === ''} onPress={() => void send()}>
            {say('onsale.silence')}
          </Action>
        </>
      }
    >
      <div className={classes(styles.body)}>
        {refusal ? (
          <Notice tone="crit" inset>
            {refusalSentence(say, refusal)}
          </Notice>
        ) : null}
        <p>
          <strong>{findingSentence(finding, 'title', settingOf(face, say)) || say('onsale.rule', { rule: finding.rule })}</strong>
        </p>
        <Choice
          label={say('onsale.silenceFor')}
          value={minutes}
          options={silences.map(value => ({ value, word: say('onsale.minutes', { figure: value }) }))}
          onChange={setMinutes}
        />
        <Field
          label={say('onsale.silenceReason')}
          value={reason}
          onChange={setReason}
          autoFocus
          maxLength={300}
          onEnter={() => void send()}
        />
      </div>
    </Sheet>
  )
}
