import type { OnsaleReport } from '#contract/onsale-report'
import { clockTime, clockTimeToTheSecond, dateAndTime, lasts, number } from '#words/format'
import { decimals } from '#words/figures'
import { findingSentence } from '#words/finding-words'
import type { Say, WordKey } from '#words/say'
import {
  actionSentence,
  eventSentence,
  lookedWords,
  studyAssumptions,
  studyFigures,
  studyLead,
  studyStanding,
} from '#words/study-words'
import { drawCurve } from './onsale-curve.ts'
import type { Fonts, Sheet } from './sheet.ts'
import { fit, ink, mm, openSheet } from './sheet.ts'
import type { Column } from './table.ts'
import { drawTable } from './table.ts'

/** A4 upright. */
const page = { width: mm(210), height: mm(297) } as const
const margin = mm(18)
const inner = page.width - 2 * margin
const foot = page.height - mm(14)
/** More rows than this on paper help nobody; the sheet of minutes has them all. */
const mostMinuteRows = 50

/** The case study of one night, as a document. */
export const drawOnsaleReport = (fonts: Fonts, say: Say, report: OnsaleReport): Sheet => {
  const sheet = openSheet(fonts, `${say('study.title')}: ${report.plan.name}`, report.madeAt)
  const paper = { sheet, say, report }
  addPage(sheet)
  const belowHead = drawHead(paper)
  const belowFigures = drawAssumptions(paper, drawFigures(paper, belowHead + mm(6)) + mm(2.5))
  const belowCurve = drawCurve(sheet, say, report, { x: margin, y: belowFigures + mm(7), width: inner, height: mm(68) })
  const belowActions = drawActions(paper, belowCurve + mm(8))
  const belowTimeline = drawTimeline(paper, belowActions + mm(8))
  const belowFindings = drawFindings(paper, belowTimeline + mm(8))
  drawMinutes(paper, belowFindings + mm(8))
  numberPages(paper)
  return sheet
}

type Paper = { readonly sheet: Sheet; readonly say: Say; readonly report: OnsaleReport }

const addPage = (sheet: Sheet): number => {
  sheet.addPage({ size: [page.width, page.height], margin: 0 })
  return margin
}

const drawHead = ({ sheet, say, report }: Paper): number => {
  const { plan, sold } = report
  const { timezone } = plan
  const at = (moment: number): string => clockTime(moment, timezone, say.language)
  const line = { x: margin, width: inner } as const
  const below = fit(sheet, { ...line, text: say('study.title'), y: margin, weight: 'regular', sizes: [10], colour: ink.muted })
  const belowName = fit(sheet, { ...line, text: plan.name, y: below + 2, weight: 'bold', sizes: [24, 20, 17, 14], lines: 2 })
  const when = `${dateAndTime(plan.startsAt, timezone, say.language)}–${at(sold.soldOutAt ?? plan.plannedEndAt)}`
  const belowWhen = fit(sheet, { ...line, text: when, y: belowName + 3, weight: 'regular', sizes: [11, 10], colour: ink.muted })
  const interim = studyStanding(report, say) ?? ''
  const belowStanding = fit(sheet, { ...line, text: interim, y: belowWhen + 3, weight: 'semi', sizes: [11, 10] })
  return fit(sheet, {
    ...line,
    text: studyLead(report, say),
    y: belowStanding + mm(4),
    weight: 'semi',
    sizes: [14, 13, 12, 11],
    lines: 2,
  })
}

/** Two columns of figures; one that nobody measured says so. */
const drawFigures = (paper: Paper, top: number): number => {
  const rows = studyFigures(paper.report, paper.say)
  const gap = mm(8)
  const width = (inner - gap) / 2
  const half = Math.ceil(rows.length / 2)
  const drawColumn = (some: typeof rows, x: number): number =>
    some.reduce((y, [label, text]) => {
      const { sheet } = paper
      sheet
        .moveTo(x, y)
        .lineTo(x + width, y)
        .lineWidth(0.5)
        .stroke(ink.line)
      const unknown = text === null
      fit(sheet, { text: label, x, y: y + 4, width: width * 0.46, weight: 'regular', sizes: [9, 8, 7], colour: ink.muted })
      fit(sheet, {
        text: text ?? paper.say('study.notMeasured'),
        x: x + width * 0.46,
        y: y + 3.5,
        width: width * 0.54,
        weight: unknown ? 'regular' : 'semi',
        sizes: [10, 9, 8, 7],
        align: 'right',
        ...(unknown ? { colour: ink.muted } : {}),
      })
      return y + mm(6.6)
    }, top)
  return Math.max(drawColumn(rows.slice(0, half), margin), drawColumn(rows.slice(half), margin + width + gap))
}

/** What the costs rest on, small but there: who pays asks. */
const drawAssumptions = ({ sheet, say, report }: Paper, top: number): number =>
  fit(sheet, {
    text: studyAssumptions(report, say).join(' '),
    x: margin,
    y: top,
    width: inner,
    weight: 'regular',
    sizes: [8, 7.5],
    lines: 2,
    colour: ink.muted,
  })

const heading = ({ sheet }: Paper, text: string, y: number): number => {
  const top = y + mm(26) > foot ? addPage(sheet) : y
  return fit(sheet, { text, x: margin, y: top, width: inner, weight: 'bold', sizes: [13] }) + mm(2)
}

const nothing = ({ sheet }: Paper, text: string, y: number): number =>
  fit(sheet, { text, x: margin, y, width: inner, weight: 'regular', sizes: [9], colour: ink.muted })

