import type { OnsaleReport } from '#contract/onsale-report'
import { clockTime, number } from '#words/format'
import type { Say, WordKey } from '#words/say'
import type { Sheet } from './sheet.ts'
import { fit, fits, ink, mm } from './sheet.ts'

export type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number }

const axisHeight = mm(7)
const legendHeight = mm(6)
const markHeight = mm(8)
/** Two shades that stay apart on a laser printer. */
const shade = { area: '#C9D2E3', bars: '#2F4A86' } as const

/** The night on one axis: users as an area, orders as bars, what was done as numbered lines. Each has a scale of its own, named beside it. Gives the y below. */
export const drawCurve = (sheet: Sheet, say: Say, report: OnsaleReport, box: Box): number => {
  const { minutes } = report
  const y = fit(sheet, { text: say('study.chart'), x: box.x, y: box.y, width: box.width, weight: 'bold', sizes: [13] }) + mm(2)
  const users = seriesOf(report, 'edge.visits')
  const area = users.top > 0 ? users : seriesOf(report, 'balancer.requests')
  const orders = seriesOf(report, 'sales.orders')
  const areaKey: WordKey = users.top > 0 ? 'study.chartUsers' : 'study.chartRequests'
  drawLegend(sheet, { ...box, y }, [
    [shade.area, say(areaKey, { top: number(Math.max(1, area.top), say.language) })],
    [shade.bars, say('study.chartOrders', { top: number(Math.max(1, orders.top), say.language) })],
  ])
  const plot = { ...box, y: y + legendHeight + markHeight, height: box.height - legendHeight - markHeight - axisHeight - mm(4) }
  const step = plot.width / Math.max(1, minutes.length)
  drawArea(sheet, area, plot, step)
  drawBars(sheet, orders, { ...plot, y: plot.y + plot.height * 0.5, height: plot.height * 0.5 }, step)
  const paper = { sheet, say, report }
  drawAxis(paper, plot, step)
  drawMarks(paper, plot, step)
  return plot.y + plot.height + axisHeight
}

type Series = { readonly values: readonly (number | null)[]; readonly top: number }

const seriesOf = ({ minutes }: OnsaleReport, role: string): Series => {
  const values = minutes.map(({ figures }) => {
    const value = figures[role]
    return typeof value === 'number' ? value : null
  })
  return { values, top: values.reduce<number>((most, value) => Math.max(most, value ?? 0), 0) }
}

const drawLegend = (sheet: Sheet, box: Box, entries: readonly (readonly [string, string])[]): void => {
  entries.forEach(([colour, text], place) => {
    const x = box.x + place * (box.width / 2)
    sheet.rect(x, box.y + 1.5, 8, 6).fill(colour)
    fit(sheet, { text, x: x + 12, y: box.y, width: box.width / 2 - 14, weight: 'regular', sizes: [8, 7], colour: ink.muted })
  })
}

/** A minute nobody saw is a gap, not a zero. */
const drawArea = (sheet: Sheet, { values, top }: Series, plot: Box, step: number): void => {
  values.forEach((value, minute) => {
    if (value === null || value <= 0 || top <= 0) return
    const height = (value / top) * plot.height
    sheet.rect(plot.x + minute * step, plot.y + plot.height - height, step + 0.15, height).fill(shade.area)
  })
}

const drawBars = (sheet: Sheet, { values, top }: Series, plot: Box, step: number): void => {
  values.forEach((value, minute) => {
    if (value === null || value <= 0 || top <= 0) return
    const height = (value / top) * plot.height
    const width = Math.max(0.4, step * 0.6)
    sheet.rect(plot.x + minute * step + (step - width) / 2, plot.y + plot.height - height, width, height).fill(shade.bars)
  })
}

const tickSteps = [5, 10, 15, 30, 60, 120, 240]
const mostTicks = 9

type Paper = { readonly sheet: Sheet; readonly say: Say; readonly report: OnsaleReport }

const drawAxis = ({ sheet, say, report: { minutes, plan } }: Paper, plot: Box, step: number): void => {
  const bottom = plot.y + plot.height
  sheet
    .moveTo(plot.x, bottom)
    .lineTo(plot.x + plot.width, bottom)
    .lineWidth(0.75)
    .stroke(ink.text)
  const every = tickSteps.find(each => minutes.length / each <= mostTicks) ?? minutes.length
  minutes.forEach(({ at }, minute) => {
    if (Math.round(at / 60_000) % every !== 0) return
    const x = plot.x + minute * step
    sheet
      .moveTo(x, bottom)
      .lineTo(x, bottom + 3)
      .lineWidth(0.5)
      .stroke(ink.line)
    const text = clockTime(at, plan.timezone, say.language)
    fit(sheet, { text, x: x - 20, y: bottom + 5, width: 40, weight: 'regular', sizes: [7.5], colour: ink.muted, align: 'center' })
  })
}

/** The start of the sale in words, actions by the number of their row in the table. */
const drawMarks = ({ sheet, say, report }: Paper, plot: Box, step: number): void => {
  const from = report.minutes[0]?.at ?? 0
  const xAt = (at: number): number => plot.x + ((at - from) / 60_000) * step
  const labelled = [
    { at: report.plan.startsAt, text: say('study.chartStart'), above: mm(7.5) },
    ...report.actions.map(({ mark }, place) => ({ at: mark.at, text: String(place + 1), above: mm(4) })),
  ]
  for (const { at, text, above } of labelled) {
    const x = xAt(at)
    if (x < plot.x || x > plot.x + plot.width) continue
    sheet
      .save()
      .moveTo(x, plot.y - 2)
      .lineTo(x, plot.y + plot.height)
      .lineWidth(0.6)
      .dash(2, { space: 2 })
      .stroke(ink.muted)
      .restore()
    const width = fits(sheet, text, { weight: 'semi', size: 7.5, width: 12 }) ? 12 : 60
    fit(sheet, { text, x: x - width / 2, y: plot.y - above, width, weight: 'semi', sizes: [7.5], align: 'center' })
  }
}
