import type { Race } from '#contract/onsale-face'
import type { Role } from '#contract/onsale-roles'
import { surgeMost } from './balancer-rules.ts'
import { believedForecast, forecastMinutes } from './forecast.ts'
import { inletLead, serverLead } from './pace.ts'
import type { Sight } from './sight.ts'

/** The limit that will be reached first against how long help takes; null while no growth says so. What is at its limit already has no race left to run. */
export const raceOf = (sight: Sight): Race | null => {
  const lead = serverLead(sight.scene)
  const inlet = inletLead(sight.scene)
  const runners = contenders(sight).flatMap(({ limit, role, most }) => {
    if (most === null) return []
    const points = sight.points(role, forecastMinutes)
    if (isSpent(role, points.at(-1)?.value ?? 0)) return []
    const full = believedForecast(points, most)
    return full && full.toAt > sight.scene.now ? [{ limit, full }] : []
  })
  const first = runners.sort((a, b) => a.full.at - b.full.at)[0]
  if (!first) return null
  return {
    limit: first.limit,
    fullFromAt: Math.round(Math.max(sight.scene.now, first.full.fromAt)),
    fullToAt: Math.round(first.full.toAt),
    serverLeadMs: lead.ms,
    leadMeasured: lead.measured,
    inletLeadMs: inlet.ms,
    inletMeasured: inlet.measured,
  }
}

/** Processors that are all at work have lost the race: what limits now is the constraint's to say. */
const isSpent = (role: Role, value: number): boolean => role.endsWith('.cpu') && value >= spentPercent
const spentPercent = 99

type Contender = { readonly limit: Race['limit']; readonly role: Role; readonly most: number | null }
const contenders = ({ scene: { plan } }: Sight): readonly Contender[] => [
  { limit: 'database-connections', role: 'database.connections', most: plan.limits.databaseConnections },
  { limit: 'surge-queue', role: 'balancer.surge', most: surgeMost },
  { limit: 'users', role: 'queue.active', most: plan.limits.rehearsedUsers },
  { limit: 'database-cpu', role: 'database.cpu', most: 100 },
  { limit: 'web-cpu', role: 'web.cpu', most: 100 },
]
