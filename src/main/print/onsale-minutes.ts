import type { Sheet } from '#contract/onsale-methods'
import type { OnsaleReport } from '#contract/onsale-report'
import { decimalSign, typed } from '#words/format'
import type { Say, WordKey } from '#words/say'
import { fileName } from './file-name.ts'

/** Spreadsheets take a file without it for the system's old encoding, and Polish letters for others. */
const byteOrderMark = '\uFEFF'
const separator = ';'
const lineEnd = '\r\n'

/** The minutes of an on-sale for a spreadsheet: semicolons, the decimal sign of the language, local time; empty where nobody measured. */
export const minutesSheet = (say: Say, { plan, minutes }: OnsaleReport): Sheet => {
  const head = [say('study.columnTime'), ...columns.map(([, key]) => say(key))]
  const rows = minutes.map(({ at, figures }) => [
    localTime(at, plan.timezone),
    ...columns.map(([role]) => {
      const value = figures[role]
      if (typeof value !== 'number') return ''
      return role === 'sales.gross' ? money(value, plan.currency, say) : plain(value, say)
    }),
  ])
  const text = [head, ...rows].map(cells => cells.map(quoted).join(separator)).join(lineEnd)
  return {
    mime: 'text/csv',
    name: say('study.sheet', { name: fileName(plan.name) }),
    base64: Buffer.from(`${byteOrderMark}${text}${lineEnd}`, 'utf8').toString('base64'),
  }
}

const columns = [
  ['queue.waiting', 'study.queueWaiting'],
  ['queue.wait', 'study.queueWait'],
  ['queue.limit-admitted', 'study.queueLimit'],
  ['edge.visits', 'study.edgeVisits'],
  ['edge.requests', 'study.edgeRequests'],
  ['edge.cached-requests', 'study.edgeCached'],
  ['balancer.requests', 'study.balancerRequests'],
  ['balancer.errors', 'study.balancerErrors'],
  ['balancer.rejected', 'study.balancerRejected'],
  ['balancer.surge', 'study.balancerSurge'],
  ['balancer.p95', 'study.balancerP95'],
  ['web.cpu', 'study.webCpu'],
  ['web.in-service', 'study.webInService'],
  ['database.cpu', 'study.databaseCpu'],
  ['database.connections', 'study.databaseConnections'],
  ['shop.time', 'study.shopTime'],
  ['sales.orders', 'study.salesOrders'],
  ['sales.tickets', 'study.salesTickets'],
  ['sales.gross', 'study.salesGross'],
  ['sales.left', 'study.salesLeft'],
] as const satisfies readonly (readonly [string, WordKey])[]

/** Numbers as a spreadsheet reads them: no grouping, no breaks, a plain minus. */
const plain = (value: number, say: Say): string => String(Math.round(value * 1000) / 1000).replace('.', decimalSign(say.language))
const money = (minorUnits: number, currency: string, say: Say): string =>
  typed(minorUnits, currency, say.language).replace('\u2212', '-')

/** `2016-11-11 20:00`, which every spreadsheet takes for a moment. */
const localTime = (at: number, timezone: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: timezone, dateStyle: 'short', timeStyle: 'short' }).format(at)

const quoted = (cell: string): string => (/[";\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)
