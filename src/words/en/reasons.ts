import type { reasons as polish } from '../pl/reasons.ts'
import type { Same } from '../same.ts'

/** Why a product is shown but not offered. */
export const reasons = {
  inactive: 'Switched off on the platform',
  'no-quota': 'Has no quota on the platform',
  'needs-voucher': 'Only with a voucher, which this till does not take',
  'bundle-only': 'Only as part of a bundle',
  'has-bundle': 'A bundle that this till cannot put together',
  'needs-approval': "Needs the organiser's approval",
  'needs-membership': 'Only for members',
  'grants-membership': "Opens a membership on a customer's account, sell it in the shop",
  'needs-medium': 'Is kept on a card or wristband, which this till does not handle',
  'no-extras': 'Needs extras that are not on sale now',
  'asks-questions': 'Asks questions, sell it in the shop',
  'asks-names': 'A ticket in a name, sell it in the shop',
  'not-on-this-date': 'Not on this date',
  'not-yet': 'Not on sale yet',
  'no-longer': 'No longer on sale',
  'other-channel': 'Only in another sales channel',
  'event-not-live': 'The event is not published',
  'date-inactive': 'The date is switched off',
  'gift-card': 'A gift card, sell it in the shop',
  'net-price': 'A price without tax; this till sells at prices with tax',
} as const satisfies Same<typeof polish>
