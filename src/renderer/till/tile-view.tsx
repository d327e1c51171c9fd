import type { ReactNode } from 'react'
import { Button } from 'react-aria-components'
import type { Product } from '#contract/stock'
import { useFrame, useNow, useSay } from '#app/kasa'
import { useShowing } from '#app/showing-words'
import { classes } from '#parts/classes'
import { KeyCap, namesKeys } from '#parts/key-cap'
import { ShareBar } from '#parts/share-bar'
import { Swatch, swatchTone } from '#parts/swatch'
import { age, money, number, pick } from '#words/format'
import type { Say } from '#words/say'
import { addonMisfit } from './addon-ticket.ts'
import type { Offer } from './selling-state.ts'
import { isPoolLow, offerOf, staleFor } from './selling-state.ts'
import { useDeeds, useSell } from './sell-provider.tsx'
import { stockWords, whyNot } from './stock-words.ts'
import styles from './tile-view.module.css'
import type { Tile } from './tiles.ts'
import { letters } from './tiles.ts'

type TileViewProps = {
  readonly tile: Tile
  readonly swatch: string
  readonly isOnline: boolean
  /** One low line above the list of seats instead of a panel. */
  readonly isCompact: boolean
  readonly isArmed: boolean
  readonly onArm: () => void
}

/** A product to press: its letter, price and stock, or the reason in words why it cannot be taken. */
export const TileView = (props: TileViewProps) => (props.tile.products.length > 1 ? <Kinds {...props} /> : <Single {...props} />)

const Single = (props: TileViewProps) => {
  const { tile, isOnline } = props
  const [product] = tile.products
  const deeds = useDeeds()
  const offer = useOffer(product, isOnline)
  const hasLetters = useLetters()
  if (!product) return null
  const frame = classes(
    styles.tile,
    props.isCompact && styles.compact,
    product.stock.inCart > 0 && styles.inCart,
    !offer.can && styles.off,
  )
  return (
    <Button
      className={frame}
      onPress={() => (offer.can ? deeds.take(product) : undefined)}
      aria-disabled={!offer.can}
      ref={namesKeys(hasLetters ? tile.key : null)}
    >
      <Head {...props} isOff={!offer.can} />
      <span className={classes(styles.price)}>
        <Price product={product} />
      </span>
      <span className={classes(styles.foot)}>
        <StockLine product={product} offer={offer} isOnline={isOnline} />
        {offer.can && product.stock.target > 0 && !props.isCompact ? (
          <ShareBar
            part={product.stock.pool}
            whole={product.stock.target}
            tone={isPoolLow(product, isOnline) ? 'warn' : 'strong'}
          />
        ) : null}
      </span>
    </Button>
  )
}

/** A tile with kinds is no button itself: its kinds are. */
const Kinds = (props: TileViewProps) => {
  const { tile } = props
  const say = useSay()
  const inCart = tile.products.some(product => product.stock.inCart > 0)
  const [cheapest] = tile.products.toSorted((one, other) => one.priceMinor - other.priceMinor)
  const isOnePrice = new Set(tile.products.map(product => product.priceMinor)).size === 1
  const hasLetters = useLetters()
  const reasons = useReasons(props)
  const frame = classes(
    styles.tile,
    props.isCompact && styles.compact,
    inCart && styles.inCart,
    reasons !== null && styles.off,
    props.isArmed && styles.armed,
  )
  return (
    <div
      role="group"
      aria-label={pick(tile.name, say.language)}
      className={frame}
      {...(tile.key && hasLetters ? { 'aria-keyshortcuts': tile.key } : {})}
    >
      <Head {...props} isOff={reasons !== null} />
      {cheapest ? (
        <span className={classes(styles.price)}>
          <Price product={cheapest} isFrom={!isOnePrice} />
        </span>
      ) : null}
      <div className={classes(styles.foot)}>
        {reasons === null ? null : <span className={classes(styles.beside)}>{reasons}</span>}
        <div className={classes(styles.kinds, !isOnePrice && styles.priced)}>
          {tile.products.map((product, place) => (
            <Kind
              key={product.variation ?? place}
              product={product}
              isOnline={props.isOnline}
              showsPrice={!isOnePrice}
              keys={props.isArmed ? (letters[place] ?? null) : null}
            />
          ))}
        </div>
      </div>
    </div>
  )
}

