import type { crowdFindings as polish } from '../pl/findings-crowd.ts'
import type { Same } from '../same.ts'

export const crowdFindings = {
  'r17-plain-title': 'The cache leaks',
  'r17-plain-text':
    '{cachedPercent} comes from the cache instead of {usualPercent}. Servers get {loadTimes} times their usual load.',
  'r17-plain-next': 'See whether somebody purged it, and which addresses go past it.',
  'r18-plain-title': 'More people can be let in',
  'r18-plain-text': 'The queue stands, and servers and database have air. From {nowPerMinute} it can go to {thenPerMinute}.',
  'r18-plain-next': 'Open the inlet by 10%.',
  'r18-sales-title': 'More people can be let in',
  'r18-sales-text':
    'The queue stands, and servers and database have air. From {nowPerMinute} it can go to {thenPerMinute}; that is another {ordersPerMinute} orders.',
  'r18-sales-next': 'Open the inlet by 10%.',
  'r19-slowed-title': 'The inlet was slowed, relief is on its way',
  'r19-slowed-text':
    'From {fromPerMinute} to {nowPerMinute}. Those let in before are still inside; the whole relief takes about 3 min.',
  'r19-slowed-next': 'Wait before slowing it again.',
  'r19-plain-title': 'Too many are let in',
  'r19-plain-text': 'The queue stands, and the shop is overloaded. Inlet: {nowPerMinute}.',
  'r19-plain-next': 'Slow it to {thenPerMinute}, then by another 20% if need be.',
  'r20-plain-title': 'More people are in the shop than is safe',
  'r20-plain-text': '{activeUsers} are in, up to {safeUsers} is safe. The load test stood {rehearsedUsers}.',
  'r20-plain-next': 'Cap the number of people inside.',
  'r21-line-title': 'Not enough for the whole queue',
  'r21-line-text':
    '{emptyHandedN, plural, one {The last {emptyHanded} person} other {The last {emptyHanded} people}} in line will find nothing. In line {waiting}, tickets {left}.',
  'r21-line-next': 'Tell them now. If there is a second date, announce it.',
  'r21-category-title': '{categoryText} runs out in {goneMs}',
  'r21-category-text': '{leftN, plural, one {{left} ticket is left} other {{left} tickets are left}}.',
  'r21-category-next': 'Tell the queue.',
  'r22-plain-title': 'People are in, money is not',
  'r22-plain-text':
    'Orders are {ordersPerMinute} instead of {usualOrdersPerMinute}, while traffic is {requestsPercent} of usual.',
  'r22-plain-next': 'Look at the payment provider and at seat locks.',
  'r22-maintenance-title': 'The shop says it is closed for maintenance',
  'r22-maintenance-text': 'Since {closedAt} its page answers so. It is no outage, but nobody can buy.',
  'r22-maintenance-next': 'Call the operator of the shop and stop the inlet.',
  'r22-unanswered-title': 'The page of the shop does not answer',
  'r22-unanswered-text': 'Since {closedAt} Kasa has had no answer from the shop.',
  'r22-unanswered-next': 'See whether it opens from another network, and call the operator.',
  'r23-edge-title': 'Bots are coming in',
  'r23-edge-text': '{stoppedPercent} of requests are stopped, usually {usualPercent}.',
  'r23-edge-next': 'Switch on the browser check and a rate limit at Cloudflare.',
  'r23-firewall-title': 'Bots are coming in',
  'r23-firewall-text': 'The firewall stops {stoppedPercent} of requests, usually {usualPercent}.',
  'r23-firewall-next': 'Switch on a rate limit in the firewall.',
} as const satisfies Same<typeof polish>
