import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import type { StoreApi } from 'zustand/vanilla'
import type { Holdings } from '#contract/methods'
import { useFrame, useKasa, useSay } from '#app/kasa'
import { useShowing } from '#app/showing-words'
import { Action } from '#parts/action'
import { classes } from '#parts/classes'
import { Notice } from '#parts/notice'
import { Section } from '#parts/section'
import { Sheet } from '#parts/sheet'
import { WaitingRows } from '#parts/waiting-rows'
import { number, pick } from '#words/format'
import { refusalSentence } from '#words/refusal-sentence'
import { RowBlocks } from './row-blocks.tsx'
import styles from './settings.module.css'
import { StockTargets } from './stock-targets.tsx'
import type { StockState } from './stock-slice.ts'
import { heldElsewhere, stockSlice, unitsHeld } from './stock-slice.ts'

/** What this till keeps for the time without network: targets a product, rows of seats, and the way to give it all back. */
export const StockSection = () => {
  const say = useSay()
  const { wire } = useKasa()
  const epoch = useFrame(frame => frame.epoch)
  const showing = useShowing()
  const [slice] = useState(() => stockSlice(wire))
  const event = showing?.event
  const subevent = showing?.subevent ?? null
  const seated = showing?.seated ?? false
  useEffect(
    () => slice.getState().show(event === undefined ? null : { event, subevent }, seated),
    [slice, event, subevent, seated],
  )
  useEffect(() => slice.getState().follow(), [slice, epoch])
  const products = useStore(slice, state => state.products)
  const holdings = useStore(slice, state => state.holdings)
  const unread = useStore(slice, state => state.unread)
  const refusal = useStore(slice, state => state.refusal)
  return (
    <Section id="settings-stock" title={say('settings.stock')} text={say('settings.stockText')}>
      {unread ? (
        <Notice tone="warn" inset>
          {refusalSentence(say, unread)}
        </Notice>
      ) : null}
      {refusal ? (
        <Notice tone="crit" inset>
          {refusalSentence(say, refusal)}
        </Notice>
      ) : null}
      {showing ? (
        <div className={classes(styles.group)}>
          <h3 className={classes(styles.subhead)}>{pick(showing.name, say.language)}</h3>
          {products && holdings ? (
            <StockTargets slice={slice} products={products} holdings={holdings} timezone={showing.timezone} />
          ) : null}
          {(!products || !holdings) && !unread ? <WaitingRows rows={3} label={say('frame.loading')} /> : null}
        </div>
      ) : (
        <p>{say('settings.chooseEvent')}</p>
      )}
      {showing?.seated && holdings ? <RowBlocks slice={slice} holdings={holdings} /> : null}
      {holdings ? <Held slice={slice} holdings={holdings} /> : null}
    </Section>
  )
}

const Held = ({ slice, holdings }: { readonly slice: StoreApi<StockState>; readonly holdings: Holdings }) => {
  const say = useSay()
  const showings = useFrame(frame => frame.showings)
  const showing = useStore(slice, state => state.showing)
  const givingBack = useStore(slice, state => state.givingBack)
  const [isAsking, setAsking] = useState(false)
  const held = unitsHeld(holdings)
  if (held === 0) return <p className={classes(styles.muted)}>{say('settings.stockEmpty')}</p>
  const elsewhere = heldElsewhere(holdings, showing).map(other => {
    const known = showings?.find(each => each.event === other.event && each.subevent === other.subevent)
    const name = [pick(known?.name ?? null, say.language) || other.event, pick(known?.dateName ?? null, say.language)]
    return `${name.filter(Boolean).join(', ')}: ${number(other.held, say.language)}`
  })
  return (
    <div className={classes(styles.group)}>
      <p>
        {say('settings.stockTotal', { count: held })}
        {elsewhere.length > 0 ? ` ${say('settings.stockElsewhere')}: ${elsewhere.join('; ')}.` : ''}
      </p>
      <div>
        <Action kind="danger" isDisabled={givingBack} onPress={() => setAsking(true)}>
          {say(givingBack ? 'settings.stockGivingBack' : 'settings.stockGiveBack')}
        </Action>
      </div>
      <Sheet
        title={say('settings.stockGiveBackAsk')}
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        foot={
          <>
            <Action autoFocus onPress={() => setAsking(false)}>
              {say('settings.stockKeep')}
            </Action>
            <Action
              kind="danger"
              onPress={() => {
                setAsking(false)
                void slice.getState().giveBack()
              }}
            >
              {say('settings.stockGiveBack')}
            </Action>
          </>
        }
      >
        <p>{say('settings.stockGiveBackText')}</p>
      </Sheet>
    </div>
  )
}
