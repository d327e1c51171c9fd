import 'uplot/dist/uPlot.min.css'
import { useEffect, useMemo, useRef } from 'react'
import { useStore } from 'zustand'
import type { StoreApi } from 'zustand/vanilla'
import type { OnsaleFace } from '#contract/onsale-face'
import { useSay } from '#app/kasa'
import { classes } from '#parts/classes'
import { bandColumns } from './band-columns.ts'
import type { BandPlot } from './band-plot.ts'
import { makeBandPlot, roomAbove, roomBelow } from './band-plot.ts'
import type { BandScene } from './band-scene.ts'
import { sceneOf } from './band-scene.ts'
import type { Band } from './bands.ts'
import { bandsFor } from './bands.ts'
import { isChance, shownAt } from './bands.ts'
import { bandValue, comingWords, forecastWords, minuteValue, saleTime, settingOf, shortNumber } from './cockpit-words.ts'
import type { CursorState } from './cursor-slice.ts'
import styles from './lanes.module.css'
import type { Minutes } from './minute-store.ts'
import { minuteMs } from './minute-store.ts'
import type { Palette } from './palette.ts'
import type { TimeWindow } from './time-window.ts'
import { placeIn } from './time-window.ts'

type BandViewProps = {
  readonly band: Band
  readonly face: OnsaleFace
  readonly minutes: Minutes
  readonly window: TimeWindow
  readonly palette: Palette
  readonly cursor: StoreApi<CursorState>
}

/** One strip of the axis: the plot, which is made once, and what is written on it. */
export const BandView = (props: BandViewProps) => {
  const { band, face, minutes, window, palette, cursor } = props
  const source = face.sources.find(each => each.source === band.source)
  const columns = useMemo(() => bandColumns(band, minutes, source, face.now), [band, minutes, source, face.now])
  const scene = useMemo(
    () => sceneOf(band, face, minutes, { columns, window, source }),
    [band, face, minutes, columns, window, source],
  )
  const host = useRef<HTMLDivElement>(null)
  const plot = useRef<BandPlot | null>(null)
  const latest = useRef({ columns, scene })
  useEffect(() => {
    latest.current = { columns, scene }
    plot.current?.show(columns, scene)
  }, [columns, scene])
  useEffect(() => {
    const place = host.current
    if (!place) return
    const made = makeBandPlot({
      place,
      band,
      palette,
      ...latest.current,
      syncKey: 'onsale',
      onPoint: at => cursor.getState().pointAt(at),
    })
    plot.current = made
    const watcher = new ResizeObserver(() => made.resize(place.clientWidth, place.clientHeight))
    watcher.observe(place)
    return () => {
      watcher.disconnect()
      made.remove()
      plot.current = null
    }
  }, [band, palette, cursor])
  return (
    <div className={classes(styles.plot)} data-band={band.band}>
      <div ref={host} className={classes(styles.canvas)} aria-hidden="true" />
      <Labels band={band} face={face} scene={scene} />
      <CursorChip band={band} minutes={minutes} scene={scene} cursor={cursor} />
    </div>
  )
}

/** How far down in the strip a value lies. */
const heightOf = (value: number, top: number): string =>
  `calc(${roomAbove}px + (100% - ${roomAbove + roomBelow}px) * ${1 - Math.min(1, Math.max(0, value / top))})`

const Labels = ({ band, face, scene }: { readonly band: Band; readonly face: OnsaleFace; readonly scene: BandScene }) => {
  const say = useSay()
  const setting = settingOf(face, say)
  const limitAtTop = scene.limit !== null && scene.limit >= scene.top * 0.99
  return (
    <div aria-hidden="true" className={classes(styles.labels)}>
      {limitAtTop && band.kind !== 'steps' ? (
        <span className={classes(styles.scale, styles.limit)} style={{ insetBlockStart: heightOf(scene.limit ?? 0, scene.top) }}>
          {say('onsale.limit', { figure: bandValue(band, scene.limit ?? 0, say) })}
        </span>
      ) : null}
      {!limitAtTop && scene.warnAt === null && band.kind !== 'steps' ? (
        <span className={classes(styles.scale)} style={{ insetBlockStart: 0 }}>
          {shortNumber(scene.top, say)}
        </span>
      ) : null}
      {scene.warnAt !== null && scene.warnAt < scene.top ? (
        <span
          className={classes(styles.scale, limitAtTop ? styles.underLimit : styles.above)}
          style={{ insetBlockStart: heightOf(scene.warnAt, scene.top) }}
        >
          {band.band === 'answer'
            ? say('onsale.objective', { figure: bandValue(band, scene.warnAt, say) })
            : thresholdWords(band, scene, say)}
        </span>
      ) : null}
      {scene.missing && scene.end && bandsFor(face.plan).find(({ lane }) => lane === band.lane) === band ? (
        <span
          className={classes(styles.missing)}
          style={{ insetInlineStart: `${placeIn(scene.window, (scene.end.at + scene.now) / 2) * 100}%` }}
        >
          {say('onsale.noPointsSince', { time: saleTime(scene.end.at, setting) })}
        </span>
      ) : null}
      <Remarks band={band} face={face} scene={scene} />
      {scene.forecast && scene.forecast.level > 0 && !scene.missing ? (
        <span className={classes(styles.full)} style={forecastPlace(scene.window, scene.now, scene.forecast.toAt)}>
          {forecastWords(band, scene.forecast, setting)}
        </span>
      ) : null}
    </div>
  )
}

