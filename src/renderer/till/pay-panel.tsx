import { useEffect } from 'react'
import type { Cart } from '#contract/cart'
import { useFrame, useSay } from '#app/kasa'
import { Action } from '#parts/action'
import { classes } from '#parts/classes'
import { money } from '#words/format'
import { CardFields, SplitFields } from './card-fields.tsx'
import { CashFields } from './cash-fields.tsx'
import { focusOn } from './focus-places.ts'
import styles from './pay-panel.module.css'
import type { PayWay } from './payment.ts'
import { emptyDraft, primaryWay } from './payment.ts'
import { RefusalNotice } from './refusal-notice.tsx'
import { reachesStock } from './selling-state.ts'
import { useDeeds, useSell } from './sell-provider.tsx'

/** Longer sums get a smaller size: the column is narrow and nothing may be cut off. */
const longSum = 13

/** The money: what is to pay, how, and one primary action that moves with what is typed. */
export const PayPanel = ({ cart }: { readonly cart: Cart }) => {
  const say = useSay()
  const draft = useSell(sell => sell.draft)
  const isPaying = useSell(sell => sell.isPaying)
  const sum = money(cart.totalMinor, cart.currency, say.language)
  useEffect(() => {
    if (draft.mode !== 'cash') focusOn('received')
  }, [draft.mode])
  return (
    <>
      <div className={classes(styles.panel)}>
        <p className={classes(styles.total)}>
          <span>{say('sell.toPay')}</span>
          <span className={classes(styles.sum, sum.length > longSum && styles.long)} data-total={cart.totalMinor}>
            {sum}
          </span>
        </p>
        <RefusalNotice place="pay" />
        {cart.totalMinor === 0 ? <Free /> : null}
        {cart.totalMinor > 0 && draft.mode === 'cash' ? <CashFields cart={cart} /> : null}
        {cart.totalMinor > 0 && draft.mode === 'card' ? <CardFields sum={sum} /> : null}
        {cart.totalMinor > 0 && draft.mode === 'split' ? <SplitFields cart={cart} /> : null}
        {isPaying ? <p role="status">{say('sell.paying')}…</p> : null}
      </div>
      {cart.totalMinor > 0 && draft.mode === 'cash' ? <Ways primary={primaryWay(draft, cart)} isPaying={isPaying} /> : null}
      {cart.totalMinor > 0 && draft.mode !== 'cash' ? <Confirm way={draft.mode} isPaying={isPaying} /> : null}
    </>
  )
}

const Free = () => {
  const say = useSay()
  const deeds = useDeeds()
  return (
    <div className={classes(styles.exact)}>
      <Action kind="primary" wide spread keys="F9" onPress={() => deeds.pay('exact')}>
        {say('sell.payFree')}
      </Action>
    </div>
  )
}

const Ways = ({ primary, isPaying }: { readonly primary: PayWay; readonly isPaying: boolean }) => {
  const say = useSay()
  const deeds = useDeeds()
  const draft = useSell(sell => sell.draft)
  const isOffline = useFrame(frame => !reachesStock(frame.status?.connection))
  return (
    <div className={classes(styles.foot)}>
      <Action
        kind={primary === 'cash' ? 'primary' : 'plain'}
        keys="F10"
        isDisabled={isPaying}
        onPress={() => (draft.received === '' ? focusOn('received') : deeds.pay('cash'))}
      >
        {say('sell.payCash')}
      </Action>
      <Action
        kind="plain"
        keys="F11"
        isDisabled={isPaying}
        second={isOffline ? say('sell.cardCodeHint') : undefined}
        onPress={() => deeds.draft({ mode: 'card' })}
      >
        {say('sell.payCard')}
      </Action>
      <Action kind="plain" dense keys="F12" isDisabled={isPaying} onPress={() => deeds.draft({ mode: 'split' })}>
        {say('sell.paySplit')}
      </Action>
    </div>
  )
}

/** A card sale is closed here, by the code from the terminal; Esc goes back to cash. */
const Confirm = ({ way, isPaying }: { readonly way: 'card' | 'split'; readonly isPaying: boolean }) => {
  const say = useSay()
  const deeds = useDeeds()
  return (
    <div className={classes(styles.foot, styles.two)}>
      <Action keys="Esc" onPress={() => deeds.draft(emptyDraft)}>
        {say('frame.cancel')}
      </Action>
      <Action kind="primary" keys={way === 'card' ? 'F11' : 'F12'} isDisabled={isPaying} onPress={() => deeds.pay(way)}>
        {say('sell.cardConfirm')}
      </Action>
    </div>
  )
}
