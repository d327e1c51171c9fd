import { Flag, OctagonAlert } from 'lucide-react'
import type { OnsaleFace, Validity } from '#contract/onsale-face'
import { useSay } from '#app/kasa'
import { classes } from '#parts/classes'
import { saleTime, settingOf } from './cockpit-words.ts'
import { coverageOf, isKnown, validityWindow } from './preflight-validity.ts'
import { serversBefore, validWords } from './preflight-valid-words.ts'
import styles from './preflight.module.css'
import type { TimeWindow } from './time-window.ts'
import { axisTimes, placeIn } from './time-window.ts'

const axisRoom = 9

/** What is valid until when, against the sale: a gap inside the sale is the finding. */
export const ValidityChart = ({ face, tools }: { readonly face: OnsaleFace; readonly tools: React.ReactNode }) => {
  const say = useSay()
  const setting = settingOf(face, say)
  const window = validityWindow(face)
  const { startsAt, plannedEndAt } = face.plan
  const nowPlace = placeIn(window, face.now)
  return (
    <section className={classes(styles.chart)} aria-labelledby="validity">
      <h2 id="validity" className={classes(styles.hidden)}>
        {say('preflight.validity')}
      </h2>
      <div className={classes(styles.flags)}>
        <div className={classes(styles.plane)} aria-hidden="true">
          {nowPlace < 0 ? null : (
            <span className={classes(styles.nowFlag)} style={left(window, face.now)}>
              {say('preflight.now', { time: saleTime(face.now, setting) })}
            </span>
          )}
          <span className={classes(styles.saleFlag)} style={left(window, startsAt)}>
            <Flag size={14} />
            {say('preflight.sale', { from: saleTime(startsAt, setting), to: saleTime(plannedEndAt, setting) })}
          </span>
        </div>
        {tools}
      </div>
      <div className={classes(styles.bars)}>
        <dl>
          {face.validity.map(validity => (
            <ValidityRow key={validity.what} validity={validity} face={face} window={window} />
          ))}
        </dl>
        <div className={classes(styles.plane, styles.lines)} aria-hidden="true">
          {axisTimes(window, axisRoom).map(at => (
            <span key={at} className={classes(styles.gridLine)} style={left(window, at)} />
          ))}
          <span className={classes(styles.saleLine)} style={left(window, startsAt)} />
          <span className={classes(styles.saleLine)} style={left(window, plannedEndAt)} />
          {nowPlace < 0 ? null : <span className={classes(styles.nowLine)} style={left(window, face.now)} />}
        </div>
      </div>
      <div className={classes(styles.axis)} aria-hidden="true">
        <div className={classes(styles.plane)}>
          {axisTimes(window, axisRoom).map(at => (
            <span key={at} className={classes(styles.tick)} style={left(window, at)}>
              {saleTime(at, setting)}
            </span>
          ))}
        </div>
      </div>
    </section>
  )
}

const left = (window: TimeWindow, at: number): React.CSSProperties => ({
  insetInlineStart: `${Math.min(1, Math.max(0, placeIn(window, at))) * 100}%`,
})
const across = (window: TimeWindow, part: TimeWindow): React.CSSProperties => ({
  insetInlineStart: `${placeIn(window, part.from) * 100}%`,
  inlineSize: `${(placeIn(window, part.to) - placeIn(window, part.from)) * 100}%`,
})

const ValidityRow = (props: { readonly validity: Validity; readonly face: OnsaleFace; readonly window: TimeWindow }) => {
  const { validity, face, window } = props
  const say = useSay()
  const setting = settingOf(face, say)
  const known = isKnown(validity, face)
  const { before, bar, gaps } = coverageOf(validity, window, face.plan)
  const fewer = serversBefore(validity, say)
  const what = say(`preflight.valid-${validity.what}`)
  return (
    <div className={classes(styles.row)}>
      <dt>{what}</dt>
      <dd className={classes(styles.plane)}>
        {before && fewer !== null ? (
          <span className={classes(styles.bar, styles.lesser)} style={across(window, before)}>
            {fewer}
          </span>
        ) : null}
        {bar ? (
          <>
            <span className={classes(styles.bar, known ? null : styles.unknownBar)} style={across(window, bar)} />
            <span
              className={classes(styles.barWords)}
              style={left(window, bar.from < face.now && face.now < bar.to ? face.now : bar.from)}
            >
              {validWords(validity, face, say)}
            </span>
          </>
        ) : null}
        {gaps.map(gap => (
          <span key={gap.from} className={classes(styles.gap)} style={across(window, gap)}>
            <span aria-hidden="true">
              <OctagonAlert size={14} />
              {say(`preflight.gap-${validity.what}`)}
            </span>
            <span className={classes(styles.hidden)}>
              {say('preflight.gapFrom', { what, from: saleTime(gap.from, setting), to: saleTime(gap.to, setting) })}
            </span>
          </span>
        ))}
      </dd>
    </div>
  )
}
