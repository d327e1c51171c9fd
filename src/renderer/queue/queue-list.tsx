import { Collection, Header, ListBox, ListBoxItem, ListBoxSection } from 'react-aria-components'
import type { SaleSummary } from '#contract/cart'
import type { Queue } from '#contract/methods'
import type { SaleId } from '#contract/nominal'
import { useFrame, useNow, useSay } from '#app/kasa'
import { localZone } from '#app/local-zone'
import { classes } from '#parts/classes'
import { StateMark } from '#parts/state-mark'
import { TestMark } from '#parts/test-mark'
import { age, clockTime, money } from '#words/format'
import styles from './queue-list.module.css'
import { oldestSoldAt, salesInOrder } from './queue-order.ts'
import { paymentKinds, reasonOf, saleMark, saleHead, soldLines, uploadProgress } from './sale-words.ts'

/** The cases to settle above, the sales on their way below: one stop for Tab, arrows inside, and what is focused is open. */
export const QueueList = (props: {
  readonly queue: Queue
  readonly chosen: SaleId | null
  readonly onChoose: (sale: SaleId) => void
}) => {
  const say = useSay()
  const { queue, chosen, onChoose } = props
  const now = useNow()
  const online = useFrame(frame => frame.status?.connection.state === 'online')
  const draw = (sale: SaleSummary) => <QueueRow sale={sale} progress={uploadProgress(sale, online, now, say)} />
  return (
    <ListBox
      aria-label={say('queue.list')}
      className={classes(styles.list)}
      selectionMode="single"
      selectionBehavior="replace"
      disallowEmptySelection
      selectedKeys={chosen === null ? [] : [chosen]}
      onSelectionChange={keys => {
        const sale = keys === 'all' ? undefined : salesInOrder(queue).find(each => keys.has(each.id))
        if (sale) onChoose(sale.id)
      }}
    >
      {queue.toSettle.length > 0 ? (
        <ListBoxSection id="to-settle">
          <SectionHead
            title={say('queue.toSettle')}
            count={say('queue.cases', { count: queue.toSettle.length })}
            oldest={oldestSoldAt(queue.toSettle)}
            now={now}
          />
          <Collection items={queue.toSettle} dependencies={[say, now, online]}>
            {draw}
          </Collection>
        </ListBoxSection>
      ) : null}
      {queue.waiting.length > 0 ? (
        <ListBoxSection id="waiting">
          <SectionHead
            title={say('queue.waiting')}
            count={say('queue.waitingCount', { count: queue.waiting.length })}
            oldest={oldestSoldAt(queue.waiting)}
            now={now}
          />
          <Collection items={queue.waiting} dependencies={[say, now, online]}>
            {draw}
          </Collection>
        </ListBoxSection>
      ) : null}
    </ListBox>
  )
}

const SectionHead = (props: {
  readonly title: string
  readonly count: string
  readonly oldest: number | null
  readonly now: number
}) => {
  const say = useSay()
  return (
    <Header className={classes(styles.head)}>
      <span>
        <strong>{props.title}</strong>, {props.count}
      </span>
      {props.oldest === null ? null : (
        <span className={classes(styles.muted)}>{say('queue.oldest', { age: age(props.now - props.oldest, say) })}</span>
      )}
    </Header>
  )
}

const QueueRow = ({ sale, progress }: { readonly sale: SaleSummary; readonly progress: string }) => {
  const say = useSay()
  const mark = saleMark(sale, say)
  const what = soldLines(sale, say).join('; ')
  const sum = money(sale.totalMinor, sale.currency, say.language)
  const line = reasonOf(sale) ? saleHead(sale, say) : progress
  return (
    <ListBoxItem id={sale.id} textValue={`${sum}, ${mark.word}, ${what}`} className={classes(styles.row)}>
      <span className={classes(styles.top)}>
        <span className={classes(styles.sum)}>{sum}</span>
        <StateMark shape={mark.shape} tone={mark.tone}>
          {mark.word}
        </StateMark>
      </span>
      <span className={classes(styles.what)}>
        {sale.testmode ? <TestMark>{say('frame.testmode')}</TestMark> : null} {what}
      </span>
      {sale.upload.state === 'sending' ? null : <span className={classes(styles.line)}>{line}</span>}
      <span className={classes(styles.top, styles.muted)}>
        <span>
          {[sale.till, sale.cashier].filter(Boolean).join(', ')} · {paymentKinds(sale, say)}
        </span>
        <span>{clockTime(sale.soldAt, localZone(), say.language)}</span>
      </span>
    </ListBoxItem>
  )
}
