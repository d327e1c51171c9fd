import type { UnsellableReason } from '#contract/stock'
import type { Body } from './body-fields.ts'
import { flagIn, listIn, momentIn, recordOf, textIn, wholeIn } from './body-fields.ts'
import type { Override } from './pricing.ts'

/** Everything that may stand in the way of selling one product at one showing. Bodies as the platform sent them. */
export type Obstacles = {
  readonly eventLive: boolean
  readonly dateActive: boolean
  readonly event: Body
  readonly settings: Body
  readonly item: Body
  readonly itemActive: boolean
  readonly variation: Body | null
  readonly variationActive: boolean
  readonly overrides: readonly Override[]
  readonly questions: readonly Body[]
  readonly taxRule: Body | null
  readonly quotas: number
  readonly channel: string
  readonly now: number
}

/**
 * Why a product is not sold here; null: it is. The first that applies, the plainest first.
 * pretix checks none of this but `active`, `disabled` and quotas when an order comes in by API, so the till is the only guard.
 * `presale_start` and `presale_end` are left out on purpose: they open and close the web shop, while a box office sells before and after them too.
 */
export const unsellableReason = (product: Obstacles): UnsellableReason | null =>
  closedReason(product) ?? demandReason(product) ?? (product.quotas === 0 ? 'no-quota' : null)

const closedReason = (product: Obstacles): UnsellableReason | null => {
  if (!product.eventLive) return 'event-not-live'
  if (!product.dateActive) return 'date-inactive'
  if (!product.itemActive || !product.variationActive) return 'inactive'
  if (product.overrides.some(override => override.disabled)) return 'not-on-this-date'
  // The modes `hide` and `info` differ only in how the web shop shows what it does not sell.
  const windows = [
    ...[product.item, ...(product.variation ? [product.variation] : [])].map(body => ({
      from: momentIn(body, 'available_from'),
      until: momentIn(body, 'available_until'),
    })),
    ...product.overrides,
  ]
  if (windows.some(({ from }) => from !== null && product.now < from)) return 'not-yet'
  if (windows.some(({ until }) => until !== null && product.now > until)) return 'no-longer'
  const limited = [product.event, product.item, product.variation]
  if (!limited.every(body => body === null || offeredIn(product.channel, body))) return 'other-channel'
  return null
}

/** What the till cannot give or ask for yet. */
const demandReason = ({ item, variation, settings, questions, taxRule }: Obstacles): UnsellableReason | null => {
  const either = (key: string): boolean => flagIn(item, key) || (variation !== null && flagIn(variation, key))
  if (flagIn(item, 'issue_giftcard')) return 'gift-card'
  // hidden in the shop until a voucher shows it; the shop's own cart refuses it without one
  if (flagIn(item, 'require_voucher') || either('hide_without_voucher')) return 'needs-voucher'
  if (flagIn(item, 'require_bundling')) return 'bundle-only'
  if (listIn(item, 'bundles').length > 0) return 'has-bundle'
  if (either('require_approval')) return 'needs-approval'
  if (either('require_membership')) return 'needs-membership'
  // without a customer's account the platform gives the membership to nobody, and says nothing
  if (wholeIn(item, 'grant_membership_type') !== null) return 'grants-membership'
  if (textIn(item, 'media_policy') !== null) return 'needs-medium'
  if (taxRule?.['price_includes_tax'] === false) return 'net-price'
  if (flagIn(item, 'admission') && flagIn(item, 'personalized') && attendeeDemands.some(key => flagIn(settings, key)))
    return 'asks-names'
  return questions.some(question => mustBeAnswered(question, item)) ? 'asks-questions' : null
}

/** pretix asks for these only where a product is an admission and personalized (`Item.ask_attendee_data`). */
const attendeeDemands = [
  'attendee_names_required',
  'attendee_emails_required',
  'attendee_company_required',
  'attendee_addresses_required',
]

/** Questions asked at the door or hidden in the shop are not the till's; one that hangs on another's answer is not asked unless that one is. */
const mustBeAnswered = (question: Body, item: Body): boolean =>
  flagIn(question, 'required') &&
  !flagIn(question, 'ask_during_checkin') &&
  !flagIn(question, 'hidden') &&
  wholeIn(question, 'dependency_question') === null &&
  listIn(question, 'items').includes(item['id'])

/** Older platforms know only the list `sales_channels`; a body that says nothing limits nothing. */
const offeredIn = (channel: string, body: Body): boolean => {
  if (body['all_sales_channels'] === true) return true
  if (body['all_sales_channels'] === false)
    return listIn(body, 'limit_sales_channels').some(entry => channelName(entry) === channel)
  const known = listIn(body, 'sales_channels')
  return known.length === 0 || known.includes(channel)
}

const channelName = (entry: unknown): unknown => (typeof entry === 'string' ? entry : recordOf(entry)['identifier'])
