import { refuse, type AwsRefusal } from './aws-refusal.ts'
import type { QueryForm, XmlValue } from './aws-query.ts'
import type { CloudNames } from './aws-names.ts'
import type { Instance } from './fleet.ts'
import type { Stage } from './stage.ts'

/** A server as EC2 knows it. */
type Server = {
  readonly id: string
  readonly type: string
  readonly zone: string
  readonly state: 'pending' | 'running' | 'shutting-down'
  readonly launchedAt: number
  readonly volumes: readonly { readonly id: string; readonly device: string }[]
  readonly tags: Readonly<Record<string, string>>
}

const [pageLeast, pageMost] = [5, 1_000]
/** From asking for a server until it runs; what it does then until it serves is Auto Scaling's to say. */
const startsWithinMs = 60_000
const stateCodes = { pending: 0, running: 16, 'shutting-down': 32 } as const

/** DescribeInstances of EC2: the servers of the group, and the one the database runs on where somebody runs it on one. Filters as Amazon names them. */
export function describeInstances(form: QueryForm, stage: Stage, names: CloudNames, now: number): XmlValue | AwsRefusal {
  const wanted = form.list('InstanceId')
  const all = serversOf(stage, names, now)
  const refused = refuseIds(wanted, all) ?? refusePage(form, wanted)
  if (refused) return refused
  const filters = filtersOf(form)
  const unknown = filters.find(({ name }) => filterOf(name) === null)
  if (unknown) return refuse(400, 'InvalidParameterValue', `The filter '${unknown.name}' is invalid`)
  const from = pageStart(form)
  if (from === null) return refuse(400, 'InvalidNextToken', 'The token is invalid.')
  const shown = all
    .filter(({ id }) => wanted.length === 0 || wanted.includes(id))
    .filter(server => filters.every(({ name, values }) => values.some(value => matches(filterOf(name)?.(server) ?? null, value))))
  const page = shown.slice(from, from + (form.whole('MaxResults') ?? pageMost))
  const more = from + page.length < shown.length
  return {
    reservationSet: page.map(server => ({
      reservationId: `r-${server.id.slice(2)}`,
      ownerId: names.account,
      groupSet: [],
      instancesSet: [describeServer(server)],
    })),
    nextToken: more ? `servers-${from + page.length}` : null,
  }
}

function serversOf({ scenario, run }: Stage, names: CloudNames, now: number): readonly Server[] {
  const { web, database } = scenario
  const grouped = run.fleet.instances.map(instance => webServer(instance, web, now))
  if (database.kind !== 'ec2') return grouped
  const own: Server = {
    id: names.databaseInstance,
    type: database.instanceType,
    zone: `${names.region}a`,
    state: 'running',
    launchedAt: Date.UTC(2015, 10, 2, 9),
    volumes: names.databaseVolumes,
    tags: { Name: names.database },
  }
  return [...grouped, own]
}

function webServer(
  { id, zone, state, launchedAt }: Instance,
  web: { readonly group: string; readonly instanceType: string },
  now: number,
): Server {
  const starting = now < launchedAt + startsWithinMs ? 'pending' : 'running'
  return {
    id,
    type: web.instanceType,
    zone,
    state: state === 'Terminating' ? 'shutting-down' : starting,
    launchedAt,
    volumes: [{ id: `vol-${id.slice(2)}`, device: '/dev/xvda' }],
    tags: { Name: web.group, 'aws:autoscaling:groupName': web.group },
  }
}

function refuseIds(wanted: readonly string[], all: readonly Server[]): AwsRefusal | null {
  const malformed = wanted.find(id => !/^i-([0-9a-f]{8}|[0-9a-f]{17})$/.test(id))
  if (malformed !== undefined) return refuse(400, 'InvalidInstanceID.Malformed', `Invalid id: "${malformed}"`)
  const missing = wanted.filter(id => !all.some(server => server.id === id))
  if (missing.length === 0) return null
  const said = missing.length === 1 ? `ID '${missing[0]}' does` : `IDs '${missing.join(', ')}' do`
  return refuse(400, 'InvalidInstanceID.NotFound', `The instance ${said} not exist`)
}

function refusePage(form: QueryForm, wanted: readonly string[]): AwsRefusal | null {
  const most = form.whole('MaxResults')
  if (most === null) return null
  if (wanted.length > 0)
    return refuse(400, 'InvalidParameterCombination', 'The parameter instancesSet cannot be used with the parameter maxResults')
  return most >= pageLeast && most <= pageMost
    ? null
    : refuse(
        400,
        'InvalidParameterValue',
        `Value ( ${most} ) for parameter maxResults is invalid. Expecting a value between 5 and 1000.`,
      )
}

function pageStart(form: QueryForm): number | null {
  const found = /^servers-(\d+)$/.exec(form.text('NextToken') ?? 'servers-0')
  return found === null ? null : Number(found[1])
}

type Filter = { readonly name: string; readonly values: readonly string[] }

function filtersOf(form: QueryForm): readonly Filter[] {
  const filters: Filter[] = []
  for (let at = 1; ; at += 1) {
    const name = form.text(`Filter.${at}.Name`)
    if (name === null) return filters
    filters.push({ name, values: form.list(`Filter.${at}.Value`) })
  }
}

/** What a filter looks at; null: there is no such filter, or none that this sandbox knows. */
function filterOf(name: string): ((server: Server) => string | null) | null {
  if (name.startsWith('tag:')) return ({ tags }) => tags[name.slice('tag:'.length)] ?? null
  switch (name) {
    case 'instance-id':
      return ({ id }) => id
    case 'instance-type':
      return ({ type }) => type
    case 'instance-state-name':
      return ({ state }) => state
    case 'availability-zone':
      return ({ zone }) => zone
    default:
      return null
  }
}

/** Filters know `*` and `?`. */
function matches(value: string | null, wanted: string): boolean {
  const pattern = wanted
    .replaceAll(/[.+^${}()|[\]\\]/g, String.raw`\$&`)
    .replaceAll('*', '.*')
    .replaceAll('?', '.')
  return value !== null && new RegExp(`^${pattern}$`).test(value)
}

function describeServer({ id, type, zone, state, launchedAt, volumes, tags }: Server): XmlValue {
  return {
    instanceId: id,
    imageId: 'ami-12c6146b',
    instanceState: { code: stateCodes[state], name: state },
    instanceType: type,
    launchTime: new Date(launchedAt),
    placement: { availabilityZone: zone, tenancy: 'default' },
    rootDeviceType: 'ebs',
    rootDeviceName: '/dev/xvda',
    blockDeviceMapping: volumes.map(volume => ({
      deviceName: volume.device,
      ebs: { volumeId: volume.id, status: 'attached', attachTime: new Date(launchedAt), deleteOnTermination: false },
    })),
    tagSet: Object.entries(tags).map(([key, value]) => ({ key, value })),
  }
}
