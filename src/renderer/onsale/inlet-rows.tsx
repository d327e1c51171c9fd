import { ArrowRight } from 'lucide-react'
import type { InletCeiling, InletStepPreview, Moved } from '#contract/onsale-hands'
import { useSay } from '#app/kasa'
import { classes } from '#parts/classes'
import { number } from '#words/format'
import type { Say, WordKey } from '#words/say'
import styles from './capacity-dialog.module.css'
import { Bar, Row } from './step-row.tsx'

/** What one step of the inlet would do: to the shop, the servers, the database, the orders and those in line. What is not known has no line. */
export const InletRows = ({ step }: { readonly step: InletStepPreview }) => {
  const say = useSay()
  const counted = (value: number): string => number(Math.round(value), say.language)
  const percent = (value: number): string => say('onsale.percent', { figure: Math.round(value) })
  const rows: readonly (readonly [WordKey, Moved | null, (value: number) => string])[] = [
    ['onsale.insideAtOnce', step.inside, counted],
    ['onsale.bandConnections', step.connections, counted],
    ['onsale.webCpu', step.cpuPercent, percent],
    ['onsale.ordersPerMinute', step.ordersPerMinute, counted],
    ['onsale.waitInLine', step.waitMinutes, value => say('onsale.minutes', { figure: counted(value) })],
  ]
  return (
    <dl className={classes(styles.rows, styles.tight)}>
      {rows.map(([term, moved, shown]) => (moved ? <MovedRow key={term} term={say(term)} moved={moved} shown={shown} /> : null))}
    </dl>
  )
}

const MovedRow = (props: { readonly term: string; readonly moved: Moved; readonly shown: (value: number) => string }) => {
  const say = useSay()
  const { now, after, most } = props.moved
  const isFull = most !== null && most > 0 && after >= most
  return (
    <Row term={props.term}>
      {most === null || most <= 0 ? <dd /> : <Bar now={now / most} after={after / most} growing={after > now} />}
      <dd>
        {props.shown(now)} <ArrowRight size={16} aria-label={say('onsale.becomes')} />{' '}
        <strong className={classes(isFull && styles.crit)}>{say('onsale.about', { figure: props.shown(after) })}</strong>
      </dd>
    </Row>
  )
}

const ceilingWords = {
  users: 'onsale.ceilingRehearsed',
  database: 'onsale.ceilingFill',
  room: 'onsale.ceilingRoom',
} as const satisfies Readonly<Record<InletCeiling['ceiling'], WordKey>>

/** What a ceiling is called, with the figures it rests on. */
export const inletCeilingName = ({ ceiling, figures }: InletCeiling, say: Say): string => {
  const values = Object.values(figures).map(value => (typeof value === 'number' ? number(value, say.language) : value))
  return `${say(ceilingWords[ceiling])}, ${values.join(' / ')}`
}
