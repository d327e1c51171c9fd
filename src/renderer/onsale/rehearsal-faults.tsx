import { Bot, Clock, Cloud, Database, DoorOpen, Gauge, Hourglass, KeyRound, PlugZap, ServerOff } from 'lucide-react'
import { useRef, useState } from 'react'
import { Switch } from 'react-aria-components'
import type { FaultKind, ScenarioFault, ScenarioSummary } from '#contract/rehearsal'
import { useSay } from '#app/kasa'
import { classes } from '#parts/classes'
import { KeyCap } from '#parts/key-cap'
import { number, percent } from '#words/format'
import type { Say } from '#words/say'
import { minuteAtPlace, movedTo, offsetWords, spanOf } from './rehearsal-course.ts'
import styles from './rehearsal.module.css'
import type { Rehearsal } from './use-rehearsal.ts'

const icons = {
  'slow-database': Database,
  'connection-limit': PlugZap,
  'cache-purged': Cloud,
  bots: Bot,
  'launch-failure': ServerOff,
  'late-data': Hourglass,
  throttling: Gauge,
  'wrong-clock': Clock,
  'session-expires': KeyRound,
  'room-too-wide': DoorOpen,
} as const satisfies Readonly<Record<FaultKind, unknown>>

/** Faults that have a key of their own. */
const mostKeys = 4

/** What goes wrong in the scenario, each a block on the axis of the curve: switched on or off, moved, or begun now. */
export const FaultRows = ({ scenario, rehearsal }: { readonly scenario: ScenarioSummary; readonly rehearsal: Rehearsal }) => {
  const say = useSay()
  const { faults } = scenario
  return (
    <section className={classes(styles.faults)} aria-labelledby="faults">
      <div className={classes(styles.faultsHead)}>
        <h3 id="faults">{say('rehearsal.faults')}</h3>
        <p>{say(faults.length === 0 ? 'rehearsal.faultsNone' : 'rehearsal.faultsHint')}</p>
        {faults.length === 0 ? null : (
          <p>
            {say('rehearsal.fireNow')} <KeyCap keys={faults.length === 1 ? '1' : `1–${Math.min(mostKeys, faults.length)}`} />
          </p>
        )}
      </div>
      <ul>
        {faults.map(fault => (
          <FaultRow key={fault.id} fault={fault} scenario={scenario} rehearsal={rehearsal} />
        ))}
      </ul>
    </section>
  )
}

type Row = { readonly fault: ScenarioFault; readonly scenario: ScenarioSummary; readonly rehearsal: Rehearsal }

const FaultRow = ({ fault, scenario, rehearsal }: Row) => {
  const say = useSay()
  const Icon = icons[fault.kind]
  const name = say(`rehearsal.fault-${fault.kind}`)
  return (
    <li className={classes(styles.fault, !fault.on && styles.off)}>
      <div className={classes(styles.faultWords)}>
        <Icon size={16} aria-hidden="true" />
        <strong>{name}</strong>
        <span>{faultHow(fault, say)}</span>
        <Switch
          className={classes(styles.switch)}
          aria-label={name}
          isSelected={fault.on}
          onChange={on => rehearsal.switchFault(fault, on)}
        >
          <span className={classes(styles.knob)} />
        </Switch>
      </div>
      <FaultTrack fault={fault} scenario={scenario} rehearsal={rehearsal} />
    </li>
  )
}

/** By how much, and for how long. */
export const faultHow = ({ kind, figures, fromMinute, toMinute }: ScenarioFault, say: Say): string => {
  const minutes = toMinute - fromMinute
  const values = Object.fromEntries(
    Object.entries(figures).map(([name, value]) => [name, typeof value === 'number' ? figureOf(name, value, say) : value]),
  )
  return say(`rehearsal.fault-${kind}-how`, {
    times: '',
    connections: '',
    cachedPercent: '',
    perMinute: '',
    seconds: '',
    ofTen: '',
    ...values,
    lasts: number(Math.round(minutes), say.language),
  })
}

const figureOf = (name: string, value: number, say: Say): string => {
  if (name.endsWith('Percent')) return percent(value / 100, say.language)
  const counted = number(value, say.language)
  return name === 'perMinute' ? say('onsale.perMinute', { figure: counted }) : counted
}

/** The block on the axis. It is dragged by the pointer; with focus, the arrows move it a minute at a time. */
const FaultTrack = ({ fault, scenario, rehearsal }: Row) => {
  const say = useSay()
  const track = useRef<HTMLDivElement>(null)
  const [dragged, drag] = useState<{ readonly by: number; readonly to: number } | null>(null)
  const shown = dragged ? { ...fault, ...movedTo(fault, dragged.to, scenario) } : fault
  const { from, to } = spanOf(shown, scenario)
  const span = say('rehearsal.faultSpan', {
    from: offsetWords(shown.fromMinute),
    to: to >= 1 ? say('rehearsal.forGood') : offsetWords(shown.toMinute),
  })
  const minuteUnder = (press: React.PointerEvent): number => {
    const box = track.current?.getBoundingClientRect()
    return box ? minuteAtPlace(scenario, (press.clientX - box.left) / Math.max(1, box.width)) : fault.fromMinute
  }
  const step = (minutes: number): void => rehearsal.moveFault(fault, movedTo(fault, fault.fromMinute + minutes, scenario))
  return (
    <div ref={track} className={classes(styles.track)}>
      <span
        className={classes(styles.block)}
        style={{ insetInlineStart: `${from * 100}%`, inlineSize: `max(${(to - from) * 100}%, 10px)` }}
        role="slider"
        tabIndex={0}
        aria-label={say('rehearsal.faultBlock', {
          fault: say(`rehearsal.fault-${fault.kind}`),
          from: offsetWords(shown.fromMinute),
          to: offsetWords(shown.toMinute),
        })}
        aria-valuemin={-scenario.startMinute}
        aria-valuemax={scenario.minutes - scenario.startMinute}
        aria-valuenow={Math.round(shown.fromMinute)}
        aria-valuetext={span}
        onPointerDown={press => {
          press.currentTarget.setPointerCapture(press.pointerId)
          drag({ by: minuteUnder(press) - fault.fromMinute, to: fault.fromMinute })
        }}
        onPointerMove={press => (dragged ? drag({ ...dragged, to: minuteUnder(press) - dragged.by }) : undefined)}
        onPointerUp={() => {
          if (dragged && Math.round(dragged.to) !== Math.round(fault.fromMinute))
            rehearsal.moveFault(fault, movedTo(fault, dragged.to, scenario))
          drag(null)
        }}
        onPointerCancel={() => drag(null)}
        onKeyDown={press => {
          const by = { ArrowLeft: -1, ArrowRight: 1, PageDown: -5, PageUp: 5 }[press.key]
          if (by === undefined) return
          press.preventDefault()
          step(by)
        }}
      />
      <span
        className={classes(styles.span)}
        style={to > 0.8 ? { insetInlineEnd: `${(1 - from) * 100}%` } : { insetInlineStart: `${to * 100}%` }}
        aria-hidden="true"
      >
        {span}
      </span>
    </div>
  )
}
