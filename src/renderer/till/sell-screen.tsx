import { useState } from 'react'
import { currencyDigits } from '#contract/currency'
import { useFrame, useSay } from '#app/kasa'
import { useShortcuts } from '#app/shortcuts'
import { sellShortcuts } from '#app/shortcut-tables'
import { Action } from '#parts/action'
import { Blank } from '#parts/blank'
import { classes } from '#parts/classes'
import { Sheet } from '#parts/sheet'
import { decimalSign } from '#words/format'
import { ticketAfter } from './addon-ticket.ts'
import { useAddonTicket } from './addon-target.ts'
import { CartColumn } from './cart-column.tsx'
import { cartGroups, heldUntil, withAddons } from './cart-groups.ts'
import { CatchingUp } from './catching-up-bar.tsx'
import { DonePanel } from './done-panel.tsx'
import { focusOn } from './focus-places.ts'
import { OfflineFacts } from './offline-facts.tsx'
import { padKeyOf, padTable } from './pad-shortcuts.ts'
import { RecentSales } from './recent-sales.tsx'
import { reachesStock } from './selling-state.ts'
import styles from './sell-screen.module.css'
import { useDeeds, useSell } from './sell-provider.tsx'
import { StockArea } from './stock-area.tsx'
import { afterPadKey } from './typed-amount.ts'

/** Selling: choose what, take the money, hand out the tickets. */
export const SellScreen = ({ onChooseEvent }: { readonly onChooseEvent: () => void }) => {
  const say = useSay()
  const showing = useSell(sell => sell.showing)
  const done = useSell(sell => sell.done)
  const isOnline = useFrame(frame => reachesStock(frame.status?.connection))
  const [asksToEmpty, setAsksToEmpty] = useState(false)
  useSellKeys(() => setAsksToEmpty(true))
  if (!showing) return <Blank title={say('sell.chooseEventFirst')} actions={<ChooseEvent onPress={onChooseEvent} />} />
  return (
    <div className={classes(styles.sell)}>
      <h1 className={classes(styles.title)}>{say('sell.title')}</h1>
      <div className={classes(styles.stock)}>
        <StockArea isOnline={isOnline} />
      </div>
      <aside className={classes(styles.side)} aria-label={say('sell.cart')}>
        {done ? <DonePanel sale={done} /> : <CartColumn onEmpty={() => setAsksToEmpty(true)} />}
      </aside>
      <div className={classes(styles.recent)}>
        <RecentSales />
      </div>
      <div className={classes(styles.facts)}>{isOnline ? <CatchingUp /> : <OfflineFacts />}</div>
      <EmptyingSheet isOpen={asksToEmpty} onClose={() => setAsksToEmpty(false)} />
    </div>
  )
}

const ChooseEvent = ({ onPress }: { readonly onPress: () => void }) => {
  const say = useSay()
  return (
    <Action kind="primary" keys="Ctrl E" autoFocus onPress={onPress}>
      {say('frame.chooseEvent')}
    </Action>
  )
}

const EmptyingSheet = ({ isOpen, onClose }: { readonly isOpen: boolean; readonly onClose: () => void }) => {
  const say = useSay()
  const deeds = useDeeds()
  const empty = (): void => {
    deeds.empty()
    onClose()
  }
  return (
    <Sheet
      title={say('sell.cartClear')}
      isOpen={isOpen}
      onClose={onClose}
      mustAnswer
      foot={
        <>
          <Action onPress={onClose}>{say('frame.cancel')}</Action>
          <Action kind="primary" autoFocus onPress={empty}>
            {say('sell.cartClear')}
          </Action>
        </>
      }
    >
      {say('sell.cartClearAsk')}
    </Sheet>
  )
}

const useSellKeys = (onEmpty: () => void): void => {
  const say = useSay()
  const deeds = useDeeds()
  const go = useFrame(frame => frame.go)
  const cart = useSell(sell => sell.cart)
  const products = useSell(sell => sell.products)
  const target = useAddonTicket(null)
  const draft = useSell(sell => sell.draft)
  const done = useSell(sell => sell.done)
  const hasLines = cart !== null && cart.lines.length > 0
  const turnTo = (mode: 'card' | 'split'): void => {
    if (!hasLines) return
    if (draft.mode === mode) deeds.pay(mode)
    else deeds.draft({ mode })
  }
  useShortcuts(sellShortcuts, {
    exact: () => deeds.pay('exact'),
    cash: () => {
      if (!hasLines) return
      if (draft.mode !== 'cash') deeds.draft({ mode: 'cash' })
      if (draft.received === '') focusOn('received')
      else if (draft.mode === 'cash') deeds.pay('cash')
    },
    card: () => turnTo('card'),
    split: () => turnTo('split'),
    find: () => focusOn('stock'),
    again: () => (heldUntil(cart?.lines ?? []) ?? Infinity) <= Date.now() && deeds.renew(),
    ticket: () => deeds.set({ chosenTicket: ticketAfter(cart?.lines ?? [], products ?? [], target, 1) }),
    queue: () => go('queue'),
    remove: () => {
      const lines = cart?.lines ?? []
      const groups = cartGroups(lines)
      const focused = document.activeElement?.closest('[data-group]')?.getAttribute('data-group')
      const group = groups.find(each => each.key === focused) ?? groups.at(-1)
      const last = group?.lines.at(-1)
      if (last) deeds.remove(withAddons(last.id, lines))
    },
    empty: () => (hasLines ? onEmpty() : undefined),
    reprint: () => deeds.paper('tickets', done),
    back: () => {
      if (done) deeds.next()
      else if (draft.mode !== 'cash') deeds.draft({ mode: 'cash', reference: '', received: '' })
      else if (draft.received !== '') deeds.draft({ received: '' })
      else deeds.set({ quantity: 1, refusal: null })
    },
  })
  const type = (press: KeyboardEvent): void => {
    const key = padKeyOf(press.code)
    if (!hasLines || !key || !cart) return
    const digits = currencyDigits(cart.currency)
    deeds.draft({ received: afterPadKey(draft.received, key, digits, decimalSign(say.language)) })
  }
  useShortcuts(padTable, {
    type,
    enter: () => (done ? deeds.next() : hasLines && draft.received !== '' && deeds.pay(draft.mode)),
  })
}
