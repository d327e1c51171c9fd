/** Datasets that tell of a zone's traffic by the minute. The first is rolled up from every request and paid for; the others are estimates from samples. */
export const trafficDatasets = [
  'httpRequests1mGroups',
  'httpRequestsOverviewAdaptiveGroups',
  'httpRequestsAdaptiveGroups',
] as const
export type TrafficDataset = (typeof trafficDatasets)[number]

const zoneQuery = (name: string, variables: string, inside: string): string =>
  `query ${name}($zone: string!${variables}) { viewer { zones(filter: { zoneTag: $zone }) { ${inside} } } }`

/** What a token may read of these datasets, and how much at once ("Settings node" in Cloudflare's documentation). */
export const settingsQuery = (datasets: readonly TrafficDataset[]): string =>
  zoneQuery(
    'Settings',
    '',
    `settings { ${datasets.map(name => `${name} { enabled maxDuration maxPageSize notOlderThan }`).join(' ')} }`,
  )

const between = ', $from: Time!, $to: Time!, $limit: Int!'
const when = 'datetime_geq: $from, datetime_lt: $to'
const perMinute = 'limit: $limit, orderBy: [datetimeMinute_ASC]'

/** A zone's traffic by the minute. Every row says its minute; the alias is `rows` whatever the dataset. */
export const trafficQuery = {
  httpRequests1mGroups: zoneQuery(
    'Traffic',
    between,
    `rows: httpRequests1mGroups(${perMinute}, filter: { ${when} }) {
       dimensions { datetimeMinute }
       sum { requests cachedRequests bytes cachedBytes responseStatusMap { edgeResponseStatus requests } }
       uniq { uniques }
     }`,
  ),
  httpRequestsOverviewAdaptiveGroups: zoneQuery(
    'Traffic',
    between,
    `rows: httpRequestsOverviewAdaptiveGroups(${perMinute}, filter: { ${when} }) {
       dimensions { datetimeMinute edgeResponseStatus }
       sum { requests cachedRequests bytes cachedBytes visits }
     }`,
  ),
  httpRequestsAdaptiveGroups: zoneQuery(
    'Traffic',
    between,
    `rows: httpRequestsAdaptiveGroups(${perMinute}, filter: { ${when}, requestSource: "eyeball" }) {
       count
       avg { sampleInterval }
       dimensions { datetimeMinute cacheStatus edgeResponseStatus }
       sum { edgeResponseBytes visits }
     }`,
  ),
} as const satisfies Record<TrafficDataset, string>

/** What the firewall did, by the minute. */
export const firewallQuery = zoneQuery(
  'Firewall',
  between,
  `rows: firewallEventsAdaptiveGroups(${perMinute}, filter: { ${when} }) { count dimensions { datetimeMinute action } }`,
)

/** How many the waiting room let in, by the minute. */
export const admittedQuery = zoneQuery(
  'Admitted',
  `${between}, $room: string!`,
  `rows: waitingRoomAnalyticsAdaptiveGroups(${perMinute}, filter: { ${when}, waitingRoomId: $room }) {
     avg { newUsersPerMinute }
     dimensions { datetimeMinute }
   }`,
)
