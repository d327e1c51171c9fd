import type { OnsaleReport } from '#contract/onsale-report'
import { minuteMs } from './minute-store.ts'

/** What is drawn of a report's minutes: people, or requests where nobody counted people, over orders. Null: not known. */
export type ReportCurve = {
  readonly from: number
  readonly count: number
  readonly line: { readonly of: 'users' | 'requests'; readonly top: number; readonly values: readonly (number | null)[] }
  readonly orders: { readonly top: number; readonly values: readonly (number | null)[] }
}

/** The minutes of a report as columns; null when there are none. */
export const reportCurve = ({ minutes }: Pick<OnsaleReport, 'minutes'>): ReportCurve | null => {
  const [first] = minutes
  if (!first) return null
  const column = (role: string): readonly (number | null)[] =>
    minutes.map(({ figures }) => (typeof figures[role] === 'number' ? figures[role] : null))
  const users = column('edge.visits')
  const hasUsers = users.some(value => value !== null)
  const values = hasUsers ? users : column('balancer.requests')
  const orders = column('sales.orders')
  return {
    from: first.at,
    count: minutes.length,
    line: { of: hasUsers ? 'users' : 'requests', top: topOf(values), values },
    orders: { top: topOf(orders), values: orders },
  }
}

const topOf = (values: readonly (number | null)[]): number => Math.max(1, ...values.map(value => value ?? 0))

/** A line that is broken where nothing is known, never joined and never zero. `height`: of the drawing, its top is the largest value. */
export const brokenPath = (values: readonly (number | null)[], top: number, height: number): string => {
  const parts: string[] = []
  let joined = false
  values.forEach((value, minute) => {
    if (value !== null) parts.push(`${joined ? 'L' : 'M'}${minute + 0.5},${Math.round(height * (1 - value / top) * 100) / 100}`)
    joined = value !== null
  })
  return parts.join('')
}

/** Where a moment stands in the drawing, in minutes from its left. */
export const minutePlace = ({ from }: Pick<ReportCurve, 'from'>, at: number): number => (at - from) / minuteMs
