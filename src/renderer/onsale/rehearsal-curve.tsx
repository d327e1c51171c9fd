import type { ScenarioSummary } from '#contract/rehearsal'
import { useSay } from '#app/kasa'
import { classes } from '#parts/classes'
import { number } from '#words/format'
import { axisMinutes, courseHeight, coursePath, minuteOf, offsetWords, peakMinute, placeOfMinute } from './rehearsal-course.ts'
import { FaultRows } from './rehearsal-faults.tsx'
import styles from './rehearsal.module.css'
import { countdown } from './sale-clock.ts'
import type { Rehearsal } from './use-rehearsal.ts'
import { useRehearsalNow } from './use-rehearsal.ts'

/** People a minute from the first minute to the last, where the rehearsal is in them, and the faults on the same axis. */
export const CourseChart = ({ scenario, rehearsal }: { readonly scenario: ScenarioSummary; readonly rehearsal: Rehearsal }) => {
  const say = useSay()
  const now = useRehearsalNow()
  const { running } = rehearsal
  const minute = running ? minuteOf({ ...running, now }) : null
  const peak = peakMinute(scenario)
  const figure = number(scenario.peakPerMinute, say.language)
  const clock = running ? countdown(running.startsAt, now) : null
  return (
    <section className={classes(styles.course)} aria-labelledby="course">
      <h3 id="course">{say('rehearsal.course')}</h3>
      <div className={classes(styles.axes)}>
        <div className={classes(styles.curve)}>
          <Curve scenario={scenario} passed={minute === null ? 0 : placeOfMinute(scenario, minute)} />
          <span className={classes(styles.peak)} style={peakPlace(placeOfMinute(scenario, peak))} aria-hidden="true">
            {say('rehearsal.peak', { figure })}
          </span>
          <p className={classes(styles.hidden)}>
            {clock === null
              ? say('rehearsal.coursePeak', { peak: figure, at: offsetWords(peak) })
              : say('rehearsal.courseText', { peak: figure, at: offsetWords(peak), now: clock })}
          </p>
        </div>
        <div className={classes(styles.ticks)} aria-hidden="true">
          {axisMinutes(scenario).map(each => (
            <span key={each} style={{ insetInlineStart: `${placeOfMinute(scenario, each) * 100}%` }}>
              {each === 0 ? say('rehearsal.start') : offsetWords(each)}
            </span>
          ))}
        </div>
        <FaultRows scenario={scenario} rehearsal={rehearsal} />
        {minute === null ? null : (
          <div
            className={classes(styles.playhead)}
            style={{ insetInlineStart: `${placeOfMinute(scenario, minute) * 100}%` }}
            aria-hidden="true"
          >
            <span>{clock}</span>
          </div>
        )}
      </div>
    </section>
  )
}

/** Past the middle the words stand before the peak, so that they do not run out of the drawing. */
const peakPlace = (place: number): React.CSSProperties =>
  place > 0.5 ? { insetInlineEnd: `${(1 - place) * 100}%` } : { insetInlineStart: `${place * 100}%` }

/** The curve of people, filled as far as it was played: a share of the whole. */
export const Curve = ({ scenario, passed }: { readonly scenario: ScenarioSummary; readonly passed: number }) => {
  const path = coursePath(scenario)
  const { minutes } = scenario
  return (
    <svg viewBox={`0 0 ${minutes} ${courseHeight}`} preserveAspectRatio="none" aria-hidden="true">
      <defs>
        <clipPath id="course-passed">
          <rect x="0" y="-4" width={passed * minutes} height={courseHeight + 8} />
        </clipPath>
      </defs>
      {axisMinutes(scenario).map(each => {
        const x = placeOfMinute(scenario, each) * minutes
        return <line key={each} className={classes(styles.grid)} x1={x} x2={x} y1="0" y2={courseHeight} />
      })}
      <path className={classes(styles.toCome)} d={path} />
      <g clipPath="url(#course-passed)">
        <path className={classes(styles.passedArea)} d={`${path}L${minutes},${courseHeight}L0,${courseHeight}Z`} />
        <path className={classes(styles.passedLine)} d={path} />
      </g>
    </svg>
  )
}
