import { clockTime, dateAndTime, money, pick } from '#words/format'
import type { Say } from '#words/say'
import type { PaperPosition, PaperSale } from '#store/paper'
import { drawQr } from './qr.ts'
import type { Sheet } from './sheet.ts'
import { fit, fits, ink, mm } from './sheet.ts'

/** 150 × 70 mm: prints on ticket stock as it is, and three times on an A4 page. */
const ticketSize = [mm(150), mm(70)] as const
const [pageWidth, pageHeight] = ticketSize
const margin = mm(7)
/** The stub with the code, torn or scanned at the gate, begins here. */
const stub = mm(104)
/** With its quiet zone of 4 modules a code of 29 modules is 32 mm wide. */
const qrWidth = mm(41)
const main = { x: margin, width: stub - margin - mm(5) }

/** Draws one ticket on a page of its own. */
export const drawTicket = (sheet: Sheet, say: Say, sale: PaperSale, position: PaperPosition): void => {
  sheet.addPage({ size: [...ticketSize], margin: 0 })
  if (sale.testmode) drawTest(sheet, say)
  drawTear(sheet)
  drawHead(sheet, say, sale)
  drawPlace(sheet, say, sale, position)
  drawFoot(sheet, say, sale)
  drawStub(sheet, say, sale, position)
}

const drawTest = (sheet: Sheet, say: Say): void => {
  sheet.save()
  sheet.rotate(-20, { origin: [stub / 2, pageHeight / 2] })
  fit(sheet, {
    text: say('paper.test'),
    x: 0,
    y: pageHeight / 2 - mm(27),
    width: stub,
    weight: 'bold',
    sizes: [100],
    colour: ink.ghost,
    align: 'center',
  })
  sheet.restore()
}

const drawTear = (sheet: Sheet): void => {
  sheet
    .save()
    .moveTo(stub, mm(4))
    .lineTo(stub, pageHeight - mm(4))
    .lineWidth(0.75)
    .dash(2, { space: 3 })
    .stroke(ink.line)
    .restore()
}

const drawHead = (sheet: Sheet, say: Say, sale: PaperSale): void => {
  const { x, width } = main
  const when = sale.startsAt === null ? say('paper.noDate') : dateAndTime(sale.startsAt, sale.timezone, say.language)
  const doors = sale.doorsAt === null ? null : say('paper.doors', { time: clockTime(sale.doorsAt, sale.timezone, say.language) })
  const small = { x, width, weight: 'regular', sizes: [8.5, 7.5, 7], colour: ink.muted } as const
  fit(sheet, { ...small, text: sale.organizer, y: mm(6), sizes: [7.5, 7] })
  const belowName = drawName(sheet, say, sale, mm(9.6))
  const belowDate = fit(sheet, {
    x,
    width,
    text: pick(sale.dateName, say.language),
    y: belowName + 1,
    weight: 'semi',
    sizes: [11, 10, 9],
  })
  const belowWhen = fit(sheet, {
    x,
    width,
    text: [when, doors].filter(Boolean).join('  ·  '),
    y: belowDate + 2,
    weight: 'semi',
    sizes: [11, 10, 9, 8],
  })
  fit(sheet, { ...small, text: pick(sale.place, say.language), y: belowWhen + 1, lines: 1 })
}

/** The event's name in one large line, else in two smaller ones; a date's own name takes the room of the second. */
const drawName = (sheet: Sheet, say: Say, sale: PaperSale, y: number): number => {
  const text = pick(sale.eventName, say.language)
  const oneLine = { ...main, text, y, weight: 'bold', sizes: [22, 20, 18, 16, 14, 12] } as const
  const alone = pick(sale.dateName, say.language) === ''
  return alone && !fits(sheet, text, { weight: 'bold', size: 16, width: main.width })
    ? fit(sheet, { ...oneLine, sizes: [16, 14, 12], lines: 2 })
    : fit(sheet, oneLine)
}

