import { BellOff, Check, Info, KeyRound, Lock, LogIn, OctagonAlert, Server, Timer, TriangleAlert } from 'lucide-react'
import { Button } from 'react-aria-components'
import type { LeverFace, OnsaleFace } from '#contract/onsale-face'
import type { Finding, Lever, Severity } from '#contract/onsale-finding'
import { useSay } from '#app/kasa'
import { onsaleShortcuts } from '#app/shortcut-tables'
import { Action } from '#parts/action'
import { classes } from '#parts/classes'
import { evidenceLines, findingSentence } from '#words/finding-words'
import { refusalSentence } from '#words/refusal-sentence'
import type { WordKey } from '#words/say'
import styles from './advice.module.css'
import { oldness, saleTime, settingOf, sourceWords } from './cockpit-words.ts'
import type { PulledLever } from './levers.ts'
import { leverKey } from './levers.ts'
import { useSaleNow } from './sale-clock.ts'

/** What a person can press on a card. */
export type CardDeeds = {
  readonly pull: (lever: Lever) => void
  readonly acknowledge: (finding: Finding) => void
  readonly silence: (finding: Finding) => void
}

/** Lines of evidence on a card; the rest stands in the table. */
const mostLines = 5

const severityWords = {
  critical: 'onsale.critical',
  warning: 'onsale.warning',
  notice: 'onsale.notice',
} as const satisfies Readonly<Record<Severity, WordKey>>
const marks = { critical: OctagonAlert, warning: TriangleAlert, notice: Info } as const

/** One thing the mind has found: what it is, what it rests on, the one next step with its key, and what that will do. */
export const AdviceCard = (props: {
  readonly finding: Finding
  readonly place: number
  readonly face: OnsaleFace
  readonly faceAt: number
  readonly folded: boolean
  readonly deeds: CardDeeds
}) => {
  const { finding, place, face, deeds } = props
  const say = useSay()
  const setting = settingOf(face, say)
  const Mark = marks[finding.severity]
  const source = face.sources.find(each => each.source === finding.source)
  const title = findingSentence(finding, 'title', setting) || say('onsale.rule', { rule: finding.rule })
  const text = findingSentence(finding, 'text', setting)
  const next = findingSentence(finding, 'next', setting)
  const lines = evidenceLines(finding.figures, setting).slice(0, mostLines)
  return (
    <li
      className={classes(styles.card, styles[finding.severity], props.folded && styles.folded)}
      tabIndex={-1}
      data-card={place}
      aria-labelledby={`card-${place}`}
    >
      <p className={classes(styles.meta)}>
        <span className={classes(styles.severity)}>
          <Mark size={16} aria-hidden="true" />
          {place}. {say(severityWords[finding.severity])}
        </span>
        <span className={classes(styles.rule)}>
          {say('onsale.ruleOf', { rule: finding.rule, source: say(sourceWords[finding.source]) })}
          <Ago newestAt={source?.newestAt ?? null} face={face} faceAt={props.faceAt} />
        </span>
      </p>
      <div className={classes(styles.headline)}>
        <h3 id={`card-${place}`}>{title}</h3>
        {face.mode === 'replay' ? null : <CardTools finding={finding} deeds={deeds} title={title} />}
      </div>
      {text ? <p className={classes(styles.text)}>{text}</p> : null}
      <dl className={classes(styles.evidence)}>
        {lines.map(line => (
          <div key={line.name}>
            <dt>{line.term}</dt>
            <dd>{line.value}</dd>
          </div>
        ))}
        <div>
          <dt>{say('onsale.since')}</dt>
          <dd>
            {saleTime(finding.since, setting)}, {say(confidenceWords[finding.evidence.confidence])}
          </dd>
        </div>
      </dl>
      <LeverButton lever={finding.lever} face={face} primary={place === 1 && finding.severity === 'critical'} deeds={deeds} />
      {next ? <p className={classes(styles.next)}>{next}</p> : null}
    </li>
  )
}

