import type { OnsaleFace } from '#contract/onsale-face'
import type { Source } from '#contract/onsale-roles'
import { useSay } from '#app/kasa'
import { classes } from '#parts/classes'
import type { FigureSetting } from '#words/figures'
import type { Say, WordKey } from '#words/say'
import type { Band, Lane } from './bands.ts'
import { bandsFor, isChance, laneHead, sampleInterval, shownAt } from './bands.ts'
import { asEstimate, minuteValue, offsetFromStart, saleTime, settingOf } from './cockpit-words.ts'
import styles from './lanes.module.css'
import type { Measure } from './measures.ts'
import { isChanceMeasure, knownMeasures, measureText } from './measures.ts'
import type { Minutes } from './minute-store.ts'
import { minuteMs, valueAt } from './minute-store.ts'
import type { TimeWindow } from './time-window.ts'

/** As many minutes as a reader of the screen gets beside the picture; the table in sight has all of the window. */
const mostHidden = 30

/** The same minutes as figures, newest first. `hidden`: beside the picture, for readers of the screen. */
export const LaneTable = (props: {
  readonly lane: Lane
  readonly face: OnsaleFace
  readonly minutes: Minutes
  readonly window: TimeWindow
  readonly hidden?: boolean
}) => {
  const { lane, face, minutes, window } = props
  const say = useSay()
  const setting = settingOf(face, say)
  const at = minutesIn(minutes, window, face.now).slice(0, props.hidden ? mostHidden : undefined)
  const shown = bandsFor(face.plan).filter(band => band.lane === lane)
  const others = knownMeasures(lane, minutes, at).filter(({ role }) => shown.every(band => band.role !== role))
  const columns = [
    ...shown.map(band => bandColumn(band, minutes, say)),
    // beside the picture its own bands are enough; who asked for the table gets everything that is known
    ...(props.hidden ? [] : others.map(measure => measureColumn(measure, minutes, setting))),
  ]
  return (
    <table className={classes(props.hidden ? styles.hidden : styles.table)}>
      <caption>{say(laneHead(lane, face.plan).word)}</caption>
      <thead>
        <tr>
          <th scope="col">{say('onsale.minute')}</th>
          {columns.map(({ word }) => (
            <th key={word} scope="col">
              {say(word)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {at.map(minute => (
          <tr key={minute}>
            <th scope="row">
              {saleTime(minute, setting)} <small>{offsetFromStart(face.plan.startsAt, minute)}</small>
            </th>
            {columns.map(({ word, source, text }) => {
              const soft = minute >= (face.sources.find(each => each.source === source)?.provisionalFrom ?? Infinity)
              return (
                <td key={word} className={classes(soft && styles.soft)}>
                  {text(minute)}
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

type Column = { readonly word: WordKey; readonly source: Source; readonly text: (minute: number) => string }

const bandColumn = (band: Band, minutes: Minutes, say: Say): Column => ({
  word: band.word,
  source: band.source,
  text: minute => {
    const value = shownAt(band, minutes, minute)
    if (value !== null) return minuteValue(band, value, { minutes, at: minute }, say)
    return say(isChance(band, minutes, minute) ? 'onsale.fewRequests' : 'onsale.noValue')
  },
})

const measureColumn = (measure: Measure, minutes: Minutes, setting: FigureSetting): Column => ({
  word: measure.word,
  source: measure.source,
  text: minute => {
    const value = valueAt(minutes, measure.role, minute)
    if (isChanceMeasure(measure, minutes, minute)) return setting.say('onsale.fewRequests')
    if (value === null) return setting.say('onsale.noValue')
    return asEstimate(measureText(measure, value, setting), sampleInterval(measure.role, minutes, minute), setting.say)
  },
})

/** Starts of the minutes in view up to the present, newest first. */
const minutesIn = (minutes: Minutes, window: TimeWindow, now: number): readonly number[] => {
  const from = Math.max(minutes.from, Math.floor(window.from / minuteMs) * minuteMs)
  const to = Math.min(now, window.to, minutes.from + minutes.count * minuteMs)
  const count = Math.max(0, Math.ceil((to - from) / minuteMs))
  return Array.from({ length: count }, (_, place) => from + (count - 1 - place) * minuteMs)
}
