import { LockOpen, OctagonAlert, Server } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { Ceiling, ServersPreview, ServerStep, StepPreview } from '#contract/onsale-hands'
import type { OnsaleFace } from '#contract/onsale-face'
import { useSay } from '#app/kasa'
import { Action } from '#parts/action'
import { classes } from '#parts/classes'
import { Field } from '#parts/field'
import { Notice } from '#parts/notice'
import { Sheet } from '#parts/sheet'
import { WaitingRows } from '#parts/waiting-rows'
import type { FigureSetting } from '#words/figures'
import { dollars } from '#words/figures'
import { number } from '#words/format'
import { refusalSentence } from '#words/refusal-sentence'
import type { WordKey } from '#words/say'
import { CapacityRows } from './capacity-rows.tsx'
import { CeilingList } from './ceiling-list.tsx'
import styles from './capacity-dialog.module.css'
import { oldness, saleTime, settingOf } from './cockpit-words.ts'
import { HoldButton } from './hold-button.tsx'
import { leverKey } from './levers.ts'
import type { OnsaleState } from './onsale-slice.ts'
import { chosenStep, isRed } from './reason-wanted.ts'
import { useSaleNow } from './sale-clock.ts'
import { StepChoice } from './step-choice.tsx'
import { stepRefusals, stepWord } from './step-refusals.ts'
import { useDialogKey } from './use-dialog-key.ts'
import { useServersPreview } from './use-servers-preview.ts'

/** How long the command is held before it goes. */
const holdMs = 2000

