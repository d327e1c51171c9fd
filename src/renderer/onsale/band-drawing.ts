import type uPlot from 'uplot'
import { outlineOf } from './band-estimate.ts'
import type { Band } from './bands.ts'
import type { BandScene, Coming } from './band-scene.ts'
import { minuteMs } from './minute-store.ts'
import type { Palette } from './palette.ts'
import { thinned } from './palette.ts'

/** Sizes in CSS pixels; the canvas has its own. */
const hatchStep = 7
const dotStep = 8
const endRadius = 3.5

type Box = { readonly left: number; readonly top: number; readonly width: number; readonly height: number }

/** Under the lines: how far estimates may be off, grid, what has not come yet, what still settles (hatch), what is missing (dots), and limits. */
export const drawGround = (u: uPlot, band: Band, scene: BandScene, palette: Palette): void => {
  const { ctx } = u
  ctx.save()
  clipToPlot(u)
  for (const at of scene.grid) vertical(u, at, palette.line)
  fill(u, boxOf(u, scene.now, scene.window.to), thinned(palette.muted, 0.05))
  if (scene.end && band.source !== 'sales' && !scene.missing) hatch(u, boxOf(u, scene.softFrom, scene.end.at), palette)
  for (const [from, to] of scene.gaps) dots(u, boxOf(u, from, to), palette)
  if (scene.missing) dots(u, boxOf(u, scene.end?.at ?? scene.window.from, scene.now), palette)
  for (const strip of scene.estimates) estimate(u, outlineOf(strip, scene.end?.at ?? scene.now), palette)
  for (const each of scene.coming) coming(u, each, palette)
  if (scene.warnAt !== null) horizontal(u, scene.warnAt, palette.muted, [1, 3])
  // a ceiling of servers is a rule of ours, not a danger
  if (scene.limit !== null && band.kind === 'steps') horizontal(u, scene.limit, palette.faint, [2, 4])
  else if (scene.limit !== null) horizontal(u, scene.limit, palette.crit, [])
  horizontal(u, 0, palette.line, [])
  ctx.restore()
}

/** Over the lines: the running minute, the stretch to where knowledge ends with its hollow dot, and the forecast. */
export const drawEnd = (u: uPlot, band: Band, scene: BandScene, palette: Palette): void => {
  const { ctx } = u
  ctx.save()
  clipToPlot(u)
  const colour = scene.dim ? palette.faint : palette[band.tone]
  if (scene.running) runningBar(u, scene.running, scene.now, colour)
  if (scene.end && band.kind !== 'bars') {
    const ended = band.kind === 'steps' ? colour : toneOf(scene.end.value, scene, palette, colour)
    tail(u, scene.end, ended, band.source === 'sales')
    if (scene.forecast && !scene.missing)
      forecast(u, scene, scene.forecast, scene.forecast.level > 0 ? palette.crit : palette.muted)
    endDot(u, scene.end, ended, palette.canvas)
  }
  ctx.restore()
}

const toneOf = (value: number, { warnAt, limit }: BandScene, palette: Palette, colour: string): string => {
  if (limit !== null && value >= limit) return palette.crit
  return warnAt !== null && value > warnAt ? palette.warn : colour
}

const ratio = (u: uPlot): number => u.ctx.canvas.width / Math.max(1, u.width)
const xOf = (u: uPlot, at: number): number => u.valToPos(at, 'x', true)
const yOf = (u: uPlot, value: number): number => u.valToPos(value, 'y', true)

const boxOf = (u: uPlot, from: number, to: number): Box => {
  const left = Math.max(u.bbox.left, xOf(u, from))
  const right = Math.min(u.bbox.left + u.bbox.width, xOf(u, to))
  return { left, top: u.bbox.top, width: Math.max(0, right - left), height: u.bbox.height }
}

const clipToPlot = (u: uPlot): void => {
  // a dot on the edge of a scale is drawn whole
  const slack = 4 * ratio(u)
  u.ctx.beginPath()
  u.ctx.rect(u.bbox.left, u.bbox.top - slack, u.bbox.width, u.bbox.height + 2 * slack)
  u.ctx.clip()
}

const fill = (u: uPlot, box: Box, colour: string): void => {
  u.ctx.fillStyle = colour
  u.ctx.fillRect(box.left, box.top, box.width, box.height)
}

const vertical = (u: uPlot, at: number, colour: string): void => {
  const x = Math.round(xOf(u, at)) + 0.5
  strokeLine(u, [x, u.bbox.top, x, u.bbox.top + u.bbox.height], { colour, width: 1, dash: [] })
}

const horizontal = (u: uPlot, value: number, colour: string, dash: readonly number[]): void => {
  const y = Math.round(yOf(u, value)) - 0.5
  strokeLine(u, [u.bbox.left, y, u.bbox.left + u.bbox.width, y], { colour, width: 1, dash })
}

type Stroke = { readonly colour: string; readonly width: number; readonly dash: readonly number[] }

const strokeLine = (u: uPlot, [fromX, fromY, toX, toY]: readonly [number, number, number, number], stroke: Stroke): void => {
  const { ctx } = u
  ctx.strokeStyle = stroke.colour
  ctx.lineWidth = stroke.width * ratio(u)
  ctx.setLineDash(stroke.dash.map(length => length * ratio(u)))
  ctx.beginPath()
  ctx.moveTo(fromX, fromY)
  ctx.lineTo(toX, toY)
  ctx.stroke()
  ctx.setLineDash([])
}

