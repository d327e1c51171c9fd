import { Banknote, Delete } from 'lucide-react'
import { useState } from 'react'
import { Button } from 'react-aria-components'
import { currencyDigits } from '#contract/currency'
import type { Cart } from '#contract/cart'
import type { Minor } from '#contract/nominal'
import { minor } from '#contract/nominal'
import { useSay } from '#app/kasa'
import { Action } from '#parts/action'
import { classes } from '#parts/classes'
import { KeyCap } from '#parts/key-cap'
import { amount, decimalSign, money, typed } from '#words/format'
import { focusPlace } from './focus-places.ts'
import { inNotesAndCoins, likelyNotes } from './notes.ts'
import { changeOf, primaryWay } from './payment.ts'
import styles from './pay-panel.module.css'
import { useDeeds, useSell } from './sell-provider.tsx'
import type { PadKey } from './typed-amount.ts'
import { afterPadKey, typedAmount } from './typed-amount.ts'

const padKeys: readonly PadKey[] = ['7', '8', '9', '4', '5', '6', '1', '2', '3', '0', ',', 'back']
const noteCells = 4

/** Cash: what was handed over, typed or chosen, and the change. */
export const CashFields = ({ cart }: { readonly cart: Cart }) => {
  const say = useSay()
  const deeds = useDeeds()
  const draft = useSell(sell => sell.draft)
  const isPaying = useSell(sell => sell.isPaying)
  const [isUnfolded, setUnfolded] = useState(false)
  const isExact = primaryWay(draft, cart) === 'exact'
  return (
    <>
      <Received onTouch={() => setUnfolded(true)} />
      <Pad cart={cart} isUnfolded={isUnfolded} />
      <Change cart={cart} />
      {isExact ? (
        <div className={classes(styles.exact)}>
          <Action
            kind="primary"
            wide
            spread
            keys="F9"
            icon={<Banknote size={20} aria-hidden="true" />}
            isDisabled={isPaying}
            onPress={() => deeds.pay('exact')}
          >
            {say('sell.payExact', { sum: money(cart.totalMinor, cart.currency, say.language) })}
          </Action>
        </div>
      ) : null}
    </>
  )
}

const Received = ({ onTouch }: { readonly onTouch: () => void }) => {
  const say = useSay()
  const deeds = useDeeds()
  const received = useSell(sell => sell.draft.received)
  return (
    <label className={classes(styles.received)}>
      <span>{say('sell.received')}</span>
      <input
        {...focusPlace('received')}
        value={received}
        placeholder={say('sell.receivedHint')}
        inputMode="decimal"
        autoComplete="off"
        onPointerDown={onTouch}
        onChange={event => deeds.draft({ received: event.target.value })}
        onKeyDown={event => (event.key === 'Enter' && received !== '' ? deeds.pay('cash') : undefined)}
      />
    </label>
  )
}

const Pad = ({ cart, isUnfolded }: { readonly cart: Cart; readonly isUnfolded: boolean }) => {
  const say = useSay()
  const deeds = useDeeds()
  const draft = useSell(sell => sell.draft)
  const digits = currencyDigits(cart.currency)
  const sign = decimalSign(say.language)
  const received = typedAmount(draft.received, digits)
  const notes = likelyNotes(cart.totalMinor, digits, noteCells)
  const offers = received === null ? notes : [cart.totalMinor, ...notes.slice(0, noteCells - 1)]
  return (
    <div className={classes(styles.pad, isUnfolded && styles.unfolded)}>
      {padKeys.flatMap((key, place) => [
        <Button
          key={key}
          className={classes(styles.key)}
          aria-label={key === 'back' ? say('sell.padBack') : key.replace(',', sign)}
          excludeFromTabOrder
          onPress={() => deeds.draft({ received: afterPadKey(draft.received, key, digits, sign) })}
        >
          {key === 'back' ? <Delete size={20} aria-hidden="true" /> : key.replace(',', sign)}
        </Button>,
        place % 3 === 2 ? <Note key={`note ${place}`} offer={offers[(place - 2) / 3]} cart={cart} received={received} /> : null,
      ])}
    </div>
  )
}

const Note = (props: { readonly offer: Minor | undefined; readonly cart: Cart; readonly received: Minor | null }) => {
  const { offer, cart } = props
  const say = useSay()
  const deeds = useDeeds()
  if (offer === undefined) return null
  const text = withoutZeros(amount(offer, cart.currency, say.language))
  const isExact = offer === cart.totalMinor
  const change = amount(minor(offer - cart.totalMinor), cart.currency, say.language)
  return (
    <Button
      className={classes(styles.note, offer === props.received && styles.noteChosen)}
      onPress={() =>
        isExact ? deeds.pay('exact') : deeds.draft({ received: withoutZeros(typed(offer, cart.currency, say.language)) })
      }
    >
      <span className={classes(styles.noteKey)}>
        {text}
        {isExact ? <KeyCap keys="F9" /> : null}
      </span>
      {isExact ? (
        <small>{say('sell.exactShort')}</small>
      ) : (
        <small>
          <span className={classes(styles.changeWord)}>{say('sell.changeWord')} </span>
          {change}
        </small>
      )}
    </Button>
  )
}

const Change = ({ cart }: { readonly cart: Cart }) => {
  const say = useSay()
  const draft = useSell(sell => sell.draft)
  const difference = changeOf(draft, cart)
  if (!difference) return null
  const { kind, sumMinor } = difference
  const pieces = kind === 'change' ? inNotesAndCoins(sumMinor, currencyDigits(cart.currency)) : []
  return (
    <p className={classes(styles.change, kind === 'missing' && styles.missing)} aria-live="polite">
      <span>
        {say(kind === 'change' ? 'sell.change' : 'sell.missing')}
        {pieces.length > 0 ? (
          <small>{pieces.map(piece => withoutZeros(amount(piece, cart.currency, say.language))).join(' + ')}</small>
        ) : null}
      </span>
      <span className={classes(styles.changeSum)}>{money(sumMinor, cart.currency, say.language)}</span>
    </p>
  )
}

/** `400` for `400,00`; cents stay. */
const withoutZeros = (text: string): string => text.replace(/[.,]00$/, '')
