import { CircleCheck } from 'lucide-react'
import { currencyDigits } from '#contract/currency'
import type { SaleSummary } from '#contract/cart'
import { minor } from '#contract/nominal'
import { useSay } from '#app/kasa'
import { Action } from '#parts/action'
import { classes } from '#parts/classes'
import { TestMark } from '#parts/test-mark'
import { money } from '#words/format'
import styles from './done-panel.module.css'
import { inNotesAndCoins } from './notes.ts'
import { RefusalNotice } from './refusal-notice.tsx'
import { paidInWords, soldInWords } from './sale-words.ts'
import { useDeeds } from './sell-provider.tsx'
import { UploadMark } from './upload-mark.tsx'
import { amount } from '#words/format'

/** A sale that is on disk: its code, the change to give, its papers, and the next sale with one key. */
export const DonePanel = ({ sale }: { readonly sale: SaleSummary }) => {
  const say = useSay()
  const deeds = useDeeds()
  return (
    <>
      <div className={classes(styles.panel)} role="status" data-sale={sale.code}>
        <div className={classes(styles.head)}>
          <h2 className={classes(styles.title)}>
            <CircleCheck size={22} aria-hidden="true" />
            {say('sell.done')}
          </h2>
          <p className={classes(styles.code)}>{sale.code}</p>
        </div>
        {sale.testmode ? (
          <p>
            <TestMark>{say('frame.testmode')}</TestMark> {say('frame.testmodeText')}
          </p>
        ) : null}
        <UploadMark sale={sale} />
        <p className={classes(styles.what)}>{soldInWords(sale, say)}</p>
        <p className={classes(styles.what)}>
          {money(sale.totalMinor, sale.currency, say.language)}, {paidInWords(sale, say)}
        </p>
        <Change sale={sale} />
        <RefusalNotice place="paper" />
        <div className={classes(styles.papers)}>
          <Action keys="Ctrl P" spread onPress={() => deeds.paper('tickets', sale)}>
            {say('sell.showTickets')}
          </Action>
          <Action spread onPress={() => deeds.paper('receipt', sale)}>
            {say('sell.showReceipt')}
          </Action>
        </div>
      </div>
      <div className={classes(styles.foot)}>
        <Action kind="primary" wide spread autoFocus keys="Enter" onPress={deeds.next}>
          {say('sell.next')}
        </Action>
      </div>
    </>
  )
}

const Change = ({ sale }: { readonly sale: SaleSummary }) => {
  const say = useSay()
  const cash = sale.payments.find(payment => payment.method === 'cash')
  if (!cash) return null
  const digits = currencyDigits(sale.currency)
  const pieces = inNotesAndCoins(minor(cash.changeMinor), digits)
  return (
    <div>
      <p className={classes(styles.change)}>
        <span>{say('sell.change')}</span>
        <span className={classes(styles.sum)}>{money(cash.changeMinor, sale.currency, say.language)}</span>
      </p>
      {pieces.length > 0 ? (
        <p className={classes(styles.pieces)}>{pieces.map(piece => inWholes(piece, sale.currency, say.language)).join(' + ')}</p>
      ) : null}
    </div>
  )
}

/** `50` for a note, `0,50` for a coin of less than one. */
const inWholes = (piece: number, currency: string, language: 'pl' | 'en'): string => {
  const text = amount(piece, currency, language)
  return text.replace(/[.,]0+$/, '')
}
