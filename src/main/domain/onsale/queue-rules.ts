import type { Figures, RuleNumber, Severity } from '#contract/onsale-finding'
import { above, holds, rank } from './bar.ts'
import type { Bar, Level } from './bar.ts'
import { untilAt } from './balancer-rules.ts'
import { letInAfter, ordersFrom, safeShare } from './inlet.ts'
import { demandInLine, inLine, ticketsLeft } from './pace.ts'
import { fine, heldIn, heldOver, notGiven, paused, tooFew } from './rule.ts'
import type { Before, Held, Rule, Ruling } from './rule.ts'
import { minuteMs } from './scene.ts'
import type { CategoryLeft } from './scene.ts'
import { isPause } from './sight.ts'
import type { Sight } from './sight.ts'

const three: Bar = { n: 3, m: 3, clear: 3 }
const [idlePercent, lessIdlePercent] = [60, 65]

/** Rule 18: people wait while everything behind the room has air. */
export const roomToOpen: Rule = {
  number: 18,
  says: { plain: 'notice', sales: 'notice' },
  judge: (sight, before, { held: others }) => {
    const pause = sight.pause('queue')
    if (pause) return paused(pause)
    const room = sight.scene.room
    const waiting = inLine(sight)
    if (room?.state !== 'queueing' || waiting === 0 || ticketsLeft(sight) === 0) return fine
    const now = room.newPerMinute
    if (waiting === null || now === null) return notGiven('queue')
    if (others.some(speaksAgainst) || sight.scene.now < sight.scene.plan.startsAt + rampMs) return fine
    const seen = sight.window(['web.cpu', 'database.cpu', 'balancer.p95'], three.m)
    if (isPause(seen)) return paused(seen)
    const found = idle(sight, seen.of('web.cpu'), seen.of('database.cpu'), before)
    if (found === 'unknown') return tooFew('aws')
    if (found === 'not') return fine
    const then = letInAfter('open-10', now)
    const more = then - now
    const orders = ordersFrom(sight, more)
    const figures: Figures = {
      morePerMinute: more,
      nowPerMinute: now,
      thenPerMinute: then,
      ...(orders !== null && { ordersPerMinute: orders }),
    }
    const variant = orders === null ? 'plain' : 'sales'
    const common = { severity: 'notice', source: 'queue', lever: 'open-inlet', threshold: 'own' } as const
    return heldOver(seen, found.first, { ...common, variant, figures })
  },
}

/** What warns, and traffic that still grows: the load of those let in is yet to come. */
const speaksAgainst = (other: Held & { readonly rule: RuleNumber }): boolean =>
  (rank[other.severity] >= rank.warning && !other.fact) || other.rule === 7
/** At the start of a sale the servers are idle only because nobody has reached them yet. */
const rampMs = 5 * minuteMs

const idle = (sight: Sight, web: readonly number[], database: readonly number[], before: Before) => {
  const seen = sight.window(['balancer.p95', 'balancer.requests'], three.m)
  const waits = isPause(seen) ? [] : seen.of('balancer.p95')
  const slow = sight.scene.plan.limits.slowMs / 1000
  const test = (most: number) => (index: number) => {
    const [cpu, base, wait] = [web[index] ?? Number.NaN, database[index] ?? Number.NaN, waits[index] ?? Number.NaN]
    return Number.isNaN(cpu + base + wait) ? null : cpu < most && base < most && wait < slow
  }
  // Advice to let in more ends with the first minute that speaks against it: here clearing is quicker than firing, on purpose.
  const tests = test(before('') === null ? idlePercent : lessIdlePercent)
  return holds(three, three.m, { fires: tests, stays: tests }, false)
}

/** Rules whose critical findings mean that the shop is overloaded and not merely broken. */
export const overload: readonly RuleNumber[] = [1, 2, 3, 8, 10, 11]

/** Rule 19: people wait and what is behind the room is overloaded all the same: too many are let in. */
export const tooManyIn: Rule = {
  number: 19,
  says: { plain: 'critical', slowed: 'notice' },
  judge: (sight, _before, { held, kept }) => {
    const pause = sight.pause('queue')
    if (pause) return paused(pause)
    const room = sight.scene.room
    const means = (other: { readonly rule: RuleNumber; readonly severity: Severity }): boolean =>
      other.severity === 'critical' && overload.includes(other.rule)
    const cause = held.find(means)
    if (room?.state !== 'queueing') return fine
    // an overload that cannot be judged at present is not known to be over
    if (!cause) return paused(kept.find(means)?.pause ?? null)
    const now = room.newPerMinute
    if (now === null) return notGiven('queue')
    const slowed = justSlowed(sight, now)
    if (slowed !== null) {
      const found = { variant: 'slowed', severity: 'notice', source: 'queue', lever: 'none', threshold: 'own' } as const
      return {
        held: [
          heldIn(
            { from: cause.from, to: cause.to, unknown: 0 },
            { ...found, figures: { fromPerMinute: slowed, nowPerMinute: now } },
          ),
        ],
        paused: null,
      }
    }
    const then = letInAfter('slow-30', now)
    const figures = { nowPerMinute: now, thenPerMinute: then }
    const common = { variant: 'plain', severity: 'critical', source: 'queue', lever: 'slow-inlet', threshold: 'own' } as const
    return { held: [heldIn({ from: cause.from, to: cause.to, unknown: 0 }, { ...common, figures })], paused: null }
  },
}

