/** Datasets that tell of a zone's traffic by the minute. The first is rolled up from every request and paid for; the others are estimates from samples. */
export const trafficDatasets = [
  'httpRequests1mGroups',
  'httpRequestsOverviewAdaptiveGroups',
  'httpRequestsAdaptiveGroups',
] as const
export type TrafficDataset = (typeof trafficDatasets)[number]

/** What the firewall did, and whom the waiting room let in. */
export const firewallDataset = 'firewallEventsAdaptiveGroups'
export const admittedDataset = 'waitingRoomAnalyticsAdaptiveGroups'
export type Dataset = TrafficDataset | typeof firewallDataset | typeof admittedDataset

const zoneQuery = (name: string, variables: string, inside: string): string =>
  `query ${name}($zone: string!${variables}) { viewer { zones(filter: { zoneTag: $zone }) { ${inside} } } }`

/** What a token may read of these datasets, and how much at once ("Settings node" in Cloudflare's documentation). */
export const settingsQuery = (datasets: readonly Dataset[]): string =>
  zoneQuery(
    'Settings',
    '',
    `settings { ${datasets.map(name => `${name} { enabled maxDuration maxPageSize notOlderThan availableFields }`).join(' ')} }`,
  )

const between = ', $from: Time!, $to: Time!, $limit: Int!'
const when = 'datetime_geq: $from, datetime_lt: $to'
const perMinute = 'limit: $limit, orderBy: [datetimeMinute_ASC]'

/** How `settings` names the field that says of how many requests one was looked at. */
export const sampleField = 'avg_sampleInterval'

const sampled = 'avg { sampleInterval }'

/** A zone's traffic by the minute. Every row says its minute; the alias is `rows` whatever the dataset. `samples`: this zone says of an estimate how much it was made from. */
export const trafficQuery = (dataset: TrafficDataset, samples: boolean): string =>
  zoneQuery('Traffic', between, trafficRows[dataset](samples ? sampled : ''))

const trafficRows: Readonly<Record<TrafficDataset, (samples: string) => string>> = {
  // rolled up from every request: there is nothing to ask
  httpRequests1mGroups: () => `rows: httpRequests1mGroups(${perMinute}, filter: { ${when} }) {
       dimensions { datetimeMinute }
       sum { requests cachedRequests bytes cachedBytes responseStatusMap { edgeResponseStatus requests } }
       uniq { uniques }
     }`,
  httpRequestsOverviewAdaptiveGroups: samples => `rows: httpRequestsOverviewAdaptiveGroups(${perMinute}, filter: { ${when} }) {
       ${samples}
       dimensions { datetimeMinute edgeResponseStatus }
       sum { requests cachedRequests bytes cachedBytes visits }
     }`,
  // this one always can (Cloudflare, "Sampling")
  httpRequestsAdaptiveGroups:
    () => `rows: httpRequestsAdaptiveGroups(${perMinute}, filter: { ${when}, requestSource: "eyeball" }) {
       count
       ${sampled}
       dimensions { datetimeMinute cacheStatus edgeResponseStatus }
       sum { edgeResponseBytes visits }
     }`,
}

/** What the firewall did, by the minute. */
export const firewallQuery = zoneQuery(
  'Firewall',
  between,
  `rows: ${firewallDataset}(${perMinute}, filter: { ${when} }) { count dimensions { datetimeMinute action } }`,
)

/** How many the waiting room let in, by the minute. */
export const admittedQuery = zoneQuery(
  'Admitted',
  `${between}, $room: string!`,
  `rows: ${admittedDataset}(${perMinute}, filter: { ${when}, waitingRoomId: $room }) {
     avg { newUsersPerMinute }
     dimensions { datetimeMinute }
   }`,
)
