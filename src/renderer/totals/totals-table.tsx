import type { ReactNode } from 'react'
import type { Tally, Totals, TotalsEvent } from '#contract/totals'
import { useNow, useSay } from '#app/kasa'
import { classes } from '#parts/classes'
import type { ShareTone } from '#parts/share-bar'
import { ShareBar } from '#parts/share-bar'
import { Swatch, swatchTone } from '#parts/swatch'
import { money, number, pick } from '#words/format'
import type { EventBlock } from './totals-groups.ts'
import { eventBlocks, fillOf, soldTickets, wholeCapacity } from './totals-groups.ts'
import styles from './totals-table.module.css'
import { apart, categoryName, eventTime, quotaSentence, wholePercent } from './totals-words.ts'

/** Events, the dates of a series, and kinds of ticket, each with what is sold of what there is. Scrolls sideways where it does not fit. */
export const TotalsTable = ({ totals }: { readonly totals: Totals }) => {
  const say = useSay()
  const blocks = eventBlocks(totals.events)
  const isShared = totals.events.some(event => event.shared || event.categories.some(category => category.shared))
  return (
    <section className={classes(styles.section)}>
      <div className={classes(styles.scroll)} role="region" aria-label={say('totals.byEvent')} tabIndex={0}>
        <table className={classes(styles.table)}>
          <thead>
            <tr>
              <th scope="col">{say('totals.nameHead')}</th>
              <th scope="col">{say('totals.price')}</th>
              <th scope="col">{say('totals.sold')}</th>
              <th scope="col">{say('totals.capacity')}</th>
              <td className={classes(styles.bar)} />
              <th scope="col">{say('totals.share')}</th>
              <th scope="col">{say('totals.left')}</th>
              <th scope="col">{say('totals.gross')}</th>
            </tr>
          </thead>
          {blocks.map(block => (
            <Block key={block.event} block={block} />
          ))}
          {blocks.length > 1 ? <Sums totals={totals} /> : null}
        </table>
      </div>
      <p className={classes(styles.note)}>
        {say('totals.leftText')}
        {isShared ? ` ${say('totals.sharedText')}` : ''}
      </p>
    </section>
  )
}

const Block = ({ block }: { readonly block: EventBlock }) => {
  const say = useSay()
  const [first] = block.dates
  if (!first) return null
  return (
    <>
      {block.series ? (
        <tbody>
          <tr className={classes(styles.event)}>
            <th scope="rowgroup" colSpan={8}>
              {pick(first.name, say.language)}{' '}
              <span className={classes(styles.facts)}>{say('totals.dates', { count: block.dates.length })}</span>
            </th>
          </tr>
        </tbody>
      ) : null}
      {block.dates.map(date => (
        <EventRows key={date.subevent} event={date} isDate={block.series} />
      ))}
    </>
  )
}

const EventRows = ({ event, isDate }: { readonly event: TotalsEvent; readonly isDate: boolean }) => {
  const say = useSay()
  const name = pick(isDate ? event.dateName : event.name, say.language)
  return (
    <tbody>
      <TallyRow
        className={isDate ? styles.date : styles.event}
        name={name || eventTime(event, say)}
        facts={name ? eventTime(event, say) : ''}
        price=""
        of={event}
        currency={event.currency}
      />
      {event.categories.map((category, place) => (
        <TallyRow
          key={`${category.item} ${category.variation}`}
          name={
            <span className={classes(styles.category)}>
              <Swatch small letter={letterOf(place)} tone={swatchTone(place)} />
              {categoryName(category, say)}
            </span>
          }
          price={
            category.priceMinor === null ? say('totals.variousPrices') : money(category.priceMinor, event.currency, say.language)
          }
          of={category}
          currency={event.currency}
          tone={swatchTone(place)}
        />
      ))}
      <Quotas event={event} />
    </tbody>
  )
}

/** What a quota that several kinds of ticket share still has; quotas of a single kind are that kind's capacity already. */
const Quotas = ({ event }: { readonly event: TotalsEvent }) => {
  const say = useSay()
  const now = useNow(10_000)
  if (!event.categories.some(category => category.shared)) return null
  return (
    <tr className={classes(styles.quotas)}>
      <td colSpan={8}>
        <ul>
          {event.quotas.map(quota => (
            <li key={quota.id}>{quotaSentence(quota, now, say)}</li>
          ))}
        </ul>
      </td>
    </tr>
  )
}

/** `shared` null: a sum, whose capacity is left out when it cannot be told. */
type Measured = Tally & { readonly capacity: number | null; readonly shared: boolean | null }

const TallyRow = (props: {
  readonly name: ReactNode
  readonly facts?: string
  readonly price: string
  readonly of: Measured
  readonly currency: string
  readonly tone?: ShareTone
  readonly className?: string | undefined
}) => {
  const say = useSay()
  const { of, currency } = props
  const fill = fillOf(of, of.capacity)
  const below = [props.facts, apart(of, currency, say)].filter(Boolean).join('\u00a0· ')
  return (
    <tr className={classes(props.className)}>
      <th scope="row">
        {props.name}
        {below ? <span className={classes(styles.below)}>{below}</span> : null}
      </th>
      <td className={classes(styles.soft)}>{props.price}</td>
      <td>{number(soldTickets(of), say.language)}</td>
      <td className={classes(styles.soft)}>{capacityWord(of, say)}</td>
      <td className={classes(styles.bar)}>
        {fill ? (
          <div className={classes(styles.barLine)}>
            <ShareBar tall part={soldTickets(of)} whole={of.capacity ?? 0} tone={props.tone ?? 'strong'} />
          </div>
        ) : null}
      </td>
      <td>{fill ? wholePercent(fill.percent, say) : ''}</td>
      <td>{fill ? leftWord(fill.left, fill.soldOut, say) : ''}</td>
      <td>{money(of.paidMinor, currency, say.language)}</td>
    </tr>
  )
}

const Sums = ({ totals }: { readonly totals: Totals }) => {
  const say = useSay()
  return (
    <tfoot>
      {totals.sums.map(sum => (
        <TallyRow
          key={sum.currency}
          className={styles.sum}
          name={totals.sums.length > 1 ? say('totals.sumIn', { currency: sum.currency }) : say('totals.sum')}
          price=""
          of={{ ...sum, capacity: wholeCapacity(totals.events, sum.currency), shared: null }}
          currency={sum.currency}
        />
      ))}
    </tfoot>
  )
}

const capacityWord = (of: Measured, say: ReturnType<typeof useSay>): string => {
  if (of.capacity !== null) return number(of.capacity, say.language)
  if (of.shared === null) return ''
  return say(of.shared ? 'totals.capacityShared' : 'totals.capacityUnlimited')
}

const leftWord = (left: number, soldOut: boolean, say: ReturnType<typeof useSay>): ReactNode =>
  soldOut ? <strong>{say('totals.soldOut')}</strong> : number(left, say.language)

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const letterOf = (place: number): string => letters[place % letters.length] ?? 'A'
