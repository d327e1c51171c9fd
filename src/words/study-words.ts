import type { Mark } from '#contract/onsale-face'
import type { Figures } from '#contract/onsale-finding'
import type { OnsaleReport, TimelineEvent } from '#contract/onsale-report'
import { decimals, dollars, figureText } from './figures.ts'
import type { FigureSetting } from './figures.ts'
import { clockTime, lasts, money, number, percent } from './format.ts'
import type { Say, WordKey } from './say.ts'

/** What a sale came to, in two sentences. */
export const studyLead = (report: OnsaleReport, say: Say): string => {
  const { sold, plan } = report
  const lead = say('study.lead', {
    tickets: sold.tickets,
    figure: number(sold.tickets, say.language),
    gross: money(sold.grossMinor, plan.currency, say.language),
  })
  return `${lead} ${howItEnded(say, report)}`
}

const howItEnded = (say: Say, { plan, sold }: OnsaleReport): string => {
  if (sold.soldOutAt !== null)
    return say('study.leadSoldOut', {
      time: clockTime(sold.soldOutAt, plan.timezone, say.language),
      lasted: lasts(Math.max(0, sold.soldOutAt - plan.startsAt), say),
    })
  if (sold.left === null) return say('study.leadOpen')
  return say('study.leadLeft', { left: sold.left, figure: number(sold.left, say.language) })
}

/** That a report is interim, and until when; null: it is final. */
export const studyStanding = ({ standing, madeAt, plan }: OnsaleReport, say: Say): string | null => {
  if (standing.kind === 'final') return null
  const time = clockTime(madeAt, plan.timezone, say.language)
  return say(standingWords[standing.kind], { time, end: clockTime(standing.at, plan.timezone, say.language) })
}
const standingWords = {
  before: 'study.interimBefore',
  running: 'study.interim',
  settling: 'study.interimSettling',
} as const satisfies Readonly<Record<string, WordKey>>

/** The name a file of the report is kept under: an interim one must not be taken for the final one. */
export const interimName = ({ standing, plan }: OnsaleReport, say: Say): string =>
  standing.kind === 'final' ? plan.name : say('study.interimName', { name: plan.name })

/** What the costs of a report rest on, in a sentence each. */
export const studyAssumptions = ({ cost, transfer }: OnsaleReport, say: Say): readonly string[] => [
  ...(cost
    ? [
        say('study.assumedServer', {
          hour: dollars(cost.hourCents, say),
          most: say('onsale.servers', { count: cost.mostServers, figure: number(cost.mostServers, say.language) }),
          hours: number(cost.monthHours, say.language),
        }),
      ]
    : []),
  ...(transfer ? [say('study.assumedTransfer', { gigabyte: dollars(transfer.centsPerGigabyte, say) })] : []),
]

/** What happened at one moment of the sale, in words. */
export const eventSentence = (event: TimelineEvent, { plan }: OnsaleReport, say: Say): string => {
  const { kind, figures, by } = event
  const figure = (name: string): number => (typeof figures[name] === 'number' ? figures[name] : 0)
  switch (kind) {
    case 'start':
      return say('study.eventStart')
    case 'end':
      return say('study.eventEnd')
    case 'sold-out':
      return say('study.eventSoldOut')
    case 'watch-ended':
      return say('study.eventWatchEnded')
    case 'note':
      return withPerson(say('study.eventNote', { text: String(figures['noteText'] ?? '') }), by)
    case 'armed':
      return withPerson(say('study.eventArmed', { time: clockTime(figure('untilAt'), plan.timezone, say.language) }), by)
    case 'servers-ready': {
      const count = figure('readyServers')
      const servers = say('onsale.servers', { count, figure: number(count, say.language) })
      return say('study.eventReady', { servers, lasted: lasts(figure('leadMs'), say) })
    }
    case 'inlet-bites':
      return say('study.eventInletBites', {
        figure: number(figure('toPerMinute'), say.language),
        lasted: lasts(figure('leadMs'), say),
      })
    case 'servers-asked':
    case 'servers-failed':
    case 'inlet':
    case 'finding':
      return actionSentence({ kind, figures, by }, say)
  }
}

const withPerson = (text: string, by: string | null): string => [text, by].filter(Boolean).join(', ')

