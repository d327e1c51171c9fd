import { Printer, RotateCw } from 'lucide-react'
import type { ReactNode } from 'react'
import type { SaleSummary } from '#contract/cart'
import type { Refusal } from '#contract/refusal'
import { useFrame, useNow, useSay } from '#app/kasa'
import { localZone } from '#app/local-zone'
import { Action } from '#parts/action'
import { classes } from '#parts/classes'
import { Notice } from '#parts/notice'
import { StateMark } from '#parts/state-mark'
import { TestMark } from '#parts/test-mark'
import { clockTimeToTheSecond, date, money, pick } from '#words/format'
import { refusalSentence } from '#words/refusal-sentence'
import styles from './sale-detail.module.css'
import {
  paymentLines,
  reasonOf,
  saleExplanation,
  saleHead,
  saleMark,
  soldLines,
  uploadProgress,
  waitingSentence,
} from './sale-words.ts'

/** One sale of the queue: what is the case, what was sold and paid, and what can be done. */
export const SaleDetail = (props: {
  readonly sale: SaleSummary
  readonly trying: boolean
  /** Why the last thing asked for did not happen. */
  readonly refusal: Refusal | null
  readonly onRetry: () => void
  readonly onTickets: () => void
  readonly onReceipt: () => void
}) => {
  const say = useSay()
  const { sale } = props
  const mark = saleMark(sale, say)
  return (
    <article className={classes(styles.detail)} aria-labelledby="case-title">
      <div className={classes(styles.head)}>
        <div className={classes(styles.words)}>
          <StateMark shape={mark.shape} tone={mark.tone}>
            <span className={classes(styles.plain)}>{mark.word}</span>
          </StateMark>
          <h2 id="case-title" className={classes(styles.title)}>
            {saleHead(sale, say)}
          </h2>
          <p className={classes(styles.text)}>{saleExplanation(sale, say)}</p>
        </div>
        <div className={classes(styles.money)}>
          <div className={classes(styles.sum)}>{money(sale.totalMinor, sale.currency, say.language)}</div>
          <div className={classes(styles.muted)}>
            {say('totals.tickets', { count: sale.tickets, figure: sale.tickets })}
            {sale.testmode ? (
              <>
                {' '}
                <TestMark>{say('frame.testmode')}</TestMark>
              </>
            ) : null}
          </div>
        </div>
      </div>
      <Facts sale={sale} />
      {props.refusal ? (
        <Notice tone="crit" inset>
          {refusalSentence(say, props.refusal)}
        </Notice>
      ) : null}
      <Ways {...props} />
    </article>
  )
}

const Facts = ({ sale }: { readonly sale: SaleSummary }) => {
  const say = useSay()
  const now = useNow()
  const online = useFrame(frame => frame.status?.connection.state === 'online')
  const at = (moment: number): string => clockTimeToTheSecond(moment, localZone(), say.language)
  const { upload } = sale
  const why = waitingSentence(sale, say)
  return (
    <dl className={classes(styles.facts)}>
      <Fact term={say('queue.code')}>
        <strong className={classes(styles.code)}>{sale.code}</strong>
      </Fact>
      <Fact term={say('queue.event')}>{pick(sale.eventName, say.language)}</Fact>
      <Fact term={say('queue.what')}>
        <Lines lines={soldLines(sale, say)} />
      </Fact>
      <Fact term={say('queue.paid')}>
        <Lines lines={paymentLines(sale, say)} />
      </Fact>
      <Fact term={say('queue.sold')}>
        {date(sale.soldAt, localZone(), say.language)}, {at(sale.soldAt)}
      </Fact>
      <Fact term={say('queue.who')}>{[sale.till, sale.cashier].filter(Boolean).join(', ')}</Fact>
      <Fact term={say('queue.state')}>
        {upload.state === 'refused' ? say('queue.refusedAt', { time: at(upload.at) }) : null}
        {upload.state === 'doubtful' ? say('queue.doubtfulAt', { time: at(upload.at) }) : null}
        {reasonOf(sale) ? null : uploadProgress(sale, online, now, say)}
      </Fact>
      {why ? <Fact term={say('queue.why')}>{why}</Fact> : null}
    </dl>
  )
}

const Fact = ({ term, children }: { readonly term: string; readonly children: ReactNode }) => (
  <div className={classes(styles.fact)}>
    <dt className={classes(styles.muted)}>{term}</dt>
    <dd>{children}</dd>
  </div>
)

const Lines = ({ lines }: { readonly lines: readonly string[] }) => (
  <ul>
    {lines.map((line, place) => (
      <li key={`${place} ${line}`}>{line}</li>
    ))}
  </ul>
)

const Ways = (props: {
  readonly sale: SaleSummary
  readonly trying: boolean
  readonly onRetry: () => void
  readonly onTickets: () => void
  readonly onReceipt: () => void
}) => {
  const say = useSay()
  return (
    <div className={classes(styles.ways)}>
      {reasonOf(props.sale) ? (
        <section className={classes(styles.way)}>
          <Action
            kind="primary"
            keys="F4"
            isDisabled={props.trying}
            icon={<RotateCw size={18} aria-hidden="true" />}
            onPress={props.onRetry}
          >
            {say(props.trying ? 'queue.retrying' : 'queue.retry')}
          </Action>
          <p className={classes(styles.muted)}>{say('queue.retryText')}</p>
        </section>
      ) : null}
      <section className={classes(styles.way)}>
        <div className={classes(styles.prints)}>
          <Action keys="F6" icon={<Printer size={18} aria-hidden="true" />} onPress={props.onTickets}>
            {say('sell.showTickets')}
          </Action>
          <Action keys="F7" icon={<Printer size={18} aria-hidden="true" />} onPress={props.onReceipt}>
            {say('sell.showReceipt')}
          </Action>
        </div>
        <p className={classes(styles.muted)}>{say('queue.printText')}</p>
      </section>
    </div>
  )
}
