import { Check, Minus } from 'lucide-react'
import { useFrame, useSay } from '#app/kasa'
import { Action } from '#parts/action'
import { classes } from '#parts/classes'
import { pick } from '#words/format'
import type { Say } from '#words/say'
import type { Hall, Product } from '#contract/stock'
import styles from './offline-facts.module.css'
import { sectorWords } from '#words/seat-words'
import { useSell } from './sell-provider.tsx'

/** Shown while the platform is away: what goes on, what works now, what comes back with the network, and what this till holds. It leaves by itself. */
export const OfflineFacts = () => {
  const say = useSay()
  const go = useFrame(frame => frame.go)
  const waiting = useFrame(frame => frame.status?.waiting ?? 0)
  const products = useSell(sell => sell.products)
  const hall = useSell(sell => sell.hall)
  const holds = holdings(products ?? [], hall, say)
  const isBare = products !== null && holds.length === 0
  return (
    <section className={classes(styles.facts)} aria-label={say(isBare ? 'sell.offTitleBare' : 'sell.offTitle')}>
      <div>
        <p className={classes(styles.title)}>{say(isBare ? 'sell.offTitleBare' : 'sell.offTitle')}</p>
        <p className={classes(!isBare && styles.text)}>{say(isBare ? 'sell.offHoldsNothing' : 'sell.offText')}</p>
      </div>
      {isBare ? null : (
        <div>
          <p className={classes(styles.head)}>{say('sell.offWorks')}</p>
          <Works>{say('sell.offWorksCash')}</Works>
          <Works>{say('sell.offWorksCard')}</Works>
        </div>
      )}
      <div>
        <p className={classes(styles.head)}>{say('sell.offLater')}</p>
        <Waits>{say('sell.offLaterStock')}</Waits>
        {hall ? <Waits>{say('sell.offLaterSeats')}</Waits> : null}
      </div>
      <Action dense keys="F5" onPress={() => go('queue')}>
        {say('sell.offQueue', { count: waiting })}
      </Action>
      {holds.length > 0 ? (
        <p className={classes(styles.holds)}>
          <b>{say('sell.offHolds')}</b>: {holds.join(', ')}
        </p>
      ) : null}
    </section>
  )
}

/** `20 × Płyta`, one for each product and sector of which the till holds something. */
const holdings = (products: readonly Product[], hall: Hall | null, say: Say): readonly string[] => [
  ...products
    .filter(product => !product.seated && product.unsellable === null && product.stock.pool > 0)
    .map(product =>
      [`${product.stock.pool} × ${pick(product.name, say.language)}`, pick(product.variationName, say.language)]
        .filter(Boolean)
        .join(' '),
    ),
  ...(hall?.sectors ?? []).filter(sector => sector.pool > 0).map(sector => `${sector.pool} × ${sectorWords(sector.name, say)}`),
]

const Works = ({ children }: { readonly children: string }) => (
  <p className={classes(styles.line)}>
    <Check size={16} aria-hidden="true" className={classes(styles.works)} />
    {children}
  </p>
)

const Waits = ({ children }: { readonly children: string }) => (
  <p className={classes(styles.line)}>
    <Minus size={16} aria-hidden="true" className={classes(styles.waits)} />
    {children}
  </p>
)
