import type { Paper } from '#contract/paper'
import type { Sheet } from '#contract/onsale-methods'
import type { OnsaleReport } from '#contract/onsale-report'
import type { Result } from '#contract/refusal'
import { done, refused } from '#contract/refusal'
import { paperSale } from '#store/paper'
import type { Readable } from '#store/query'
import type { Language, Say } from '#words/say'
import { minutesSheet } from './onsale-minutes.ts'
import type { Press } from './press.ts'

/** Paper for stored sales. Printing again gives the same bytes. */
export type Print = {
  /** One page per position. Refused when the sale is not in this file. */
  readonly tickets: (saleId: string, language: Language) => Promise<Result<Paper>>
  readonly receipt: (saleId: string, language: Language) => Promise<Result<Paper>>
  /** The case study of an on-sale, and its minutes for a spreadsheet. */
  readonly onsaleReport: (report: OnsaleReport, language: Language) => Promise<Paper>
  readonly onsaleMinutes: (report: OnsaleReport, language: Language) => Sheet
}

/** Makes paper out of what the store holds, in the words of `sayIn`. The press comes with the first paper: its libraries would be a third of a start. */
export const createPrint = ({ store, sayIn }: { store: Readable; sayIn: (language: Language) => Say }): Print => {
  let opening: Promise<Press> | null = null
  const press = (): Promise<Press> => (opening ??= import('./press.ts').then(({ openPress }) => openPress()))
  const print =
    (kind: 'tickets' | 'receipt') =>
    async (saleId: string, language: Language): Promise<Result<Paper>> => {
      const sale = paperSale(store, saleId)
      if (!sale) return refused('sale-unknown')
      return done(await (await press())[kind](sayIn(language), sale))
    }
  return {
    tickets: print('tickets'),
    receipt: print('receipt'),
    onsaleReport: async (report, language) => (await press()).onsaleReport(sayIn(language), report),
    onsaleMinutes: (report, language) => minutesSheet(sayIn(language), report),
  }
}