/** The figures of a sale with their names; one that nobody measured is null. */
export const studyFigures = (report: OnsaleReport, say: Say): readonly (readonly [string, string | null])[] => {
  const { plan, cost, transfer, requests, errors, errorShare } = report
  const { language } = say
  const peaked = (key: WordKey, peak: { value: number; at: number } | null): string | null =>
    peak && say(key, { figure: number(peak.value, language), time: clockTime(peak.at, plan.timezone, language) })
  const share = (part: number, whole: number): string => shareText(whole > 0 ? part / whole : 0, say)
  return [
    [
      say(`study.peakUsers-${report.peakUsersPerMinute?.counted ?? 'unknown'}`),
      peaked('study.perMinuteAt', report.peakUsersPerMinute),
    ],
    [say('study.peakRequests'), peaked('study.perMinuteAt', report.peakRequestsPerMinute)],
    [say('study.longestLine'), peaked('study.lineAt', report.longestLine)],
    [say('study.longestWait'), peaked('study.waitAt', report.longestWaitMinutes)],
    [say('study.orders'), number(report.sold.orders, language)],
    [say('study.requests'), requests === null ? null : number(requests, language)],
    [
      say('study.errors'),
      errors === null || errorShare === null
        ? null
        : say('study.errorsOf', { figure: number(errors, language), share: shareText(errorShare, say) }),
    ],
    [
      say('study.slow'),
      report.slowMinutes === null
        ? null
        : say('study.slowOf', {
            figure: number(report.slowMinutes, language),
            limit: say('onsale.seconds', { figure: decimals(plan.limits.slowMs / 1000, language) }),
          }),
    ],
    [
      say('study.saved'),
      transfer &&
        say('study.savedOf', {
          figure: decimals(transfer.cachedBytes / 1e9, language),
          share: share(transfer.cachedBytes, transfer.bytes),
          cost: dollars(transfer.savedCents, say),
        }),
    ],
    [
      say('study.spared'),
      transfer?.serversSpared === null || transfer === null ? null : number(transfer.serversSpared, language),
    ],
    [
      say('study.rented'),
      cost && say('study.rentedOf', { cost: dollars(cost.rentedCents, say), hours: decimals(cost.serverHours, language) }),
    ],
    [say('study.always'), cost && dollars(cost.alwaysMonthCents, say)],
    [say('study.watching'), cost && dollars(cost.watchingCents, say)],
  ]
}

/** A share too small to be a whole percent is not none. */
const shareText = (share: number, say: Say): string =>
  share > 0 && share < 0.01
    ? `${decimals(share * 100, say.language)}${say.language === 'pl' ? '\u00a0' : ''}%`
    : percent(share, say.language)

/** What was done, by whom, and why. */
export const actionSentence = (
  { kind, figures, by }: Pick<Mark, 'kind' | 'figures' | 'by'>,
  say: Say,
  ready: OnsaleReport['actions'][number]['ready'] = null,
): string => {
  const came = ready && say('study.readyAfter', { lasted: lasts(ready.leadMs, say) })
  return [actionText(say, kind, figures), came, by, reasonText(say, figures)].filter(Boolean).join(', ')
}

/** The figures that a lever is watched by, in one line. */
export const lookedWords = (figures: Figures, setting: FigureSetting): string =>
  Object.entries(figures)
    .flatMap(([name, value]) => {
      const term = lookedTerms[name]
      return term === undefined ? [] : [`${setting.say(term)}\u00a0${figureText(name, value, setting)}`]
    })
    .join(', ') || setting.say('study.notMeasured')

const lookedTerms: Readonly<Record<string, WordKey>> = {
  inService: 'study.serversShort',
  usersPerMinute: 'study.usersShort',
  cpuPercent: 'study.webCpuShort',
  connections: 'study.connectionsShort',
  p95Seconds: 'study.p95Short',
  requestsPerMinute: 'study.requestsShort',
  ordersPerMinute: 'study.ordersShort',
}

const actionText = (say: Say, kind: string, figures: Figures): string => {
  const figure = (name: string): string => {
    const value = figures[name]
    return typeof value === 'number' ? number(value, say.language) : (value ?? '')
  }
  if (kind === 'inlet') return say('study.inlet', { from: figure('fromPerMinute'), to: figure('toPerMinute') })
  if (kind === 'servers-failed') return say('study.serversFailed', { text: figure('failureText') })
  return say('study.serversAsked', { from: figure('fromServers'), to: figure('toServers') })
}

const reasonText = (say: Say, figures: Figures): string => {
  const reason = figures['reasonText']
  return typeof reason === 'string' && reason !== '' ? say('study.reason', { reason }) : ''
}
