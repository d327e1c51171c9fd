import type { Totals } from '#contract/totals'
import { useSay } from '#app/kasa'
import { classes } from '#parts/classes'
import { money, number } from '#words/format'
import type { ChannelShare } from './totals-groups.ts'
import { channelShares } from './totals-groups.ts'
import styles from './totals-aside.module.css'
import { channelName, wholePercent } from './totals-words.ts'

const tones = ['tone1', 'tone2', 'tone3', 'tone4'] as const
const toneOf = (place: number): string | undefined => styles[tones[Math.min(place, tones.length - 1)] ?? 'tone4']

/** Where the tickets were sold, a bar of shares and its figures, for each currency by itself. */
export const TotalsChannels = ({ totals }: { readonly totals: Totals }) => {
  const say = useSay()
  return (
    <section className={classes(styles.section)} aria-labelledby="totals-channels">
      <div className={classes(styles.head)}>
        <h2 id="totals-channels" className={classes(styles.title)}>
          {say('totals.byChannel')}
        </h2>
        <span className={classes(styles.muted)}>{say('totals.channelHead')}</span>
      </div>
      {totals.sums.map(sum => (
        <Currency key={sum.currency} shares={channelShares(totals.channels, sum.currency)} currency={sum.currency} />
      ))}
    </section>
  )
}

const Currency = ({ shares, currency }: { readonly shares: readonly ChannelShare[]; readonly currency: string }) => {
  const say = useSay()
  return (
    <>
      <div className={classes(styles.shares)} aria-hidden="true">
        {shares.map((share, place) => (
          <div key={share.channel.channel} className={classes(toneOf(place))} style={{ flexGrow: share.tickets }} />
        ))}
      </div>
      <table className={classes(styles.table)}>
        <thead className={classes(styles.hidden)}>
          <tr>
            <th scope="col">{say('totals.channel')}</th>
            <th scope="col">{say('totals.ticketsHead')}</th>
            <th scope="col">{say('totals.share')}</th>
            <th scope="col">{say('totals.gross')}</th>
          </tr>
        </thead>
        <tbody>
          {shares.map((share, place) => (
            <tr key={share.channel.channel}>
              <th scope="row">
                <span className={classes(styles.key, toneOf(place))} aria-hidden="true" />
                {channelName(share.channel.channel, say)}
              </th>
              <td>{number(share.tickets, say.language)}</td>
              <td className={classes(styles.muted)}>{wholePercent(share.percent, say)}</td>
              <td>{money(share.channel.paidMinor, currency, say.language)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}
