import uPlot from 'uplot'
import type { BandColumns } from './band-columns.ts'
import type { Band } from './bands.ts'
import type { BandScene } from './band-scene.ts'
import { drawEnd, drawGround } from './band-drawing.ts'
import type { Palette } from './palette.ts'
import { thinned } from './palette.ts'

/** Room above the highest and below the lowest value, CSS pixels, so that no line is cut in half. */
export const roomAbove = 3
export const roomBelow = 1

/** A plot that is made once and told what it shows from then on. */
export type BandPlot = {
  readonly show: (columns: BandColumns, scene: BandScene) => void
  readonly resize: (width: number, height: number) => void
  /** Moves the cursor of all bands to a moment; null: takes it away. */
  readonly point: (at: number | null) => void
  readonly remove: () => void
}

/** What a band's plot is made of; `onPoint` is told the moment under the pointer, in the band it moves over. */
export type BandMaking = {
  readonly place: HTMLElement
  readonly band: Band
  readonly palette: Palette
  readonly scene: BandScene
  readonly columns: BandColumns
  readonly syncKey: string
  readonly onPoint: (at: number | null) => void
}

/** Makes the plot of one band. Everything that moves is read from the scene at each drawing; the plot itself stays. */
export const makeBandPlot = (making: BandMaking): BandPlot => {
  const { place, band, palette } = making
  const shown = { scene: making.scene }
  const plot = new uPlot(
    {
      width: Math.max(1, place.clientWidth),
      height: Math.max(1, place.clientHeight),
      padding: [roomAbove, 0, roomBelow, 0],
      legend: { show: false },
      axes: [{ show: false }, { show: false }],
      scales: {
        x: { time: false, range: () => [shown.scene.window.from, shown.scene.window.to] },
        y: { range: () => [0, shown.scene.top] },
      },
      cursor: {
        x: false,
        y: false,
        drag: { x: false, y: false },
        sync: { key: making.syncKey, scales: ['x', null] },
        points: { size: 7, width: 1 },
      },
      series: seriesOf(band, palette, shown),
      hooks: {
        drawClear: [u => drawGround(u, band, shown.scene, palette)],
        draw: [u => drawEnd(u, band, shown.scene, palette)],
        setCursor: [
          u => {
            if (!u.over.matches(':hover')) return
            const left = u.cursor.left ?? -1
            making.onPoint(left < 0 ? null : u.posToVal(left, 'x'))
          },
        ],
      },
    },
    aligned(making.columns),
    place,
  )
  plot.over.addEventListener('mouseleave', () => making.onPoint(null))
  return {
    show: (columns, scene) => {
      shown.scene = scene
      plot.batch(() => {
        plot.setData(aligned(columns), false)
        plot.setScale('x', { min: scene.window.from, max: scene.window.to })
      })
    },
    resize: (width, height) => {
      if (width > 0 && height > 0 && (width !== plot.width || height !== plot.height)) plot.setSize({ width, height })
    },
    point: at => plot.setCursor({ left: at === null ? -10 : plot.valToPos(at, 'x'), top: at === null ? -10 : 0 }),
    remove: () => plot.destroy(),
  }
}

const aligned = (columns: BandColumns): uPlot.AlignedData => columns as unknown as uPlot.AlignedData

const seriesOf = (band: Band, palette: Palette, shown: { readonly scene: BandScene }): uPlot.Series[] => {
  const colour = palette[band.tone]
  const stroke = (u: uPlot): string | CanvasGradient =>
    shown.scene.dim ? thinned(palette.muted, 0.6) : beyondLimits(u, shown.scene, palette, colour)
  const bars = uPlot.paths.bars?.({ size: [0.9, 100], align: 0 })
  const steps = uPlot.paths.stepped?.({ align: 1 })
  const common = { spanGaps: false, points: { show: false } }
  const x: uPlot.Series = {}
  if (band.kind === 'bars')
    return [
      x,
      {
        ...common,
        ...(bars && { paths: bars }),
        fill: () => (shown.scene.dim ? thinned(palette.muted, 0.4) : thinned(colour, 0.72)),
        width: 0,
      },
      { ...common, ...(bars && { paths: bars }), fill: thinned(colour, 0.14), stroke: colour, width: 1, dash: [3, 2] },
      { ...common, ...(steps && { paths: steps }), stroke: palette.text, width: 1.5 },
    ]
  const paths = band.kind === 'steps' && steps ? { paths: steps } : {}
  const area = band.kind === 'area' ? { fill: thinned(colour, 0.22) } : {}
  const second: uPlot.Series = { ...common, show: band.second !== null, width: 1.5, stroke: palette.accent }
  return [
    x,
    { ...common, ...paths, ...area, stroke, width: 2 },
    { ...common, ...paths, ...(band.kind === 'area' ? { fill: thinned(colour, 0.14) } : {}), stroke, width: 2, dash: [4, 3] },
    band.second?.as === 'part'
      ? { ...second, fill: thinned(palette.accent, 0.75), width: 0 }
      : { ...second, ...paths, stroke: palette.muted, width: 1, dash: [3, 3] },
  ]
}

/** Amber and red only on the part of a line that is beyond its limit: a gradient with hard edges at the limits. */
const beyondLimits = (u: uPlot, scene: BandScene, palette: Palette, colour: string): string | CanvasGradient => {
  const { warnAt, limit, top } = scene
  if (warnAt === null && limit === null) return colour
  const [low, high] = [u.valToPos(0, 'y', true), u.valToPos(top, 'y', true)]
  if (!Number.isFinite(low) || !Number.isFinite(high) || low === high) return colour
  const gradient = u.ctx.createLinearGradient(0, low, 0, high)
  const edges = [
    ...(warnAt !== null && warnAt < top ? [{ share: warnAt / top, colour: palette.warn }] : []),
    ...(limit !== null && limit < top ? [{ share: limit / top, colour: palette.crit }] : []),
  ]
  let below = colour
  gradient.addColorStop(0, below)
  for (const edge of edges) {
    gradient.addColorStop(edge.share, below)
    gradient.addColorStop(edge.share, edge.colour)
    below = edge.colour
  }
  gradient.addColorStop(1, below)
  return gradient
}
