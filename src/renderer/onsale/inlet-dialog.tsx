import { ArrowRight, CalendarClock, Timer } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { OnsaleFace } from '#contract/onsale-face'
import type { InletPreview, InletStep } from '#contract/onsale-hands'
import { useSay } from '#app/kasa'
import { Action } from '#parts/action'
import { Choice } from '#parts/choice'
import { classes } from '#parts/classes'
import { Field } from '#parts/field'
import { Notice } from '#parts/notice'
import { Sheet } from '#parts/sheet'
import { WaitingRows } from '#parts/waiting-rows'
import { number } from '#words/format'
import { refusalSentence } from '#words/refusal-sentence'
import type { Say } from '#words/say'
import type { Refusal } from '#contract/refusal'
import styles from './capacity-dialog.module.css'
import { CeilingList } from './ceiling-list.tsx'
import { oldness } from './cockpit-words.ts'
import { HoldButton } from './hold-button.tsx'
import { InletRows, inletCeilingName } from './inlet-rows.tsx'
import { stepKey } from './levers.ts'
import type { OnsaleState } from './onsale-slice.ts'

/** Shorter than for servers: it acts within seconds and is taken back as fast. */
const holdMs = 1000

const stepFigures = { 'slow-30': '\u221230', 'slow-20': '\u221220', 'open-10': '+10' } as const satisfies Readonly<
  Record<InletStep, string>
>

const stepWord = (step: InletStep, say: Say): string => say('onsale.percent', { figure: stepFigures[step] })

/** Why each step that may not be taken may not. */
const inletRefusals = ({ steps }: InletPreview, say: Say): readonly string[] =>
  steps.flatMap(({ step, why }) => (why ? [`${stepWord(step, say)}: ${refusalSentence(say, why)}`] : []))

/** How many people a minute are let in: from, to, and the hold that sends it. */
export const InletDialog = (props: {
  readonly face: OnsaleFace
  readonly first: InletStep
  readonly ask: OnsaleState['ask']
  readonly onClose: () => void
}) => {
  const { face, ask, onClose } = props
  const say = useSay()
  const [preview, setPreview] = useState<InletPreview | null>(null)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [chosen, setChosen] = useState<InletStep>(props.first)
  const [reason, setReason] = useState('')
  const [sending, setSending] = useState(false)
  const read = async (): Promise<void> => {
    const answer = await ask('onsale.inlet-preview', { onsale: face.plan.id })
    if (answer.ok) setPreview(answer.value)
    else setRefusal(answer.refusal)
  }
  useEffect(() => void read(), [])
  const step = preview?.steps.find(each => each.step === chosen) ?? preview?.steps[0] ?? null
  const blocked = step === null || step.why !== null || sending || (step.reasonWanted && reason.trim() === '')
  const refusals = preview ? inletRefusals(preview, say) : []
  const send = async (): Promise<void> => {
    if (!preview || !step || blocked) return
    setSending(true)
    const answer = await ask('onsale.inlet-set', {
      onsale: face.plan.id,
      step: step.step,
      expected: preview.expected,
      reason: reason.trim(),
    })
    setSending(false)
    if (answer.ok) onClose()
    else {
      setRefusal(answer.refusal)
      await read()
    }
  }
  return (
    <Sheet
      wide
      isOpen
      title={say('onsale.inletTitle')}
      onClose={() => (sending ? undefined : onClose())}
      foot={
        <div className={classes(styles.foot)}>
          <Action autoFocus isDisabled={sending} onPress={onClose}>
            {say('frame.cancel')}
          </Action>
          <HoldButton
            keys={stepKey(step?.step ?? props.first)}
            holdMs={holdMs}
            isDisabled={blocked}
            icon={<Timer size={18} aria-hidden="true" />}
            onHeld={() => void send()}
          >
            {say(sending ? 'onsale.sending' : 'onsale.holdInlet', { step: step ? stepWord(step.step, say) : '' })}
          </HoldButton>
        </div>
      }
    >
      {refusal ? (
        <Notice tone="crit" inset>
          {refusalSentence(say, refusal)}
        </Notice>
      ) : null}
      {preview && step ? (
        <div className={classes(styles.body)}>
          {preview.event === null ? null : (
            <p className={classes(styles.about)}>
              <CalendarClock size={16} aria-hidden="true" />
              {say('onsale.inletOfEvent', { event: preview.event })}
            </p>
          )}
          <div className={classes(styles.steps)}>
            <p className={classes(styles.fromTo)}>
              <strong>{number(preview.expected.newPerMinute, say.language)}</strong>
              <ArrowRight size={28} aria-label={say('onsale.becomes')} />
              <strong>{number(step.newPerMinute, say.language)}</strong>
              <span>{say('onsale.peoplePerMinute')}</span>
            </p>
            {refusals.length > 0 ? (
              <ul className={classes(styles.refused)}>
                {refusals.map(sentence => (
                  <li key={sentence}>{sentence}</li>
                ))}
              </ul>
            ) : null}
            <Choice
              label={say('onsale.step')}
              hideLabel
              value={step.step}
              options={preview.steps.map(each => ({
                value: each.step,
                word: stepWord(each.step, say),
                isDisabled: each.why !== null,
              }))}
              onChange={setChosen}
            />
          </div>
          <InletRows step={step} />
          <div className={classes(styles.columns)}>
            <CeilingList
              lines={preview.ceilings.map(one => ({ key: one.ceiling, name: inletCeilingName(one, say), left: one.left }))}
            />
            <section>
              <Field
                label={say(step.reasonWanted ? 'onsale.reasonWantedInlet' : 'onsale.reason')}
                value={reason}
                onChange={setReason}
                maxLength={300}
              />
              <p className={classes(styles.small)}>
                {say('onsale.roomRead', { age: oldness(face.now - preview.readAt, say) })}
                <br />
                {say('onsale.readAgain')}
              </p>
            </section>
          </div>
        </div>
      ) : null}
      {!preview && !refusal ? <WaitingRows rows={3} label={say('frame.loading')} /> : null}
    </Sheet>
  )
}
