import type { Answer, Asked, Site } from '../fake-site.ts'
import { openSite } from '../fake-site.ts'

export const zone = 'a'.repeat(32)
export const room = 'b'.repeat(32)
export const account = 'd'.repeat(32)
export const goodToken = 'good-token'

export type RowOf = { readonly dimensions: Readonly<Record<string, string | number>> } & Readonly<Record<string, unknown>>
/** What a fake zone has and allows; a test changes it while the server runs. */
export type FakeZone = {
  datasets: readonly string[]
  rows: Readonly<Record<string, readonly RowOf[]>>
  /** What GraphQL says inside a 200 when this dataset is asked. */
  errors: Readonly<Record<string, string>>
  /** Of the firewall and the waiting room: whether they may be read, and how much at once, where it is not as of the traffic. */
  others: Readonly<Record<string, { readonly enabled?: boolean; readonly maxDuration?: number; readonly maxPageSize?: number }>>
  /** Fields that `settings` names of every dataset. */
  fields: readonly string[]
  maxDuration: number
  maxPageSize: number
  denied: readonly ('edit' | 'rooms' | 'zone' | 'analytics')[]
  room: { new_users_per_minute: number; total_active_users: number; queue_all?: boolean; suspended?: boolean } | null
  events: readonly Readonly<Record<string, unknown>>[]
  status: Readonly<Record<string, unknown>>
  expires: string | null
  /** Whose the token is: one of the account is unknown to `/user/tokens/verify`. */
  owner: 'user' | 'account'
  /** What is said to a token that is none, and to one that lacks a right. */
  doubt: { readonly code: number; readonly wrong: string; readonly lacks: string; readonly status?: number }
  busy: boolean
  /** Changes are answered by a page of Cloudflare's own trouble. */
  troubled: boolean
  /** Rows of earlier minutes are refused. */
  refusedBefore: number
}

/** Cloudflare as far as an on-sale asks it: GraphQL with `settings` and rows by the minute, a waiting room, and the token's own word. */
export const openFakeCloudflare = async (): Promise<{ readonly zoneState: FakeZone; readonly site: Site }> => {
  const zoneState: FakeZone = {
    datasets: ['httpRequests1mGroups', 'httpRequestsOverviewAdaptiveGroups', 'httpRequestsAdaptiveGroups'],
    rows: {},
    errors: {},
    others: {},
    fields: [],
    maxDuration: 86_400,
    maxPageSize: 10_000,
    denied: [],
    room: { new_users_per_minute: 600, total_active_users: 3000 },
    events: [],
    status: {
      status: 'queueing',
      event_id: '',
      estimated_queued_users: 5210,
      estimated_total_active_users: 2900,
      max_estimated_time_minutes: 9,
    },
    expires: '2026-11-24T00:00:00Z',
    owner: 'user',
    doubt: { code: 10_000, wrong: 'Authentication error', lacks: 'Authentication error' },
    busy: false,
    troubled: false,
    refusedBefore: 0,
  }
  return { zoneState, site: await openSite(asked => answer(zoneState, asked)) }
}

const no = (status: number, code: number, message: string): Answer => ({
  status,
  body: { success: false, errors: [{ code, message }], messages: [], result: null },
})
const yes = (result: unknown): Answer => ({ body: { success: true, errors: [], messages: [], result } })

const answer = (state: FakeZone, asked: Asked): Answer => {
  if (state.busy)
    return {
      status: 429,
      headers: { 'retry-after': '120' },
      body: { success: false, errors: [{ code: 971, message: 'slow down' }], result: null },
    }
  const path = asked.path.replace('/client/v4', '')
  if (asked.headers.authorization !== `Bearer ${goodToken}`)
    return path.endsWith('/verify')
      ? no(401, 1000, 'Invalid API Token')
      : no(state.doubt.status ?? 403, state.doubt.code, state.doubt.wrong)
  const lacks = lacksIn(state)
  if (path === '/graphql')
    return state.denied.includes('analytics')
      ? lacks
      : graphql(state, asked.body as { query: string; variables: Readonly<Record<string, string | number>> })
  const word = yes({ id: 'x', status: 'active', ...(state.expires ? { expires_on: state.expires } : {}) })
  if (path === '/user/tokens/verify') return state.owner === 'user' ? word : no(401, 1000, 'Invalid API Token')
  if (path === `/accounts/${account}/tokens/verify`) return state.owner === 'account' ? word : no(401, 1000, 'Invalid API Token')
  if (path === `/zones/${zone}`)
    return state.denied.includes('zone')
      ? lacks
      : yes({ id: zone, name: 'shop.example', account: { id: account, name: 'Arena' } })
  if (!path.startsWith(`/zones/${zone}/`))
    return no(404, 7003, `Could not route to ${path}, perhaps your object identifier is invalid?`)
  return rooms(state, asked, path.slice(`/zones/${zone}`.length))
}

