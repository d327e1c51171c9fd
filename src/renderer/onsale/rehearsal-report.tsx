import type { RehearsalReport } from '#contract/rehearsal'
import { useSay } from '#app/kasa'
import { Action } from '#parts/action'
import { classes } from '#parts/classes'
import { Sheet } from '#parts/sheet'
import { lasts, money, number } from '#words/format'
import type { Say } from '#words/say'
import { offsetWords } from './rehearsal-course.ts'
import { DeedTable, RehearsalAxis } from './rehearsal-deeds.tsx'
import { TrialTable } from './rehearsal-trials.tsx'
import styles from './rehearsal.module.css'
import { minutesAndSeconds } from './sale-clock.ts'

/** What a rehearsal came to: of each fault how soon it was noticed and acted on, and what it cost. */
export const RehearsalReportSheet = (props: { readonly report: RehearsalReport; readonly onClose: () => void }) => {
  const { report, onClose } = props
  const say = useSay()
  const figure = (value: number): string => number(value, say.language)
  const lost = Math.max(0, report.soldWithoutFaults - report.sold)
  return (
    <Sheet
      isOpen
      vast
      title={say('rehearsal.reportTitle')}
      onClose={onClose}
      headEnd={<span className={classes(styles.chip)}>{say('rehearsal.mark')}</span>}
      foot={
        <Action kind="primary" autoFocus onPress={onClose}>
          {say('frame.close')}
        </Action>
      }
    >
      <p className={classes(styles.safe)}>{say('rehearsal.reportOf', { scenario: report.scenario.name[say.language] })}</p>
      <dl className={classes(styles.sums)}>
        <div>
          <dt>{say('rehearsal.sold')}</dt>
          <dd data-sold={report.sold}>{figure(report.sold)}</dd>
        </div>
        <div>
          <dt>{say('rehearsal.soldWithout')}</dt>
          <dd>{figure(report.soldWithoutFaults)}</dd>
        </div>
        <div className={classes(lost > 0 && styles.lost)}>
          <dt>{say('rehearsal.lostTickets')}</dt>
          <dd>{figure(lost)}</dd>
        </div>
      </dl>
      <Stood report={report} />
      <RehearsalAxis report={report} />
      <section className={classes(styles.reportPart)}>
        {report.faults.length === 0 ? (
          <p className={classes(styles.nothing)}>{say('rehearsal.noFaults')}</p>
        ) : (
          <FaultTable report={report} />
        )}
      </section>
      <section className={classes(styles.reportPart)}>
        <DeedTable deeds={report.deeds} />
      </section>
      <section className={classes(styles.reportPart)}>
        <TrialTable trials={report.trials} />
      </section>
    </Sheet>
  )
}

/** What the shop stood, for the plan of the real sale. */
const Stood = ({ report: { stood } }: { readonly report: RehearsalReport }) => {
  const say = useSay()
  const told = (value: number | null, words: (value: number) => string): string =>
    value === null ? say('rehearsal.notMeasured') : words(value)
  const figure = (value: number): string => number(value, say.language)
  const lines = [
    ['rehearsal.stoodUsers', told(stood.usersPerMinute, value => say('onsale.perMinute', { figure: figure(value) }))],
    ['rehearsal.stoodServers', told(stood.servers, figure)],
    ['rehearsal.stoodInside', told(stood.insideAtOnce, figure)],
    ['rehearsal.stoodLead', told(stood.serverLeadMs, minutesAndSeconds)],
  ] as const
  return (
    <dl className={classes(styles.sums)} data-stood={stood.usersPerMinute ?? ''}>
      {lines.map(([word, value]) => (
        <div key={word}>
          <dt>{say(word)}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

const FaultTable = ({ report }: { readonly report: RehearsalReport }) => {
  const say = useSay()
  return (
    <div className={classes(styles.scrollsAside)} tabIndex={0} role="region" aria-label={say('rehearsal.faults')}>
      <table className={classes(styles.table)}>
        <thead>
          <tr>
            <th scope="col">{say('rehearsal.fault')}</th>
            <th scope="col">{say('rehearsal.noticedAfter')}</th>
            <th scope="col">{say('rehearsal.actedAfter')}</th>
            <th scope="col">{say('rehearsal.ordersLost')}</th>
            <th scope="col">{say('rehearsal.grossLost')}</th>
          </tr>
        </thead>
        <tbody>
          {report.faults.map(line => (
            <tr key={line.fault.id}>
              <th scope="row">
                {say(`rehearsal.fault-${line.fault.kind}`)} <small>{offsetWords(line.fault.fromMinute)}</small>
              </th>
              <td className={classes(line.noticedAfterMs === null && styles.lost)}>{noticedWords(line, say)}</td>
              <td className={classes(line.actedAfterMs === null && styles.quiet)}>
                {line.actedAfterMs === null
                  ? say(line.answerable ? 'rehearsal.nothingDone' : 'rehearsal.nothingToDo')
                  : lasts(line.actedAfterMs, say)}
              </td>
              <td>{number(line.ordersLost, say.language)}</td>
              <td>{money(line.grossLostMinor, report.currency, say.language)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const noticedWords = ({ noticedAfterMs, rule }: RehearsalReport['faults'][number], say: Say): string => {
  if (noticedAfterMs === null) return say('rehearsal.never')
  const time = lasts(noticedAfterMs, say)
  return rule === null ? time : say('rehearsal.byRule', { time, rule })
}
