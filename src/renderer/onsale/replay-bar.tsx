import { History, Pause, Play, X } from 'lucide-react'
import { Slider, SliderThumb, SliderTrack } from 'react-aria-components'
import { useStore } from 'zustand'
import type { StoreApi } from 'zustand/vanilla'
import type { OnsalePlan } from '#contract/onsale-plan'
import type { RehearsalSpeed } from '#contract/rehearsal'
import { rehearsalSpeeds } from '#contract/rehearsal'
import { useSay } from '#app/kasa'
import { replayShortcuts } from '#app/shortcut-tables'
import { useShortcuts } from '#app/shortcuts'
import { Action } from '#parts/action'
import { classes } from '#parts/classes'
import { Choice } from '#parts/choice'
import { clockTimeToTheSecond } from '#words/format'
import { refusalSentence } from '#words/refusal-sentence'
import { minuteMs } from './minute-store.ts'
import type { ReplayState } from './replay-slice.ts'
import styles from './replay.module.css'
import { countdown } from './sale-clock.ts'
import { placeIn } from './time-window.ts'

/** Which moment of the sale is looked at, and how it runs on: a slider over all of it, the arrows a minute at a time. */
export const ReplayBar = (props: {
  readonly replay: StoreApi<ReplayState>
  readonly plan: OnsalePlan
  readonly onLeave: () => void
}) => {
  const { replay, plan, onLeave } = props
  const say = useSay()
  const { range, at, playing, speed, refusal, playOrPause, setSpeed, step, lookAt } = useStore(replay)
  useShortcuts(replayShortcuts, {
    earlier: () => step(-1),
    later: () => step(1),
    fiveEarlier: () => step(-5),
    fiveLater: () => step(5),
    toStart: () => lookAt(plan.startsAt),
    toNow: () => lookAt(range?.to ?? at),
  })
  if (!range) return null
  const time = clockTimeToTheSecond(at, plan.timezone, say.language)
  const startPlace = placeIn(range, plan.startsAt)
  return (
    <section className={classes(styles.bar)} aria-label={say('report.replayOf', { name: plan.name })} data-replay={at}>
      <p className={classes(styles.name)}>
        <History size={16} aria-hidden="true" />
        {say('report.replay')}
      </p>
      <Action
        dense
        keys={say('rehearsal.space')}
        icon={playing ? <Pause size={16} aria-hidden="true" /> : <Play size={16} aria-hidden="true" />}
        onPress={playOrPause}
      >
        {say(playing ? 'report.pause' : 'report.play')}
      </Action>
      <p className={classes(styles.time)}>
        <strong>{time}</strong> {countdown(plan.startsAt, at)}
      </p>
      <Slider
        className={classes(styles.slider)}
        aria-label={say('report.moment')}
        value={at}
        minValue={range.from}
        maxValue={Math.max(range.to, range.from + minuteMs)}
        step={1000}
        onChange={value => lookAt(typeof value === 'number' ? value : (value[0] ?? at))}
      >
        <SliderTrack className={classes(styles.track)}>
          {startPlace > 0 && startPlace < 1 ? (
            <span className={classes(styles.start)} style={{ insetInlineStart: `${startPlace * 100}%` }} aria-hidden="true" />
          ) : null}
          <SliderThumb className={classes(styles.thumb)} />
        </SliderTrack>
      </Slider>
      <Choice
        hideLabel
        label={say('report.speed')}
        value={String(speed)}
        options={rehearsalSpeeds.map(each => ({ value: String(each), word: say('rehearsal.times', { speed: each }) }))}
        onChange={chosen => setSpeed(Number(chosen) as RehearsalSpeed)}
      />
      <Action dense icon={<X size={16} aria-hidden="true" />} onPress={onLeave}>
        {say('report.replayLeave')}
      </Action>
      {refusal ? (
        <p className={classes(styles.refusal)} role="alert">
          {refusalSentence(say, refusal)}
        </p>
      ) : null}
    </section>
  )
}
