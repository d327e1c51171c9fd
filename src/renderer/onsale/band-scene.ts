import type { OnsaleFace, SourceFace } from '#contract/onsale-face'
import type { BandColumns, Forecast } from './band-columns.ts'
import { bandTop, forecastOf, gaps, knowledgeEnd } from './band-columns.ts'
import type { Between } from './band-estimate.ts'
import { estimatesOf } from './band-estimate.ts'
import type { Band } from './bands.ts'
import type { Minutes } from './minute-store.ts'
import { minuteMs } from './minute-store.ts'
import type { TimeWindow } from './time-window.ts'
import { axisTimes } from './time-window.ts'

/** Everything a band draws beside its lines. Times are Unix milliseconds by the clock of the sale. */
export type BandScene = {
  readonly window: TimeWindow
  readonly now: number
  readonly top: number
  readonly warnAt: number | null
  readonly limit: number | null
  /** Where knowledge ends; null: nothing is known. */
  readonly end: { readonly at: number; readonly middle: number; readonly value: number } | null
  readonly softFrom: number
  readonly gaps: readonly (readonly [number, number])[]
  /** The source is late, blind or signed out: dots from its end to the present. */
  readonly missing: boolean
  /** Out of sight: the line is faint. */
  readonly dim: boolean
  /** The running minute of bars. */
  readonly running: { readonly from: number; readonly value: number } | null
  readonly forecast: Forecast | null
  /** Where the line is an estimate from samples: how far it may be off. */
  readonly estimates: readonly (readonly Between[])[]
  /** Servers on their way, `[from, to)` and the counts between which they are. */
  readonly coming: readonly Coming[]
  readonly grid: readonly number[]
}

/** Servers that were ordered and not yet in service, `[from, to)`. */
export type Coming = { readonly from: number; readonly to: number; readonly low: number; readonly high: number }

/** Lines on the axis for about so many times. */
const gridLines = 8

export const sceneOf = (
  band: Band,
  face: OnsaleFace,
  minutes: Minutes,
  shown: { readonly columns: BandColumns; readonly window: TimeWindow; readonly source: SourceFace | undefined },
): BandScene => {
  const { columns, window, source } = shown
  const { now } = face
  const state = source?.state ?? 'waiting'
  const runningFrom = Math.floor((now - minutes.from) / minuteMs)
  const running = band.kind === 'bars' ? (minutes.columns[band.role]?.[runningFrom] ?? null) : null
  const scale = face.scales[band.role]
  return {
    window,
    now,
    top: bandTop(band, face, columns),
    warnAt: scale?.warnAt ?? null,
    limit: scale?.limit ?? null,
    end: knowledgeEnd(columns, source),
    softFrom: source?.provisionalFrom ?? now,
    gaps: gaps(columns),
    missing: state === 'late' || state === 'blind' || state === 'signed-out',
    dim: state === 'blind' || state === 'signed-out',
    running: running === null ? null : { from: minutes.from + runningFrom * minuteMs, value: running },
    forecast: forecastOf(band, face),
    estimates: estimatesOf(band, minutes, columns),
    coming: band.band === 'servers' ? comingOf(face, columns) : [],
    grid: axisTimes(window, gridLines),
  }
}

/** What was ordered and had not come, minute by minute as it was; and the step that is on its way now. */
const comingOf = ({ servers, now }: OnsaleFace, [x, settled, unsettled, wanted]: BandColumns): readonly Coming[] => {
  const found: Coming[] = []
  x.forEach((middle, place) => {
    const [low, high] = [unsettled[place] ?? settled[place] ?? null, wanted[place] ?? null]
    if (low === null || high === null || high <= low) return
    const last = found.at(-1)
    const [from, to] = [middle - minuteMs / 2, middle + minuteMs / 2]
    if (last && last.to === from && last.high === high && last.low === low) found[found.length - 1] = { ...last, to }
    else found.push({ from, to, low, high })
  })
  const { coming } = servers ?? {}
  if (!servers || !coming) return found
  const from = Math.max(coming.askedAt, found.at(-1)?.to ?? coming.askedAt)
  // what is overdue is on its way until now, and nobody knows for how long yet
  const to = coming.state === 'on-the-way' ? coming.readyAbout : now
  return [...found, { from, to: Math.max(from, to), low: servers.inService, high: servers.inService + coming.servers }]
}
