import { useRef } from 'react'
import { Trash2 } from 'lucide-react'
import type { Cart } from '#contract/cart'
import { sameShowing } from '#app/frame-store'
import { useFrame, useNow, useSay } from '#app/kasa'
import { Action } from '#parts/action'
import { classes } from '#parts/classes'
import { ShareBar } from '#parts/share-bar'
import { WaitingRows } from '#parts/waiting-rows'
import { pick } from '#words/format'
import styles from './cart-column.module.css'
import { cartGroups, fromPool, heldUntil } from './cart-groups.ts'
import { CartLineView } from './cart-line-view.tsx'
import { PayPanel } from './pay-panel.tsx'
import { RefusalNotice } from './refusal-notice.tsx'
import { useDeeds, useSell } from './sell-provider.tsx'

const soonMs = 60_000

/** The open sale: what is in it, how long it is held, and the money. */
export const CartColumn = ({ onEmpty }: { readonly onEmpty: () => void }) => {
  const say = useSay()
  const cart = useSell(sell => sell.cart)
  const isSeated = useSell(sell => sell.products?.some(product => product.seated) ?? false)
  if (!cart) return <WaitingRows rows={4} label={say('frame.loading')} />
  const groups = cartGroups(cart.lines)
  return (
    <>
      <Head cart={cart} onEmpty={onEmpty} />
      <div className={classes(styles.lines)}>
        {groups.length === 0 ? (
          <p className={classes(styles.none)}>{say(isSeated ? 'sell.cartEmptySeats' : 'sell.cartEmpty')}</p>
        ) : (
          <ul>
            {groups.map(group => (
              <CartLineView key={group.key} group={group} cart={cart} />
            ))}
          </ul>
        )}
      </div>
      <div className={classes(styles.notice)}>
        <RefusalNotice place="cart" />
        <RefusalNotice place="paper" />
      </div>
      {groups.length > 0 ? (
        <div className={classes(styles.foot)}>
          <PayPanel cart={cart} />
        </div>
      ) : null}
    </>
  )
}

const Head = ({ cart, onEmpty }: { readonly cart: Cart; readonly onEmpty: () => void }) => {
  const say = useSay()
  const taking = useSell(sell => sell.taking)
  const tickets = cart.lines.filter(line => line.parent === null).length
  const count = tickets > 0 ? say('sell.cartCount', { count: tickets }) : ''
  const showings = useFrame(frame => frame.showings)
  const showing = useSell(sell => sell.showing)
  // another showing was chosen while this sale is open: say what is in it
  const other = cart.showing && showing && !sameShowing(cart.showing, showing) ? cart.showing : null
  const otherName = pick(showings?.find(each => other && sameShowing(each, other))?.name ?? null, say.language)
  const held = fromPool(cart.lines) ? `${count} ${say('sell.cartFromPool')}` : count
  const facts = [otherName, held].filter(Boolean).join(', ')
  return (
    <div className={classes(styles.head)}>
      <div>
        <h2 className={classes(styles.title)}>{say('sell.cart')}</h2>
        <p className={classes(styles.count)} role="status">
          {taking > 0 ? `${say('sell.taking')}…` : facts}
        </p>
      </div>
      <Hold until={heldUntil(cart.lines)} isTaking={taking > 0} />
      {cart.lines.length > 0 ? (
        <Action kind="quiet" label={say('sell.cartClear')} icon={<Trash2 size={18} aria-hidden="true" />} onPress={onEmpty}>
          {null}
        </Action>
      ) : null}
    </div>
  )
}

/** Counts down to the end of the first short hold, and then offers the same again. Nothing counts while all comes from the till's own stock. */
const Hold = ({ until, isTaking }: { readonly until: number | null; readonly isTaking: boolean }) => {
  const say = useSay()
  const deeds = useDeeds()
  const now = useNow()
  const whole = useRef({ until: 0, ms: 1 })
  if (until === null) return null
  const left = Math.max(0, until - now)
  if (whole.current.until !== until) whole.current = { until, ms: Math.max(1, left) }
  if (left === 0)
    return (
      <Action dense keys="F4" className={classes(styles.again)} isDisabled={isTaking} onPress={deeds.renew}>
        {say('sell.takeAgain')}
      </Action>
    )
  return (
    <>
      <p className={classes(styles.hold, left <= soonMs && styles.soon)} role="timer">
        {say('sell.cartHeldWord')} <b>{inMinutes(left)}</b>
      </p>
      <div className={classes(styles.holdBar)}>
        <ShareBar part={left} whole={whole.current.ms} tone={left <= soonMs ? 'warn' : 'accent'} />
      </div>
    </>
  )
}

const inMinutes = (ms: number): string => {
  const seconds = Math.ceil(ms / 1000)
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}
