import { classes } from './classes.tsx'
import styles from './day-chart.module.css'

/** One bar: `label` is said when pointed at, `tick` stands under the axis. `isOpen`: the day still runs, so its bar is only outlined. */
export type DayChartBar = {
  readonly key: string
  readonly value: number
  readonly label: string
  readonly tick: string
  readonly isOpen: boolean
}

/** Widths in the picture's own units; the picture is stretched to its place. */
const step = 10
const barWidth = 7
const height = 100
/** How many days are named under the axis, at most. */
const ticksShown = 4

/** Counts per day as bars from zero. `label` says in a sentence what the picture shows; a table with the same days belongs beside it. */
export const DayChart = (props: {
  readonly label: string
  readonly bars: readonly DayChartBar[]
  readonly scale: (value: number) => string
}) => {
  const { bars } = props
  const top = niceTop(Math.max(0, ...bars.map(bar => bar.value)))
  const lines = [top, top / 2].filter(Number.isInteger)
  return (
    <figure className={classes(styles.chart)} role="img" aria-label={props.label}>
      <div className={classes(styles.plot)}>
        {lines.map(value => (
          <div key={value} className={classes(styles.line)} style={{ insetBlockEnd: `${(value / top) * 100}%` }}>
            <span className={classes(styles.scale)}>{props.scale(value)}</span>
          </div>
        ))}
        <svg
          className={classes(styles.bars)}
          viewBox={`0 0 ${bars.length * step} ${height}`}
          preserveAspectRatio="none"
          aria-hidden="true"
        >
          {bars.map((bar, place) => (
            <Bar key={bar.key} bar={bar} place={place} top={top} />
          ))}
        </svg>
      </div>
      <div className={classes(styles.ticks)} aria-hidden="true">
        {named(bars).map(({ bar, place }) => (
          <span
            key={bar.key}
            className={classes(styles.tick, place === bars.length - 1 && styles.last, place === 0 && styles.first)}
            style={placeOf(place, bars.length)}
          >
            {bar.tick}
          </span>
        ))}
      </div>
    </figure>
  )
}

const Bar = ({ bar, place, top }: { readonly bar: DayChartBar; readonly place: number; readonly top: number }) => {
  const tall = (bar.value / top) * height
  const inset = (step - barWidth) / 2
  return (
    <g className={classes(styles.day)}>
      <title>{bar.label}</title>
      <rect className={classes(styles.hit)} x={place * step} y={0} width={step} height={height} />
      <rect
        className={classes(bar.isOpen ? styles.open : styles.bar)}
        x={place * step + inset}
        y={height - tall}
        width={barWidth}
        height={tall}
      />
    </g>
  )
}

/** Under the middle of its bar; the first and the last stand at the edges, where nothing cuts them off. */
const placeOf = (place: number, of: number): { insetInlineStart?: string } =>
  place === 0 || place === of - 1 ? {} : { insetInlineStart: `${((place + 0.5) / of) * 100}%` }

/** The next round number at or above the highest bar, an even one, so that half of it is whole. */
const niceTop = (most: number): number => {
  if (most <= 2) return 2
  const power = 10 ** Math.floor(Math.log10(most))
  return (
    [10, 12, 15, 20, 25, 30, 40, 50, 60, 80, 100]
      .map(tenths => (tenths * power) / 10)
      .find(candidate => candidate >= most && candidate % 2 === 0) ?? 10 * power
  )
}

const named = (bars: readonly DayChartBar[]): readonly { readonly bar: DayChartBar; readonly place: number }[] => {
  const every = Math.max(1, Math.ceil((bars.length - 1) / (ticksShown - 1)))
  return bars.map((bar, place) => ({ bar, place })).filter(({ place }) => (bars.length - 1 - place) % every === 0)
}
