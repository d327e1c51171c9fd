import type { Totals } from '#contract/totals'
import { useFrame, useSay } from '#app/kasa'
import { classes } from '#parts/classes'
import { Notice } from '#parts/notice'
import { ShareBar } from '#parts/share-bar'
import { clockTime, lasts, money, number } from '#words/format'
import { localZone } from '#app/local-zone'
import styles from './totals-screen.module.css'

/** What must be known before a sum is believed: history on its way, no network, sales not confirmed yet, test orders left out. */
export const TotalsNotes = ({ totals }: { readonly totals: Totals }) => {
  const say = useSay()
  const connection = useFrame(frame => frame.status?.connection ?? null)
  const { unsent } = totals
  const sums = unsent.byCurrency.map(sum => money(sum.amountMinor, sum.currency, say.language)).join(' + ')
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
      {unsent.sales > 0 ? (
        <Notice tone="info" inset>
          {say('totals.unsent', { count: unsent.sales, sum: sums })}
        </Notice>
      ) : null}
      {totals.testOrders > 0 ? (
        <Notice tone="info" inset>
          {say('totals.testOrders', { count: totals.testOrders })}
        </Notice>
      ) : null}
    </>
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
