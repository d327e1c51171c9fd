import type { Figures } from '#contract/onsale-finding'
import type { Role } from '#contract/onsale-roles'
import { budgetLeft, burnThreshold, burnWindows } from './error-budget.ts'
import type { BurnWindow } from './error-budget.ts'
import { sum } from './forecast.ts'
import { fine, heldOver, paused, tooFew } from './rule.ts'
import type { Held, Rule, Said } from './rule.ts'
import { isPause } from './sight.ts'
import type { Sight, Window } from './sight.ts'

const balancerSays = { plain: 'critical', broken: 'critical', unserved: 'critical', unanswered: 'critical' } as const

/** Rule 3: the balancer itself answers buyers with a failure. */
export const balancerFails: Rule = failing({ number: 3, says: balancerSays }, 'balancer.errors', causeOf)

/** Rule 4: the shop behind the balancer fails. */
export const shopFails: Rule = failing({ number: 4, says: { plain: 'critical' } }, 'balancer.target-errors', () => ({
  variant: 'plain',
  lever: 'none',
}))

/** Fewer requests than these in a window say nothing about a share of them. */
const leastRequests = 200
const minutesSeen = 15
/** It is over when five minutes have each stayed under half of what would alarm. */
const calmMinutes = 5
const calmShare = 0.5

function failing(
  rule: Pick<Rule, 'number' | 'says'>,
  failures: Role,
  cause: (sight: Sight) => Pick<Held, 'variant' | 'lever'>,
): Rule {
  return {
    ...rule,
    judge: (sight, before) => {
      const seen = sight.window(['balancer.requests', failures], minutesSeen)
      if (isPause(seen)) return paused(seen)
      const found = burning(sight, shares(seen, failures), before(''))
      if (found === 'unknown') return tooFew('aws')
      if (found === 'not') return fine
      const budget = budgetLeft(sight, failures)
      const figures: Figures = {
        failedPercent: found.share * 100,
        failedRequests: sum(seen.of(failures).slice(-calmMinutes).filter(isNumber)),
        budgetUsedPercent: Math.min(100, (budget?.usedShare ?? 0) * 100),
        ...(budget && budget.lastsMs !== null && budget.lastsMs > 0 && { budgetLastsMs: budget.lastsMs }),
      }
      const first = minutesSeen - found.minutes
      return heldOver(seen, first, { ...cause(sight), severity: found.severity, source: 'aws', figures })
    },
  }
}

type Shares = (minutes: number, back?: number) => number | null

/** Share of failing requests in the newest minutes; rejected ones are not among `balancer.requests`, failing ones of the shop are. */
const shares = (seen: Window, failures: Role): Shares => {
  const requests = seen.of('balancer.requests')
  const failed = seen.of(failures)
  const apart = failures === 'balancer.errors'
  return (minutes, back = 0) => {
    const end = requests.length - back
    let [all, bad] = [0, 0]
    for (let index = Math.max(0, end - minutes); index < end; index += 1) {
      const [asked, lost] = [requests[index] ?? Number.NaN, failed[index] ?? Number.NaN]
      if (Number.isNaN(asked) || Number.isNaN(lost)) continue
      all += apart ? asked + lost : asked
      bad += lost
    }
    return all < leastRequests ? null : Math.min(1, bad / all)
  }
}

type Burning = { readonly severity: 'critical' | 'warning'; readonly share: number; readonly minutes: number }

const burning = (sight: Sight, share: Shares, said: Said | null): Burning | 'not' | 'unknown' => {
  const fired = burnWindows.find(window => burns(sight, share, window))
  const severity = fired && (fired.name === 'slow' ? 'warning' : 'critical')
  const stays = staying(sight, share, said)
  if (severity === 'critical' || stays === 'critical') return { severity: 'critical', ...shown(share, fired) }
  if (severity === 'warning' || stays === 'warning') return { severity: 'warning', ...shown(share, fired) }
  return share(calmMinutes) === null ? 'unknown' : 'not'
}

const burns = (sight: Sight, share: Shares, window: BurnWindow): boolean => {
  const threshold = burnThreshold(sight, window)
  return (share(window.minutes) ?? 0) >= threshold && (share(window.short) ?? 0) >= threshold
}

const staying = (sight: Sight, share: Shares, said: Said | null): 'critical' | 'warning' | null => {
  if (!said) return null
  const worst = Math.max(...Array.from({ length: calmMinutes }, (_, back) => share(1, back) ?? 0))
  const [, steady, slow] = burnWindows.map(window => burnThreshold(sight, window) * calmShare)
  if (said.severity === 'critical' && worst > (steady ?? 1)) return 'critical'
  return worst > Math.min(slow ?? 1, steady ?? 1) ? 'warning' : null
}

const shown = (share: Shares, fired: BurnWindow | undefined): { readonly share: number; readonly minutes: number } => {
  const minutes = fired?.minutes ?? calmMinutes
  return { share: share(minutes) ?? 0, minutes }
}

/** 503: nobody to serve or over capacity; 504: the shop or its database was too slow to answer; 502: the shop broke the connection (Amazon, "Troubleshoot your Application Load Balancers"). */
function causeOf(sight: Sight): Pick<Held, 'variant' | 'lever'> {
  const codes = ['balancer.502', 'balancer.503', 'balancer.504'] as const
  const seen = sight.window(codes, calmMinutes)
  if (isPause(seen)) return { variant: 'plain', lever: 'slow-inlet' }
  const counts = codes.map(code => sum(seen.of(code).filter(isNumber)))
  const leading = counts.findIndex(count => count > sum(counts) / 2)
  if (leading === 0) return { variant: 'broken', lever: 'none' }
  if (leading === 1) return { variant: 'unserved', lever: 'slow-inlet' }
  return leading === 2 ? { variant: 'unanswered', lever: 'slow-inlet' } : { variant: 'plain', lever: 'slow-inlet' }
}

const isNumber = (value: number): boolean => !Number.isNaN(value)
