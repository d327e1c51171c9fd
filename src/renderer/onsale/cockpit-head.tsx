import { CircleCheck, EyeOff, Info, KeyRound, OctagonAlert, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import type { OnsaleFace, SourceFace } from '#contract/onsale-face'
import { useSay } from '#app/kasa'
import { classes } from '#parts/classes'
import { verdictSentence } from '#words/finding-words'
import { number } from '#words/format'
import type { Say } from '#words/say'
import styles from './cockpit-head.module.css'
import { isUnwatched, oldness, saleTime, settingOf, sourceWords, spokenCountdown, standing, wordsOf } from './cockpit-words.ts'
import { countsOf } from './preflight-order.ts'
import { countdown, useSaleNow, useSaleSecond } from './sale-clock.ts'

/** Time to or from the start, and how many people a minute there are. `chooser` names the sale, and changes it when there are several. */
export const ClockRegion = (props: { readonly face: OnsaleFace; readonly faceAt: number; readonly chooser: React.ReactNode }) => {
  const { face, faceAt } = props
  return (
    <div className={classes(styles.clock)}>
      {props.chooser}
      <Countdown face={face} faceAt={faceAt} />
      <WhoIsThere face={face} />
    </div>
  )
}

/** The only thing that changes each second, in a box of its own: nothing else is laid out or painted for it. */
const Countdown = ({ face, faceAt }: { readonly face: OnsaleFace; readonly faceAt: number }) => {
  const say = useSay()
  const now = useSaleSecond(face, faceAt)
  const { startsAt } = face.plan
  return (
    <p className={classes(styles.time)}>
      <span aria-hidden="true" className={classes(styles.seconds)}>
        {countdown(startsAt, now)}
      </span>
      <span className={classes(styles.hidden)}>{spokenCountdown(startsAt, now, say)}</span>
    </p>
  )
}

/** Before the sale how far the checklist has got; then how many people there are. */
const WhoIsThere = ({ face }: { readonly face: OnsaleFace }) => {
  const say = useSay()
  if (face.phase === 'before' && face.checks.length > 0) return <ReadyLine checks={face.checks} />
  return face.users ? (
    <p className={classes(styles.users)}>
      <strong>{number(face.users.perMinute, say.language)}</strong> {say(`onsale.users-${face.users.counted}`)}{' '}
      <span>{say('onsale.usersPeak', { peak: number(face.users.peak, say.language) })}</span>
    </p>
  ) : null
}

/** How far the checklist has got: `13 z 16 gotowe, 1 czeka, 2 do naprawy`. */
const ReadyLine = ({ checks }: { readonly checks: OnsaleFace['checks'] }) => {
  const say = useSay()
  const { passed, failed, warning, waiting } = countsOf(checks)
  const open = [
    waiting > 0 ? say('preflight.waitingCount', { count: waiting }) : null,
    failed + warning > 0 ? say('preflight.failedCount', { count: failed + warning }) : null,
  ].filter(Boolean)
  const [ready, ...rest] = say('preflight.counts', { passed: `*${passed}`, all: `${checks.length}*` })
    .split('*')
    .filter(Boolean)
  return (
    <p className={classes(styles.users)}>
      <strong>{ready}</strong>
      {[rest.join(''), ...open].join(', ')}
    </p>
  )
}

const marks = { critical: OctagonAlert, warning: TriangleAlert, notice: Info, calm: CircleCheck } as const

/** The one sentence over everything: of the state of a source when one cannot be seen, else of the worst that the mind has found. */
export const VerdictRegion = ({ face, faceAt }: { readonly face: OnsaleFace; readonly faceAt: number }) => {
  const say = useSay()
  const now = useSaleNow(face, faceAt)
  const { sentence, tone, mark: Mark } = saidOf(face, now, say)
  const announced = useAnnounced(sentence.replaceAll('*', ''))
  return (
    <div className={classes(styles.verdict, styles[tone])}>
      <p role="status" className={classes(styles.hidden)}>
        {announced}
      </p>
      <Mark size={28} aria-hidden="true" />
      <h1>
        {sentence.split('*').map((part, place) =>
          place % 2 === 1 ? (
            // the decisive figure stands between asterisks
            <em key={part}>{part}</em>
          ) : (
            part
          ),
        )}
      </h1>
    </div>
  )
}

/** Nobody can say how a sale goes that nobody watches; of one that is over everything has been said. */
const saidOf = (face: OnsaleFace, now: number, say: Say): Said => {
  if (isUnwatched(face)) return verdictUnwatched(face, say)
  const told = verdictSentence(face.verdict, settingOf(face, say))
  return told
    ? { sentence: told, tone: face.verdict.severity, mark: marks[face.verdict.severity] }
    : verdictOfSources(face, now, say)
}

/** The sentence over a sale that is not watched, with the moment since when. */
export const verdictUnwatched = (face: OnsaleFace, say: Say): Said => {
  const since = face.marks.findLast(({ kind }) => kind === 'watch-ended')?.at
  const sentence =
    since === undefined
      ? say('onsale.unwatched')
      : say('onsale.unwatchedSince', { time: `*${saleTime(since, settingOf(face, say))}*` })
  return { sentence, tone: 'notice', mark: EyeOff }
}

/** What a screen reader is told by itself: a new sentence, and not each new figure in the one it has just read; that stands in the heading. */
const useAnnounced = (sentence: string): string => {
  const [announced, announce] = useState(sentence)
  const changed = wordsOf(sentence) !== wordsOf(announced)
  if (changed) announce(sentence)
  return changed ? sentence : announced
}

type Said = { readonly sentence: string; readonly tone: 'critical' | 'warning' | 'notice' | 'calm'; readonly mark: typeof Info }

/** What can be said of the sources alone, when the mind has no sentence: which one is late, out of sight or signed out, and what goes on. */
const verdictOfSources = (face: OnsaleFace, now: number, say: Say): Said => {
  const setting = settingOf(face, say)
  const inState = (state: SourceFace['state']): SourceFace | undefined =>
    face.sources.find(source => standing(source, now) === state)
  const name = (source: SourceFace): string => say(sourceWords[source.source])
  const since = ({ since, newestAt }: SourceFace): string => saleTime(since ?? newestAt ?? now, setting)
  const blind = inState('blind')
  const out = inState('signed-out')
  const late = inState('late')
  const throttled = inState('throttled')
  if (out)
    return { sentence: say('onsale.signedOutSince', { source: name(out), time: since(out) }), tone: 'critical', mark: KeyRound }
  if (blind)
    return { sentence: say('onsale.blindSince', { source: name(blind), time: since(blind) }), tone: 'warning', mark: EyeOff }
  if (late)
    return {
      sentence: say('onsale.lateBy', { source: name(late), age: oldness(now - (late.newestAt ?? now), say) }),
      tone: 'warning',
      mark: TriangleAlert,
    }
  if (throttled)
    return {
      sentence: say('onsale.throttledTo', { source: name(throttled), every: oldness(throttled.everyMs, say) }),
      tone: 'notice',
      mark: Info,
    }
  if (face.phase === 'sold-out') return { sentence: say('onsale.soldOut'), tone: 'calm', mark: CircleCheck }
  if (face.phase === 'over') return { sentence: say('onsale.over'), tone: 'calm', mark: CircleCheck }
  if (face.phase === 'before') return { sentence: say('onsale.waitingForStart'), tone: 'calm', mark: CircleCheck }
  return { sentence: say('onsale.flowing'), tone: 'calm', mark: CircleCheck }
}
