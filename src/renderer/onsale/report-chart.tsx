import type { OnsaleReport } from '#contract/onsale-report'
import { useSay } from '#app/kasa'
import { classes } from '#parts/classes'
import { clockTime, number } from '#words/format'
import { minuteMs } from './minute-store.ts'
import type { ReportCurve } from './report-curve.ts'
import { brokenPath, minutePlace, reportCurve } from './report-curve.ts'
import styles from './report.module.css'
import { axisTimes } from './time-window.ts'

const height = 100
const axisRoom = 12

/** People and orders, minute by minute, with the start and what was done; the sheet of minutes has the figures. */
export const ReportChart = ({ report }: { readonly report: OnsaleReport }) => {
  const say = useSay()
  const curve = reportCurve(report)
  if (!curve) return null
  const { plan } = report
  const figure = (value: number): string => number(value, say.language)
  const place = (at: number): React.CSSProperties => ({ insetInlineStart: `${(minutePlace(curve, at) / curve.count) * 100}%` })
  const window = { from: curve.from, to: curve.from + curve.count * minuteMs }
  const within = (at: number): boolean => at >= window.from && at <= window.to
  return (
    <section className={classes(styles.chart)} aria-labelledby="report-chart">
      <h2 id="report-chart">{say('study.chart')}</h2>
      <p className={classes(styles.legend)}>
        <span className={classes(styles.lineKey)}>
          {say(curve.line.of === 'users' ? 'study.chartUsers' : 'study.chartRequests', { top: figure(curve.line.top) })}
        </span>
        <span className={classes(styles.barKey)}>{say('study.chartOrders', { top: figure(curve.orders.top) })}</span>
      </p>
      <div className={classes(styles.plot)} aria-hidden="true">
        <Drawing curve={curve} />
        {within(plan.startsAt) ? (
          <span className={classes(styles.start)} style={place(plan.startsAt)}>
            <span>{say('study.chartStart')}</span>
          </span>
        ) : null}
        {report.actions
          .filter(({ mark }) => within(mark.at))
          .map(({ mark }, index) => (
            <span key={mark.id} className={classes(styles.action)} style={place(mark.at)}>
              <span>{index + 1}</span>
            </span>
          ))}
      </div>
      <div className={classes(styles.axis)} aria-hidden="true">
        {axisTimes(window, axisRoom).map(at => (
          <span key={at} style={place(at)}>
            {clockTime(at, plan.timezone, say.language)}
          </span>
        ))}
      </div>
    </section>
  )
}

const Drawing = ({ curve }: { readonly curve: ReportCurve }) => (
  <svg viewBox={`0 0 ${curve.count} ${height}`} preserveAspectRatio="none">
    {curve.orders.values.map((value, minute) =>
      value ? (
        <rect
          key={minute}
          className={classes(styles.orderBar)}
          x={minute + 0.1}
          width={0.8}
          y={height * (1 - value / curve.orders.top)}
          height={height * (value / curve.orders.top)}
        />
      ) : null,
    )}
    <path className={classes(styles.line)} d={brokenPath(curve.line.values, curve.line.top, height)} />
  </svg>
)
