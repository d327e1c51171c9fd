import { Minus, Plus, X } from 'lucide-react'
import { Button, ToggleButton } from 'react-aria-components'
import type { Cart, CartLine } from '#contract/cart'
import type { LineId } from '#contract/nominal'
import type { Product } from '#contract/stock'
import { useFrame, useNow, useSay } from '#app/kasa'
import { Action } from '#parts/action'
import { classes } from '#parts/classes'
import { Pick } from '#parts/pick'
import { Swatch, swatchTone } from '#parts/swatch'
import { money, pick } from '#words/format'
import type { Say } from '#words/say'
import { useAddonTicket } from './addon-target.ts'
import { addonsFor, productOf, ticketAfter, ticketsWithExtras } from './addon-ticket.ts'
import type { CartGroup } from './cart-groups.ts'
import { cartGroups, withAddons } from './cart-groups.ts'
import styles from './cart-line-view.module.css'
import { seatWords } from '#words/seat-words'
import { offerOf, reachesStock } from './selling-state.ts'
import { useDeeds, useSell } from './sell-provider.tsx'
import { useSwatches } from './swatches.ts'

type GroupProps = { readonly group: CartGroup; readonly cart: Cart }

/** One thing in the cart: what it is, how many, its kind, its extras, those still missing, and its sum. */
export const CartLineView = ({ group, cart }: GroupProps) => {
  const say = useSay()
  const now = useNow()
  const { first } = group
  const isOver = first.hold.kind === 'short' && first.hold.until <= now
  return (
    <li className={classes(styles.group)} data-group={group.key}>
      <div className={classes(styles.line, isOver && styles.over)}>
        <div className={classes(styles.words)}>
          <TicketName group={group} cart={cart} />
          <Kind group={group} currency={cart.currency} />
        </div>
        {first.seat ? null : <Count group={group} cart={cart} />}
        <span className={classes(styles.sum)}>{money(group.sumMinor, cart.currency, say.language)}</span>
        {first.seat ? <Remove line={first} cart={cart} /> : null}
      </div>
      {isOver ? <p className={classes(styles.overWords)}>{say('sell.cartHeldOver')}</p> : null}
      {group.addons.map(addon => (
        <Addon key={addon.key} addon={addon} cart={cart} />
      ))}
      <Missing group={group} cart={cart} />
    </li>
  )
}

/** What it is; a ticket that takes extras is pressed to have the next ones. Up and down go to the ticket before and after. */
const TicketName = ({ group, cart }: GroupProps) => {
  const say = useSay()
  const deeds = useDeeds()
  const products = useSell(sell => sell.products) ?? []
  const target = useAddonTicket(null)
  const name = nameOf(group.first, say)
  const tickets = ticketsWithExtras(cart.lines, products)
  const isChoosable = tickets.length > 1 && tickets.some(ticket => group.lines.includes(ticket))
  if (!isChoosable) return <p className={classes(styles.name)}>{name}</p>
  const isTarget = group.lines.some(line => line.id === target)
  const choose = (chosenTicket: LineId | null): void => {
    deeds.set({ chosenTicket })
    const key = cartGroups(cart.lines).find(each => each.lines.some(line => line.id === chosenTicket))?.key
    document.querySelector<HTMLElement>(`[data-group="${CSS.escape(key ?? '')}"] [aria-pressed]`)?.focus()
  }
  return (
    <ToggleButton
      className={classes(styles.name, styles.ticket)}
      isSelected={isTarget}
      onChange={() => deeds.set({ chosenTicket: group.lines.at(-1)?.id ?? null })}
      onKeyDown={press => {
        const step = steps[press.key]
        if (step) choose(ticketAfter(cart.lines, products, group.first.id, step))
        else press.continuePropagation()
      }}
    >
      {name}
      {isTarget ? <small>{say('sell.addonsHere')}</small> : null}
    </ToggleButton>
  )
}

const steps: Readonly<Record<string, 1 | -1>> = { ArrowDown: 1, ArrowUp: -1 }

