import type { RehearsalReport } from '#contract/rehearsal'
import { useNow, useSay } from '#app/kasa'
import { Action } from '#parts/action'
import { classes } from '#parts/classes'
import { age, number } from '#words/format'
import styles from './rehearsal.module.css'
import { useReports } from './use-reports.ts'

/** The rehearsals that were played to their end: what each came to can be read again. */
export const LastReports = ({ onOpen }: { readonly onOpen: (report: RehearsalReport) => void }) => {
  const say = useSay()
  const now = useNow(60_000)
  const reports = useReports()
  if (!reports || reports.length === 0) return null
  return (
    <section className={classes(styles.reports)} aria-labelledby="last-reports">
      <h3 id="last-reports">{say('rehearsal.reports')}</h3>
      <ul>
        {reports.map(({ id, endedAt, report }) => (
          <li key={id}>
            <Action
              kind="quiet"
              wide
              spread
              second={say('rehearsal.reportSecond', {
                age: age(now - endedAt, say),
                sold: number(report.sold, say.language),
              })}
              onPress={() => onOpen(report)}
            >
              {report.scenario.name[say.language]}
            </Action>
          </li>
        ))}
      </ul>
    </section>
  )
}
