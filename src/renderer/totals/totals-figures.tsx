import type { Totals } from '#contract/totals'
import { useSay } from '#app/kasa'
import { classes } from '#parts/classes'
import { money, number } from '#words/format'
import styles from './totals-figures.module.css'
import { fillOf, soldTickets, wholeCapacity } from './totals-groups.ts'
import { counted, wholePercent } from './totals-words.ts'

/** The figures that matter, one row a currency: amounts of different currencies are never added up. */
export const TotalsFigures = ({ totals }: { readonly totals: Totals }) => {
  const several = totals.sums.length > 1
  return (
    <div className={classes(styles.rows)}>
      {totals.sums.map(sum => (
        <CurrencyRow key={sum.currency} totals={totals} sum={sum} several={several} />
      ))}
    </div>
  )
}

const CurrencyRow = (props: { readonly totals: Totals; readonly sum: Totals['sums'][number]; readonly several: boolean }) => {
  const say = useSay()
  const { sum } = props
  const capacity = wholeCapacity(props.totals.events, sum.currency)
  const fill = fillOf(sum, capacity)
  const figure = (value: number): string => number(value, say.language)
  const amount = (minor: number): string => money(minor, sum.currency, say.language)
  const of = capacity === null ? '' : capacityWords(say, figure(capacity), fill && wholePercent(fill.percent, say))
  return (
    <dl className={classes(styles.row)}>
      <Figure
        name={say(props.several ? 'totals.paidGrossIn' : 'totals.paidGross', { currency: sum.currency })}
        value={amount(sum.paidMinor)}
        isMain
      />
      <Figure
        name={say('totals.soldTickets')}
        value={figure(soldTickets(sum))}
        beside={of}
        below={counted(say, 'totals.includesFree', sum.freeTickets)}
      />
      <Figure
        name={say('totals.pending')}
        value={amount(sum.pendingMinor)}
        below={counted(say, 'totals.tickets', sum.pendingTickets)}
      />
      <Figure
        name={say('totals.refunded')}
        value={amount(sum.refundedMinor)}
        below={[
          counted(say, 'totals.cancelledTickets', sum.cancelledTickets),
          sum.refundedMinor > 0 && say('totals.refundedText'),
        ]
          .filter(Boolean)
          .join(', ')}
      />
    </dl>
  )
}

const capacityWords = (say: ReturnType<typeof useSay>, capacity: string, percent: string | null): string =>
  percent === null ? say('totals.ofCapacity', { capacity }) : say('totals.ofCapacityShare', { capacity, percent })

const Figure = (props: {
  readonly name: string
  readonly value: string
  readonly beside?: string
  readonly below?: string
  readonly isMain?: boolean
}) => (
  <div className={classes(styles.figure)}>
    <dt className={classes(styles.name)}>{props.name}</dt>
    <dd>
      <span className={classes(props.isMain ? styles.main : styles.value)}>{props.value}</span>
      {props.beside ? <span className={classes(styles.beside)}> {props.beside}</span> : null}
      {props.below ? <span className={classes(styles.below)}>{props.below}</span> : null}
    </dd>
  </div>
)
