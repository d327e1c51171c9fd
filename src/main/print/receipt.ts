import { vatBreakdown } from '#domain/vat'
import type { PaperPayment, PaperPosition, PaperSale } from '#store/paper'
import { amount, dateAndTime, money, pick } from '#words/format'
import { seatWords } from '#words/seat-words'
import type { Say } from '#words/say'
import type { Fonts, Sheet, Weight } from './sheet.ts'
import { ink, mm, openSheet } from './sheet.ts'
import { printable } from './printable.ts'

const width = mm(80)
const margin = mm(5)
const inner = width - 2 * margin
/** Room between the left and the right text of a row. */
const gutter = mm(3)
/** The right text never takes more than this part of the row. */
const rightShare = 0.75

/** One line of the roll. `rule`: a hairline instead of words. */
type Row = {
  readonly left?: string
  readonly right?: string
  readonly centre?: string
  readonly size?: number
  readonly weight?: Weight
  readonly muted?: boolean
  readonly indent?: number
  readonly gap?: number
  readonly rule?: boolean
}

/** The receipt as one page of an 80 mm roll, as long as it needs to be. */
export const drawReceipt = (fonts: Fonts, say: Say, sale: PaperSale): Sheet => {
  const rows = receiptRows(say, sale)
  const sheet = openSheet(fonts, `${say('paper.receipt')} ${sale.code}`, sale.soldAt)
  const height = rows.reduce((sum, row) => sum + heightOf(sheet, row), 2 * margin)
  sheet.addPage({ size: [width, height], margin: 0 })
  rows.reduce((y, row) => drawRow(sheet, row, y), margin)
  return sheet
}

const receiptRows = (say: Say, sale: PaperSale): readonly Row[] => [
  { centre: sale.organizer, size: 12, weight: 'bold' },
  { centre: say('paper.receipt'), size: 9, muted: true, gap: 1 },
  ...(sale.testmode ? [{ centre: say('paper.test'), size: 20, weight: 'bold', gap: 4 } as const] : []),
  { rule: true },
  { left: pick(sale.eventName, say.language), weight: 'semi', size: 10 },
  { left: pick(sale.dateName, say.language) },
  { left: sale.startsAt === null ? say('paper.noDate') : dateAndTime(sale.startsAt, sale.timezone, say.language), muted: true },
  { rule: true },
  ...ticketsWithAddons(sale.positions).flatMap(position => positionRows(say, sale, position)),
  { rule: true },
  { left: say('paper.total'), right: money(sale.totalMinor, sale.currency, say.language), size: 14, weight: 'bold' },
  ...sale.payments.flatMap(payment => paymentRows(say, sale, payment)),
  { rule: true },
  ...vatRows(say, sale),
  { left: say('paper.code'), right: sale.code, weight: 'semi' },
  { left: say('paper.time'), right: dateAndTime(sale.soldAt, sale.timezone, say.language) },
  { left: say('paper.till'), right: sale.till },
  { left: say('paper.cashier'), right: sale.cashier },
  { rule: true },
  { centre: say('paper.notFiscal'), weight: 'semi', size: 9 },
]

/** Each ticket with its add-ons right below it; an add-on whose ticket is not here stands by itself. */
const ticketsWithAddons = (positions: readonly PaperPosition[]): readonly PaperPosition[] => {
  const numbers = new Set(positions.map(position => position.number))
  const stands = (position: PaperPosition) => position.addonTo === null || !numbers.has(position.addonTo)
  return positions
    .filter(stands)
    .flatMap(ticket => [ticket, ...positions.filter(other => !stands(other) && other.addonTo === ticket.number)])
}

const positionRows = (say: Say, sale: PaperSale, position: PaperPosition): readonly Row[] => {
  const name = [pick(position.name, say.language), pick(position.variationName, say.language)].filter(Boolean).join(', ')
  const { seat } = position
  const indent = position.addonTo === null ? 0 : mm(4)
  const row: Row = { left: name, right: amount(position.priceMinor, sale.currency, say.language), indent, gap: 2 }
  if (!seat) return [row]
  return [row, { left: seatWords(seat, say), muted: true, indent, size: 8, gap: 0 }]
}