const Kind = (props: {
  readonly product: Product
  readonly isOnline: boolean
  readonly showsPrice: boolean
  readonly keys: string | null
}) => {
  const { product, isOnline } = props
  const say = useSay()
  const deeds = useDeeds()
  const offer = useOffer(product, isOnline)
  const stock = !isGone(offer) ? left(product, isOnline, say) : say('sell.variationNone')
  return (
    <Button
      className={classes(styles.kind)}
      isDisabled={!offer.can}
      onPress={() => deeds.take(product)}
      ref={namesKeys(props.keys)}
    >
      <span className={classes(styles.kindName)}>
        {pick(product.variationName, say.language)}
        {product.stock.inCart > 0 ? <b>{product.stock.inCart}</b> : null}
        {props.keys ? <KeyCap keys={props.keys} /> : null}
      </span>
      <span className={classes(styles.kindFacts)}>
        {props.showsPrice ? (
          <span>
            <Price product={product} />
          </span>
        ) : null}
        {stock ? <span>{stock}</span> : null}
      </span>
    </Button>
  )
}

/** Why none of the kinds can be taken, each reason once; null when one can. */
const useReasons = ({ tile, isOnline }: TileViewProps): string | null => {
  const say = useSay()
  const misfit = useMisfit(tile.products[0])
  const offers = tile.products.map(product => offerOf(product, isOnline, misfit))
  if (offers.some(offer => offer.can)) return null
  return [...new Set(offers.flatMap(offer => (offer.can ? [] : [whyNot(offer, say)])))].join(' ')
}

const Head = ({ tile, swatch, isOff }: TileViewProps & { readonly isOff: boolean }): ReactNode => {
  const say = useSay()
  const hasLetters = useLetters()
  return (
    <span className={classes(styles.head)}>
      <Swatch letter={swatch} tone={swatchTone(tile.place)} isOff={isOff} />
      <span className={classes(styles.name)}>{pick(tile.name, say.language)}</span>
      {tile.key && hasLetters ? <KeyCap keys={tile.key} /> : null}
    </span>
  )
}

const StockLine = (props: { readonly product: Product; readonly offer: Offer; readonly isOnline: boolean }) => {
  const { product, offer, isOnline } = props
  const say = useSay()
  const now = useNow(10_000)
  const stale = isOnline ? staleFor(product, now) : null
  if (!offer.can && isGone(offer)) return <span className={classes(styles.beside)}>{whyNot(offer, say)}</span>
  const beside = [
    product.stock.inCart > 0 ? say('sell.inCart', { count: product.stock.inCart }) : '',
    stale === null ? '' : say('sell.stockAge', { age: age(stale, say) }),
  ].filter(Boolean)
  return (
    <span className={classes(styles.stock)}>
      <span className={classes(isPoolLow(product, isOnline) && styles.low)}>{stockWords(product, isOnline, say)}</span>
      <span className={classes(styles.beside)}>{offer.can ? beside.join(', ') : whyNot(offer, say)}</span>
    </span>
  )
}

const Price = ({ product, isFrom = false }: { readonly product: Product; readonly isFrom?: boolean }) => {
  const say = useSay()
  const currency = useShowing()?.currency
  if (product.priceMinor === 0 && !isFrom) return say('sell.free')
  const price = currency ? money(product.priceMinor, currency, say.language) : ''
  return isFrom && price ? say('sell.priceFrom', { price }) : price
}

const left = (product: Product, isOnline: boolean, say: Say): string => {
  const { free, pool } = product.stock
  if (isOnline && free === null) return ''
  return say('sell.variationLeft', { count: number(isOnline ? (free ?? 0) + pool : pool, say.language) })
}

/** Whether single letters take tiles: a person may have switched that off. */
const useLetters = (): boolean => useFrame(frame => frame.settings?.letterKeys ?? true)

/** Whether there is none to be had, as against no ticket to put it to. */
const isGone = (offer: Offer): boolean => !offer.can && offer.why !== 'no-ticket' && offer.why !== 'ticket-full'

const useMisfit = (product: Product | undefined): 'no-ticket' | 'ticket-full' | null => {
  const cart = useSell(sell => sell.cart)
  const products = useSell(sell => sell.products)
  const chosenTicket = useSell(sell => sell.chosenTicket)
  return product ? addonMisfit(product, cart?.lines ?? [], products ?? [], chosenTicket) : null
}

const useOffer = (product: Product | undefined, isOnline: boolean): Offer => {
  const misfit = useMisfit(product)
  return product ? offerOf(product, isOnline, misfit) : { can: false, why: 'sold-out' }
}