const room = (sheet: Sheet) => ({ x: margin, bottom: foot - mm(4), nextPage: () => addPage(sheet) })

const drawActions = (paper: Paper, y: number): number => {
  const { sheet, say, report } = paper
  const top = heading(paper, say('study.actions'), y)
  if (report.actions.length === 0) return nothing(paper, say('study.actionsNone'), top)
  const columns: readonly Column[] = [
    { head: say('study.when'), width: mm(22) },
    { head: say('study.what'), width: mm(50) },
    { head: say('study.before'), width: mm(51) },
    { head: say('study.after'), width: mm(51) },
  ]
  const setting = { say, currency: report.plan.currency, timezone: report.plan.timezone }
  const rows = report.actions.map(({ mark, ready, before, after }, place) => [
    `${place + 1}. ${clockTimeToTheSecond(mark.at, report.plan.timezone, say.language)}`,
    actionSentence(mark, say, ready),
    lookedWords(before, setting),
    lookedWords(after, setting),
  ])
  return drawTable(sheet, columns, rows, { ...room(sheet), y: top })
}

/** From the start to the end, with what people did and wrote. */
const drawTimeline = (paper: Paper, y: number): number => {
  const { sheet, say, report } = paper
  const top = heading(paper, say('study.timeline'), y)
  if (report.timeline.length === 0) return nothing(paper, say('study.timelineNone'), top)
  const columns: readonly Column[] = [
    { head: say('study.when'), width: mm(22) },
    { head: say('study.what'), width: inner - mm(22) },
  ]
  const rows = report.timeline.map(event => [
    clockTimeToTheSecond(event.at, report.plan.timezone, say.language),
    eventSentence(event, report, say),
  ])
  return drawTable(sheet, columns, rows, { ...room(sheet), y: top })
}

const drawFindings = (paper: Paper, y: number): number => {
  const { sheet, say, report } = paper
  const { timezone, currency } = report.plan
  const top = heading(paper, say('study.findings'), y)
  if (report.findings.length === 0) return nothing(paper, say('study.findingsNone'), top)
  const columns: readonly Column[] = [
    { head: say('study.when'), width: mm(17) },
    { head: say('study.lasted'), width: mm(22) },
    { head: say('study.finding'), width: inner - mm(39) },
  ]
  const rows = report.findings.map(finding => [
    clockTime(finding.since, timezone, say.language),
    finding.endedAt === null ? say('study.lastedToEnd') : lasts(finding.endedAt - finding.since, say),
    findingSentence(finding, 'title', { say, currency, timezone }),
  ])
  return drawTable(sheet, columns, rows, { ...room(sheet), y: top })
}

/** A page of minutes, thinned out evenly when there are many. */
const drawMinutes = (paper: Paper, y: number): void => {
  const { sheet, say, report } = paper
  const { minutes, plan } = report
  if (minutes.length === 0) return
  const step = niceSteps.find(each => minutes.length / each <= mostMinuteRows) ?? Math.ceil(minutes.length / mostMinuteRows)
  const top = heading(paper, `${say('study.minutes')}. ${say('study.minutesEvery', { step })}`, y)
  const shown = paperColumns.filter(([role]) => minutes.some(({ figures }) => figures[role] !== undefined))
  const time: Column = { head: say('study.columnTime'), width: mm(16) }
  const width = (inner - time.width) / Math.max(1, shown.length)
  const columns = [time, ...shown.map(([, key]): Column => ({ head: say(key), width, align: 'right' }))]
  const rows = minutes
    .filter((_, place) => place % step === 0)
    .map(({ at, figures }) => [
      clockTime(at, plan.timezone, say.language),
      ...shown.map(([role]) => {
        const value = figures[role]
        return typeof value === 'number' ? plain(value, say) : ''
      }),
    ])
  drawTable(sheet, columns, rows, { ...room(sheet), y: top })
}

const plain = (value: number, say: Say): string =>
  Number.isInteger(value) || value >= 100 ? number(value, say.language) : decimals(value, say.language)

/** Steps in which a person thinks of minutes. */
const niceSteps = [1, 2, 5, 10, 15, 30]
const paperColumns = [
  ['queue.waiting', 'study.queueWaiting'],
  ['edge.visits', 'study.paperUsers'],
  ['balancer.requests', 'study.paperRequests'],
  ['balancer.p95', 'study.balancerP95'],
  ['web.cpu', 'study.paperCpu'],
  ['web.in-service', 'study.webInService'],
  ['database.connections', 'study.paperConnections'],
  ['sales.orders', 'study.paperOrders'],
  ['sales.left', 'study.salesLeft'],
] as const satisfies readonly (readonly [string, WordKey])[]

const numberPages = ({ sheet, say, report }: Paper): void => {
  const { start, count } = sheet.bufferedPageRange()
  const { coverage, madeAt, plan } = report
  const made = say('study.made', {
    time: dateAndTime(madeAt, plan.timezone, say.language),
    minutes: number(coverage.minutes, say.language),
    unknown: number(coverage.unknownMinutes, say.language),
  })
  for (let place = 0; place < count; place += 1) {
    sheet.switchToPage(start + place)
    const small = { y: foot, weight: 'regular', sizes: [7.5, 7, 6.5], colour: ink.muted } as const
    fit(sheet, { ...small, text: made, x: margin, width: inner * 0.84 })
    const numbered = say('study.page', { page: place + 1, of: count })
    fit(sheet, { ...small, text: numbered, x: margin + inner * 0.85, width: inner * 0.15, align: 'right' })
  }
}
