import { CircleCheck, CircleDashed, EyeOff, KeyRound, Timer, TriangleAlert } from 'lucide-react'
import type { OnsaleFace, SourceFace } from '#contract/onsale-face'
import { useSay } from '#app/kasa'
import { classes } from '#parts/classes'
import { dollars } from '#words/figures'
import styles from './cockpit-foot.module.css'
import { isUnwatched, oldness, saleTime, settingOf, standing } from './cockpit-words.ts'
import { useSaleNow } from './sale-clock.ts'
import { SourceName } from './source-reasons.tsx'

const marks = {
  off: CircleDashed,
  waiting: CircleDashed,
  fresh: CircleCheck,
  late: TriangleAlert,
  throttled: Timer,
  'signed-out': KeyRound,
  blind: EyeOff,
} as const satisfies Readonly<Record<SourceFace['state'], unknown>>

const tones = {
  off: 'mutedTone',
  waiting: 'mutedTone',
  fresh: 'okTone',
  late: 'warnTone',
  throttled: 'infoTone',
  'signed-out': 'critTone',
  blind: 'warnTone',
} as const satisfies Readonly<Record<SourceFace['state'], string>>

/** How old each source is against how old it may be, what the evening has cost so far, and until when the AWS session lasts. Never scrolls away. */
export const CockpitFoot = ({ face, faceAt }: { readonly face: OnsaleFace; readonly faceAt: number }) => {
  const say = useSay()
  const setting = settingOf(face, say)
  const now = useSaleNow(face, faceAt)
  const { cost, session } = face
  const ends = session?.endsAt ?? null
  return (
    <footer className={classes(styles.foot)}>
      <div className={classes(styles.ages)}>
        <h2>{say('onsale.dataAge')}</h2>
        <ul>
          {face.sources
            .filter(({ state, newestAt }) => state !== 'off' || (isUnwatched(face) && newestAt !== null))
            .map(source => (
              <Age key={source.source} source={source} face={face} now={now} />
            ))}
        </ul>
      </div>
      <p className={classes(styles.costs)}>
        <span>{say('onsale.costSince', { time: saleTime(cost.since, setting) })}</span>
        <span>
          {say('onsale.infrastructure')} <strong>{dollars(cost.infrastructureCents, say)}</strong>
        </span>
        <span>
          {say('onsale.watching')} <strong>{dollars(cost.watchingCents, say)}</strong>
        </span>
      </p>
      {session ? (
        <p className={classes(styles.session, ends !== null && ends < face.plan.plannedEndAt && styles.critTone)}>
          <KeyRound size={16} aria-hidden="true" />
          <span>
            {ends === null ? say(session.renews ? 'onsale.sessionRenews' : 'onsale.sessionOpen') : say('onsale.sessionUntil')}
          </span>
          {ends === null ? null : <strong>{saleTime(ends, setting)}</strong>}
        </p>
      ) : null}
    </footer>
  )
}

const Age = ({ source, face, now }: { readonly source: SourceFace; readonly face: OnsaleFace; readonly now: number }) => {
  const say = useSay()
  const state = standing(source, now)
  const Mark = marks[state]
  const age = source.newestAt === null ? null : now - source.newestAt
  const standingWords = say(isUnwatched(face) ? 'onsale.notWatched' : `onsale.state-${state}`)
  return (
    <li title={standingWords} className={classes(styles.age)}>
      <Mark size={16} className={classes(styles[tones[state]])} aria-label={standingWords} />
      <SourceName source={source} />
      <strong className={classes(state === 'fresh' ? null : styles[tones[state]])}>
        {ageWords(source, state, { face, age }, say)}
      </strong>
      {state === 'throttled' ? <span>{say('onsale.every', { every: oldness(source.everyMs, say) })}</span> : null}
      <span className={classes(styles.track)} aria-hidden="true">
        <span
          className={classes(state === 'fresh' ? styles.ageBar : styles.lateBar)}
          style={{ inlineSize: `${Math.min(1, (age ?? 0) / source.lateAfterMs) * 100}%` }}
        />
      </span>
    </li>
  )
}

const ageWords = (
  source: SourceFace,
  state: SourceFace['state'],
  { face, age }: { readonly face: OnsaleFace; readonly age: number | null },
  say: ReturnType<typeof useSay>,
): string => {
  if (state === 'signed-out') return say('onsale.signInShort')
  if (state === 'blind')
    return say('onsale.sinceTime', { time: saleTime(source.since ?? source.newestAt ?? face.now, settingOf(face, say)) })
  return age === null ? say('onsale.waitingShort') : oldness(age, say)
}
