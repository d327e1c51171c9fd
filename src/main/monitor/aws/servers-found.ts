import type { Instance } from '@aws-sdk/client-ec2'
import type { FoundResource } from '#contract/onsale-hands'
import type { Inventory } from './listing.ts'
import { dimensionsOf, metricsOf, named } from './listing.ts'

/** As long as a resource's name may be. */
const longestName = 200
/** A server has up to this many volumes watched; Amazon attaches no more than a few dozen. */
const mostVolumes = 40
/** Auto Scaling tags its servers so ("Tag Auto Scaling groups and instances"). */
const groupTag = 'aws:autoscaling:groupName'

/**
 * Servers outside of every group: one of them may be the database; which, a person says. By their Name and with their volumes where the account's servers may be read, else by the ids that their metrics are filed
 * under.
 */
export const serversAlone = (inventory: Inventory): readonly FoundResource[] => {
  const grouped = groupedServers(inventory)
  if (inventory.servers === null)
    return metricsOf(inventory, 'AWS/EC2').flatMap(metric => {
      const { InstanceId } = dimensionsOf(metric)
      return InstanceId && !grouped.has(InstanceId) ? [named('database-on-ec2', InstanceId, { InstanceId })] : []
    })
  const alone = inventory.servers.filter(server => !grouped.has(server.InstanceId ?? '') && tagOf(server, groupTag) === null)
  return alone.flatMap(server => {
    const { InstanceId, InstanceType } = server
    if (!InstanceId) return []
    const name = nameAmong(alone, server, InstanceId)
    return [
      {
        ...named('database-on-ec2', name, { InstanceId }),
        volumes: [...volumesOf(server)],
        ...(InstanceType ? { instanceType: InstanceType } : {}),
      },
    ]
  })
}

/** Ids of the servers that belong to a group. */
export const groupedServers = ({ groups }: Inventory): ReadonlySet<string> =>
  new Set((groups ?? []).flatMap(({ Instances }) => (Instances ?? []).map(({ InstanceId }) => InstanceId ?? '')))

/** Ids of the volumes that hang on a server which is known: they are watched with it and not on their own. */
export const volumesOnServers = ({ servers }: Inventory): ReadonlySet<string> => new Set((servers ?? []).flatMap(volumesOf))

const volumesOf = ({ BlockDeviceMappings: devices }: Instance): readonly string[] =>
  (devices ?? []).flatMap(({ Ebs }) => (Ebs?.VolumeId ? [Ebs.VolumeId] : [])).slice(0, mostVolumes)

const tagOf = ({ Tags }: Instance, key: string): string | null => Tags?.find(({ Key }) => Key === key)?.Value?.trim() || null

/** What two servers are called alike tells them apart by their ids: minutes are filed under the name. */
const nameAmong = (all: readonly Instance[], server: Instance, id: string): string => {
  const name = tagOf(server, 'Name')
  if (name === null) return id
  const alike = all.filter(other => tagOf(other, 'Name') === name).length
  return (alike === 1 ? name : `${name.slice(0, longestName - id.length - 1)} ${id}`).slice(0, longestName)
}
