import { CircleCheck, CircleDashed, CircleHelp, OctagonAlert, TriangleAlert } from 'lucide-react'
import type { Check, CheckState, OnsaleFace } from '#contract/onsale-face'
import { useSay } from '#app/kasa'
import { Action } from '#parts/action'
import { classes } from '#parts/classes'
import { figureText } from '#words/figures'
import type { WordKey } from '#words/say'
import { settingOf } from './cockpit-words.ts'
import type { Minutes } from './minute-store.ts'
import type { OnsaleState } from './onsale-slice.ts'
import styles from './preflight.module.css'

const marks = {
  passed: CircleCheck,
  failed: OctagonAlert,
  warning: TriangleAlert,
  waiting: CircleDashed,
  unknown: CircleHelp,
} as const satisfies Readonly<Record<CheckState, unknown>>

const groups = ['servers', 'balancer-database', 'entrance', 'access-people'] as const

/** Before the sale: what was checked, with what was measured. A check that waits for a person has not passed. */
export const Preflight = (props: {
  readonly face: OnsaleFace
  readonly minutes: Minutes
  readonly ask: OnsaleState['ask']
  readonly tools: React.ReactNode
}) => {
  const { face, ask } = props
  const say = useSay()
  const ready = face.checks.filter(({ state }) => state === 'passed').length
  return (
    <div className={classes(styles.preflight)}>
      <div className={classes(styles.summary)}>
        <p className={classes(styles.big)}>{say('onsale.readyOf', { ready, all: face.checks.length })}</p>
        {props.tools}
      </div>
      {face.checks.length === 0 ? <p className={classes(styles.none)}>{say('onsale.noChecks')}</p> : null}
      <div className={classes(styles.groups)}>
        {groups.map(group => {
          const checks = face.checks.filter(check => check.group === group)
          return checks.length === 0 ? null : (
            <section key={group} aria-labelledby={`checks-${group}`}>
              <h2 id={`checks-${group}`}>
                {say(`onsale.checks-${group}`)}
                <span>
                  {say('onsale.readyOf', { ready: checks.filter(({ state }) => state === 'passed').length, all: checks.length })}
                </span>
              </h2>
              <ul>
                {checks.map(check => (
                  <CheckRow key={check.check} check={check} face={face} ask={ask} />
                ))}
              </ul>
            </section>
          )
        })}
      </div>
    </div>
  )
}

const stateWords = {
  passed: 'onsale.checkPassed',
  failed: 'onsale.checkFailed',
  warning: 'onsale.checkWarning',
  waiting: 'onsale.checkWaiting',
  unknown: 'onsale.checkUnknown',
} as const satisfies Readonly<Record<CheckState, WordKey>>

const CheckRow = ({
  check,
  face,
  ask,
}: {
  readonly check: Check
  readonly face: OnsaleFace
  readonly ask: OnsaleState['ask']
}) => {
  const say = useSay()
  const Mark = marks[check.state]
  const setting = settingOf(face, say)
  const measured = Object.entries(check.figures)
    .map(([name, value]) => figureText(name, value, setting))
    .join(', ')
  return (
    <li className={classes(styles.check, styles[check.state])}>
      <Mark size={18} aria-label={say(stateWords[check.state])} />
      <span>{check.check}</span>
      <span className={classes(styles.measured)}>{measured || say(stateWords[check.state])}</span>
      {check.byHand && check.state !== 'passed' ? (
        <Action dense onPress={() => void ask('onsale.confirm', { onsale: face.plan.id, check: check.check, note: '' })}>
          {say('onsale.confirm')}
        </Action>
      ) : null}
    </li>
  )
}
