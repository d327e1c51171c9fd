import type { Totals } from '#contract/totals'
import { useNow, useSay } from '#app/kasa'
import { localZone } from '#app/local-zone'
import { Action } from '#parts/action'
import { classes } from '#parts/classes'
import { DayChart } from '#parts/day-chart'
import { day, money, number } from '#words/format'
import styles from './totals-aside.module.css'
import type { DayBar } from './totals-groups.ts'
import { dayBars, dayIn, soldTickets } from './totals-groups.ts'

/** Tickets by day of sale, as a picture or as the same figures in a table. */
export const TotalsDays = (props: {
  readonly totals: Totals
  readonly asTable: boolean
  readonly onAsTable: (asTable: boolean) => void
}) => {
  const { totals, asTable, onAsTable } = props
  const say = useSay()
  const now = useNow(60_000)
  const today = dayIn(totals.events[0]?.timezone ?? localZone(), now)
  const bars = dayBars(totals, today)
  if (bars.length === 0) return null
  return (
    <section className={classes(styles.section)} aria-labelledby="totals-days">
      <div className={classes(styles.head)}>
        <h2 id="totals-days" className={classes(styles.title)}>
          {say('totals.byDay')}
        </h2>
        <span className={classes(styles.muted)}>{say('totals.byDayHead')}</span>
        <Action kind="quiet" onPress={() => onAsTable(!asTable)}>
          {say(asTable ? 'totals.asChart' : 'totals.asTable')}
        </Action>
      </div>
      {asTable ? <DayTable bars={bars} /> : <Chart bars={bars} today={today} />}
    </section>
  )
}

const Chart = ({ bars, today }: { readonly bars: readonly DayBar[]; readonly today: string }) => {
  const say = useSay()
  const best = bars.reduce((most, bar) => (bar.tickets > most.tickets ? bar : most))
  const long = (written: string | undefined): string => day(written ?? '', say.language)
  return (
    <DayChart
      label={say('totals.chartLabel', {
        from: long(bars[0]?.day),
        to: long(bars.at(-1)?.day),
        most: number(best.tickets, say.language),
        best: long(best.day),
      })}
      scale={value => number(value, say.language)}
      bars={bars.map(bar => ({
        key: bar.day,
        value: bar.tickets,
        label: say('totals.dayTickets', {
          day: long(bar.day),
          count: bar.tickets,
          figure: number(bar.tickets, say.language),
        }),
        tick: bar.day === today ? say('totals.today') : shortDay(bar.day),
        isOpen: bar.day === today,
      }))}
    />
  )
}

const DayTable = ({ bars }: { readonly bars: readonly DayBar[] }) => {
  const say = useSay()
  return (
    <table className={classes(styles.table)}>
      <thead>
        <tr>
          <th scope="col">{say('totals.day')}</th>
          <th scope="col">{say('totals.ticketsHead')}</th>
          <th scope="col">{say('totals.gross')}</th>
        </tr>
      </thead>
      <tbody>
        {bars.toReversed().flatMap(bar =>
          bar.sums.map(sum => (
            <tr key={`${bar.day} ${sum.currency}`}>
              <th scope="row">{day(bar.day, say.language)}</th>
              <td>{number(soldTickets(sum), say.language)}</td>
              <td>{money(sum.paidMinor, sum.currency, say.language)}</td>
            </tr>
          )),
        )}
      </tbody>
    </table>
  )
}

/** `28.06` of 2016-06-28. */
const shortDay = (written: string): string => `${written.slice(8)}.${written.slice(5, 7)}`
