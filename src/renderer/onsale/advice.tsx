import { CircleCheck, Lock, LockOpen, Pause } from 'lucide-react'
import { useState } from 'react'
import { Button } from 'react-aria-components'
import type { OnsaleFace } from '#contract/onsale-face'
import { useSay } from '#app/kasa'
import { Action } from '#parts/action'
import { classes } from '#parts/classes'
import { namesKeys } from '#parts/key-cap'
import { findingSentence } from '#words/finding-words'
import { lasts } from '#words/format'
import type { WordKey } from '#words/say'
import type { CardDeeds } from './advice-card.tsx'
import { AdviceCard } from './advice-card.tsx'
import styles from './advice.module.css'
import { orderedFindings } from './advice-order.ts'
import { isUnwatched, saleTime, settingOf, sourceWords } from './cockpit-words.ts'
import type { CheckDeeds } from './preflight-cards.tsx'
import { PreflightCards } from './preflight-cards.tsx'
import { checkCards, checksInForce } from './preflight-order.ts'

export type AdviceDeeds = CardDeeds &
  CheckDeeds & {
    readonly arm: () => void
    readonly watch: () => void
  }

/** What to do now: cards in order, what waits for data, what is over, and whether the levers are armed. */
export const Advice = (props: {
  readonly face: OnsaleFace
  readonly faceAt: number
  readonly notices: React.ReactNode
  readonly foot: React.ReactNode
  readonly deeds: AdviceDeeds
}) => {
  const { face, deeds } = props
  const say = useSay()
  const findings = orderedFindings(face.findings, face.now)
  const before = face.phase === 'before'
  const over = face.phase === 'over'
  const seesAll = face.sources.every(({ state }) => state === 'fresh' || state === 'throttled' || state === 'off')
  const checks = checkCards(checksInForce(face), findings)
  const [focused, setFocused] = useState<string | null>(null)
  return (
    <aside className={classes(styles.advice)} aria-labelledby="advice-title">
      <header className={classes(styles.head)}>
        <h2 id="advice-title">{say(before ? 'onsale.fixBefore' : 'onsale.doNow')}</h2>
        <ArmState face={face} onPress={deeds.arm} />
      </header>
      <div className={classes(styles.scroll)} tabIndex={0} role="region" aria-labelledby="advice-title">
        {props.notices}
        {face.plan.watched || face.mode !== 'live' ? null : (
          <div className={classes(styles.card)}>
            <h3>{say('onsale.notWatched')}</h3>
            <p className={classes(styles.text)}>{say(over ? 'onsale.overNotWatchedText' : 'onsale.notWatchedText')}</p>
            {over ? null : (
              <Action kind="primary" wide onPress={deeds.watch}>
                {say('onsale.watch')}
              </Action>
            )}
          </div>
        )}
        {findings.length + checks.length === 0 && !isUnwatched(face) ? (
          <p className={classes(styles.none)}>{say(seesAll ? 'onsale.noAdvice' : 'onsale.noAdviceUnseen')}</p>
        ) : null}
        <ol
          className={classes(styles.cards)}
          onFocus={({ target }) => setFocused(target.closest('[data-check]')?.getAttribute('data-check') ?? null)}
          onBlur={() => setFocused(null)}
        >
          {findings.map((finding, place) => (
            <AdviceCard
              key={`${finding.rule} ${finding.subject}`}
              finding={finding}
              place={place + 1}
              face={face}
              faceAt={props.faceAt}
              folded={place > 0}
              deeds={deeds}
            />
          ))}
          <PreflightCards face={face} cards={checks} deeds={deeds} focused={focused} />
        </ol>
        <Paused face={face} />
        <Silenced face={face} />
        <Passed face={face} />
      </div>
      {props.foot}
    </aside>
  )
}

const ArmState = ({ face, onPress }: { readonly face: OnsaleFace; readonly onPress: () => void }) => {
  const say = useSay()
  const { armed } = face
  const Icon = armed ? LockOpen : Lock
  return (
    <Button className={classes(styles.armed)} onPress={onPress} ref={namesKeys('U')} isDisabled={face.mode === 'replay'}>
      <Icon size={16} aria-hidden="true" />
      <span>
        {armed
          ? say('onsale.armedUntil', { time: saleTime(armed.until, settingOf(face, say)), by: unbroken(armed.by) })
          : say('onsale.disarmed')}
      </span>
    </Button>
  )
}

/** A name stays on one line. */
const unbroken = (name: string): string => name.replaceAll(' ', '\u00a0')

const becauseWords = {
  late: 'onsale.pausedLate',
  blind: 'onsale.pausedBlind',
  'never-reported': 'onsale.pausedNever',
  'too-few-samples': 'onsale.pausedFew',
} as const satisfies Readonly<Record<OnsaleFace['paused'][number]['because'], WordKey>>

/** Rules that cannot be judged: said once for each source and reason, never counted as fine. */
const Paused = ({ face }: { readonly face: OnsaleFace }) => {
  const say = useSay()
  const groups = [...Map.groupBy(face.paused, ({ source, because }) => `${source} ${because}`).values()]
  if (groups.length === 0) return null
  return (
    <ul className={classes(styles.passed)}>
      {groups.map(group => {
        const [first] = group
        return first ? (
          <li key={`${first.source} ${first.because}`}>
            <Pause size={16} aria-hidden="true" className={classes(styles.pausedMark)} />
            <span>
              {say(becauseWords[first.because], {
                source: say(sourceWords[first.source]),
                count: group.length,
                rules: group
                  .map(({ rule }) => rule)
                  .toSorted((one, other) => one - other)
                  .join(', '),
              })}
            </span>
          </li>
        ) : null
      })}
    </ul>
  )
}

const Silenced = ({ face }: { readonly face: OnsaleFace }) => {
  const say = useSay()
  const setting = settingOf(face, say)
  return (
    <ul className={classes(styles.passed)}>
      {face.findings
        .flatMap(finding =>
          finding.silenced && finding.silenced.until > face.now ? [{ finding, silenced: finding.silenced }] : [],
        )
        .map(({ finding, silenced }) => (
          <li key={`${finding.rule} ${finding.subject}`}>
            <span>
              {say('onsale.silencedUntil', {
                title: findingSentence(finding, 'title', setting) || say('onsale.rule', { rule: finding.rule }),
                time: saleTime(silenced.until, setting),
                by: silenced.by,
                reason: silenced.reason,
              })}
            </span>
          </li>
        ))}
    </ul>
  )
}

const mostPassed = 4

const Passed = ({ face }: { readonly face: OnsaleFace }) => {
  const say = useSay()
  const setting = settingOf(face, say)
  return (
    <ul className={classes(styles.passed, styles.over)} aria-label={say('onsale.passed')}>
      {face.passed
        .toSorted((one, other) => other.endedAt - one.endedAt)
        .slice(0, mostPassed)
        .map(passed => (
          <li key={`${passed.rule} ${passed.subject} ${passed.endedAt}`}>
            <CircleCheck size={16} aria-hidden="true" className={classes(styles.passedMark)} />
            <span>
              {say('onsale.passedAfter', {
                title: findingSentence(passed, 'title', setting) || say('onsale.rule', { rule: passed.rule }),
                duration: lasts(passed.endedAt - passed.since, say),
              })}
            </span>
            <time>{saleTime(passed.endedAt, setting)}</time>
          </li>
        ))}
    </ul>
  )
}