const lacksIn = ({ doubt }: FakeZone): Answer => no(doubt.status ?? 403, doubt.code, doubt.lacks)

const rooms = (state: FakeZone, asked: Asked, path: string): Answer => {
  if (state.troubled && asked.method === 'PATCH') return { status: 502, body: '<html><h1>Bad gateway</h1></html>' }
  if (state.denied.includes('rooms')) return lacksIn(state)
  if (asked.method === 'PATCH' && state.denied.includes('edit')) return lacksIn(state)
  if (path === '/waiting_rooms') return yes(state.room ? [{ id: room, name: 'arena', ...state.room }] : [])
  if (!state.room || !path.startsWith(`/waiting_rooms/${room}`)) return no(404, 1105, 'waiting room not found')
  if (path.endsWith('/status')) return yes(state.status)
  if (path.endsWith('/events')) return yes(state.events)
  const [, id] = /\/events\/(.+)$/.exec(path) ?? []
  if (id !== undefined) return oneEvent(state, asked, id)
  if (asked.method === 'PATCH') Object.assign(state.room, asked.body)
  return yes({ id: room, name: 'arena', suspended: false, ...state.room })
}

const oneEvent = (state: FakeZone, asked: Asked, id: string): Answer => {
  const event = state.events.find(each => each['id'] === id)
  if (!event) return no(404, 1013, 'waiting room event not found')
  if (asked.method !== 'PATCH') return yes(event)
  const body = Object(asked.body)
  const missing = ['name', 'event_start_time', 'event_end_time'].find(field => typeof body[field] !== 'string')
  if (missing) return no(400, 1004, `${missing} is required`)
  state.events = state.events.map(each => (each === event ? { ...event, ...body } : each))
  return yes({ ...event, ...body })
}

const graphql = (
  state: FakeZone,
  { query, variables }: { query: string; variables: Readonly<Record<string, string | number>> },
): Answer => {
  const failed = (message: string): Answer => ({ body: { data: null, errors: [{ message, path: ['viewer', 'zones', '0'] }] } })
  const zones = (found: unknown): Answer => ({
    body: { data: { viewer: { zones: variables['zone'] === zone ? [found] : [] } }, errors: null },
  })
  if (query.includes('settings {')) {
    const wrong = Object.entries(state.errors).find(([dataset]) => dataset === 'settings' || query.includes(`${dataset} {`))
    if (wrong) return failed(wrong[1])
    const { maxDuration, maxPageSize } = state
    const setting = (name: string) => ({
      enabled: !name.startsWith('httpRequests') || state.datasets.includes(name),
      maxDuration,
      maxPageSize,
      notOlderThan: 691_200,
      availableFields: state.fields,
      ...state.others[name],
    })
    const asked = [...query.matchAll(/(\w+Groups) \{ enabled/g)].map(([, name = '']) => name)
    return zones({ settings: Object.fromEntries(asked.map(name => [name, setting(name)])) })
  }
  const dataset = /rows: (\w+)\(/.exec(query)?.[1] ?? ''
  const message = state.errors[dataset]
  if (message !== undefined) return failed(message)
  const at = (name: string): number => Date.parse(String(variables[name]))
  const limits = { maxDuration: state.maxDuration, maxPageSize: state.maxPageSize, ...state.others[dataset] }
  if (Number(variables['limit']) > limits.maxPageSize) return failed(`limit must be no greater than ${limits.maxPageSize}`)
  if (query.includes('sampleInterval') && dataset.includes('Overview') && !state.fields.includes('avg_sampleInterval'))
    return failed('unknown field "avg"')
  if (at('to') - at('from') > limits.maxDuration * 1000) return failed('query time range is too large')
  if (at('from') < state.refusedBefore) return failed('unable to execute query, please try again later')
  const within = (state.rows[dataset] ?? []).filter(row => {
    const minute = Date.parse(String(row.dimensions['datetimeMinute']))
    return !(minute < at('from') || minute >= at('to'))
  })
  return zones({ rows: within.slice(0, Number(variables['limit'])) })
}
