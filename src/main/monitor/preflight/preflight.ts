import type { Check } from '#contract/onsale-face'
import type { CheckName } from '#contract/onsale-checks'
import { onsaleChecks } from '#contract/onsale-checks'
import type { Role } from '#contract/onsale-roles'
import type { MinuteTable } from '#domain/onsale/scene'
import { groupMeasures } from './group.ts'
import type { Measure, Measured, PreflightParts } from './measured.ts'
import { judged, unknown, waiting } from './measured.ts'
import { roomMeasures } from './room.ts'
import type { Looked } from '#monitor/watch/watch'

/** The checklist before a sale, each with its measured value. What nobody can measure waits for a person's word; "waits" is not "passed". */
export const checksOf = (parts: PreflightParts): readonly Check[] =>
  (Object.keys(onsaleChecks) as CheckName[]).flatMap(check => {
    const measured = measure[check](parts)
    return measured === 'not-part' ? [] : [checkOf(check, measured, parts)]
  })

/** A person's word counts where nothing was measured; it never overrules a measured failure. */
const checkOf = (check: CheckName, measured: Measured, { confirmations, checkedAt }: PreflightParts): Check => {
  const { state, figures, readAt, why } = measured
  const byHand = measured.byHand ?? false
  const word = byHand ? confirmations.get(check) : undefined
  const common = { check, group: onsaleChecks[check], byHand }
  if (!word) {
    const at = byHand && readAt === undefined ? null : (readAt ?? checkedAt)
    return { ...common, state, figures, checkedAt: at, ...(why ? { why } : {}) }
  }
  const said = { ...figures, ...word.figures, byText: word.by ?? '', confirmedAt: word.at }
  return { ...common, state: 'passed', figures: said, checkedAt: word.at }
}

/** Newest minutes that are looked at, and how many points of them minute data has at least when some are still on their way. */
const quarter = 15
const pointsOfMinuteData = 8
/** What the edge answered from its memory in a good rehearsal. */
const cachedPercentNeeded = 90
/** Beyond this, ages of data lie; Amazon refuses signatures at five minutes. */
const skewBearableMs = 30_000