/** Right of so much of the strip there is no room for words. */
const lastPlaceForWords = 0.8
/** A forecast that ends nearer than this share of the strip has its words right of the present, where its line does not cross them. */
const nearForecast = 0.2
const rightOfNow = (now: number): React.CSSProperties => ({ insetInlineStart: `calc(${now * 100}% + 4px)` })

/** What the dashes mean, once; and how it stands with servers that were ordered, until they have come. */
const Remarks = ({ band, face, scene }: { readonly band: Band; readonly face: OnsaleFace; readonly scene: BandScene }) => {
  const say = useSay()
  const now = placeIn(scene.window, scene.now)
  const coming = band.band === 'servers' ? face.servers?.coming : null
  if (band.band === 'waiting' && !scene.missing && now > 0 && now < lastPlaceForWords)
    return (
      <span className={classes(styles.remark)} style={{ insetInlineStart: `${now * 100}%` }}>
        {say('onsale.settling')}
      </span>
    )
  if (!coming || now < 0 || now > 1) return null
  return (
    <span
      className={classes(styles.remark, styles.under, coming.state !== 'on-the-way' && styles.overdue)}
      style={now > lastPlaceForWords ? { insetInlineEnd: 0 } : rightOfNow(now)}
    >
      {comingWords(coming, settingOf(face, say))}
    </span>
  )
}

const forecastPlace = (window: TimeWindow, at: number, toAt: number): React.CSSProperties => {
  const [now, end] = [placeIn(window, at), Math.min(1, placeIn(window, toAt))]
  const isNear = now >= 0 && now < lastPlaceForWords && end - now < nearForecast
  return isNear ? rightOfNow(now) : { insetInlineEnd: `${(1 - end) * 100}%` }
}

const thresholdWords = (band: Band, scene: BandScene, say: ReturnType<typeof useSay>): string =>
  scene.limit === null || scene.warnAt === null
    ? bandValue(band, scene.warnAt ?? 0, say)
    : say('onsale.percent', { figure: Math.round((scene.warnAt / scene.limit) * 100) })

const CursorChip = (props: {
  readonly band: Band
  readonly minutes: Minutes
  readonly scene: BandScene
  readonly cursor: StoreApi<CursorState>
}) => {
  const { band, minutes, scene, cursor } = props
  const say = useSay()
  const minute = useStore(cursor, state => state.minute)
  if (minute === null) return null
  const at = minute + minuteMs / 2
  const place = placeIn(scene.window, at)
  if (place < 0 || place > 1) return null
  const value = shownAt(band, minutes, at)
  const beyond = value !== null && scene.warnAt !== null && value > scene.warnAt
  return (
    <>
      {value === null ? null : (
        <span
          className={classes(styles.dot)}
          style={{ insetInlineStart: `${place * 100}%`, insetBlockStart: heightOf(value, scene.top) }}
        />
      )}
      <span
        aria-hidden="true"
        className={classes(styles.chip, beyond && styles.beyond, place > 0.85 && styles.chipLeft)}
        style={{ insetInlineStart: `${place * 100}%`, insetBlockStart: value === null ? '50%' : heightOf(value, scene.top) }}
      >
        {value === null
          ? say(isChance(band, minutes, at) ? 'onsale.fewRequests' : 'onsale.noValue')
          : minuteValue(band, value, { minutes, at }, say)}
      </span>
    </>
  )
}
