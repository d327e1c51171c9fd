import { FastForward, Pause, Play, ShieldCheck, X } from 'lucide-react'
import { useEffect, useRef } from 'react'
import type { RehearsalReport, RehearsalSpeed } from '#contract/rehearsal'
import { rehearsalSpeeds } from '#contract/rehearsal'
import { useSay } from '#app/kasa'
import { isTyping } from '#app/shortcut-keys'
import { Action } from '#parts/action'
import { Blank } from '#parts/blank'
import { classes } from '#parts/classes'
import { Choice } from '#parts/choice'
import { Notice } from '#parts/notice'
import { Sheet } from '#parts/sheet'
import { WaitingRows } from '#parts/waiting-rows'
import { refusalSentence } from '#words/refusal-sentence'
import { remainingMs } from './rehearsal-course.ts'
import { CourseChart } from './rehearsal-curve.tsx'
import { LastReports } from './rehearsal-reports.tsx'
import { ScenarioList, Assumptions } from './rehearsal-scenarios.tsx'
import styles from './rehearsal.module.css'
import { speedWords } from './rehearsal-speed.ts'
import { minutesAndSeconds } from './sale-clock.ts'
import type { Rehearsal } from './use-rehearsal.ts'
import { useRehearsal, useRehearsalNow } from './use-rehearsal.ts'

/** Playing a scenario: what it assumes, how it runs, what goes wrong in it, and how fast. Nothing of it leaves for a real cloud. */
export const RehearsalDialog = (props: { readonly onClose: () => void; readonly onEnded: (report: RehearsalReport) => void }) => {
  const { onClose, onEnded } = props
  const say = useSay()
  const rehearsal = useRehearsal()
  const { scenario, scenarios, refusal, running } = rehearsal
  const begin = (): void => void rehearsal.begin().then(begun => (begun ? onClose() : undefined))
  const end = (): void => void rehearsal.end().then(report => (report ? onEnded(report) : undefined))
  useDialogKeys({
    ' ': running ? rehearsal.pauseOrResume : begin,
    H: onClose,
    ...Object.fromEntries(
      (scenario?.faults ?? []).slice(0, 9).map((fault, place) => [`${place + 1}`, () => rehearsal.fireNow(fault)]),
    ),
  })
  return (
    <Sheet
      isOpen
      vast
      title={say('rehearsal.title')}
      onClose={onClose}
      headEnd={
        <>
          <StateChip rehearsal={rehearsal} />
          <Action kind="quiet" keys="Esc" icon={<X size={16} aria-hidden="true" />} onPress={onClose}>
            {say('frame.close')}
          </Action>
        </>
      }
      foot={scenario ? <Transport rehearsal={rehearsal} onBegin={begin} onEnd={end} onHide={onClose} /> : undefined}
    >
      <p className={classes(styles.safe)}>
        <ShieldCheck size={16} aria-hidden="true" />
        {say('rehearsal.safe')}
      </p>
      {refusal && (scenario || scenarios) ? (
        <Notice tone="crit" inset>
          {refusalSentence(say, refusal)}
        </Notice>
      ) : null}
      {scenario ? (
        <div className={classes(styles.columns)}>
          <div className={classes(styles.side)}>
            <ScenarioList rehearsal={rehearsal} scenario={scenario} />
            <Assumptions scenario={scenario} />
          </div>
          <div className={classes(styles.wide)}>
            <CourseChart scenario={scenario} rehearsal={rehearsal} />
            {running ? null : <LastReports onOpen={onEnded} />}
          </div>
        </div>
      ) : (
        <NothingToPlay refusal={refusal} isRead={scenarios !== null} />
      )}
    </Sheet>
  )
}

const NothingToPlay = ({ refusal, isRead }: { readonly refusal: Rehearsal['refusal']; readonly isRead: boolean }) => {
  const say = useSay()
  if (refusal) return <Blank title={say('rehearsal.unread')}>{refusalSentence(say, refusal)}</Blank>
  return isRead ? <Blank title={say('rehearsal.none')} /> : <WaitingRows rows={6} label={say('frame.loading')} />
}

