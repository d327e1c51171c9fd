import { useStore } from 'zustand'
import type { StoreApi } from 'zustand/vanilla'
import type { Holdings, LeaseHolding } from '#contract/methods'
import type { Product } from '#contract/stock'
import { useSay } from '#app/kasa'
import { classes } from '#parts/classes'
import { ShareBar } from '#parts/share-bar'
import { StateMark } from '#parts/state-mark'
import { Stepper } from '#parts/stepper'
import { clockTime, date, number, pick } from '#words/format'
import { refusalSentence } from '#words/refusal-sentence'
import { holdingKey, holdingOf, mostTarget, showsTarget } from './stock-slice.ts'
import type { StockState } from './stock-slice.ts'
import styles from './stock.module.css'

/** One line a product without seats: how many this till should hold, how many it does, until when, and why not more. */
export const StockTargets = (props: {
  readonly slice: StoreApi<StockState>
  readonly products: readonly Product[]
  readonly holdings: Holdings
  readonly timezone: string
}) => {
  const say = useSay()
  const { slice, holdings } = props
  const showing = useStore(slice, state => state.showing)
  const wanted = useStore(slice, state => state.wanted)
  if (!showing) return null
  const lines = props.products.flatMap(product => {
    const holding = holdingOf(holdings, { ...showing, ...product })
    return showsTarget(product, holding) ? [{ product, holding }] : []
  })
  if (lines.length === 0) return <p className={classes(styles.muted)}>{say('settings.stockNoProducts')}</p>
  return (
    <ul className={classes(styles.lines)}>
      {lines.map(({ product, holding }) => {
        const key = holdingKey({ ...showing, ...product })
        return (
          <TargetLine
            key={key}
            product={product}
            holding={holding}
            target={wanted.get(key) ?? holding?.target ?? 0}
            timezone={props.timezone}
            onTarget={target => void slice.getState().target({ item: product.item, variation: product.variation }, target)}
          />
        )
      })}
    </ul>
  )
}

const TargetLine = (props: {
  readonly product: Product
  readonly holding: LeaseHolding | undefined
  readonly target: number
  readonly timezone: string
  readonly onTarget: (target: number) => void
}) => {
  const say = useSay()
  const { product, holding, target } = props
  const name = [pick(product.name, say.language), pick(product.variationName, say.language)].filter(Boolean).join(', ')
  const { free } = product.stock
  return (
    <li className={classes(styles.line)}>
      <div className={classes(styles.name)}>
        <strong>{name}</strong>
        <span className={classes(styles.muted)}>
          {free === null
            ? say('settings.stockFreeUnlimited')
            : say('settings.stockFree', { count: free, figure: number(free, say.language) })}
        </span>
      </div>
      <Stepper
        label={say('settings.stockTarget', { product: name })}
        fewer={say('settings.stockFewer', { product: name })}
        more={say('settings.stockMore', { product: name })}
        value={target}
        most={mostTarget}
        onChange={props.onTarget}
      />
      <Held holding={holding} target={target} timezone={props.timezone} />
    </li>
  )
}

const Held = (props: { readonly holding: LeaseHolding | undefined; readonly target: number; readonly timezone: string }) => {
  const say = useSay()
  const { holding, target } = props
  const held = holding?.held ?? 0
  if (held === 0 && target === 0) return <div className={classes(styles.held, styles.muted)}>{say('settings.stockNone')}</div>
  return (
    <div className={classes(styles.held)}>
      <span>
        <strong>{say('settings.stockHeld', { held, target })}</strong>
        {holding?.expiresAt ? (
          <span className={classes(styles.muted)}>
            {', '}
            {say('settings.stockExpires', {
              time: `${date(holding.expiresAt, props.timezone, say.language)}, ${clockTime(holding.expiresAt, props.timezone, say.language)}`,
            })}
          </span>
        ) : null}
      </span>
      <ShareBar part={held} whole={Math.max(target, held)} tone={holding?.shortfall ? 'warn' : 'strong'} />
      {holding?.shortfall ? (
        <StateMark shape="triangle" tone="warn">
          <span className={classes(styles.plain)}>{refusalSentence(say, holding.shortfall)}</span>
        </StateMark>
      ) : null}
      {!holding?.shortfall && held < target ? (
        <StateMark shape="half" tone="muted">
          {say('settings.stockFilling')}
        </StateMark>
      ) : null}
    </div>
  )
}
