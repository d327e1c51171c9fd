import type { OnsaleReport } from '#contract/onsale-report'
import { useSay } from '#app/kasa'
import { classes } from '#parts/classes'
import { findingSentence } from '#words/finding-words'
import { clockTime, clockTimeToTheSecond, lasts } from '#words/format'
import { actionSentence, eventSentence, lookedWords } from '#words/study-words'
import styles from './report.module.css'

type Told = { readonly report: OnsaleReport }

/** What was done, with the minute before and five minutes after. */
export const ReportActions = ({ report }: Told) => {
  const say = useSay()
  const { plan, actions } = report
  const setting = { say, currency: plan.currency, timezone: plan.timezone }
  return (
    <Section title={say('study.actions')} nothing={actions.length === 0 ? say('study.actionsNone') : null}>
      <thead>
        <tr>
          <th scope="col">{say('study.when')}</th>
          <th scope="col">{say('study.what')}</th>
          <th scope="col">{say('study.before')}</th>
          <th scope="col">{say('study.after')}</th>
        </tr>
      </thead>
      <tbody>
        {actions.map(({ mark, ready, before, after }, place) => (
          <tr key={mark.id}>
            <td>
              {place + 1}. {clockTimeToTheSecond(mark.at, plan.timezone, say.language)}
            </td>
            <td>{actionSentence(mark, say, ready)}</td>
            <td>{lookedWords(before, setting)}</td>
            <td>{lookedWords(after, setting)}</td>
          </tr>
        ))}
      </tbody>
    </Section>
  )
}

/** From the start to the end, with what people did and wrote. */
export const ReportTimeline = ({ report }: Told) => {
  const say = useSay()
  const { plan, timeline } = report
  return (
    <Section title={say('study.timeline')} nothing={timeline.length === 0 ? say('study.timelineNone') : null}>
      <thead>
        <tr>
          <th scope="col">{say('study.when')}</th>
          <th scope="col">{say('study.what')}</th>
        </tr>
      </thead>
      <tbody>
        {timeline.map(event => (
          <tr key={event.id}>
            <td>{clockTimeToTheSecond(event.at, plan.timezone, say.language)}</td>
            <td>{eventSentence(event, report, say)}</td>
          </tr>
        ))}
      </tbody>
    </Section>
  )
}

/** What held, from when, and for how long. */
export const ReportFindings = ({ report }: Told) => {
  const say = useSay()
  const { plan, findings } = report
  const setting = { say, currency: plan.currency, timezone: plan.timezone }
  return (
    <Section title={say('study.findings')} nothing={findings.length === 0 ? say('study.findingsNone') : null}>
      <thead>
        <tr>
          <th scope="col">{say('study.when')}</th>
          <th scope="col">{say('study.lasted')}</th>
          <th scope="col">{say('study.finding')}</th>
        </tr>
      </thead>
      <tbody>
        {findings.map(finding => (
          <tr key={`${finding.rule} ${finding.variant} ${finding.subject} ${finding.since}`}>
            <td>{clockTime(finding.since, plan.timezone, say.language)}</td>
            <td>{finding.endedAt === null ? say('study.lastedToEnd') : lasts(finding.endedAt - finding.since, say)}</td>
            <td>{findingSentence(finding, 'title', setting) || say('onsale.rule', { rule: finding.rule })}</td>
          </tr>
        ))}
      </tbody>
    </Section>
  )
}

const Section = (props: { readonly title: string; readonly nothing: string | null; readonly children: React.ReactNode }) => (
  <section>
    <h2>{props.title}</h2>
    {props.nothing === null ? (
      <div className={classes(styles.scrollsAside)} tabIndex={0} role="region" aria-label={props.title}>
        <table className={classes(styles.table)}>{props.children}</table>
      </div>
    ) : (
      <p className={classes(styles.nothing)}>{props.nothing}</p>
    )}
  </section>
)
