import type { verdicts as polish } from '../pl/verdicts.ts'
import type { Same } from '../same.ts'

export const verdicts = {
  'verdict-rule-1-plain': 'Buyers are turned away, rejected requests: *{buyers}* within a minute. Slow the inlet by 30%.',
  'verdict-rule-2-fills':
    '{salesText, select, flow {Sales are flowing, but the queue} other {The queue}} in front of the servers fills up in *{fullRangeMs}*; a new server needs {leadMs}.',
  'verdict-rule-2-waits': 'Requests queue in front of the servers: *{waitingRequests}* of {mostRequests}. Add servers.',
  'verdict-rule-2-half': 'The queue in front of the servers is *{fullPercent}* full. Slow the inlet and add servers.',
  'verdict-rule-3-plain': '*{failedPercent}* of requests are refused. Slow the inlet.',
  'verdict-rule-3-broken': '*{failedPercent}* of requests end in a 502: servers break connections.',
  'verdict-rule-3-unserved': '*{failedPercent}* of requests end in a 503: nobody is there to serve. Slow the inlet.',
  'verdict-rule-3-unanswered': '*{failedPercent}* of requests end in a 504: the shop does not answer in time. Slow the inlet.',
  'verdict-rule-4-plain': 'The shop itself fails: *{failedPercent}* of answers. More servers do not repair this.',
  'verdict-rule-5-none-left': 'No server is healthy, out of service: *{outServers}*. Look at the shop and its database.',
  'verdict-rule-5-plain': 'Out of service: *{outServers}*, of {total} in all. Replace them.',
  'verdict-rule-5-fewer':
    '*{healthy}* of {planned} servers that were ordered are healthy. Look at the health check and the database.',
  'verdict-rule-6-slow':
    'Every twentieth buyer waits more than *{waitSeconds}*, the limit is {limitSeconds}. Find what is saturated.',
  'verdict-rule-6-slower':
    'Every twentieth buyer waits more than *{waitSeconds}*, before the sale {usualSeconds}. Find what is saturated.',
  'verdict-rule-7-classic':
    'Traffic grew by *{grownPercent}* in 5 minutes, faster than the balancer can. Let people in step by step.',
  'verdict-rule-8-hot':
    '{salesText, select, flow {Sales are flowing, but the servers} other {The servers}} are hot: CPU *{cpuPercent}*. Add servers.',
  'verdict-rule-8-coming': 'The servers are hot, *{cpuPercent}*; on their way: {comingServers}, ready about {readyAt}.',
  'verdict-rule-8-overdue': 'The servers are hot, *{cpuPercent}*, and those ordered are overdue since {dueAt}. Slow the inlet.',
  'verdict-rule-8-no-room': 'The servers are hot, *{cpuPercent}*, and the database has no room for new ones. Slow the inlet.',
  'verdict-rule-8-at-most':
    'The servers are hot, *{cpuPercent}*, and more than {allowedServers} are not allowed. Slow the inlet.',
  'verdict-rule-8-one':
    'One server is hot, *{hottestPercent}*, the average is {cpuPercent}. See whether sessions stick buyers to it.',
  'verdict-rule-9-plain': 'Servers report every *{everyMs}*, too seldom for a sale. Switch on detailed monitoring of the group.',
  'verdict-rule-10-plain': 'The database is the bottleneck: CPU *{databasePercent}*. Slow the inlet, do not add servers.',
  'verdict-rule-11-full': '*{usedPercent}* of database connections are in use. Slow the inlet.',
  'verdict-rule-11-filling':
    '{salesText, select, flow {Sales are flowing, but the database} other {The database}} fills up in *{fullRangeMs}*. Slow the inlet.',
  'verdict-rule-11-before-server':
    '{salesText, select, flow {Sales are flowing, but the database} other {The database}} fills up in *{fullRangeMs}*; a new server needs {leadMs}.',
  'verdict-rule-12-latency':
    'The disk holds the database back: an operation takes up to *{diskSeconds}*. Pause reports and backups.',
  'verdict-rule-12-balance': 'The disk of the database runs out of burst: *{balancePercent}* left. Pause reports and backups.',
  'verdict-rule-12-queue':
    '*{diskQueue}* operations wait for the disk of the database, before the sale {usualQueue}. Pause reports and backups.',
  'verdict-rule-13-plain':
    'Buyers fight for the same seats: *{waitingSessions}* of {sessions} database sessions wait. Spread the sale over more sections.',
  'verdict-rule-14-web': 'CPU credits of the servers end about *{slowAt}*. Switch to unlimited, or to another type of server.',
  'verdict-rule-14-database':
    'CPU credits of the database end about *{slowAt}*. Switch to unlimited, or to another type of database.',
  'verdict-rule-15-late':
    'Servers that were ordered have not come for *{waitedMs}*, missing: {missingServers}. Look at the group and its health check.',
  'verdict-rule-15-failed': 'A server did not start, missing: *{missingServers}*. Try another zone or another type.',
  'verdict-rule-16-plain': 'The group is at its maximum, *{maximumServers}*, and CPU is {cpuPercent}. Slow the inlet.',
  'verdict-rule-17-plain': 'The cache leaks: *{cachedPercent}* instead of {usualPercent}. See whether somebody purged it.',
  'verdict-rule-19-slowed': 'The inlet was slowed to *{nowPerMinute}*. The whole relief takes about 3 min.',
  'verdict-rule-19-plain': 'Too many are let in: *{nowPerMinute}*. Slow the inlet to {thenPerMinute}.',
  'verdict-rule-20-plain': '*{activeUsers}* people are in the shop, up to {safeUsers} is safe. Cap the number of people inside.',
  'verdict-rule-22-plain':
    'People are in, but orders are *{ordersPerMinute}* instead of {usualOrdersPerMinute}. Look at the payments.',
  'verdict-rule-22-maintenance': 'The shop says it is closed for maintenance since *{closedAt}*. Call the operator.',
  'verdict-rule-22-unanswered': 'The page of the shop has not answered since *{closedAt}*.',
  'verdict-rule-23-edge':
    'Bots are coming in: Cloudflare stops *{stoppedPercent}* of requests, usually {usualPercent}. Switch on the browser check.',
  'verdict-rule-23-firewall':
    'Bots are coming in: the firewall stops *{stoppedPercent}* of requests, usually {usualPercent}. Switch on a rate limit.',
  'verdict-rule-24-cache': 'The store of seat holds is overloaded: CPU *{cachePercent}*. Enlarge it, or slow the inlet.',
  'verdict-rule-24-evictions': 'Seat holds may be lost: the store throws entries out, *{evictionsPerMinute}*. Enlarge it.',
  'verdict-rule-26-signed-out':
    'The AWS session ended at *{sinceAt}*. Sign in again.{freshSourcesN, select, none {} other { Fresh: {freshSources}.}}',
  'verdict-rule-26-session-ends': 'The AWS session ends at *{endsAt}*, before the sale does. Sign in once more now.',
  'verdict-rule-26-token-refused':
    'Cloudflare has not taken the token since *{sinceAt}*. Paste a new one.{freshSourcesN, select, none {} other { Fresh: {freshSources}.}}',
  'verdict-rule-26-token-ends': 'The Cloudflare token ends at *{endsAt}*, before the sale does. Paste a new one now.',
  'verdict-rule-26-clock-fast': 'The clock of this computer is fast by *{skewMs}* against AWS. Set it from the network.',
  'verdict-rule-26-clock-slow': 'The clock of this computer is slow by *{skewMs}* against AWS. Set it from the network.',
  'verdict-blind-several':
    'Out of sight since *{sinceAt}*: {goneSources}. {freshSourcesN, select, none {Check the network.} other {Fresh: {freshSources}.}}',
  'verdict-blind-several-selling':
    'Out of sight since *{sinceAt}*: {goneSources}. Orders {ordersPerMinute}. {freshSourcesN, select, none {Check the network.} other {Fresh: {freshSources}.}}',
  'verdict-blind-aws':
    'Servers out of sight since *{sinceAt}*. {freshSourcesN, select, none {Check the network.} other {Fresh: {freshSources}.}}',
  'verdict-blind-aws-selling':
    'Servers out of sight since *{sinceAt}*. Orders {ordersPerMinute}. {freshSourcesN, select, none {Check the network.} other {Fresh: {freshSources}.}}',
  'verdict-blind-cloudflare':
    'The edge is out of sight since *{sinceAt}*. {freshSourcesN, select, none {Check the network.} other {Fresh: {freshSources}.}}',
  'verdict-blind-cloudflare-selling':
    'The edge is out of sight since *{sinceAt}*. Orders {ordersPerMinute}. {freshSourcesN, select, none {Check the network.} other {Fresh: {freshSources}.}}',
  'verdict-blind-queue':
    'The queue is out of sight since *{sinceAt}*. {freshSourcesN, select, none {Check the network.} other {Fresh: {freshSources}.}}',
  'verdict-blind-queue-selling':
    'The queue is out of sight since *{sinceAt}*. Orders {ordersPerMinute}. {freshSourcesN, select, none {Check the network.} other {Fresh: {freshSources}.}}',
  'verdict-blind-shop':
    'The page of the shop is out of sight since *{sinceAt}*. {freshSourcesN, select, none {Check the network.} other {Fresh: {freshSources}.}}',
  'verdict-blind-shop-selling':
    'The page of the shop is out of sight since *{sinceAt}*. Orders {ordersPerMinute}. {freshSourcesN, select, none {Check the network.} other {Fresh: {freshSources}.}}',
  'verdict-blind-sales':
    'Sales are out of sight since *{sinceAt}*. Check the connection to the platform.{freshSourcesN, select, none {} other { Fresh: {freshSources}.}}',
  'verdict-late-several':
    'Late: {goneSources}, the oldest data is *{ageMs}* old.{freshSourcesN, select, none {} other { Fresh: {freshSources}.}}',
  'verdict-late-aws':
    'AWS data is *{ageMs}* old. Server advice is paused.{freshSourcesN, select, none {} other { Fresh: {freshSources}.}}',
  'verdict-late-cloudflare':
    'Cloudflare data is *{ageMs}* old. Advice on the edge is paused.{freshSourcesN, select, none {} other { Fresh: {freshSources}.}}',
  'verdict-late-queue':
    'Queue data is *{ageMs}* old. Advice on the inlet is paused.{freshSourcesN, select, none {} other { Fresh: {freshSources}.}}',
  'verdict-late-shop':
    'The last answer of the shop is *{ageMs}* old.{freshSourcesN, select, none {} other { Fresh: {freshSources}.}}',
  'verdict-late-sales':
    'Sales data is *{ageMs}* old. Check the connection to the platform.{freshSourcesN, select, none {} other { Fresh: {freshSources}.}}',
  'verdict-throttled-aws': 'AWS limits reads. Refresh every *{everyMs}*, nothing is lost.',
  'verdict-throttled-cloudflare': 'Cloudflare limits reads. Refresh every *{everyMs}*, nothing is lost.',
  'verdict-throttled-queue': 'The queue limits reads. Refresh every *{everyMs}*, nothing is lost.',
  'verdict-throttled-shop': 'The shop limits how often Kasa asks. Kasa asks every *{everyMs}*.',
  'verdict-throttled-several': 'Reads are limited: {goneSources}. Refresh every *{everyMs}*, nothing is lost.',
  'verdict-throttled-sales': 'The platform limits reads of the sales. Refresh every *{everyMs}*, nothing is lost.',
  'verdict-sold-out': 'Sold out at *{soldOutAt}*. Close the queue and schedule the added servers to stop.',
  'verdict-over': 'The sale ended at *{endedAt}*, *{soldTickets} of {allTickets}* sold. The report is ready.',
  'verdict-over-settling':
    'The sale ended at *{endedAt}*, *{soldTickets} of {allTickets}* sold. The last data comes in until {settledAt}; until then the report is interim.',
  'verdict-over-sold-out':
    'Sold out and over at *{endedAt}*, *{soldTickets} of {allTickets}* sold. Schedule the added servers to stop. The report is ready.',
  'verdict-over-sold-out-settling':
    'Sold out, and nobody in line since *{endedAt}*. Close the queue and schedule the added servers to stop. The last data comes in until {settledAt}.',
  'verdict-over-counted': 'The sale ended at *{endedAt}*, *{soldTickets}* sold. The report is ready.',
  'verdict-over-counted-settling':
    'The sale ended at *{endedAt}*, *{soldTickets}* sold. The last data comes in until {settledAt}; until then the report is interim.',
  'verdict-before-failed':
    '{failedN, plural, one {*{failed}* thing to fix} other {*{failed}* things to fix}} before the start at {startsAt}.',
  'verdict-before-waiting':
    'Nothing is broken, but {waitingN, plural, one {*{waiting}* check waits} other {*{waiting}* checks wait}} for a person. Start at {startsAt}.',
  'verdict-before-unknown':
    'Nothing is broken, but {unknownN, plural, one {*{unknown}* check} other {*{unknown}* checks}} could not be measured. Start at {startsAt}.',
  'verdict-before-unchecked': 'Nothing has been checked yet before the start at *{startsAt}*.',
  'verdict-before-ready': 'Everything is ready. Start at *{startsAt}*.',
  'verdict-calm': '{salesText, select, flow {Sales are flowing.} other {Nothing warns.}}',
  'verdict-calm-database-connections':
    '{salesText, select, flow {Sales are flowing.} other {Nothing warns.}} Nearest limit: database connections, *{usedPercent}*.',
  'verdict-calm-database-cpu':
    '{salesText, select, flow {Sales are flowing.} other {Nothing warns.}} Nearest limit: CPU of the database, *{usedPercent}*.',
  'verdict-calm-web-cpu':
    '{salesText, select, flow {Sales are flowing.} other {Nothing warns.}} Nearest limit: CPU of the servers, *{usedPercent}*.',
  'verdict-calm-surge-queue':
    '{salesText, select, flow {Sales are flowing.} other {Nothing warns.}} Nearest limit: queue in front of the servers, *{usedPercent}*.',
  'verdict-calm-servers':
    '{salesText, select, flow {Sales are flowing.} other {Nothing warns.}} Nearest limit: number of servers, *{usedPercent}*.',
  'verdict-calm-users':
    '{salesText, select, flow {Sales are flowing.} other {Nothing warns.}} Nearest limit: people in the shop, *{usedPercent}*.',
  'verdict-calm-stock':
    '{salesText, select, flow {Sales are flowing.} other {Nothing warns.}} *{usedPercent}* of tickets are sold.',
} as const satisfies Same<typeof polish>
