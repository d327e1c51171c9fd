import type { Paper } from '#contract/methods'
import type { Result } from '#contract/refusal'
import { done, refused } from '#contract/refusal'
import { paperSale } from '#store/paper'
import type { Readable } from '#store/query'
import type { Language, Say } from '#words/say'
import type { Press } from './press.ts'

/** Paper for stored sales. Printing again gives the same bytes. */
export type Print = {
  /** One page per position. Refused when the sale is not in this file. */
  readonly tickets: (saleId: string, language: Language) => Promise<Result<Paper>>
  readonly receipt: (saleId: string, language: Language) => Promise<Result<Paper>>
}

/** Makes paper out of what the store holds, in the words of `sayIn`. The press comes with the first paper: its libraries would be a third of a start. */
export const createPrint = ({ store, sayIn }: { store: Readable; sayIn: (language: Language) => Say }): Print => {
  let opening: Promise<Press> | null = null
  const press = (): Promise<Press> => (opening ??= import('./press.ts').then(({ openPress }) => openPress()))
  const print =
    (kind: keyof Press) =>
    async (saleId: string, language: Language): Promise<Result<Paper>> => {
      const sale = paperSale(store, saleId)
      if (!sale) return refused('sale-unknown')
      return done(await (await press())[kind](sayIn(language), sale))
    }
  return { tickets: print('tickets'), receipt: print('receipt') }
}
