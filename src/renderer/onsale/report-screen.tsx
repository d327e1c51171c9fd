import { ArrowLeft, FileDown, History, RefreshCw, Sheet as SheetIcon } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { OnsaleReport } from '#contract/onsale-report'
import type { Refusal, Result } from '#contract/refusal'
import type { Wire } from '#contract/wire'
import { useKasa, useSay } from '#app/kasa'
import { Action } from '#parts/action'
import { Blank } from '#parts/blank'
import { classes } from '#parts/classes'
import { Notice } from '#parts/notice'
import { Page } from '#parts/page'
import { keepFile, openPaper } from '#parts/paper'
import { WaitingRows } from '#parts/waiting-rows'
import { clockTime, dateAndTime, number } from '#words/format'
import { refusalSentence } from '#words/refusal-sentence'
import { studyAssumptions, studyFigures, studyLead, studyStanding } from '#words/study-words'
import { ReportChart } from './report-chart.tsx'
import { ReportActions, ReportFindings, ReportTimeline } from './report-tables.tsx'
import styles from './report.module.css'
import type { SaleWays } from './sale-ways.ts'

/** The report after a sale: what it came to, minute by minute, what was done and what that did; to be kept as a paper or a sheet. */
export const ReportScreen = (props: { readonly onsale: string; readonly ways: SaleWays; readonly onBack: () => void }) => {
  const { onsale, ways, onBack } = props
  const say = useSay()
  const { wire } = useKasa()
  const [told, setTold] = useState<Result<OnsaleReport> | null>(null)
  const [turn, setTurn] = useState(0)
  useEffect(() => {
    const place = { left: false }
    void wire.call('onsale.report', { onsale }).then(answer => (place.left ? undefined : setTold(answer)))
    return () => {
      place.left = true
    }
    // the sale of a rehearsal is called as the language has it
  }, [wire, onsale, turn, say.language])
  const report = told?.ok ? told.value : null
  return (
    <Page
      title={report ? `${say('study.title')}: ${report.plan.name}` : say('study.title')}
      facts={report ? whenWords(report, say) : null}
      actions={
        <>
          <Action icon={<ArrowLeft size={16} aria-hidden="true" />} keys="Esc" onPress={onBack}>
            {say('report.back')}
          </Action>
          {report && report.minutes.length > 0 ? (
            <Action icon={<History size={16} aria-hidden="true" />} onPress={() => ways.replay(onsale)}>
              {say('report.replay')}
            </Action>
          ) : null}
          {report ? <Keeping onsale={onsale} /> : null}
        </>
      }
    >
      <EscLeaves onLeave={onBack} />
      {told === null ? <WaitingRows rows={8} label={say('frame.loading')} /> : null}
      {told && !told.ok ? <Blank title={say('report.unread')}>{refusalSentence(say, told.refusal)}</Blank> : null}
      {report && report.minutes.length === 0 ? <Blank title={say('report.nothing')}>{say('report.nothingText')}</Blank> : null}
      {report && report.minutes.length > 0 ? <ReportBody report={report} onRefresh={() => setTurn(turn + 1)} /> : null}
    </Page>
  )
}

const whenWords = ({ plan, sold }: OnsaleReport, say: ReturnType<typeof useSay>): string =>
  `${dateAndTime(plan.startsAt, plan.timezone, say.language)}–${clockTime(sold.soldOutAt ?? plan.plannedEndAt, plan.timezone, say.language)}`

/** Esc goes back to where one came from. */
const EscLeaves = ({ onLeave }: { readonly onLeave: () => void }) => {
  useEffect(() => {
    const heard = (press: KeyboardEvent): void => {
      if (press.key !== 'Escape' || press.defaultPrevented || document.querySelector('[role="dialog"], [data-trigger]')) return
      press.preventDefault()
      onLeave()
    }
    window.addEventListener('keydown', heard)
    return () => window.removeEventListener('keydown', heard)
  }, [onLeave])
  return null
}

/** The same report as a paper and as a sheet of minutes. */
const Keeping = ({ onsale }: { readonly onsale: string }) => {
  const say = useSay()
  const { wire } = useKasa()
  const [busy, setBusy] = useState<'pdf' | 'csv' | null>(null)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const keep = async (kind: 'pdf' | 'csv'): Promise<void> => {
    if (busy) return
    setBusy(kind)
    const asked = { pdf: openedPaper, csv: keptSheet }[kind]
    setRefusal(await asked(wire, onsale))
    setBusy(null)
  }
  return (
    <>
      <Action icon={<FileDown size={16} aria-hidden="true" />} isDisabled={busy !== null} onPress={() => void keep('pdf')}>
        {say(busy === 'pdf' ? 'report.making' : 'report.pdf')}
      </Action>
      <Action icon={<SheetIcon size={16} aria-hidden="true" />} isDisabled={busy !== null} onPress={() => void keep('csv')}>
        {say(busy === 'csv' ? 'report.making' : 'report.csv')}
      </Action>
      {refusal ? (
        <Notice tone="crit" inset>
          {refusalSentence(say, refusal)}
        </Notice>
      ) : null}
    </>
  )
}

type Asked = (wire: Wire, onsale: string) => Promise<Refusal | null>

const openedPaper: Asked = async (wire, onsale) => {
  const answer = await wire.call('onsale.report-pdf', { onsale })
  if (!answer.ok) return answer.refusal
  openPaper(answer.value)
  return null
}

const keptSheet: Asked = async (wire, onsale) => {
  const answer = await wire.call('onsale.report-csv', { onsale })
  if (!answer.ok) return answer.refusal
  keepFile(answer.value)
  return null
}

/** While the sale goes on, or its last data comes in, the figures are not the last word: they can be asked for anew. */
const Interim = ({ report, onRefresh }: { readonly report: OnsaleReport; readonly onRefresh: () => void }) => {
  const say = useSay()
  const standing = studyStanding(report, say)
  if (standing === null) return null
  const refresh = (
    <Action kind="quiet" dense icon={<RefreshCw size={16} aria-hidden="true" />} onPress={onRefresh}>
      {say('report.refresh')}
    </Action>
  )
  return (
    <Notice tone="info" inset actions={refresh}>
      {standing}
    </Notice>
  )
}

const ReportBody = ({ report, onRefresh }: { readonly report: OnsaleReport; readonly onRefresh: () => void }) => {
  const say = useSay()
  const { coverage, madeAt, plan } = report
  return (
    <div className={classes(styles.report)} data-report={plan.id}>
      <Interim report={report} onRefresh={onRefresh} />
      <p className={classes(styles.lead)}>{studyLead(report, say)}</p>
      <section aria-labelledby="report-figures">
        <h2 id="report-figures">{say('report.figures')}</h2>
        <dl className={classes(styles.figures)}>
          {studyFigures(report, say).map(([term, value]) => (
            <div key={term}>
              <dt>{term}</dt>
              <dd className={classes(value === null && styles.unknown)}>{value ?? say('study.notMeasured')}</dd>
            </div>
          ))}
        </dl>
        <p className={classes(styles.made)}>{studyAssumptions(report, say).join(' ')}</p>
      </section>
      <ReportChart report={report} />
      <ReportActions report={report} />
      <ReportTimeline report={report} />
      <ReportFindings report={report} />
      <p className={classes(styles.made)}>
        {say('study.made', {
          time: dateAndTime(madeAt, plan.timezone, say.language),
          minutes: number(coverage.minutes, say.language),
          unknown: number(coverage.unknownMinutes, say.language),
        })}
      </p>
    </div>
  )
}
