import type { Constraint } from '#contract/onsale-face'
import { surgeMost } from './balancer-rules.ts'
import type { Scene } from './scene.ts'
import { ticketsLeft } from './pace.ts'
import type { Sight } from './sight.ts'

type Load = { readonly limit: Constraint['limit']; readonly used: number; readonly most: number }

/** Being at the most servers limits nothing while they are idle, and a few tickets sold are no limit yet: from these shares on both count. */
const busyServersPercent = 70
const nearlySoldShare = 0.95
/** The step the finder reckons with: the one offered first. */
const offeredStep = 2

/** The limit that is nearest now, and the one that would be nearest after one more step of servers. Null: nothing that has a limit is known. */
export const constraintOf = (sight: Sight): Constraint | null => {
  const now = nearest(loads(sight))
  if (!now) return null
  const step = stepFrom(sight.scene)
  const after = step > 0 ? nearest(loadsAfter(sight, step)) : null
  return { ...now, afterStep: after && { servers: step, ...after } }
}

const nearest = (all: readonly Load[]): Load | null =>
  all.reduce<Load | null>(
    (worst, load) => (worst === null || load.used / load.most > worst.used / worst.most ? load : worst),
    null,
  )

const loads = (sight: Sight): readonly Load[] => [...lasting(sight), ...movedByServers(sight, 0)]
/** A surge queue empties when servers are added, so it is no limit after a step. */
const loadsAfter = (sight: Sight, step: number): readonly Load[] => [
  ...lasting(sight).filter(({ limit }) => limit !== 'surge-queue'),
  ...movedByServers(sight, step),
]

const lasting = (sight: Sight): readonly Load[] => {
  const { plan, room } = sight.scene
  const stock = plan.stock
  const left = ticketsLeft(sight)
  const active = sight.latest('queue.active') ?? (sight.pause('queue') ? null : (room?.active ?? null))
  const sold = stock === null || left === null ? null : stock - left
  return [
    ...load('database-cpu', sight.latest('database.cpu'), 100),
    ...load('surge-queue', sight.latest('balancer.surge'), surgeMost),
    ...load('users', active, plan.limits.rehearsedUsers),
    ...(sold !== null && stock !== null && sold >= stock * nearlySoldShare ? load('stock', sold, stock) : []),
  ]
}

const movedByServers = (sight: Sight, step: number): readonly Load[] => {
  const { limits } = sight.scene.plan
  const [cpu, servers, connections] = [
    sight.latest('web.cpu'),
    sight.latest('web.in-service'),
    sight.latest('database.connections'),
  ]
  const cpuAfter = cpu === null ? null : cpuWith(cpu, servers, step)
  const desired = sight.scene.servers?.desired ?? sight.latest('web.desired')
  const busy = cpu !== null && cpu > busyServersPercent
  return [
    ...load('web-cpu', cpuAfter, 100),
    ...load('database-connections', connectionsWith(connections, limits.connectionsPerServer, step), limits.databaseConnections),
    ...(busy && desired !== null ? load('servers', desired + step, mostServers(sight.scene)) : []),
  ]
}

const load = (limit: Constraint['limit'], used: number | null, most: number | null): readonly Load[] =>
  used === null || most === null || most <= 0 ? [] : [{ limit, used, most }]

/** CPU of a server after a step, the same work spread over more of them. */
export const cpuWith = (cpuPercent: number, servers: number | null, step: number): number | null => {
  if (step === 0) return cpuPercent
  return servers === null || servers <= 0 ? null : (cpuPercent * servers) / (servers + step)
}

/** Connections after a step: each new server opens its pool at once. Null when the pool is not given. */
export const connectionsWith = (connections: number | null, perServer: number | null, step: number): number | null => {
  if (connections === null || step === 0) return connections
  return perServer === null ? null : connections + step * perServer
}

/** The most servers that the group, the event and the account's cores allow; null: none of them says. */
export const mostServers = ({ servers, plan: { limits } }: Scene, groupMaximum = servers?.maximum ?? null): number | null => {
  const { coreQuota, coresPerServer } = limits
  const byCores = coreQuota === null || !coresPerServer ? null : Math.floor(coreQuota / coresPerServer)
  const all = [groupMaximum, limits.servers, byCores].filter(value => value !== null)
  return all.length > 0 ? Math.min(...all) : null
}

/** The most servers there may be, once there are as many or more are ordered already: then none can be added. Null: one can, or nobody knows. */
export const mostReached = (sight: Sight): number | null => {
  const { scene } = sight
  const desired = scene.servers?.desired ?? sight.latest('web.desired')
  const most = mostServers(scene, scene.servers?.maximum ?? sight.latest('web.maximum'))
  return desired === null || most === null || desired < most ? null : most
}

const stepFrom = (scene: Scene): number => {
  const most = mostServers(scene)
  if (!scene.servers) return 0
  return most === null ? offeredStep : Math.max(0, Math.min(offeredStep, most - scene.servers.desired))
}