const paymentRows = (say: Say, sale: PaperSale, payment: PaperPayment): readonly Row[] => {
  const inMoney = (minorUnits: number) => money(minorUnits, sale.currency, say.language)
  if (payment.method === 'card') {
    const words = payment.reference === null ? say('paper.card') : say('paper.cardReference', { reference: payment.reference })
    return [{ left: words, right: inMoney(payment.amountMinor) }]
  }
  const cash: Row = { left: say('paper.cash'), right: inMoney(payment.amountMinor) }
  if (payment.tenderedMinor === null || payment.changeMinor === 0) return [cash]
  return [
    cash,
    { left: say('paper.received'), right: inMoney(payment.tenderedMinor), muted: true, indent: mm(4) },
    { left: say('paper.change'), right: inMoney(payment.changeMinor), muted: true, indent: mm(4) },
  ]
}

/** Tax by rate; nothing on a receipt without money. */
const vatRows = (say: Say, sale: PaperSale): readonly Row[] => {
  const inMoney = (minorUnits: number) => amount(minorUnits, sale.currency, say.language)
  const lines = vatBreakdown(sale.positions).filter(line => line.grossMinor !== 0)
  const rows = lines.flatMap(({ rate, netMinor, taxMinor, grossMinor }): readonly Row[] => {
    const [net, gross] = [`${say('paper.vatNet')} ${inMoney(netMinor)}`, `${say('paper.vatGross')} ${inMoney(grossMinor)}`]
    return [
      { left: say('paper.vat', { rate: shortRate(rate, say) }), right: inMoney(taxMinor), size: 8 },
      { left: net, right: gross, size: 8, muted: true, indent: mm(4), gap: 0 },
    ]
  })
  return rows.length > 0 ? [...rows, { rule: true }] : []
}

/** `8.00` as 8, `5.50` as 5,5. */
const shortRate = (rate: string, say: Say): string => rate.replace(/\.?0+$/, '').replace('.', say.language === 'pl' ? ',' : '.')

const ruleHeight = mm(4)
const heightOf = (sheet: Sheet, row: Row): number => {
  if (row.rule) return ruleHeight
  const { words, widths } = columnsOf(sheet, row)
  if (words.every(word => word === '')) return 0
  const heights = words.map((word, column) => (word === '' ? 0 : sheet.heightOfString(word, { width: widths[column] ?? inner })))
  return Math.max(...heights) + (row.gap ?? 1)
}

/** Draws one row at y; gives back the y of the next. */
const drawRow = (sheet: Sheet, row: Row, y: number): number => {
  const height = heightOf(sheet, row)
  const [left, right] = [margin + (row.indent ?? 0), width - margin]
  if (row.rule)
    sheet
      .moveTo(margin, y + height / 2)
      .lineTo(right, y + height / 2)
      .lineWidth(0.75)
      .stroke(ink.line)
  if (row.rule || height === 0) return y + height
  const { words, widths } = columnsOf(sheet, row)
  const top = y + (row.gap ?? 1)
  sheet.fillColor(row.muted ? ink.muted : ink.text)
  const aligned = [
    { x: left, align: 'left' },
    { x: right - (widths[1] ?? 0), align: 'right' },
    { x: margin, align: 'center' },
  ] as const
  for (const [column, { x, align }] of aligned.entries()) {
    const word = words[column] ?? ''
    if (word !== '') sheet.text(word, x, top, { width: (widths[column] ?? inner) + 0.1, height, align })
  }
  return y + height
}

/** The words of a row and the widths they may take: the right text its own, the left one the rest. Sets the font as a side effect on the sheet. */
const columnsOf = (sheet: Sheet, row: Row): { readonly words: readonly string[]; readonly widths: readonly number[] } => {
  sheet.font(row.weight ?? 'regular').fontSize(row.size ?? 9)
  const words = [row.left ?? '', row.right ?? '', row.centre ?? ''].map(printable)
  const indent = row.indent ?? 0
  const right = Math.min(sheet.widthOfString(words[1] ?? '') + 1, inner * rightShare)
  const left = inner - indent - (words[1] ? right + gutter : 0)
  return { words, widths: [left, right, inner] }
}
