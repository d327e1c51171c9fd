import { useStore } from 'zustand'
import type { StoreApi } from 'zustand/vanilla'
import type { OnsaleFace } from '#contract/onsale-face'
import { useSay } from '#app/kasa'
import { classes } from '#parts/classes'
import { decimals } from '#words/figures'
import { number } from '#words/format'
import { BandView } from './band-view.tsx'
import type { Band, Lane } from './bands.ts'
import { marginOf } from './band-estimate.ts'
import { bandsFor, laneHead, lanes, sampleInterval } from './bands.ts'
import { oldness, offsetFromStart, saleTime, settingOf, sourceWords, standing } from './cockpit-words.ts'
import type { CursorState } from './cursor-slice.ts'
import { CursorVoice } from './cursor-voice.tsx'
import { EventMarks } from './event-marks.tsx'
import { LaneTable } from './lane-table.tsx'
import styles from './lanes.module.css'
import type { Minutes } from './minute-store.ts'
import { minuteMs, newestOf } from './minute-store.ts'
import { ReadOut } from './read-out.tsx'
import { useSaleNow } from './sale-clock.ts'
import type { TimeWindow } from './time-window.ts'
import { axisTimes, placeIn } from './time-window.ts'
import { usePalette } from './use-palette.ts'
import { useRoom } from './use-room.ts'

export type LanesProps = {
  readonly face: OnsaleFace
  readonly faceAt: number
  readonly minutes: Minutes
  readonly window: TimeWindow
  readonly cursor: StoreApi<CursorState>
  readonly tools: React.ReactNode
  /** To be read from two metres. */
  readonly far: boolean
}

/** Four lanes on one time axis with one cursor and one row of what happened. */
export const Lanes = (props: LanesProps) => {
  const palette = usePalette()
  const { face, faceAt, minutes, window, cursor } = props
  return (
    <div className={classes(styles.lanes)} data-lanes>
      <EventMarks face={face} window={window} far={props.far} />
      <div className={classes(styles.tools)}>{props.tools}</div>
      {lanes.map(lane => (
        <section key={lane} className={classes(styles.lane)} aria-labelledby={`lane-${lane}`}>
          <LaneTable lane={lane} face={face} minutes={minutes} window={window} hidden />
          {bandsFor(face.plan)
            .filter(band => band.lane === lane)
            .map((band, place) => (
              <div
                key={band.band}
                className={classes(styles.row, place === 0 && styles.first, band.folds && styles.folds)}
                style={{ flexGrow: band.height }}
              >
                {place === 0 ? <LaneTitle lane={lane} face={face} faceAt={faceAt} minutes={minutes} /> : <div />}
                <BandView band={band} face={face} minutes={minutes} window={window} palette={palette} cursor={cursor} />
                <ReadOuts band={band} face={face} minutes={minutes} />
              </div>
            ))}
        </section>
      ))}
      <Axis face={face} window={window} cursor={cursor} />
      <CursorVoice face={face} minutes={minutes} cursor={cursor} />
      <div className={classes(styles.overlay)} aria-hidden="true">
        <NowLine face={face} faceAt={faceAt} window={window} />
        <CursorLine face={face} window={window} cursor={cursor} />
      </div>
    </div>
  )
}

/** A band that folds on low screens leaves its read-out to the one above it. */
const ReadOuts = ({ band, face, minutes }: { readonly band: Band; readonly face: OnsaleFace; readonly minutes: Minutes }) => (
  <div className={classes(styles.readOut)}>
    <ReadOut band={band} face={face} minutes={minutes} />
  </div>
)

