import type { SaleSummary } from '#contract/cart'
import { useSay } from '#app/kasa'
import { localZone } from '#app/local-zone'
import { Action } from '#parts/action'
import { classes } from '#parts/classes'
import { TestMark } from '#parts/test-mark'
import { amount, clockTime } from '#words/format'
import styles from './recent-sales.module.css'
import { paidInWords, soldInWords } from './sale-words.ts'
import { useDeeds, useSell } from './sell-provider.tsx'
import { UploadMark } from './upload-mark.tsx'

const shown = { seated: 2, standing: 4 } as const

/** The latest sales of this till, each with its place: on disk and waiting, or with the platform. */
export const RecentSales = () => {
  const say = useSay()
  const deeds = useDeeds()
  const recent = useSell(sell => sell.recent)
  const isSeated = useSell(sell => sell.products?.some(product => product.seated) ?? false)
  if (!recent) return null
  return (
    <section aria-label={say('sell.recent')}>
      <div className={classes(styles.head)}>
        <h2 className={classes(styles.title)}>{say('sell.recent')}</h2>
        {recent.length > 0 ? (
          <Action kind="quiet" keys="Ctrl P" onPress={() => deeds.paper('tickets', null)}>
            {say('sell.reprintLast')}
          </Action>
        ) : null}
      </div>
      {recent.length === 0 ? <p className={classes(styles.none)}>{say('sell.recentEmpty')}</p> : null}
      <ul>
        {recent.slice(0, isSeated ? shown.seated : shown.standing).map(sale => (
          <Row key={sale.id} sale={sale} />
        ))}
      </ul>
    </section>
  )
}

const Row = ({ sale }: { readonly sale: SaleSummary }) => {
  const say = useSay()
  return (
    <li className={classes(styles.row)}>
      <span>{clockTime(sale.soldAt, localZone(), say.language)}</span>
      <span className={classes(styles.what)} title={sale.code}>
        {sale.testmode ? <TestMark>{say('frame.testmode')}</TestMark> : null} {soldInWords(sale, say)}
      </span>
      <span className={classes(styles.sum)}>{amount(sale.totalMinor, sale.currency, say.language)}</span>
      <span className={classes(styles.paid)}>{paidInWords(sale, say)}</span>
      <UploadMark sale={sale} />
    </li>
  )
}
