import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import type { StoreApi } from 'zustand/vanilla'
import type { SaleSummary } from '#contract/cart'
import type { Queue } from '#contract/methods'
import { useFrame, useKasa, useSay } from '#app/kasa'
import { queueShortcuts } from '#app/shortcut-tables'
import { useShortcuts } from '#app/shortcuts'
import { Action } from '#parts/action'
import { Blank } from '#parts/blank'
import { classes } from '#parts/classes'
import { Page } from '#parts/page'
import { openPaper } from '#parts/paper'
import { WaitingRows } from '#parts/waiting-rows'
import { refusalSentence } from '#words/refusal-sentence'
import { QueueList } from './queue-list.tsx'
import { salesInOrder } from './queue-order.ts'
import styles from './queue-screen.module.css'
import type { QueueState } from './queue-slice.ts'
import { queueSlice } from './queue-slice.ts'
import { reasonOf } from './sale-words.ts'
import { SaleDetail } from './sale-detail.tsx'

/** The sales that the platform has not confirmed: those a person must look at, and those on their way. */
export const QueueScreen = () => {
  const say = useSay()
  const { wire } = useKasa()
  const epoch = useFrame(frame => frame.epoch)
  const [slice] = useState(() => queueSlice(wire))
  useEffect(() => slice.getState().follow(), [slice, epoch])
  const queue = useStore(slice, state => state.queue)
  const unread = useStore(slice, state => state.unread)
  if (queue && salesInOrder(queue).length > 0) return <KnownQueue queue={queue} slice={slice} />
  return (
    <Page title={say('queue.title')}>
      {queue ? <Blank title={say('queue.empty')}>{say('queue.emptyText')}</Blank> : null}
      {!queue && unread ? (
        <Blank
          title={say('queue.unread')}
          actions={<Action onPress={() => void slice.getState().reload()}>{say('frame.retry')}</Action>}
        >
          {refusalSentence(say, unread)}
        </Blank>
      ) : null}
      {!queue && !unread ? <WaitingRows rows={5} label={say('frame.loading')} /> : null}
    </Page>
  )
}

const KnownQueue = ({ queue, slice }: { readonly queue: Queue; readonly slice: StoreApi<QueueState> }) => {
  const say = useSay()
  const chosen = useStore(slice, state => state.chosen)
  const sales = salesInOrder(queue)
  const sale = sales.find(each => each.id === chosen)
  return (
    <section className={classes(styles.screen)} aria-labelledby="page-title">
      <h1 id="page-title" className={classes(styles.title)}>
        {say('queue.title')}
      </h1>
      <div className={classes(styles.side)}>
        <QueueList queue={queue} chosen={chosen} onChoose={slice.getState().choose} />
      </div>
      {sale ? <OpenSale sale={sale} slice={slice} isOnly={sales.length === 1} cases={queue.toSettle.length} /> : null}
    </section>
  )
}

const OpenSale = (props: {
  readonly sale: SaleSummary
  readonly slice: StoreApi<QueueState>
  readonly isOnly: boolean
  /** How many sales are to settle. */
  readonly cases: number
}) => {
  const say = useSay()
  const { sale, slice } = props
  const trying = useStore(slice, state => state.trying)
  const refused = useStore(slice, state => state.refused)
  const { retry, retryAll, chooseNext, paper } = slice.getState()
  const print = (kind: 'paper.tickets' | 'paper.receipt'): void =>
    void paper(kind, sale.id).then(found => found && openPaper(found))
  const deeds = {
    tickets: () => print('paper.tickets'),
    receipt: () => print('paper.receipt'),
    next: chooseNext,
    ...(reasonOf(sale) ? { retry: () => void retry(sale.id) } : {}),
    ...(props.cases > 1 ? { retryAll: () => void retryAll() } : {}),
  }
  useShortcuts(queueShortcuts, deeds)
  return (
    <div className={classes(styles.pane)}>
      <div className={classes(styles.detail)}>
        <SaleDetail
          sale={sale}
          trying={trying !== null}
          refusal={refused?.sale === sale.id ? refused.refusal : null}
          onRetry={() => void retry(sale.id)}
          onTickets={deeds.tickets}
          onReceipt={deeds.receipt}
        />
      </div>
      <footer className={classes(styles.foot)}>
        <span className={classes(styles.muted)}>{reasonOf(sale) ? say('queue.foot') : ''}</span>
        <span className={classes(styles.deeds)}>
          {props.cases > 1 ? (
            <Action kind="quiet" keys="Shift F4" isDisabled={trying !== null} onPress={() => void retryAll()}>
              {say('queue.retryAll')}
            </Action>
          ) : null}
          {props.isOnly ? null : (
            <Action kind="quiet" keys="F8" onPress={chooseNext}>
              {say('queue.next')}
            </Action>
          )}
        </span>
      </footer>
    </div>
  )
}