const measure: Readonly<Record<CheckName, Measure>> = {
  ...groupMeasures,
  ...roomMeasures,
  'minute-metrics': ({ looked }) => {
    if (!looked.scene.plan.cloud.aws) return 'not-part'
    const groups = looked.scene.table.each('web.cpu').map(column => newestIn(column).length)
    const reporting = groups.filter(points => points > 0)
    const fewest = Math.min(...reporting)
    const each = judged(fewest >= pointsOfMinuteData, { pointsInQuarter: fewest })
    // of a group that reports nothing it is not known how often it will
    return reporting.length === 0 || (each.state === 'passed' && reporting.length < groups.length) ? unknown : each
  },
  'core-quota': ({ looked }) => {
    const { limits, cloud } = looked.scene.plan
    if (!cloud.aws) return 'not-part'
    const most = mostServers(looked)
    if (limits.coreQuota === null || limits.coresPerServer === null || most === null) return waiting
    const need = most * limits.coresPerServer
    return judged(need <= limits.coreQuota, { need, most: limits.coreQuota })
  },
  'connection-pool': ({ looked }) => {
    const { limits, cloud } = looked.scene.plan
    if (!cloud.aws) return 'not-part'
    const { databaseConnections: most, connectionsPerServer, standingConnections: standing } = limits
    const servers = mostServers(looked)
    if (most === null || connectionsPerServer === null || servers === null) return waiting
    const need = servers * connectionsPerServer + standing
    const fitServers = connectionsPerServer > 0 ? Math.max(0, Math.floor((most - standing) / connectionsPerServer)) : servers
    return judged(need <= most, { servers, connectionsPerServer, standing, need, most, fitServers })
  },
  'balancer-warmed': ({ looked }) =>
    looked.scene.plan.cloud.aws?.resources.some(({ kind }) => kind === 'classic-balancer' || kind === 'application-balancer')
      ? waiting
      : 'not-part',
  'group-ceiling': ({ looked }) => {
    const { servers, plan } = looked.scene
    if (!plan.cloud.aws) return 'not-part'
    if (!servers) return unknown
    const planned = plan.limits.servers ?? servers.desired + 1
    return judged(servers.maximum >= planned, { maximum: servers.maximum, planned })
  },
  'edge-cache': ({ looked }) => {
    if (!looked.scene.plan.cloud.cloudflare) return 'not-part'
    const [all, cached] = (['edge.requests', 'edge.cached-requests'] as const).map(role => sum(newest(looked.scene.table, role)))
    if (!all || cached === undefined) return unknown
    // rounded down: what lacks a tenth of the share that is needed does not read as enough
    const cachedPercent = Math.floor((cached / all) * 100)
    return judged(cachedPercent >= cachedPercentNeeded, { cachedPercent, neededPercent: cachedPercentNeeded }, 'warning')
  },
  'cloudflare-token': ({ looked, tokenEndsAt }) => {
    const { plan } = looked.scene
    if (!plan.cloud.cloudflare) return 'not-part'
    return tokenEndsAt === undefined ? unknown : lastsToTheEnd(tokenEndsAt, plan.plannedEndAt)
  },
  'shop-probe': ({ looked }) => {
    const { plan, table } = looked.scene
    if (!plan.cloud.shop) return 'not-part'
    const [answered, time] = [newest(table, 'shop.answered').at(-1), newest(table, 'shop.time').at(-1)]
    if (answered === undefined) return unknown
    const figures = time === undefined ? {} : { answerMs: Math.round(time * 1000) }
    if (newest(table, 'shop.maintenance').at(-1) === 1) return { state: 'warning', figures }
    return judged(answered === 1, figures)
  },
  'aws-session': ({ looked }) => {
    const { plan, sources } = looked.scene
    if (!plan.cloud.aws) return 'not-part'
    const { session } = looked.facts
    if (sources.some(({ source, state }) => source === 'aws' && state === 'signed-out')) return judged(false, {})
    // until when it is renewed nobody can read: a person who has just signed in says so
    if (session?.renews) return { ...waiting, figures: { howText: 'renews', plannedEndAt: plan.plannedEndAt } }
    return session ? lastsToTheEnd(session.endsAt, plan.plannedEndAt) : unknown
  },
  clock: ({ looked }) => {
    const { skewMs } = looked.facts
    return skewMs === null ? unknown : judged(Math.abs(skewMs) <= skewBearableMs, { skewMs })
  },
  'servers-role': ({ looked, role }) => {
    if (!looked.scene.plan.cloud.aws) return 'not-part'
    if (!role || role.tried.untried) return { ...waiting, ...(role?.tried.refusal ? { why: role.tried.refusal } : {}) }
    const { held, refusal } = role.tried
    const figures = { howText: looked.scene.plan.cloud.aws.leverProfile ? 'own' : 'same' }
    return {
      ...judged(held && !refusal, figures, held ? 'warning' : 'failed'),
      readAt: role.at,
      ...(refusal ? { why: refusal } : {}),
    }
  },
  people: () => waiting,
}

const lastsToTheEnd = (endsAt: number | null, plannedEndAt: number): Measured =>
  endsAt === null ? judged(true, { plannedEndAt }) : judged(endsAt >= plannedEndAt, { endsAt, plannedEndAt })

/** How many servers there may be at once: the group's maximum, or the event's where that is smaller. */
const mostServers = ({ scene }: Pick<Looked, 'scene'>): number | null =>
  scene.servers && Math.min(scene.servers.maximum, scene.plan.limits.servers ?? scene.servers.maximum)

const newest = (table: MinuteTable, role: Role): readonly number[] => newestIn(table.column(role))

const newestIn = (column: Float64Array): readonly number[] =>
  Array.from(column.subarray(Math.max(0, column.length - quarter))).filter(value => !Number.isNaN(value))

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