const drawPlace = (sheet: Sheet, say: Say, sale: PaperSale, position: PaperPosition): void => {
  const { x, width } = main
  const product = [pick(position.name, say.language), pick(position.variationName, say.language)].filter(Boolean).join(', ')
  const price = position.priceMinor === 0 ? say('paper.free') : money(position.priceMinor, sale.currency, say.language)
  const top = mm(37)
  sheet
    .moveTo(x, top)
    .lineTo(x + width, top)
    .lineWidth(0.75)
    .stroke(ink.line)
  if (!position.seat) {
    fit(sheet, {
      x,
      width: width - mm(34),
      text: product,
      y: top + mm(3),
      weight: 'bold',
      sizes: [20, 18, 16, 14, 12, 10],
      lines: 2,
    })
    fit(sheet, {
      x: x + width - mm(32),
      width: mm(32),
      text: price,
      y: top + mm(3),
      weight: 'bold',
      sizes: [18, 16, 14, 12],
      align: 'right',
    })
    if (position.addonTo !== null)
      fit(sheet, {
        x,
        width,
        text: say('paper.addonTo', { number: position.addonTo }),
        y: mm(57),
        weight: 'regular',
        sizes: [8.5],
        colour: ink.muted,
      })
    return
  }
  drawSeat(sheet, say, position.seat, top)
  fit(sheet, { x, width: width - mm(32), text: product, y: mm(55.6), weight: 'semi', sizes: [10, 9, 8, 7] })
  fit(sheet, {
    x: x + width - mm(30),
    width: mm(30),
    text: price,
    y: mm(55.6),
    weight: 'semi',
    sizes: [10, 9, 8],
    align: 'right',
  })
}

/** Sector, row and seat large enough to be read on the stairs. */
const drawSeat = (sheet: Sheet, say: Say, seat: { sector: string; row: string; number: string }, top: number): void => {
  const columns = [
    { label: say('paper.sector'), text: seat.sector, share: 0.5 },
    { label: say('paper.row'), text: seat.row, share: 0.25 },
    { label: say('paper.seat'), text: seat.number, share: 0.25 },
  ]
  columns.reduce((x, { label, text, share }) => {
    const width = main.width * share - mm(2)
    if (text !== '') fit(sheet, { text: label, x, y: top + mm(2.2), width, weight: 'regular', sizes: [7.5], colour: ink.muted })
    const large = fits(sheet, text, { weight: 'bold', size: 16, width })
    fit(sheet, {
      text,
      x,
      y: top + mm(5),
      width,
      weight: 'bold',
      sizes: large ? [28, 24, 20, 16] : [14, 12, 10],
      lines: large ? 1 : 2,
    })
    return x + main.width * share
  }, main.x)
}

const drawFoot = (sheet: Sheet, say: Say, sale: PaperSale): void => {
  const { x, width } = main
  const line = mm(61.2)
  sheet
    .moveTo(x, line)
    .lineTo(x + width, line)
    .lineWidth(0.75)
    .stroke(ink.line)
  const sold = say('paper.sold', { time: dateAndTime(sale.soldAt, sale.timezone, say.language), till: sale.till })
  const small = { x, width, weight: 'regular', sizes: [7.5, 7, 6.5, 6], colour: ink.muted } as const
  fit(sheet, { ...small, text: sold, y: mm(62.3) })
  if (sale.testmode) fit(sheet, { ...small, text: say('paper.testText'), y: mm(65.2), weight: 'semi', colour: ink.text })
}

const drawStub = (sheet: Sheet, say: Say, sale: PaperSale, position: PaperPosition): void => {
  const x = stub + (pageWidth - stub - qrWidth) / 2
  drawQr(sheet, position.secret, { x, y: mm(4), width: qrWidth })
  const centred = { x: stub + mm(3), width: pageWidth - stub - mm(6), align: 'center' } as const
  const numbered = say('paper.position', { number: position.number, of: sale.positions.length })
  fit(sheet, { ...centred, text: say('paper.code'), y: mm(46), weight: 'regular', sizes: [7.5], colour: ink.muted })
  fit(sheet, { ...centred, text: sale.code, y: mm(48.8), weight: 'bold', sizes: [17, 15, 13, 11] })
  fit(sheet, { ...centred, text: numbered, y: mm(56.4), weight: 'regular', sizes: [8], colour: ink.muted })
  if (sale.testmode) fit(sheet, { ...centred, text: say('paper.test'), y: mm(60), weight: 'bold', sizes: [14] })
}