const LaneTitle = (props: Pick<LanesProps, 'face' | 'faceAt' | 'minutes'> & { readonly lane: Lane }) => {
  const { lane, face, faceAt } = props
  const say = useSay()
  const now = useSaleNow(face, faceAt)
  const head = laneHead(lane, face.plan)
  const source = face.sources.find(each => each.source === head.source)
  const state = source ? standing(source, now) : 'off'
  return (
    <div className={classes(styles.title)}>
      <h2 id={`lane-${lane}`}>{say(head.word)}</h2>
      <p className={classes(state !== 'fresh' && state !== 'throttled' && state !== 'off' && styles.stale)}>
        {say(sourceWords[head.source])}
        {source?.newestAt ? `, ${oldness(now - source.newestAt, say)}` : ''}
      </p>
      {lane === 'edge' ? <Estimate minutes={props.minutes} /> : null}
    </div>
  )
}

/** What the figures of the edge rest on when Cloudflare counts only some of the requests and scales them up. */
const Estimate = ({ minutes }: { readonly minutes: Minutes }) => {
  const say = useSay()
  const newest = newestOf(minutes, 'edge.requests', minutes.from + minutes.count * minuteMs)
  const interval = newest ? sampleInterval('edge.requests', minutes, newest.at) : null
  if (!newest || interval === null || newest.value <= 0) return null
  // rounded up: what is off by less is within it all the same
  const percent = number(Math.ceil((marginOf(newest.value, interval) / newest.value) * 100), say.language)
  return (
    <p className={classes(styles.estimate)}>
      {say('onsale.sampledOf', {
        interval: decimals(interval, say.language),
        percent: say('onsale.percent', { figure: percent }),
      })}
    </p>
  )
}

/** As many times as this at most; one with its distance from the start, and a chip over the axis, in sizes of the letters. */
const mostTimes = 8
const timeWidth = 5.6
const chipWidth = 6.2

const Axis = ({ face, window, cursor }: Pick<LanesProps, 'face' | 'window' | 'cursor'>) => {
  const say = useSay()
  const setting = settingOf(face, say)
  const { place: axis, room } = useRoom<HTMLDivElement>()
  const minute = useStore(cursor, state => state.minute)
  const chips = [face.now, ...(minute === null ? [] : [minute + minuteMs / 2])].map(at => placeIn(window, at))
  const share = (widths: number): number => (widths * room.fontPx) / Math.max(1, room.widthPx)
  // a time gives way to the chip of now or of the cursor
  const isFree = (at: number): boolean =>
    chips.every(chip => Math.abs(placeIn(window, at) - chip) > share((timeWidth + chipWidth) / 2))
  return (
    <div ref={axis} className={classes(styles.axis)} aria-hidden="true">
      {axisTimes(window, Math.min(mostTimes, Math.floor(1 / share(timeWidth))))
        .filter(isFree)
        .map(at => (
          <span key={at} className={classes(styles.tick)} style={{ insetInlineStart: `${placeIn(window, at) * 100}%` }}>
            {saleTime(at, setting)} <small>{offsetFromStart(face.plan.startsAt, at)}</small>
          </span>
        ))}
    </div>
  )
}

const NowLine = ({
  face,
  faceAt,
  window,
}: {
  readonly face: OnsaleFace
  readonly faceAt: number
  readonly window: TimeWindow
}) => {
  const say = useSay()
  const now = useSaleNow(face, faceAt)
  const place = placeIn(window, now)
  if (place < 0 || place > 1) return null
  return (
    <div className={classes(styles.now)} style={{ insetInlineStart: `${place * 100}%` }}>
      <span>{say('onsale.nowAt', { time: saleTime(now, settingOf(face, say)) })}</span>
    </div>
  )
}

const CursorLine = (props: {
  readonly face: OnsaleFace
  readonly window: TimeWindow
  readonly cursor: StoreApi<CursorState>
}) => {
  const { face, window } = props
  const say = useSay()
  const minute = useStore(props.cursor, state => state.minute)
  if (minute === null) return null
  const place = placeIn(window, minute + minuteMs / 2)
  if (place < 0 || place > 1) return null
  return (
    <div className={classes(styles.cursor)} style={{ insetInlineStart: `${place * 100}%` }}>
      <span>
        {saleTime(minute, settingOf(face, say))} {offsetFromStart(face.plan.startsAt, minute)}
      </span>
    </div>
  )
}