/** How old that is: it passes by itself, without the card. */
const Ago = (props: { readonly newestAt: number | null; readonly face: OnsaleFace; readonly faceAt: number }) => {
  const say = useSay()
  const now = useSaleNow(props.face, props.faceAt)
  if (props.newestAt === null) return null
  return (
    <>
      , <span>{say('onsale.ago', { age: oldness(now - props.newestAt, say) })}</span>
    </>
  )
}

const confidenceWords = {
  high: 'onsale.confidenceHigh',
  middle: 'onsale.confidenceMiddle',
  low: 'onsale.confidenceLow',
} as const satisfies Readonly<Record<Finding['evidence']['confidence'], WordKey>>

const CardTools = (props: { readonly finding: Finding; readonly deeds: CardDeeds; readonly title: string }) => {
  const { finding, deeds } = props
  const say = useSay()
  return (
    <span className={classes(styles.cardTools)}>
      {finding.acknowledgedAt === null ? (
        <Button
          className={classes(styles.cardTool)}
          aria-label={`${say('onsale.acknowledge')}: ${props.title}`}
          onPress={() => deeds.acknowledge(finding)}
        >
          <Check size={16} aria-hidden="true" />
        </Button>
      ) : (
        <span className={classes(styles.seen)} title={say('onsale.acknowledged')}>
          <Check size={16} aria-label={say('onsale.acknowledged')} />
        </span>
      )}
      <Button
        className={classes(styles.cardTool)}
        aria-label={`${say('onsale.silence')}: ${props.title}`}
        onPress={() => deeds.silence(finding)}
      >
        <BellOff size={16} aria-hidden="true" />
      </Button>
    </span>
  )
}

/** The levers by their words and icons. */
const leverLooks = {
  'slow-inlet': { word: 'onsale.slowInlet', icon: Timer },
  'open-inlet': { word: 'onsale.openInlet', icon: Timer },
  'add-servers': { word: 'onsale.addServers', icon: Server },
  'sign-in': { word: 'onsale.signIn', icon: LogIn },
  'enter-token': { word: 'onsale.enterToken', icon: KeyRound },
} as const satisfies Readonly<Record<PulledLever, { readonly word: WordKey; readonly icon: unknown }>>

/** A lever that may not be used says why; one that is not armed leads to arming. */
const LeverButton = (props: {
  readonly lever: Lever
  readonly face: OnsaleFace
  readonly primary: boolean
  readonly deeds: CardDeeds
}) => {
  const { lever, face, deeds } = props
  const say = useSay()
  if (lever === 'none') return null
  const look = leverLooks[lever]
  const state = leverState(lever, face)
  const unarmed = state?.why?.code === 'not-armed'
  const Icon = unarmed ? Lock : look.icon
  return (
    <>
      <Action
        wide
        kind={props.primary && !unarmed ? 'primary' : 'plain'}
        keys={unarmed ? onsaleShortcuts.arm.keys[0] : keyOf(lever)}
        icon={<Icon size={18} aria-hidden="true" />}
        isDisabled={state !== null && !state.usable && !unarmed}
        onPress={() => deeds.pull(lever)}
      >
        {unarmed ? say('onsale.armFirst', { lever: say(look.word) }) : say(look.word)}
      </Action>
      {state && !state.usable && state.why && !unarmed ? (
        <p className={classes(styles.why)}>{refusalSentence(say, state.why)}</p>
      ) : null}
    </>
  )
}

const keyOf = (lever: PulledLever): string | undefined => (lever === 'enter-token' ? undefined : leverKey(lever))

/** Whether the lever of a card may be used; null: it needs no leave. */
const leverState = (lever: Lever, face: OnsaleFace): LeverFace | null => {
  if (lever === 'add-servers') return face.levers.servers
  return lever === 'slow-inlet' || lever === 'open-inlet' ? face.levers.inlet : null
}
