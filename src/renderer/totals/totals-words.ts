import type { Tally, TotalsCategory, TotalsEvent, TotalsQuota } from '#contract/totals'
import { age, dateAndTime, money, number, percent, pick } from '#words/format'
import type { Say } from '#words/say'

/** A number of tickets in a sentence: the plural by the count, the figure with grouped thousands. */
export const counted = (say: Say, key: CountedKey, count: number): string =>
  say(key, { count, figure: number(count, say.language) })

type CountedKey =
  | 'totals.tickets'
  | 'totals.includesFree'
  | 'totals.cancelledTickets'
  | 'totals.pendingOf'
  | 'totals.freeOf'
  | 'totals.cancelledOf'

/** `63 %` of whole percent that have been rounded down already. */
export const wholePercent = (whole: number, say: Say): string => percent(whole / 100, say.language)

/** What is kept apart from the sold: unpaid, free, cancelled and given back, as far as there is any. */
export const apart = (tally: Tally, currency: string, say: Say): string =>
  [
    tally.pendingTickets > 0 && counted(say, 'totals.pendingOf', tally.pendingTickets),
    tally.freeTickets > 0 && counted(say, 'totals.freeOf', tally.freeTickets),
    tally.cancelledTickets > 0 && counted(say, 'totals.cancelledOf', tally.cancelledTickets),
    tally.refundedMinor > 0 && say('totals.refundedOf', { amount: money(tally.refundedMinor, currency, say.language) }),
  ]
    .filter(Boolean)
    .join(', ')

/** The name of a kind of ticket, with its variation. */
export const categoryName = (category: TotalsCategory, say: Say): string =>
  [pick(category.name, say.language), pick(category.variationName, say.language)].filter(Boolean).join(', ')

/** When an event or one of its dates begins, in its own zone. */
export const eventTime = (event: TotalsEvent, say: Say): string =>
  event.startsAt === null ? say('frame.noDate') : dateAndTime(event.startsAt, event.timezone, say.language)

/** A quota and what is left of it, with the age of that knowledge. */
export const quotaSentence = (quota: TotalsQuota, now: number, say: Say): string => {
  const size = quota.size === null ? say('totals.capacityUnlimited') : number(quota.size, say.language)
  if (quota.size === null) return `${say('totals.quota', { name: quota.name })}: ${say('totals.quotaLeftOpen')}`
  if (quota.free === null) return `${say('totals.quota', { name: quota.name })}: ${say('totals.quotaUnknown', { size })}`
  const left = say('totals.quotaLeft', { free: number(quota.free, say.language), size })
  const asked = quota.askedAt === null ? '' : `, ${say('totals.quotaAsked', { age: age(now - quota.askedAt, say) })}`
  return `${say('totals.quota', { name: quota.name })}: ${left}${asked}`
}

/** A sales channel in words, as far as its name is a known one. */
export const channelName = (channel: string, say: Say): string => {
  if (channel === 'api.kasa') return say('totals.channelKasa')
  if (channel === 'web') return say('totals.channelWeb')
  return channel
}
