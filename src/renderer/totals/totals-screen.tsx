import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import type { Totals } from '#contract/totals'
import { useFrame, useKasa, useNow, useSay } from '#app/kasa'
import { useShowing } from '#app/showing-words'
import { Action } from '#parts/action'
import { Blank } from '#parts/blank'
import { Choice } from '#parts/choice'
import { classes } from '#parts/classes'
import { Page } from '#parts/page'
import { WaitingRows } from '#parts/waiting-rows'
import { age, pick } from '#words/format'
import { refusalSentence } from '#words/refusal-sentence'
import { TotalsChannels } from './totals-channels.tsx'
import { TotalsDays } from './totals-days.tsx'
import { TotalsFigures } from './totals-figures.tsx'
import { TotalsCounted, TotalsDoubts } from './totals-notes.tsx'
import styles from './totals-screen.module.css'
import { totalsSlice } from './totals-slice.ts'
import { TotalsTable } from './totals-table.tsx'

/** What has been sold, at this till and everywhere else, as far as this till knows and with the age of that knowledge. */
export const TotalsScreen = () => {
  const say = useSay()
  const { wire } = useKasa()
  const epoch = useFrame(frame => frame.epoch)
  const showing = useShowing()
  const [scope, setScope] = useState<'all' | 'chosen'>('all')
  const [asTable, setAsTable] = useState(false)
  const [slice] = useState(() => totalsSlice(wire))
  const event = scope === 'chosen' && showing ? showing.event : null
  useEffect(() => slice.getState().show(event), [slice, event])
  useEffect(() => slice.getState().follow(), [slice, epoch])
  const totals = useStore(slice, state => state.totals)
  const unread = useStore(slice, state => state.unread)
  return (
    <Page
      title={say('totals.title')}
      facts={totals ? <Ages totals={totals} /> : null}
      actions={
        showing ? (
          <Choice
            label={say('totals.which')}
            hideLabel
            value={scope}
            options={[
              { value: 'all', word: say('totals.allEvents') },
              { value: 'chosen', word: pick(showing.name, say.language) },
            ]}
            onChange={setScope}
          />
        ) : null
      }
    >
      {totals ? <Known totals={totals} asTable={asTable} onAsTable={setAsTable} /> : null}
      {!totals && unread ? (
        <Blank
          title={say('totals.unread')}
          actions={<Action onPress={() => void slice.getState().reload()}>{say('frame.retry')}</Action>}
        >
          {refusalSentence(say, unread)}
        </Blank>
      ) : null}
      {!totals && !unread ? <WaitingRows rows={8} label={say('frame.loading')} /> : null}
    </Page>
  )
}

const Ages = ({ totals }: { readonly totals: Totals }) => {
  const say = useSay()
  const now = useNow()
  const since = (at: number | null): string => (at === null ? say('frame.never') : age(now - at, say))
  return (
    <>
      {say('totals.together')} · {say('totals.ordersAge', { age: since(totals.ordersAt) })},{' '}
      {totals.refundsAt === null ? say('totals.refundsUnknown') : say('totals.refundsAge', { age: since(totals.refundsAt) })}
    </>
  )
}

const Known = (props: { readonly totals: Totals; readonly asTable: boolean; readonly onAsTable: (asTable: boolean) => void }) => {
  const { totals } = props
  const say = useSay()
  return (
    <div className={classes(styles.body)}>
      <TotalsDoubts totals={totals} />
      {totals.events.length === 0 ? (
        <Blank title={say('totals.empty')}>{say('totals.emptyText')}</Blank>
      ) : (
        <>
          <TotalsFigures totals={totals} />
          <TotalsCounted totals={totals} />
          <div className={classes(styles.columns)}>
            <TotalsTable totals={totals} />
            <div className={classes(styles.aside)}>
              <TotalsChannels totals={totals} />
              <TotalsDays totals={totals} asTable={props.asTable} onAsTable={props.onAsTable} />
            </div>
          </div>
        </>
      )}
    </div>
  )
}
