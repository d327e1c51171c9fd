import { currencyDigits } from '#contract/currency'
import type { Cart } from '#contract/cart'
import { minor } from '#contract/nominal'
import { useSay } from '#app/kasa'
import { classes } from '#parts/classes'
import { Field } from '#parts/field'
import { money } from '#words/format'
import { focusOn, focusPlace } from './focus-places.ts'
import styles from './pay-panel.module.css'
import { useDeeds, useSell } from './sell-provider.tsx'
import { typedAmount } from './typed-amount.ts'

const longestReference = 60

/** Card on a terminal of its own: the sale is closed by the code that is typed from its slip. */
export const CardFields = ({ sum }: { readonly sum: string }) => {
  const say = useSay()
  return (
    <>
      <p className={classes(styles.text)}>{say('sell.cardText', { sum })}</p>
      <div {...focusPlace('received')}>
        <Reference way="card" />
      </div>
    </>
  )
}

/** Part cash, the rest on the card: one sale, one order. */
export const SplitFields = ({ cart }: { readonly cart: Cart }) => {
  const say = useSay()
  const deeds = useDeeds()
  const received = useSell(sell => sell.draft.received)
  const typed = typedAmount(received, currencyDigits(cart.currency)) ?? minor(0)
  const rest = typed < cart.totalMinor ? minor(cart.totalMinor - typed) : minor(0)
  return (
    <>
      <p className={classes(styles.text)}>{say('sell.splitText')}</p>
      <div {...focusPlace('received')}>
        <Field
          label={say('sell.splitCash')}
          value={received}
          inputMode="decimal"
          onChange={text => deeds.draft({ received: text })}
          onEnter={() => focusOn('reference')}
        />
      </div>
      <p className={classes(styles.rest)}>
        <span>{say('sell.splitCard')}</span>
        <b>{money(rest, cart.currency, say.language)}</b>
      </p>
      <div {...focusPlace('reference')}>
        <Reference way="split" />
      </div>
    </>
  )
}

const Reference = ({ way }: { readonly way: 'card' | 'split' }) => {
  const say = useSay()
  const deeds = useDeeds()
  const reference = useSell(sell => sell.draft.reference)
  return (
    <Field
      label={say('sell.cardReference')}
      value={reference}
      maxLength={longestReference}
      onChange={text => deeds.draft({ reference: text })}
      onEnter={() => deeds.pay(way)}
    />
  )
}