const StateChip = ({ rehearsal }: { readonly rehearsal: Rehearsal }) => {
  const say = useSay()
  const now = useRehearsalNow()
  const { running } = rehearsal
  if (!running) return null
  const speed = speedWords(running, say)
  const words =
    now >= running.endsAt ? say('rehearsal.ended') : say(running.running ? 'rehearsal.runs' : 'rehearsal.paused', { speed })
  return (
    <span className={classes(styles.chip)} role="status">
      {words}
    </span>
  )
}

const Transport = (props: {
  readonly rehearsal: Rehearsal
  readonly onBegin: () => void
  readonly onEnd: () => void
  readonly onHide: () => void
}) => {
  const { rehearsal } = props
  const { running, busy, speed } = rehearsal
  const say = useSay()
  const now = useRehearsalNow()
  const atEnd = running !== null && now >= running.endsAt
  return (
    <div className={classes(styles.transport)}>
      {running ? (
        <Action
          autoFocus
          kind={running.running ? 'plain' : 'primary'}
          keys={say('rehearsal.space')}
          icon={running.running ? <Pause size={18} aria-hidden="true" /> : <Play size={18} aria-hidden="true" />}
          isDisabled={atEnd}
          onPress={rehearsal.pauseOrResume}
        >
          {say(running.running ? 'rehearsal.pause' : 'rehearsal.resume')}
        </Action>
      ) : (
        <Action
          kind="primary"
          autoFocus
          icon={<Play size={18} aria-hidden="true" />}
          isDisabled={busy !== null}
          onPress={props.onBegin}
        >
          {say(busy === 'beginning' ? 'rehearsal.beginning' : 'rehearsal.begin')}
        </Action>
      )}
      <Choice
        label={say('rehearsal.speed')}
        value={String(speed)}
        options={rehearsalSpeeds.map(each => ({ value: String(each), word: say('rehearsal.times', { speed: each }) }))}
        onChange={chosen => rehearsal.setSpeed(Number(chosen) as RehearsalSpeed)}
      />
      <p className={classes(styles.left)}>
        {busy === 'beginning' ? say('rehearsal.beginningText') : null}
        {atEnd ? say('rehearsal.atEnd') : null}
        {running && !atEnd ? say('rehearsal.remaining', { time: minutesAndSeconds(remainingMs({ ...running, now })) }) : null}
      </p>
      {running ? (
        <>
          <Action keys="H" onPress={props.onHide}>
            {say('rehearsal.hide')}
          </Action>
          <Action icon={<FastForward size={16} aria-hidden="true" />} isDisabled={busy !== null} onPress={props.onEnd}>
            {say(busy === 'ending' ? 'rehearsal.ending' : 'rehearsal.end')}
          </Action>
        </>
      ) : null}
    </div>
  )
}

/** What can be pressed or moved has its own keys. */
const ownKeys = 'button, a, input, [role="radio"], [role="switch"], [role="slider"]'

/** Keys of the dialog while it has the keyboard to itself. The space bar belongs to whatever can be pressed and has focus. */
const useDialogKeys = (deeds: Readonly<Record<string, () => void>>): void => {
  const latest = useRef(deeds)
  useEffect(() => {
    latest.current = deeds
  })
  useEffect(() => {
    const heard = (press: KeyboardEvent): void => {
      const { target } = press
      if (press.defaultPrevented || press.repeat || press.ctrlKey || press.altKey || press.metaKey || isTyping(target)) return
      if (press.key === ' ' && target instanceof HTMLElement && target.closest(ownKeys)) return
      const deed = latest.current[press.key.length === 1 ? press.key.toUpperCase() : press.key]
      if (!deed) return
      press.preventDefault()
      deed()
    }
    window.addEventListener('keydown', heard)
    return () => window.removeEventListener('keydown', heard)
  }, [])
}
