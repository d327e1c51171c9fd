import type { Sheet } from '#contract/onsale-methods'
import type { OnsaleReport } from '#contract/onsale-report'
import type { Role } from '#contract/onsale-roles'
import { roles } from '#contract/onsale-roles'
import { decimalSign, typed } from '#words/format'
import type { Say } from '#words/say'
import { interimName, studyStanding } from '#words/study-words'
import { fileName } from './file-name.ts'

/** Spreadsheets take a file without it for the system's old encoding, and Polish letters for others. */
const byteOrderMark = '\uFEFF'
const separator = ';'
const lineEnd = '\r\n'

/**
 * The minutes of an on-sale for a spreadsheet: every measure that has any, semicolons, the decimal sign of the language, local time; empty where nobody measured. An interim one
 * says so in its name and in its first head, so that each line below is a minute.
 */
export const minutesSheet = (say: Say, report: OnsaleReport): Sheet => {
  const { plan, minutes } = report
  const measured = roles.filter(role => minutes.some(({ figures }) => typeof figures[role] === 'number'))
  const interim = studyStanding(report, say)
  const time = interim === null ? say('sheet.time') : `${say('sheet.time')} (${interim.replace(/\.$/, '')})`
  const head = [time, ...measured.map(role => say(`sheet.${role}`, { currency: plan.currency }))]
  const rows = minutes.map(({ at, figures }) => [
    localTime(at, plan.timezone),
    ...measured.map(role => {
      const value = figures[role]
      return typeof value === 'number' ? cell(role, value, { say, currency: plan.currency }) : ''
    }),
  ])
  const text = [head, ...rows].map(cells => cells.map(quoted).join(separator)).join(lineEnd)
  return {
    mime: 'text/csv',
    name: say('study.sheet', { name: fileName(interimName(report, say)) }),
    base64: Buffer.from(`${byteOrderMark}${text}${lineEnd}`, 'utf8').toString('base64'),
  }
}

/** Measures that a person reads in another unit than they are kept in: bytes in megabytes, the database's answers in milliseconds. */
const factors: Readonly<Partial<Record<Role, number>>> = {
  'edge.bytes': 1e-6,
  'edge.cached-bytes': 1e-6,
  'cdn.bytes': 1e-6,
  'database.read-latency': 1_000,
  'database.write-latency': 1_000,
}

const cell = (role: Role, value: number, { say, currency }: { readonly say: Say; readonly currency: string }): string =>
  role === 'sales.gross' ? money(value, currency, say) : plain(value * (factors[role] ?? 1), say)

/** Numbers as a spreadsheet reads them: no grouping, no breaks, a plain minus. */
const plain = (value: number, say: Say): string => String(Math.round(value * 1000) / 1000).replace('.', decimalSign(say.language))
const money = (minorUnits: number, currency: string, say: Say): string =>
  typed(minorUnits, currency, say.language).replace('\u2212', '-')

/** `2016-11-11 20:00`, which every spreadsheet takes for a moment. */
const localTime = (at: number, timezone: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: timezone, dateStyle: 'short', timeStyle: 'short' }).format(at)

const quoted = (cell: string): string => (/[";\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)