/** The kind of ticket: a menu where the product has several, else its words. */
const Kind = ({ group, currency }: { readonly group: CartGroup; readonly currency: string }) => {
  const say = useSay()
  const deeds = useDeeds()
  const products = useSell(sell => sell.products) ?? []
  const swatches = useSwatches()
  const { first } = group
  const kinds = products.filter(product => product.item === first.item)
  const place = [...new Set(products.map(product => product.item))].indexOf(first.item)
  const each = money(first.priceMinor, currency, say.language)
  const words = first.seat
    ? [pick(first.name, say.language), pick(first.variationName, say.language)].filter(Boolean).join(', ')
    : pick(first.variationName, say.language) || each
  return (
    <div className={classes(styles.second)}>
      {place >= 0 ? <Swatch small letter={swatches.get(first.item) ?? ''} tone={swatchTone(place)} /> : null}
      {kinds.length > 1 && first.variation !== null ? (
        <Pick
          bare
          label={say('sell.lineVariation')}
          value={String(first.variation)}
          options={kinds.map(kind => ({
            value: String(kind.variation),
            word: pick(kind.variationName, say.language),
            isDisabled: kind.unsellable !== null,
          }))}
          onChange={value =>
            deeds.changeVariation(
              group.lines.map(line => line.id),
              Number(value),
            )
          }
        />
      ) : (
        words
      )}
    </div>
  )
}

const Count = ({ group, cart }: GroupProps) => {
  const say = useSay()
  const deeds = useDeeds()
  const products = useSell(sell => sell.products) ?? []
  const isOnline = useFrame(frame => reachesStock(frame.status?.connection))
  const product = productOf(group.first, products)
  const name = nameOf(group.first, say)
  const last = group.lines.at(-1)
  return (
    <div className={classes(styles.count)}>
      <Button
        className={classes(styles.step)}
        aria-label={say('sell.lineLess', { name })}
        onPress={() => (last ? deeds.remove(withAddons(last.id, cart.lines)) : undefined)}
      >
        <Minus size={16} aria-hidden="true" />
      </Button>
      <output>{group.lines.length}</output>
      <Button
        className={classes(styles.step)}
        aria-label={say('sell.lineMore', { name })}
        isDisabled={!product || !offerOf(product, isOnline, null).can}
        onPress={() => (product ? deeds.take(product, 1) : undefined)}
      >
        <Plus size={16} aria-hidden="true" />
      </Button>
    </div>
  )
}

const Remove = ({ line, cart }: { readonly line: CartLine; readonly cart: Cart }) => {
  const say = useSay()
  const deeds = useDeeds()
  return (
    <Button
      className={classes(styles.step)}
      aria-label={say('sell.lineRemove', { name: nameOf(line, say) })}
      onPress={() => deeds.remove(withAddons(line.id, cart.lines))}
    >
      <X size={18} aria-hidden="true" />
    </Button>
  )
}

const Addon = ({ addon, cart }: { readonly addon: CartGroup['addons'][number]; readonly cart: Cart }) => {
  const say = useSay()
  const last = addon.lines.at(-1)
  const name = [pick(addon.first.name, say.language), pick(addon.first.variationName, say.language)].filter(Boolean).join(' ')
  return (
    <div className={classes(styles.line, styles.addon)}>
      <p className={classes(styles.words, styles.name)}>
        {addon.lines.length} × {name}
      </p>
      <span className={classes(styles.sum)}>
        {addon.sumMinor === 0 ? say('sell.addonIncluded') : money(addon.sumMinor, cart.currency, say.language)}
      </span>
      {last ? <Remove line={last} cart={cart} /> : null}
    </div>
  )
}

/** Extras the ticket must have before it can be sold, each as a key to press. */
const Missing = ({ group, cart }: GroupProps) => {
  const say = useSay()
  const deeds = useDeeds()
  const products = useSell(sell => sell.products) ?? []
  const isOnline = useFrame(frame => reachesStock(frame.status?.connection))
  const { first } = group
  if (first.missing.length === 0) return null
  return first.missing.map(({ category, least }) => {
    const offers = addonsFor(first, cart.lines, products).filter(product => product.category?.id === category)
    const known = products.find(product => product.category?.id === category)?.category?.name
    const name = pick(known ?? first.name, say.language)
    return (
      <div key={category} className={classes(styles.missing)} role="status">
        <span>{say('sell.addonMissing', { count: least, category: name })}</span>
        {offers.map(product => (
          <Action
            key={`${product.item}/${product.variation ?? ''}`}
            dense
            isDisabled={!offerOf(product, isOnline, null).can}
            second={money(product.priceMinor, cart.currency, say.language)}
            onPress={() => deeds.addAddon(product, first.id)}
          >
            {addonName(product, say)}
          </Action>
        ))}
      </div>
    )
  })
}

const addonName = (product: Product, say: Say): string =>
  [pick(product.name, say.language), pick(product.variationName, say.language)].filter(Boolean).join(' ')

const nameOf = (line: CartLine, say: Say): string => (line.seat ? seatWords(line.seat, say) : pick(line.name, say.language))
