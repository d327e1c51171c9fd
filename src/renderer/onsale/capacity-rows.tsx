import { ArrowRight } from 'lucide-react'
import type { OnsaleFace } from '#contract/onsale-face'
import type { StepPreview } from '#contract/onsale-hands'
import { useSay } from '#app/kasa'
import { classes } from '#parts/classes'
import { dollars } from '#words/figures'
import { number } from '#words/format'
import styles from './capacity-dialog.module.css'
import { moneyBand, saleTime, settingOf } from './cockpit-words.ts'
import { untilFullWords } from './race-minutes.ts'
import { minutesAndSeconds } from './sale-clock.ts'
import { Bar, partOf, Row } from './step-row.tsx'

/** Times of a step stand on a scale of so many minutes. */
const scaleMs = 8 * 60_000

/** What one step would do: to the servers, to the database, when, and for how much. Who thinks it over gets the servers later by as much. */
export const CapacityRows = (props: {
  readonly face: OnsaleFace
  readonly step: StepPreview
  readonly readAt: number
  readonly rentedUntil: number
}) => {
  const { face, step } = props
  const say = useSay()
  const setting = settingOf(face, say)
  const { cpuPercent, connections } = step
  const leadMs = Math.max(0, step.readyAt - props.readAt)
  const percent = (value: number): string => say('onsale.percent', { figure: Math.round(value) })
  return (
    <dl className={classes(styles.rows)}>
      {cpuPercent ? (
        <Row term={say('onsale.webCpu')}>
          <Bar now={cpuPercent.now / 100} after={cpuPercent.after / 100} />
          <dd>
            {percent(cpuPercent.now)} <ArrowRight size={16} aria-label={say('onsale.becomes')} />{' '}
            <strong>{say('onsale.about', { figure: percent(cpuPercent.after) })}</strong>
          </dd>
        </Row>
      ) : null}
      {connections ? (
        <Row term={say('onsale.bandConnections')}>
          {connections.most === null ? (
            <dd />
          ) : (
            <Bar now={connections.now / connections.most} after={connections.after / connections.most} growing />
          )}
          <dd>
            {number(connections.now, say.language)} <ArrowRight size={16} aria-label={say('onsale.becomes')} />{' '}
            <strong className={classes(connections.most !== null && connections.after >= connections.most && styles.crit)}>
              {number(connections.after, say.language)}
              {connections.most === null ? '' : `/${number(connections.most, say.language)}`}
            </strong>
          </dd>
        </Row>
      ) : null}
      <Row term={say('onsale.readyAbout', { time: saleTime(face.now + leadMs, setting) })}>
        <dd className={classes(styles.track)} aria-hidden="true">
          <div className={classes(styles.plain)} style={{ inlineSize: partOf(leadMs / scaleMs) }} />
        </dd>
        <dd>
          <strong>{minutesAndSeconds(leadMs)}</strong>
          {face.race ? <Race face={face} leadMs={leadMs} /> : null}
        </dd>
      </Row>
      <Row term={say('onsale.cost')}>
        <dd className={classes(styles.small)}>
          {face.money ? say('onsale.stallCosts', { figure: stallPerMinute(face, say) }) : ''}
        </dd>
        <dd>
          <strong>
            {say('onsale.costOfStep', {
              perHour: dollars(step.centsPerHour, say),
              untilEnd: dollars(step.centsUntilEnd, say),
              time: saleTime(props.rentedUntil, setting),
            })}
          </strong>
        </dd>
      </Row>
    </dl>
  )
}

const stallPerMinute = (face: OnsaleFace, say: ReturnType<typeof useSay>): string => {
  const { money } = face
  const minutes = (money?.stallMs ?? 60_000) / 60_000
  const all = ((money?.delayedMinor ?? 0) + (money?.lostToMinor ?? 0)) / minutes
  return moneyBand(all, all, settingOf(face, say))
}

const Race = ({ face, leadMs }: { readonly face: OnsaleFace; readonly leadMs: number }) => {
  const say = useSay()
  const { race, now } = face
  if (!race) return null
  const tight = (race.fullFromAt + race.fullToAt) / 2 - now < leadMs
  return <span className={classes(tight && styles.crit)}> {say('onsale.fullIn', { range: untilFullWords(race, now, say) })}</span>
}
