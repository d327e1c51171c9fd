import type { FoundResource } from '#contract/onsale-hands'
import type { Resource } from '#contract/onsale-plan'
import { useSay } from '#app/kasa'
import { classes } from '#parts/classes'
import { Tick } from '#parts/tick'
import styles from './plan.module.css'

/** What was found in the account, and what of it belongs to the sale: a person says. */
export const PlanBelonging = (props: {
  readonly chosen: readonly Resource[]
  readonly found: readonly FoundResource[]
  readonly searched: boolean
  readonly onChange: (resources: readonly Resource[]) => void
}) => {
  const say = useSay()
  const { chosen, found, searched, onChange } = props
  const all: readonly FoundResource[] = [...chosen, ...found.filter(each => !chosen.some(other => sameResource(each, other)))]
  if (all.length === 0) return searched ? <p className={classes(styles.muted)}>{say('cloud.nothingFound')}</p> : null
  const typeOf = (resource: Resource): string | undefined => found.find(each => sameResource(each, resource))?.instanceType
  return (
    <div>
      <p className={classes(styles.subhead)}>{say('cloud.belongs')}</p>
      <p className={classes(styles.muted)}>{say('cloud.belongsText')}</p>
      {all.map(each => {
        const resource = plainResource(each)
        const { kind, name, metric, volumes = [] } = resource
        const about = [
          say(`cloud.kind-${kind}`),
          typeOf(resource),
          volumes.length > 0 ? say('cloud.volumes', { count: volumes.length }) : '',
          metric?.metricName,
        ]
        return (
          <Tick
            key={identity(resource)}
            label={name}
            second={about.filter(Boolean).join(', ')}
            isOn={chosen.some(other => sameResource(resource, other))}
            onChange={on => onChange(on ? [...chosen, resource] : chosen.filter(other => !sameResource(resource, other)))}
          />
        )
      })}
    </div>
  )
}

/** A resource as the plan keeps it. */
export const plainResource = ({ kind, name, dimensions, metric, volumes }: FoundResource): Resource => ({
  kind,
  name,
  dimensions,
  ...(metric && { metric }),
  ...(volumes && { volumes }),
})

/** What was chosen with one more; the same one stays once. */
export const withOne = (chosen: readonly Resource[], one: Resource): readonly Resource[] =>
  chosen.some(other => sameResource(one, other)) ? chosen : [...chosen, one]

const identity = ({ kind, dimensions, metric }: Resource): string =>
  JSON.stringify([
    kind,
    Object.entries(dimensions).toSorted(([one], [other]) => (one < other ? -1 : 1)),
    metric?.namespace,
    metric?.metricName,
    metric?.role,
  ])
const sameResource = (one: Resource, other: Resource): boolean => identity(one) === identity(other)
