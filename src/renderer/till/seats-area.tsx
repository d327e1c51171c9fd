import { useState } from 'react'
import type { Hall, Product } from '#contract/stock'
import { useNow, useSay } from '#app/kasa'
import { useShowing } from '#app/showing-words'
import { Blank } from '#parts/blank'
import { Choice } from '#parts/choice'
import { classes } from '#parts/classes'
import { ShareBar } from '#parts/share-bar'
import { Swatch, swatchTone } from '#parts/swatch'
import { WaitingRows } from '#parts/waiting-rows'
import { age, money, number, pick } from '#words/format'
import { RefusalNotice } from './refusal-notice.tsx'
import { RowList } from './row-list.tsx'
import { RowStrip } from './row-strip.tsx'
import { poolWords } from '#words/seat-words'
import styles from './seats-area.module.css'
import { SectorList } from './sector-list.tsx'
import { offerOf } from './selling-state.ts'
import { useSell } from './sell-provider.tsx'
import { whyNot } from './stock-words.ts'
import { useSwatches } from './swatches.ts'

/** Numbered seats: sectors at the left, rows of the chosen sector, and the seats of the chosen row at the foot. */
export const SeatsArea = ({ isOnline }: { readonly isOnline: boolean }) => {
  const say = useSay()
  const hall = useSell(sell => sell.hall)
  const [variations, setVariations] = useState<ReadonlyMap<number, number>>(new Map())
  if (!hall) return <WaitingRows rows={4} label={say('seats.loadingOpen')} />
  return (
    <section className={classes(styles.seats)} aria-label={say('seats.title')}>
      <div className={classes(styles.progress)}>
        <Loading hall={hall} />
        <RefusalNotice place="seats" />
      </div>
      <Prices
        hall={hall}
        isOnline={isOnline}
        variations={variations}
        onVariation={(item, variation) => setVariations(new Map(variations).set(item, variation))}
      />
      {hall.sectors.length === 0 ? (
        <Blank title={say(hall.total === null ? 'seats.loadingOpen' : 'seats.noPlan')} />
      ) : (
        <>
          <SectorList hall={hall} isOnline={isOnline} />
          <RowList hall={hall} isOnline={isOnline} />
          <RowStrip hall={hall} isOnline={isOnline} variations={variations} />
        </>
      )}
    </section>
  )
}

/** How far the seats are in, and how old what is known of them is. */
const Loading = ({ hall }: { readonly hall: Hall }) => {
  const say = useSay()
  if (hall.total !== null && hall.loaded >= hall.total) return null
  const figure = (value: number): string => number(value, say.language)
  return (
    <p className={classes(styles.loading)} role="status">
      <span>
        {hall.total === null
          ? say('seats.loadingOpen')
          : say('seats.loading', { done: figure(hall.loaded), total: figure(hall.total) })}
      </span>
      <div>
        <ShareBar part={hall.loaded} whole={hall.total ?? 0} tone="accent" />
      </div>
    </p>
  )
}

type PricesProps = {
  readonly hall: Hall
  readonly isOnline: boolean
  readonly variations: ReadonlyMap<number, number>
  readonly onVariation: (item: number, variation: number) => void
}

/** The price key: colour, letter, price and what is left; kinds of ticket are chosen here before the seat. */
const Prices = (props: PricesProps) => {
  const say = useSay()
  const now = useNow(10_000)
  const products = useSell(sell => sell.products) ?? []
  const items = [...Map.groupBy(products, product => product.item).values()]
  const askedAt = props.hall.askedAt
  return (
    <div className={classes(styles.prices)}>
      {items.map((kinds, place) =>
        kinds[0]?.seated ? <Price key={kinds[0].item} {...props} kinds={kinds} place={place} /> : null,
      )}
      {askedAt !== null && now - askedAt > 90_000 ? (
        <span className={classes(styles.count)}>{say('seats.askedAt', { age: age(now - askedAt, say) })}</span>
      ) : null}
    </div>
  )
}

const Price = (props: PricesProps & { readonly kinds: readonly Product[]; readonly place: number }) => {
  const { kinds, isOnline } = props
  const say = useSay()
  const currency = useShowing()?.currency
  const swatches = useSwatches()
  const chosen = kinds.find(kind => kind.variation === props.variations.get(kind.item)) ?? kinds[0]
  if (!chosen) return null
  const offer = offerOf(chosen, isOnline, null)
  const { free, pool } = chosen.stock
  const online = free === null ? null : free + pool
  const left = online === null ? '' : say('sell.stockFree', { free: online, figure: number(online, say.language) })
  const stock = isOnline ? left : poolWords(pool, say)
  const priceFacts = offer.can || offer.why === 'pool-gone' || offer.why === 'pool-none' ? stock : whyNot(offer, say)
  return (
    <div className={classes(styles.price)}>
      <Swatch letter={swatches.get(chosen.item) ?? ''} tone={swatchTone(props.place)} isOff={!offer.can} />
      <span>
        <b>
          {[pick(chosen.name, say.language), currency ? money(chosen.priceMinor, currency, say.language) : '']
            .filter(Boolean)
            .join(' · ')}
        </b>
        <small>{priceFacts}</small>
      </span>
      {kinds.length > 1 ? (
        <Choice
          label={say('seats.variation')}
          hideLabel
          value={String(chosen.variation)}
          options={kinds.map(kind => ({ value: String(kind.variation), word: pick(kind.variationName, say.language) }))}
          onChange={value => props.onVariation(chosen.item, Number(value))}
        />
      ) : null}
    </div>
  )
}
