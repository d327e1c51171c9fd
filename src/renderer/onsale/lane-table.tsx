import type { OnsaleFace } from '#contract/onsale-face'
import { useSay } from '#app/kasa'
import { classes } from '#parts/classes'
import type { Lane } from './bands.ts'
import { bands, isChance, laneWords, shownAt } from './bands.ts'
import { bandValue, offsetFromStart, saleTime, settingOf } from './cockpit-words.ts'
import styles from './lanes.module.css'
import type { Minutes } from './minute-store.ts'
import { minuteMs } from './minute-store.ts'
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
  const shown = bands.filter(band => band.lane === lane)
  return (
    <table className={classes(props.hidden ? styles.hidden : styles.table)}>
      <caption>{say(laneWords[lane])}</caption>
      <thead>
        <tr>
          <th scope="col">{say('onsale.minute')}</th>
          {shown.map(band => (
            <th key={band.band} scope="col">
              {say(band.word)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {minutesIn(minutes, window, face.now)
          .slice(0, props.hidden ? mostHidden : undefined)
          .map(at => (
            <tr key={at}>
              <th scope="row">
                {saleTime(at, setting)} <small>{offsetFromStart(face.plan.startsAt, at)}</small>
              </th>
              {shown.map(band => {
                const value = shownAt(band, minutes, at)
                const soft = at >= (face.sources.find(each => each.source === band.source)?.provisionalFrom ?? Infinity)
                return (
                  <td key={band.band} className={classes(soft && styles.soft)}>
                    {value === null
                      ? say(isChance(band, minutes, at) ? 'onsale.fewRequests' : 'onsale.noValue')
                      : bandValue(band, value, say)}
                  </td>
                )
              })}
            </tr>
          ))}
      </tbody>
    </table>
  )
}

/** Starts of the minutes in view up to the present, newest first. */
const minutesIn = (minutes: Minutes, window: TimeWindow, now: number): readonly number[] => {
  const from = Math.max(minutes.from, Math.floor(window.from / minuteMs) * minuteMs)
  const to = Math.min(now, window.to, minutes.from + minutes.count * minuteMs)
  const count = Math.max(0, Math.ceil((to - from) / minuteMs))
  return Array.from({ length: count }, (_, place) => from + (count - 1 - place) * minuteMs)
}
