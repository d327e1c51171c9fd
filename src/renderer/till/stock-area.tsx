import { useEffect, useState } from 'react'
import { Toolbar } from 'react-aria-components'
import { useSay } from '#app/kasa'
import type { Shortcut } from '#app/shortcuts'
import { useShortcuts } from '#app/shortcuts'
import { Blank } from '#parts/blank'
import { Choice } from '#parts/choice'
import { classes } from '#parts/classes'
import { KeyCap } from '#parts/key-cap'
import { WaitingRows } from '#parts/waiting-rows'
import { pick } from '#words/format'
import { seatWords } from '#words/seat-words'
import { useAddonTicket } from './addon-target.ts'
import { addonMisfit, ticketsWithExtras } from './addon-ticket.ts'
import { focusPlace } from './focus-places.ts'
import { RefusalNotice } from './refusal-notice.tsx'
import { SeatsArea } from './seats-area.tsx'
import { offerOf } from './selling-state.ts'
import { useDeeds, useSell } from './sell-provider.tsx'
import styles from './stock-area.module.css'
import { useSwatches } from './swatches.ts'
import { TileView } from './tile-view.tsx'
import type { Tile, TileGroup } from './tiles.ts'
import { letters, tileGroups } from './tiles.ts'

/** More tiles than this stand closer. */
const mostWideTiles = 6
/** More groups than this get lower tiles, so that all are seen at once. */
const mostTallGroups = 2
const quantities = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const

/** What the showing has for sale: tiles for what has no number, and the list of seats. */
export const StockArea = ({ isOnline }: { readonly isOnline: boolean }) => {
  const say = useSay()
  const products = useSell(sell => sell.products)
  if (!products)
    return (
      <>
        <RefusalNotice place="stock" />
        <WaitingRows rows={5} label={say('frame.loading')} />
      </>
    )
  if (products.length === 0) return <Blank title={say('sell.nothingOnSale')} />
  const isSeated = products.some(product => product.seated)
  const groups = tileGroups(products)
  return (
    <div className={classes(styles.area, isSeated && styles.whole)}>
      <div className={classes(styles.refusal)}>
        <RefusalNotice place="stock" />
      </div>
      {groups.length > 0 ? <Tiles groups={groups} isOnline={isOnline} isCompact={isSeated} /> : null}
      {isSeated ? <SeatsArea isOnline={isOnline} /> : null}
    </div>
  )
}

const Tiles = (props: { readonly groups: readonly TileGroup[]; readonly isOnline: boolean; readonly isCompact: boolean }) => {
  const { groups, isOnline, isCompact } = props
  const say = useSay()
  const swatches = useSwatches()
  const [armed, setArmed] = useTileKeys(groups, isOnline)
  const isMany = groups.flatMap(group => group.tiles).length > mostWideTiles
  const isTight = isMany || groups.length > mostTallGroups
  return (
    <div className={classes(isCompact ? styles.low : styles.groups, isMany && styles.many, isTight && styles.tight)}>
      <Quantity />
      <Toolbar className={classes(styles.groups)} aria-label={say('sell.tickets')} {...(isCompact ? {} : focusPlace('stock'))}>
        {groups.map(group => (
          <section key={group.category ?? 'none'} className={classes(styles.group)}>
            {isCompact ? null : (
              <h2 className={classes(styles.groupName)}>
                {pick(group.name, say.language) || say(group.isAddon ? 'sell.addons' : 'sell.tickets')}
                {group.isAddon ? <GoesTo /> : null}
              </h2>
            )}
            <div className={classes(styles.tiles)}>
              {group.tiles.map(tile => (
                <TileView
                  key={tile.item}
                  tile={tile}
                  swatch={swatches.get(tile.item) ?? ''}
                  isOnline={isOnline}
                  isCompact={isCompact}
                  isArmed={armed === tile.item}
                  onArm={() => setArmed(armed === tile.item ? null : tile.item)}
                />
              ))}
            </div>
          </section>
        ))}
      </Toolbar>
    </div>
  )
}

/** Which ticket of the cart the next extra goes to, when there is one. */
const GoesTo = () => {
  const say = useSay()
  const target = useAddonTicket(null)
  const ticket = useSell(sell => sell.cart?.lines.find(line => line.id === target) ?? null)
  const isChoice = useSell(sell => ticketsWithExtras(sell.cart?.lines ?? [], sell.products ?? []).length > 1)
  if (!ticket) return null
  const name = ticket.seat
    ? seatWords(ticket.seat, say)
    : [pick(ticket.name, say.language), pick(ticket.variationName, say.language)].filter(Boolean).join(', ')
  return (
    <span className={classes(styles.goesTo)} role="status">
      {say('sell.addonsTo', { name })} {isChoice ? <KeyCap keys="F3" /> : null}
    </span>
  )
}

const Quantity = () => {
  const say = useSay()
  const quantity = useSell(sell => sell.quantity)
  const deeds = useDeeds()
  const [first] = quantities
  return (
    <div className={classes(styles.prefixes)}>
      <Choice
        label={say('sell.quantity')}
        value={quantities[quantity - 1] ?? first}
        options={quantities.map(value => ({ value, word: value }))}
        onChange={value => deeds.set({ quantity: Number(value) })}
      />
    </div>
  )
}

/** A letter takes its tile; a tile with kinds opens first, and then the same letters in order choose the kind. Digits of the top row are the quantity. */
const useTileKeys = (
  groups: readonly TileGroup[],
  isOnline: boolean,
): readonly [number | null, (item: number | null) => void] => {
  const deeds = useDeeds()
  const cart = useSell(sell => sell.cart)
  const products = useSell(sell => sell.products)
  const chosenTicket = useSell(sell => sell.chosenTicket)
  const taking = useSell(sell => sell.taking)
  const [armed, setArmed] = useState<number | null>(null)
  const done = useSell(sell => sell.done)
  // an opened tile belongs to the sale it was opened for
  useEffect(() => setArmed(null), [done])
  const tiles = groups.flatMap(group => group.tiles)
  const open = tiles.find(tile => tile.item === armed)
  const canTake = (product: Tile['products'][number]): boolean => {
    const misfit = addonMisfit(product, cart?.lines ?? [], products ?? [], chosenTicket)
    // the ticket for it may be on its way to the cart: in its turn the deed looks again
    return offerOf(product, isOnline, misfit === 'no-ticket' && taking > 0 ? null : misfit).can
  }
  const pressLetter = (letter: string): void => {
    const place = letters.indexOf(letter)
    const tile = open ?? tiles.find(each => each.key === letter)
    const product = open ? open.products[place] : tile?.products[0]
    if (!tile) return
    if (!open && tile.products.length > 1) return setArmed(tile.item)
    if (product && canTake(product)) deeds.take(product)
    setArmed(null)
  }
  useShortcuts(tileKeys, {
    letter: press => pressLetter(press.key.toUpperCase()),
    digit: press => deeds.set({ quantity: Number(press.key) }),
    ...(open ? { close: () => setArmed(null) } : {}),
  })
  return [armed, setArmed]
}

const tileKeys = {
  letter: { keys: letters.split(''), word: 'sell.keysTile' },
  digit: { keys: quantities, word: 'sell.keysQuantity' },
  close: { keys: ['Escape'], word: 'frame.keysBack' },
} as const satisfies Readonly<Record<string, Shortcut>>