/** Adding servers: what each step would mean, what still allows it, why, and the hold that sends it. Nothing is sent by a tap or by Enter. */
export const CapacityDialog = (props: {
  readonly face: OnsaleFace
  readonly faceAt: number
  readonly ask: OnsaleState['ask']
  readonly onInlet: () => void
  readonly onClose: () => void
}) => {
  const { face, ask, onClose } = props
  const say = useSay()
  const [chosen, setChosen] = useState<ServerStep | null>(null)
  const [reason, setReason] = useState('')
  const [sending, setSending] = useState(false)
  const [holding, setHolding] = useState(false)
  const { previewed, refusal, setRefusal, read } = useServersPreview({ face, ask, resting: holding || sending })
  const preview = previewed?.preview ?? null
  const step = preview ? chosenStep(preview, chosen) : null
  const wanted = step !== null && (previewed?.wanted.has(step.step) ?? false)
  const missesReason = wanted && reason.trim() === ''
  const blocked = step === null || step.why !== null || sending || missesReason
  const field = useRef<HTMLInputElement>(null)
  const hold = useRef<HTMLButtonElement>(null)
  // who has to say why is taken to where it is said, before anything is held
  useEffect(() => {
    if (missesReason) field.current?.focus()
  }, [wanted])
  const send = async (): Promise<void> => {
    if (!preview || !step || blocked) return
    setSending(true)
    const answer = await ask('onsale.servers-add', {
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
      title={say('onsale.capacityTitle')}
      onClose={() => (sending ? undefined : onClose())}
      foot={
        <div className={classes(styles.foot)}>
          <p>{say('onsale.enterDoesNot')}</p>
          <Action autoFocus isDisabled={sending} onPress={onClose}>
            {say('frame.cancel')}
          </Action>
          <HoldButton
            keys={leverKey('add-servers')}
            holdMs={holdMs}
            isDisabled={blocked}
            icon={<Server size={18} aria-hidden="true" />}
            buttonRef={hold}
            onHolding={setHolding}
            onHeld={() => void send()}
          >
            {missesReason && !sending
              ? say('onsale.reasonFirst')
              : say(sending ? 'onsale.sending' : 'onsale.holdAdd', { count: step ? step.to - step.from : 0 })}
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
        <Preview
          {...props}
          preview={preview}
          step={step}
          onStep={setChosen}
          reason={
            <Reason
              value={reason}
              wanted={wanted}
              stricter={wanted && !previewed?.asked.has(step.step)}
              fieldRef={field}
              onChange={setReason}
              onEnter={() => hold.current?.focus()}
              preview={preview}
              face={face}
              faceAt={props.faceAt}
            />
          }
        />
      ) : null}
      {!preview && !refusal ? <WaitingRows rows={5} label={say('frame.loading')} /> : null}
    </Sheet>
  )
}

const Preview = (props: {
  readonly face: OnsaleFace
  readonly preview: ServersPreview
  readonly step: StepPreview
  readonly onStep: (step: ServerStep) => void
  readonly onInlet: () => void
  readonly reason: React.ReactNode
}) => {
  const { face, preview, step } = props
  const say = useSay()
  const setting = settingOf(face, say)
  const refusals = stepRefusals(preview, say)
  return (
    <div className={classes(styles.body)}>
      <p className={classes(styles.about)}>
        <LockOpen size={16} aria-hidden="true" />
        {say('onsale.capacityGroup', { group: preview.group, region: face.plan.cloud.aws?.region ?? '' })}
        {face.armed ? ` ${say('onsale.armedBy', { time: saleTime(face.armed.until, setting), by: face.armed.by })}` : ''}
      </p>
      <StepChoice
        from={step.from}
        to={step.to}
        unit={preview.instanceType}
        refusals={refusals}
        value={step.step}
        steps={preview.steps}
        wordOf={each => stepWord(each, say)}
        onChange={props.onStep}
      />
      <CapacityRows face={face} step={step} readAt={preview.readAt} rentedUntil={preview.rentedUntil} />
      {isRed(step) ? <Lever preview={preview} face={face} onInlet={props.onInlet} /> : null}
      <div className={classes(styles.columns)}>
        <CeilingList
          lines={preview.ceilings.map(one => ({ key: one.ceiling, name: ceilingName(one, setting), left: one.left }))}
        />
        {props.reason}
      </div>
    </div>
  )
}

/** The better lever, when the servers themselves would fill what is short. It opens the other dialog; it never sends two commands. */
const Lever = (props: { readonly preview: ServersPreview; readonly face: OnsaleFace; readonly onInlet: () => void }) => {
  const say = useSay()
  const { inletFirst } = props.preview
  const usable = props.face.levers.inlet.usable
  useDialogKey(leverKey('slow-inlet'), usable ? { down: props.onInlet } : null)
  return (
    <div className={classes(styles.lever)}>
      <OctagonAlert size={20} aria-hidden="true" />
      <div>
        <p>
          <strong>{say('onsale.capacityFills')}</strong>
        </p>
        {inletFirst ? (
          <p>
            {say('onsale.inletWouldBe', {
              minutes: inletFirst.minutes,
              figure: number(inletFirst.connectionsAfter, say.language),
            })}
          </p>
        ) : null}
      </div>
      {usable ? (
        <Action kind="primary" dense keys={leverKey('slow-inlet')} onPress={props.onInlet}>
          {say('onsale.slowFirst')}
        </Action>
      ) : null}
    </div>
  )
}

const ceilingWords = {
  group: 'onsale.ceilingGroup',
  event: 'onsale.ceilingEvent',
  database: 'onsale.ceilingDatabase',
  cores: 'onsale.ceilingCores',
  spending: 'onsale.ceilingSpending',
} as const satisfies Readonly<Record<Ceiling['ceiling'], WordKey>>

const ceilingName = ({ ceiling, figures }: Ceiling, setting: FigureSetting): string => {
  const { say } = setting
  const values = Object.entries(figures).map(([name, value]) => {
    if (typeof value !== 'number') return value
    return name.endsWith('Cents') ? dollars(value, say) : number(value, say.language)
  })
  return values.length === 0 ? say(ceilingWords[ceiling]) : `${say(ceilingWords[ceiling])}, ${values.join(' / ')}`
}

const Reason = (props: {
  readonly value: string
  readonly wanted: boolean
  /** A reason was not wanted when the dialog opened. */
  readonly stricter: boolean
  readonly fieldRef: React.Ref<HTMLInputElement>
  readonly onChange: (reason: string) => void
  readonly onEnter: () => void
  readonly preview: ServersPreview
  readonly face: OnsaleFace
  readonly faceAt: number
}) => {
  const { preview } = props
  const say = useSay()
  const now = useSaleNow(props.face, props.faceAt)
  return (
    <section>
      <Field
        label={say(props.wanted ? 'onsale.reasonWanted' : 'onsale.reason')}
        value={props.value}
        onChange={props.onChange}
        inputRef={props.fieldRef}
        onEnter={props.onEnter}
        maxLength={300}
        hint={props.wanted && props.value.trim() === '' ? say('onsale.reasonThenEnter') : undefined}
      />
      <p role="status" className={classes(styles.small)}>
        {props.stricter ? say('onsale.reasonNow') : ''}
      </p>
      <p className={classes(styles.small)}>
        {say('onsale.groupRead', {
          age: oldness(now - preview.readAt, say),
          running: number(preview.inService, say.language),
          coming: number(preview.pending, say.language),
        })}
        <br />
        {say('onsale.readAgain')}
      </p>
    </section>
  )
}
