import type { Paper } from '#contract/paper'
import type { OnsaleReport } from '#contract/onsale-report'
import type { PaperSale } from '#store/paper'
import type { Say } from '#words/say'
import { drawOnsaleReport } from './onsale-report.ts'
import { drawReceipt } from './receipt.ts'
import { interimName } from '#words/study-words'
import { fileName } from './file-name.ts'
import type { Sheet } from './sheet.ts'
import { bytesOf, loadFonts, openSheet } from './sheet.ts'
import { drawTicket } from './ticket.ts'

/** Draws what is printed. */
export type Press = {
  /** One page per position. */
  readonly tickets: (say: Say, sale: PaperSale) => Promise<Paper>
  readonly receipt: (say: Say, sale: PaperSale) => Promise<Paper>
  readonly onsaleReport: (say: Say, report: OnsaleReport) => Promise<Paper>
}

/** Loads the fonts, which all papers share. */
export const openPress = (): Press => {
  const fonts = loadFonts()
  return {
    tickets: (say, sale) => {
      const sheet = openSheet(fonts, `${say('paper.ticket')} ${sale.code}`, sale.soldAt)
      for (const position of sale.positions) drawTicket(sheet, say, sale, position)
      return paper(say('paper.ticketsFile', { code: sale.code }), sheet)
    },
    receipt: (say, sale) => paper(say('paper.receiptFile', { code: sale.code }), drawReceipt(fonts, say, sale)),
    onsaleReport: (say, report) =>
      paper(say('study.file', { name: fileName(interimName(report, say)) }), drawOnsaleReport(fonts, say, report)),
  }
}

const paper = async (name: string, sheet: Sheet): Promise<Paper> => {
  const bytes = await bytesOf(sheet)
  return { mime: 'application/pdf', name, base64: bytes.toString('base64') }
}
