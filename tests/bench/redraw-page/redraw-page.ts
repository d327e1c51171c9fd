import uPlot from 'uplot'
import type { OnsaleFace } from '#contract/onsale-face'
import { roles } from '#contract/onsale-roles'
import { bandColumns } from '../../../src/renderer/onsale/band-columns.ts'
import type { BandPlot } from '../../../src/renderer/onsale/band-plot.ts'
import { makeBandPlot } from '../../../src/renderer/onsale/band-plot.ts'
import { sceneOf } from '../../../src/renderer/onsale/band-scene.ts'
import type { Band } from '../../../src/renderer/onsale/bands.ts'
import { bands } from '../../../src/renderer/onsale/bands.ts'
import type { Minutes } from '../../../src/renderer/onsale/minute-store.ts'
import { minuteMs } from '../../../src/renderer/onsale/minute-store.ts'
import { wholeWindow } from '../../../src/renderer/onsale/time-window.ts'
import { openFace } from '../../cockpit/invented-face.ts'
import { chanceFrom } from '../../seeded-chance.ts'

const minutesShown = 480
const measures = 48
const width = 960
const height = 48
/** What changes with an answer: the newest minutes. */
const newest = 5

const palette = {
  accent: '#3ddc97',
  text: '#e8e6e3',
  muted: '#9a9793',
  faint: '#5c5a57',
  line: '#2c2b2a',
  surface: '#1d1c1b',
  canvas: '#141312',
  warn: '#ffb020',
  crit: '#ff5449',
}

const now = openFace().now
const from = Math.floor(now / minuteMs) * minuteMs - (minutesShown - 1) * minuteMs
const face: OnsaleFace = {
  ...openFace(),
  plan: { ...openFace().plan, startsAt: from + 60 * minuteMs, plannedEndAt: now + 5 * minuteMs },
  scales: { 'balancer.p95': { top: 100, warnAt: 60, limit: null }, 'database.connections': { top: 100, warnAt: 60, limit: 80 } },
}
const window = wholeWindow(face.plan, from, now)

/** Without the requests, few of which would take minutes out of the lane of answers. */
const drawnRoles = roles.filter(role => role !== 'balancer.requests').slice(0, measures)

/** The strips of the cockpit over and over, each with two measures of its own. */
const strips: readonly Band[] = Array.from({ length: measures / 2 }, (_, place) => {
  const [role, other] = [drawnRoles[place * 2], drawnRoles[place * 2 + 1]]
  const like = bands[place % bands.length]
  if (!role || !other || !like) throw new Error('there are fewer measures than that')
  return { ...like, role, second: { role: other, as: like.second?.as ?? 'wanted' } }
})

const draw = chanceFrom(48)
/** A measure goes up and down in the course of hours and trembles by the minute. */
const value = (minute: number, measure: number): number =>
  50 + 25 * Math.sin(minute / 60 + measure) + 5 * Math.sin(minute / 4 + measure) + draw.below(5)

const held = {
  minutes: {
    revision: 0,
    from,
    count: minutesShown,
    columns: Object.fromEntries(
      drawnRoles.map((role, measure) => [role, Array.from({ length: minutesShown }, (_, minute) => value(minute, measure))]),
    ),
  } as Minutes,
}

const nextMinutes = (): Minutes => {
  const { minutes } = held
  const columns = Object.fromEntries(
    Object.entries(minutes.columns).map(([role, column], measure) => [
      role,
      column.map((known, minute) => (minute < minutesShown - newest ? known : value(minute, measure))),
    ]),
  )
  held.minutes = { ...minutes, revision: minutes.revision + 1, columns }
  return held.minutes
}

const placeOf = (): HTMLElement => {
  const place = document.createElement('div')
  place.style.cssText = `inline-size:${width}px;block-size:${height}px;background:${palette.canvas}`
  document.body.append(place)
  return place
}

const sourceOf = (band: Band) => face.sources.find(each => each.source === band.source)

/** The cockpit's own plots. */
const kasa = (): readonly BandPlot[] =>
  strips.map(band => {
    const source = sourceOf(band)
    const columns = bandColumns(band, held.minutes, source, now)
    const scene = sceneOf(band, face, held.minutes, { columns, window, source })
    return makeBandPlot({ place: placeOf(), band, palette, scene, columns, syncKey: 'bench', onPoint: () => {} })
  })

/** The same kinds of line, area and bar of the same two measures, as wide, and nothing else. */
const bare = (): readonly uPlot[] =>
  strips.map(
    band =>
      new uPlot(
        {
          width,
          height,
          legend: { show: false },
          axes: [{ show: false }, { show: false }],
          cursor: { show: false },
          scales: { x: { time: false, range: [window.from, window.to] }, y: { range: [0, 100] } },
          series: [{}, firstOf(band), secondOf(band)],
        },
        bareData(band, held.minutes),
        placeOf(),
      ),
  )

const points = { show: false }
const bars = uPlot.paths.bars?.({ size: [0.9, 100], align: 0 })
const steps = uPlot.paths.stepped?.({ align: 1 })

const firstOf = ({ kind }: Band): uPlot.Series => {
  if (kind === 'bars') return { points, fill: palette.accent, width: 0, ...(bars && { paths: bars }) }
  const line = { points, stroke: palette.accent, width: 2 }
  if (kind === 'area') return { ...line, fill: palette.line }
  return kind === 'steps' && steps ? { ...line, paths: steps } : line
}

const secondOf = ({ kind, second }: Band): uPlot.Series => {
  if (second?.as === 'part') return { points, fill: palette.accent, width: 0 }
  const stepped = (kind === 'bars' || kind === 'steps') && steps ? { paths: steps } : {}
  return { points, stroke: palette.muted, width: kind === 'bars' ? 1.5 : 1, ...stepped }
}

const bareTimes = Array.from({ length: minutesShown }, (_, place) => from + (place + 0.5) * minuteMs)
const bareData = ({ role, second }: Band, { columns }: Minutes): uPlot.AlignedData => [
  bareTimes,
  [...(columns[role] ?? [])],
  [...(columns[second?.role ?? role] ?? [])],
]

const [ours, theirs] = [kasa(), bare()]
const canvases = [...document.querySelectorAll('canvas')]

/** A pixel that is read back waits until everything that was drawn is there. */
const painted = (side: Side): void => {
  const half = canvases.length / 2
  for (const canvas of side === 'kasa' ? canvases.slice(0, half) : canvases.slice(half))
    canvas.getContext('2d')?.getImageData(0, 0, 1, 1)
}

type Side = 'kasa' | 'bare'

/** Takes new data and draws it; how long until the drawing was said, and until it stood there, in milliseconds. */
const redraw = async (side: Side): Promise<{ readonly script: number; readonly pixels: number }> => {
  const minutes = nextMinutes()
  const began = performance.now()
  strips.forEach((band, place) => {
    if (side === 'bare') return theirs[place]?.setData(bareData(band, minutes))
    const source = sourceOf(band)
    const columns = bandColumns(band, minutes, source, now)
    ours[place]?.show(columns, sceneOf(band, face, minutes, { columns, window, source }))
  })
  // plots draw in a microtask
  await Promise.resolve()
  await Promise.resolve()
  const script = performance.now() - began
  painted(side)
  return { script, pixels: performance.now() - began }
}

Object.assign(globalThis, { redraw })
