import { DoorOpen, Server, StickyNote } from 'lucide-react'
import type { RehearsalDeed, RehearsalReport } from '#contract/rehearsal'
import { useSay } from '#app/kasa'
import { classes } from '#parts/classes'
import { number } from '#words/format'
import type { Say } from '#words/say'
import { axisMinutes, offsetWords, placeOfMinute, spanOf } from './rehearsal-course.ts'
import { Curve } from './rehearsal-curve.tsx'
import styles from './rehearsal.module.css'
import { countdown, minutesAndSeconds } from './sale-clock.ts'

const minuteMs = 60_000
const marks = { servers: Server, inlet: DoorOpen, note: StickyNote } as const

/** What went wrong and what was done about it, on one axis with the people who came. The tables say the same. */
export const RehearsalAxis = ({ report }: { readonly report: RehearsalReport }) => {
  const say = useSay()
  const { scenario, faults, deeds, endMinute } = report
  const left = (minute: number): React.CSSProperties => ({ insetInlineStart: `${placeOfMinute(scenario, minute) * 100}%` })
  return (
    <div className={classes(styles.axes, styles.told)} aria-hidden="true">
      <div className={classes(styles.curve)}>
        <Curve scenario={scenario} passed={placeOfMinute(scenario, endMinute)} />
      </div>
      <div className={classes(styles.ticks)}>
        {axisMinutes(scenario).map(each => (
          <span key={each} style={left(each)}>
            {each === 0 ? say('rehearsal.start') : offsetWords(each)}
          </span>
        ))}
      </div>
      {faults.map(({ fault }) => {
        const { from, to } = spanOf(fault, scenario)
        return (
          <div key={fault.id} className={classes(styles.track)}>
            <span
              className={classes(styles.fixed)}
              style={{ insetInlineStart: `${from * 100}%`, inlineSize: `${(to - from) * 100}%` }}
            />
            <span
              className={classes(styles.span)}
              style={to > 0.7 ? { insetInlineEnd: `${(1 - from) * 100}%` } : { insetInlineStart: `${to * 100}%` }}
            >
              {say(`rehearsal.fault-${fault.kind}`)}
            </span>
          </div>
        )
      })}
      {deeds.length === 0 ? null : (
        <div className={classes(styles.track)}>
          {deeds.map((deed, place) => {
            const Mark = marks[deed.kind]
            return (
              <span key={place} className={classes(styles.deed)} style={left(deed.minute)} title={deedWords(deed, say)}>
                <Mark size={16} />
              </span>
            )
          })}
        </div>
      )}
    </div>
  )
}

/** What was done when, by whom, and how long it took: levers and notes in order of time. */
export const DeedTable = ({ deeds }: { readonly deeds: readonly RehearsalDeed[] }) => {
  const say = useSay()
  if (deeds.length === 0) return <p className={classes(styles.nothing)}>{say('rehearsal.deedsNone')}</p>
  return (
    <div className={classes(styles.scrollsAside)} tabIndex={0} role="region" aria-label={say('rehearsal.deeds')}>
      <table className={classes(styles.table)} data-deeds={deeds.length}>
        <thead>
          <tr>
            <th scope="col">{say('rehearsal.deeds')}</th>
            <th scope="col">{say('rehearsal.deedWhen')}</th>
            <th scope="col">{say('rehearsal.deedBy')}</th>
            <th scope="col">{say('rehearsal.deedReady')}</th>
          </tr>
        </thead>
        <tbody>
          {deeds.map((deed, place) => (
            <tr key={place}>
              <th scope="row">
                {deedWords(deed, say)}
                {deed.kind !== 'note' && deed.text !== '' ? <small> {say('study.reason', { reason: deed.text })}</small> : null}
                {deed.failure === '' ? null : <small> {deed.failure}</small>}
              </th>
              <td>{countdown(0, deed.minute * minuteMs)}</td>
              <td>{deed.by ?? ''}</td>
              <td className={classes(isLate(deed) && styles.lost)}>{readyWords(deed, say)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** A deed in words: servers or the inlet from what to what, or the note. */
export const deedWords = ({ kind, from, to, text }: RehearsalDeed, say: Say): string => {
  if (kind === 'note') return say('rehearsal.deedNote', { text })
  const span = { from: number(from ?? 0, say.language), to: number(to ?? 0, say.language) }
  return say(kind === 'servers' ? 'study.serversAsked' : 'study.inlet', span)
}

const isLate = ({ kind, readyAfterMs }: RehearsalDeed): boolean => kind === 'servers' && readyAfterMs === null

const readyWords = (deed: RehearsalDeed, say: Say): string => {
  if (deed.readyAfterMs !== null) return minutesAndSeconds(deed.readyAfterMs)
  return isLate(deed) ? say('rehearsal.deedNever') : ''
}
