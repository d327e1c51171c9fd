import type { Totals } from '#contract/totals'
import { useFrame, useSay } from '#app/kasa'
import { classes } from '#parts/classes'
import { Notice } from '#parts/notice'
import { ShareBar } from '#parts/share-bar'
import { StateMark } from '#parts/state-mark'
import { clockTime, lasts, money, number } from '#words/format'
import { localZone } from '#app/local-zone'
import styles from './totals-screen.module.css'

/** What must be known before a sum is believed: history on its way, no network. */
export const TotalsDoubts = ({ totals }: { readonly totals: Totals }) => {
  const say = useSay()
  const connection = useFrame(frame => frame.status?.connection ?? null)
  return (
    <>
      {totals.complete ? null : (
        <Notice tone="warn" inset>
          <Floor />
        </Notice>
      )}
      {connection?.state === 'offline' ? (
        <Notice tone="warn" inset>
          {say('totals.offlineSince', { time: clockTime(connection.since, localZone(), say.language) })}
        </Notice>
      ) : null}
    </>
  )
}

/** What the sums hold and what they leave out: sales not confirmed yet, test orders. */
export const TotalsCounted = ({ totals }: { readonly totals: Totals }) => {
  const say = useSay()
  const { unsent } = totals
  if (unsent.sales === 0 && totals.testOrders === 0) return null
  const sums = unsent.byCurrency.map(sum => money(sum.amountMinor, sum.currency, say.language)).join(' + ')
  return (
    <ul className={classes(styles.counted)}>
      {unsent.sales > 0 ? (
        <li>
          <StateMark shape="clock" tone="warn">
            <span className={classes(styles.plain)}>{say('totals.unsent', { count: unsent.sales, sum: sums })}</span>
          </StateMark>
        </li>
      ) : null}
      {totals.testOrders > 0 ? (
        <li>
          <StateMark shape="circle" tone="muted">
            {say('totals.testOrders', { count: totals.testOrders })}
          </StateMark>
        </li>
      ) : null}
    </ul>
  )
}

/** The sums are a floor; how far the copy has got. */
const Floor = () => {
  const say = useSay()
  const sync = useFrame(frame => frame.status?.sync ?? null)
  const figure = (value: number): string => number(value, say.language)
  if (!sync || sync.ordersTotal === null) return <p>{say('totals.incomplete')}</p>
  const words = [
    say('frame.syncHistory', { done: figure(sync.ordersDone), total: figure(sync.ordersTotal) }),
    sync.paused ? say('frame.syncPaused') : '',
    sync.paused || sync.remainingMs === null ? '' : say('frame.syncRemaining', { time: lasts(sync.remainingMs, say) }),
  ]
  return (
    <div className={classes(styles.floor)}>
      <p>
        <strong>{say('totals.incomplete')}</strong> {words.filter(Boolean).join(', ')}
      </p>
      <div className={classes(styles.floorBar)}>
        <ShareBar part={sync.ordersDone} whole={sync.ordersTotal} tone="warn" />
      </div>
    </div>
  )
}
