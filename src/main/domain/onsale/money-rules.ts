import type { Role } from '#contract/onsale-roles'
import { above } from './bar.ts'
import type { Bar } from './bar.ts'
import { median } from './forecast.ts'
import { ticketsLeft } from './pace.ts'
import { fine, firstSign, heldOver, paused, tooFew } from './rule.ts'
import type { Before, Rule, Ruling, Said } from './rule.ts'
import { minuteMs } from './scene.ts'
import { isPause } from './sight.ts'
import type { Sight, Window } from './sight.ts'
import { departs } from './usual.ts'

const two: Bar = { n: 2, m: 2, clear: 2 }
const [brokenShare, calmShare] = [0.5, 0.7]
/** The median is of five minutes before the two that are judged. */
const usual = { minutes: 5, least: 4 }
const leastOrders = 10
/** People are still in when requests are at least this share of their own median. */
const stillIn = 0.8
const peopleRoles: readonly Role[] = ['balancer.requests', 'edge.requests']

/** Rule 22: people are in and money is not; or the shop itself says that it is closed, or says nothing. */
export const moneyStops: Rule = {
  number: 22,
  says: { plain: 'critical', maintenance: 'critical', unanswered: 'critical' },
  judge: (sight, before) => {
    if (sight.scene.now < sight.scene.plan.startsAt) return fine
    const shop = shopClosed(sight, before(shopSubject))
    const orders = ordersStop(sight, before)
    // a page that nobody watches is no reason to wait; one that was closed when last seen is
    const unseen = before(shopSubject) ? shop.paused : null
    return {
      held: [...shop.held, ...orders.held],
      paused: orders.paused ?? unseen,
      judged: subject => (subject === shopSubject ? shop : orders).paused === null,
    }
  },
}

/** That the shop is closed is a finding of its own beside that orders stop. */
const shopSubject = 'shop'
const closedSigns = [
  { variant: 'maintenance', role: 'shop.maintenance', off: 1 },
  { variant: 'unanswered', role: 'shop.answered', off: 0 },
] as const

/** Asked by Kasa itself every ten seconds, so two minutes are a dozen answers. iKSORIS answers 423 during maintenance. */
const shopClosed = (sight: Sight, said: Said | null): Ruling =>
  firstSign(
    closedSigns.map(sign => ({ variants: [sign.variant], judge: (spoke: Said | null) => closedBy(sight, sign, spoke) })),
    said,
  )

const closedBy = (sight: Sight, { variant, role, off }: (typeof closedSigns)[number], said: Said | null): Ruling => {
  const seen = sight.window([role], two.m)
  if (isPause(seen)) return paused(seen)
  const closed = seen.of(role).map(value => (off === 1 ? value : 1 - value))
  const found = above(closed, [{ severity: 'critical', fire: 0.99, stay: 0.5, bar: two }], said?.severity ?? null)
  if (found === 'unknown') return tooFew('shop')
  if (found === 'not') return fine
  const figures = { closedAt: seen.from + found.first * minuteMs }
  const common = { severity: 'critical', source: 'shop', subject: shopSubject, lever: 'none', fact: true } as const
  return heldOver(seen, found.first, { ...common, variant, figures })
}

const ordersStop = (sight: Sight, before: Before): Ruling => {
  const span = usual.minutes + two.m
  const windows = peopleRoles.map(role => ({ role, seen: sight.window(['sales.orders', role], span) }))
  const usable = windows.find(({ seen }) => !isPause(seen))
  const first = windows[0]?.seen
  if (!usable || isPause(usable.seen)) return first && isPause(first) ? paused(first) : fine
  if (ticketsLeft(sight) === 0) return fine
  return drop(usable.seen, usable.role, ordersSaid(before('')))
}

const ordersSaid = (said: Said | null): Said | null => (said?.variant === 'plain' ? said : null)

const drop = (seen: Window, role: Role, said: Said | null): Ruling => {
  const [orders, people] = [seen.of('sales.orders'), seen.of(role)]
  // what was usual at the balancer says nothing about what is usual at the edge
  const kept = said?.figures['countedText'] === role ? said.figures['usualRequestsPerMinute'] : undefined
  const usualPeople = typeof kept === 'number' ? kept : median(people.slice(0, usual.minutes))
  const inside = (people.at(-1) ?? 0) >= usualPeople * stillIn
  const measure = {
    bar: two,
    usualOf: usual,
    fires: (value: number, was: number) => was >= leastOrders && value < was * brokenShare,
    stays: (value: number, was: number) => value < was * calmShare,
  }
  const found = departs(orders, measure, { said, name: 'usualOrdersPerMinute' })
  if (found === 'unknown') return tooFew('sales')
  // what is over is judged anew, by what is usual now: so judging again says the same
  if (found === 'not' || !inside) return said ? drop(seen, role, null) : fine
  const figures = {
    ordersPerMinute: orders.at(-1) ?? 0,
    usualOrdersPerMinute: found.usual,
    requestsPercent: ((people.at(-1) ?? 0) / Math.max(1, usualPeople)) * 100,
    usualRequestsPerMinute: usualPeople,
    countedText: role,
  }
  const common = { severity: 'critical', source: 'sales', lever: 'none', threshold: 'own' } as const
  return heldOver(seen, found.first, { ...common, variant: 'plain', figures })
}