/** What the inlet was before somebody slowed it in the last minutes, whose relief is not complete yet: the newest minute that may be read still had more. Null: nobody did. */
const justSlowed = (sight: Sight, nowPerMinute: number): number | null => {
  const before = sight.points('queue.limit-admitted', reliefMinutes).at(-1)?.value ?? null
  return before !== null && before > nowPerMinute ? before : null
}
/** People who were let in are through after about three minutes. */
const reliefMinutes = 3

/** Rule 20: more people are in than three quarters of what a rehearsal has stood. */
export const aboveSafe: Rule = {
  number: 20,
  says: { plain: 'warning' },
  judge: (sight, before) => {
    const stands = sight.scene.plan.limits.rehearsedUsers
    if (stands === null || stands === 0) return notGiven('queue')
    const seen = sight.window(['queue.active'], 3)
    if (isPause(seen)) return paused(seen)
    const safe = stands * safeShare
    const level: Level = { severity: 'warning', fire: safe, stay: stands * 0.7, bar: { n: 2, m: 2, clear: 3 } }
    const found = above(seen.of('queue.active'), [level], before('')?.severity ?? null)
    if (found === 'unknown') return tooFew('queue')
    if (found === 'not') return fine
    const figures = { activeUsers: seen.of('queue.active')[found.last] ?? 0, safeUsers: Math.floor(safe), rehearsedUsers: stands }
    return heldOver(seen, found.first, { variant: 'plain', severity: 'warning', source: 'queue', figures, lever: 'slow-inlet' })
  },
}

/** Who buys and how much is reckoned from a quarter of an hour: a line that would buy this much more than is left is told, and that is over when it would find enough. */
const surelyMore = 1.05
const [soonMinutes, stillSoonMinutes] = [10, 12]

/** Rule 21: for some of those who wait nothing will be left, or a category ends soon: they should be told now. */
export const nothingLeft: Rule = {
  number: 21,
  says: { line: 'notice', category: 'notice' },
  judge: (sight, before) => {
    const pause = sight.pause('sales')
    if (pause) return paused(pause)
    if (sight.scene.now < sight.scene.plan.startsAt) return fine
    const categories = sight.scene.categories.flatMap(category => endsSoon(sight, category, before))
    const line = emptyHandedInLine(sight, before)
    return { held: [...line.held, ...categories], paused: line.paused, judged: subject => subject !== '' }
  },
}

const emptyHandedInLine = (sight: Sight, before: Before): Ruling => {
  const pause = sight.pause('queue')
  if (pause) return paused(pause)
  const [left, waiting, demand] = [ticketsLeft(sight), inLine(sight), demandInLine(sight)]
  if (left === 0 || waiting === 0) return fine
  if (left === null) return notGiven('sales')
  if (waiting === null || demand === null) return tooFew('queue')
  if (demand <= left * (before('') ? 1 : surelyMore)) return fine
  const emptyHanded = Math.max(1, Math.round(waiting * (1 - left / demand)))
  const figures = { emptyHanded, waiting, left }
  const common = { severity: 'notice', source: 'queue', lever: 'none', threshold: 'own', confidence: 'middle' } as const
  return { held: [heldIn(nowMinute(sight), { ...common, variant: 'line', figures })], paused: null }
}

const endsSoon = (sight: Sight, category: CategoryLeft, before: Before): readonly Held[] => {
  const { name, left, perMinute } = category
  if (left <= 0 || perMinute <= 0) return []
  const minutes = left / perMinute
  if (minutes > (before(name) ? stillSoonMinutes : soonMinutes)) return []
  const figures = { categoryText: name, left, goneMs: untilAt(sight.scene, sight.scene.now + minutes * minuteMs) }
  const common = { severity: 'notice', source: 'sales', lever: 'none', threshold: 'own', confidence: 'middle' } as const
  return [heldIn(nowMinute(sight), { ...common, variant: 'category', subject: name, figures })]
}

/** What is judged by the state of this moment rests on the minute before it. */
const nowMinute = ({ scene: { now } }: Sight) => ({ from: now - minuteMs, to: now, unknown: 0 })
