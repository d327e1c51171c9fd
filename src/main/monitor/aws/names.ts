import type { Resource } from '#contract/onsale-plan'
import { dimensionKey, seriesOf } from './metric-table.ts'

/** As long as a name may be in a plan. */
const longestName = 200

/**
 * The resources under names that keep their minutes apart. Minutes are filed by name and measure, and names are Amazon's own: a list of rules before CloudFront and one before a balancer may
 * both be called `shop`, and one would overwrite the other. The first keeps its name, so that what is kept already stays readable; a later one is called by what tells it apart beside it.
 */
export const namedApart = <Named extends Resource>(resources: readonly Named[]): readonly Named[] => {
  const taken = new Map<string, Filed>()
  return resources.map(resource => {
    const twin = twinOf(resource, taken)
    const named = twin ? { ...resource, name: freeName(resource, twin, taken) } : resource
    for (const [file, asked] of filesOf(named)) if (!taken.has(file)) taken.set(file, { asked, by: named })
    return named
  })
}

/** What is asked for and filed in one place, and for whom. */
type Filed = { readonly asked: string; readonly by: Resource }

/** Where the minutes of a resource are filed, and what is asked for there. */
const filesOf = (resource: Resource): readonly (readonly [string, string])[] =>
  seriesOf(resource).map(({ role, resource: name, namespace, metricName, dimensions }) => [
    `${role} ${name}`,
    JSON.stringify([namespace, metricName, dimensionKey(dimensions)]),
  ])

/** Who files something else in the same place. The same of two, such as a balancer's requests beside each of its target groups, is asked for once. */
const twinOf = (resource: Resource, taken: ReadonlyMap<string, Filed>): Resource | null => {
  const held = filesOf(resource).flatMap(([file, asked]) => {
    const other = taken.get(file)
    return other && other.asked !== asked ? [other.by] : []
  })
  return held[0] ?? null
}

const freeName = (resource: Resource, twin: Resource, taken: ReadonlyMap<string, Filed>): string => {
  const apart = ` (${differenceOf(resource, twin)})`
  const name = `${resource.name.slice(0, longestName - apart.length)}${apart}`
  for (let number = 2; ; number += 1) {
    const free = number === 2 ? name : `${name.slice(0, longestName - 4)} ${number}`
    if (!twinOf({ ...resource, name: free }, taken)) return free
  }
}

/** In as few words as tell two of one name apart: another kind, another region, another part of the same. */
const differenceOf = (resource: Resource, twin: Resource): string => {
  if (resource.kind !== twin.kind) return resource.kind
  if (resource.metric?.namespace !== twin.metric?.namespace) return resource.metric?.namespace ?? resource.kind
  const own = Object.entries(resource.dimensions).flatMap(([name, value]) => (twin.dimensions[name] === value ? [] : [value]))
  if (own.length > 0) return own.join(' ').slice(0, longestName / 2)
  return resource.kind === 'waf' ? 'CloudFront' : resource.kind
}
