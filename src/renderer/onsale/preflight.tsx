import { CircleCheck, CircleDashed, CircleHelp, OctagonAlert, TriangleAlert } from 'lucide-react'
import type { Check, CheckState, OnsaleFace } from '#contract/onsale-face'
import type { Finding } from '#contract/onsale-finding'
import { useSay } from '#app/kasa'
import { classes } from '#parts/classes'
import { KeyCap } from '#parts/key-cap'
import { checkWords } from '#words/finding-words'
import { refusalSentence } from '#words/refusal-sentence'
import type { WordKey } from '#words/say'
import { orderedFindings } from './advice-order.ts'
import { confirmedWords, settingOf } from './cockpit-words.ts'
import type { Minutes } from './minute-store.ts'
import { PreflightInstruments } from './preflight-instruments.tsx'
import type { CheckCard } from './preflight-order.ts'
import { cardOf, checkCards } from './preflight-order.ts'
import { ValidityChart } from './preflight-chart.tsx'
import styles from './preflight.module.css'

const checkMarks = {
  passed: CircleCheck,
  failed: OctagonAlert,
  warning: TriangleAlert,
  waiting: CircleDashed,
  unknown: CircleHelp,
} as const satisfies Readonly<Record<CheckState, unknown>>

const groups = ['servers', 'balancer-database', 'entrance', 'access-people'] as const

/** Before the sale: how ready it is, what is valid until when, and what was checked, with what was measured. A check that waits for a person has not passed. */
export const Preflight = (props: {
  readonly face: OnsaleFace
  readonly minutes: Minutes
  readonly tools: React.ReactNode
  readonly onRehearse: (() => void) | null
}) => {
  const { face } = props
  const say = useSay()
  const findings = orderedFindings(face.findings, face.now)
  const cards = checkCards(face.checks, findings)
  return (
    <>
      <PreflightInstruments face={face} minutes={props.minutes} onRehearse={props.onRehearse} />
      <div className={classes(styles.preflight)} tabIndex={0} role="region" aria-label={say('preflight.checklist')}>
        <ValidityChart face={face} tools={props.tools} />
        {face.checks.length === 0 ? <p className={classes(styles.none)}>{say('onsale.noChecks')}</p> : null}
        <div className={classes(styles.groups)}>
          {groups.map(group => (
            <CheckGroup key={group} group={group} face={face} findings={findings} cards={cards} />
          ))}
        </div>
      </div>
    </>
  )
}

type Listed = { readonly face: OnsaleFace; readonly findings: readonly Finding[]; readonly cards: readonly CheckCard[] }

const CheckGroup = ({ group, ...listed }: Listed & { readonly group: Check['group'] }) => {
  const say = useSay()
  const checks = listed.face.checks.filter(check => check.group === group)
  if (checks.length === 0) return null
  const ready = checks.filter(({ state }) => state === 'passed').length
  return (
    <section aria-labelledby={`checks-${group}`}>
      <h2 id={`checks-${group}`}>
        {say(`onsale.checks-${group}`)}
        <span>{say('onsale.readyOf', { ready, all: checks.length })}</span>
      </h2>
      <ul>
        {checks.map(check => (
          <CheckRow key={check.check} check={check} {...listed} />
        ))}
      </ul>
    </section>
  )
}

const checkStateWords = {
  passed: 'onsale.checkPassed',
  failed: 'onsale.checkFailed',
  warning: 'onsale.checkWarning',
  waiting: 'onsale.checkWaiting',
  unknown: 'onsale.checkUnknown',
} as const satisfies Readonly<Record<CheckState, WordKey>>

const CheckRow = ({ check, face, findings, cards }: Listed & { readonly check: Check }) => {
  const say = useSay()
  const setting = settingOf(face, say)
  const Mark = checkMarks[check.state]
  const { name, value } = checkWords(check, setting)
  const place = cardOf(check, findings, cards)
  const isOpen = check.state === 'unknown' || (check.state === 'waiting' && Object.keys(check.figures).length === 0)
  const told = isOpen ? '' : (confirmedWords(check, setting) ?? value)
  return (
    <li className={classes(styles.check, styles[check.state])}>
      <Mark size={18} aria-label={say(checkStateWords[check.state])} />
      <span className={classes(styles.name)}>{name}</span>
      <span className={classes(styles.measured)} title={told || (check.why ? refusalSentence(say, check.why) : value)}>
        {told || say(check.state === 'waiting' ? 'preflight.waits' : checkStateWords[check.state])}
      </span>
      {place === null ? null : (
        <>
          <KeyCap keys={String(place)} />
          <span className={classes(styles.hidden)}>{say('preflight.toCard', { place })}</span>
        </>
      )}
    </li>
  )
}