/** Slanted strokes: these minutes may still change. */
const hatch = (u: uPlot, box: Box, palette: Palette): void => {
  if (box.width <= 0) return
  const { ctx } = u
  ctx.save()
  ctx.beginPath()
  ctx.rect(box.left, box.top, box.width, box.height)
  ctx.clip()
  fill(u, box, thinned(palette.muted, 0.07))
  const step = hatchStep * ratio(u)
  ctx.strokeStyle = thinned(palette.muted, 0.28)
  ctx.lineWidth = ratio(u)
  ctx.beginPath()
  // the strokes keep their place when the box grows
  const first = Math.floor((box.left - box.height) / step) * step
  for (let x = first; x < box.left + box.width; x += step) {
    ctx.moveTo(x, box.top + box.height)
    ctx.lineTo(x + box.height, box.top)
  }
  ctx.stroke()
  ctx.restore()
}

/** Points in rows: nothing is known here, which is not zero. */
const dots = (u: uPlot, box: Box, palette: Palette): void => {
  if (box.width <= 0) return
  fill(u, box, thinned(palette.muted, 0.05))
  const step = dotStep * ratio(u)
  const size = ratio(u)
  u.ctx.fillStyle = thinned(palette.muted, 0.55)
  for (let x = Math.ceil(box.left / step) * step; x < box.left + box.width; x += step)
    for (let y = box.top + step / 2; y < box.top + box.height; y += step) u.ctx.fillRect(x, y, size, size)
}

/** A strip around a line that was scaled up from samples: the true count lies in it. */
const estimate = (u: uPlot, outline: readonly (readonly [number, number])[], palette: Palette): void => {
  const { ctx } = u
  ctx.fillStyle = thinned(palette.muted, 0.4)
  ctx.beginPath()
  for (const [at, value] of outline) ctx.lineTo(xOf(u, at), yOf(u, value))
  ctx.closePath()
  ctx.fill()
}

/** Ordered, not in service yet: hatched between the two counts. */
const coming = (u: uPlot, { from, to, low, high }: Coming, palette: Palette): void => {
  const across = boxOf(u, from, to)
  const box = { ...across, top: yOf(u, high), height: yOf(u, low) - yOf(u, high) }
  hatch(u, box, palette)
  strokeLine(u, [box.left, box.top, box.left + box.width, box.top], { colour: palette.muted, width: 1, dash: [3, 3] })
}

/** The running minute is outlined and as wide as it is old: a low bar here is no fall. */
const runningBar = (u: uPlot, { from, value }: NonNullable<BandScene['running']>, now: number, colour: string): void => {
  const { ctx } = u
  const scale = ratio(u)
  const left = xOf(u, from) + scale
  const width = Math.max(2 * scale, xOf(u, Math.min(now, from + minuteMs)) - left - scale)
  const top = yOf(u, value)
  ctx.fillStyle = thinned(colour, 0.14)
  ctx.fillRect(left, top, width, yOf(u, 0) - top)
  ctx.strokeStyle = colour
  ctx.lineWidth = scale
  ctx.setLineDash([3 * scale, 2 * scale])
  ctx.strokeRect(left, top, width, yOf(u, 0) - top)
  ctx.setLineDash([])
}

/** From the middle of the last minute, where its value stands, to its end, where knowledge ends. */
const tail = (u: uPlot, end: NonNullable<BandScene['end']>, colour: string, exact: boolean): void =>
  strokeLine(u, [xOf(u, end.middle), yOf(u, end.value), xOf(u, end.at), yOf(u, end.value)], {
    colour,
    width: 2,
    dash: exact ? [] : [4, 3],
  })

const endDot = (u: uPlot, end: NonNullable<BandScene['end']>, colour: string, ground: string): void => {
  const { ctx } = u
  ctx.setLineDash([])
  ctx.beginPath()
  ctx.arc(xOf(u, end.at), yOf(u, end.value), endRadius * ratio(u), 0, 2 * Math.PI)
  ctx.fillStyle = ground
  ctx.fill()
  ctx.strokeStyle = colour
  ctx.lineWidth = 2 * ratio(u)
  ctx.stroke()
}

/** Dots to the range in which a level is reached, a fan around them, and the range as a bar on the level: never a point. */
const forecast = (
  u: uPlot,
  scene: BandScene,
  { fromAt, toAt, level }: NonNullable<BandScene['forecast']>,
  colour: string,
): void => {
  if (!scene.end) return
  const { ctx } = u
  const start = [xOf(u, scene.end.at), yOf(u, scene.end.value)] as const
  const [early, late, y] = [xOf(u, fromAt), xOf(u, toAt), yOf(u, level)]
  ctx.fillStyle = thinned(colour, 0.3)
  ctx.beginPath()
  ctx.moveTo(...start)
  ctx.lineTo(early, y)
  ctx.lineTo(late, y)
  ctx.closePath()
  ctx.fill()
  strokeLine(u, [...start, (early + late) / 2, y], { colour, width: 2, dash: [2, 3] })
  if (level > 0) strokeLine(u, [early, y, late, y], { colour, width: 6, dash: [] })
}
