import { CalendarClock, Timer } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { OnsaleFace } from '#contract/onsale-face'
import type { InletPreview, InletStep, InletStepPreview } from '#contract/onsale-hands'
import { useSay } from '#app/kasa'
import { Action } from '#parts/action'
import { classes } from '#parts/classes'
import { Field } from '#parts/field'
import { Notice } from '#parts/notice'
import { Sheet } from '#parts/sheet'
import { WaitingRows } from '#parts/waiting-rows'
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
import { StepChoice } from './step-choice.tsx'

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
  const { face, onClose } = props
  const say = useSay()
  const [chosen, setChosen] = useState<InletStep>(props.first)
  const [reason, setReason] = useState('')
  const { preview, refusal, sending, send } = useInlet(props)
  const step = preview?.steps.find(each => each.step === chosen) ?? preview?.steps[0] ?? null
  const blocked = step === null || step.why !== null || sending || (step.reasonWanted && reason.trim() === '')
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
            onHeld={() => (blocked ? undefined : void send(step.step, reason.trim()))}
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
      {preview && step ? <Preview {...{ face, preview, step, reason }} onStep={setChosen} onReason={setReason} /> : null}
      {!preview && !refusal ? <WaitingRows rows={3} label={say('frame.loading')} /> : null}
    </Sheet>
  )
}

/** What the room is now and what each step would mean, read when the dialog opens and after a step that was refused; and how one is sent. */
const useInlet = (props: Pick<Parameters<typeof InletDialog>[0], 'face' | 'ask' | 'onClose'>) => {
  const { ask, onClose } = props
  const onsale = props.face.plan.id
  const [preview, setPreview] = useState<InletPreview | null>(null)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [sending, setSending] = useState(false)
  const read = async (): Promise<void> => {
    const answer = await ask('onsale.inlet-preview', { onsale })
    if (answer.ok) setPreview(answer.value)
    else setRefusal(answer.refusal)
  }
  useEffect(() => void read(), [])
  const send = async (step: InletStep, reason: string): Promise<void> => {
    if (!preview) return
    setSending(true)
    const answer = await ask('onsale.inlet-set', { onsale, step, expected: preview.expected, reason })
    setSending(false)
    if (answer.ok) return onClose()
    setRefusal(answer.refusal)
    await read()
  }
  return { preview, refusal, sending, send }
}

const Preview = (props: {
  readonly face: OnsaleFace
  readonly preview: InletPreview
  readonly step: InletStepPreview
  readonly reason: string
  readonly onStep: (step: InletStep) => void
  readonly onReason: (reason: string) => void
}) => {
  const { face, preview, step } = props
  const say = useSay()
  return (
    <div className={classes(styles.body)}>
      {preview.event === null ? null : (
        <p className={classes(styles.about)}>
          <CalendarClock size={16} aria-hidden="true" />
          {say('onsale.inletOfEvent', { event: preview.event })}
        </p>
      )}
      <StepChoice
        from={preview.expected.newPerMinute}
        to={step.newPerMinute}
        unit={say('onsale.peoplePerMinute')}
        refusals={inletRefusals(preview, say)}
        value={step.step}
        steps={preview.steps}
        wordOf={each => stepWord(each, say)}
        onChange={props.onStep}
      />
      <InletRows step={step} />
      <div className={classes(styles.columns)}>
        <CeilingList
          lines={preview.ceilings.map(one => ({ key: one.ceiling, name: inletCeilingName(one, say), left: one.left }))}
        />
        <section>
          <Field
            label={say(step.reasonWanted ? 'onsale.reasonWantedInlet' : 'onsale.reason')}
            value={props.reason}
            onChange={props.onReason}
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
  )
}
