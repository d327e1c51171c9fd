import type { Paper } from '#contract/methods'
import type { Result } from '#contract/refusal'
import { done, refused } from '#contract/refusal'
import type { PaperSale } from '#store/paper'
import { paperSale } from '#store/paper'
import type { Readable } from '#store/query'
import type { Language, Say } from '#words/say'
import { drawReceipt } from './receipt.ts'
import type { Fonts, Sheet } from './sheet.ts'
import { bytesOf, loadFonts, openSheet } from './sheet.ts'
import { drawTicket } from './ticket.ts'

/** Paper for stored sales. Printing again gives the same bytes. */
export type Print = {
  /** One page per position. Refused when the sale is not in this file. */
  readonly tickets: (saleId: string, language: Language) => Promise<Result<Paper>>
  readonly receipt: (saleId: string, language: Language) => Promise<Result<Paper>>
}

/** Makes paper out of what the store holds, in the words of `sayIn`. */
export const createPrint = ({ store, sayIn }: { store: Readable; sayIn: (language: Language) => Say }): Print => {
  const fonts = loadFonts()
  return {
    tickets: async (saleId, language) => {
      const sale = paperSale(store, saleId)
      if (!sale) return refused('sale-unknown')
      const say = sayIn(language)
      return done(await paper(say('paper.ticketsFile', { code: sale.code }), ticketSheet(fonts, say, sale)))
    },
    receipt: async (saleId, language) => {
      const sale = paperSale(store, saleId)
      if (!sale) return refused('sale-unknown')
      const say = sayIn(language)
      return done(await paper(say('paper.receiptFile', { code: sale.code }), drawReceipt(fonts, say, sale)))
    },
  }
}

const ticketSheet = (fonts: Fonts, say: Say, sale: PaperSale): Sheet => {
  const sheet = openSheet(fonts, `${say('paper.ticket')} ${sale.code}`, sale.soldAt)
  for (const position of sale.positions) drawTicket(sheet, say, sale, position)
  return sheet
}

const paper = async (name: string, sheet: Sheet): Promise<Paper> => {
  const bytes = await bytesOf(sheet)
  return { mime: 'application/pdf', name, base64: bytes.toString('base64') }
}
