import { useSay } from '#app/kasa'
import { classes } from '#parts/classes'
import { number } from '#words/format'
import styles from './capacity-dialog.module.css'

/** How many more each ceiling allows, the one that binds first and marked. */
export const CeilingList = (props: {
  readonly lines: readonly { readonly key: string; readonly name: string; readonly left: number | null }[]
}) => {
  const say = useSay()
  const least = Math.min(...props.lines.map(({ left }) => left ?? Number.POSITIVE_INFINITY))
  return (
    <section aria-labelledby="ceilings">
      <h3 id="ceilings" className={classes(styles.small)}>
        {say('onsale.ceilings')}
      </h3>
      <dl className={classes(styles.ceilings)}>
        {props.lines
          .toSorted((one, other) => (one.left ?? -1) - (other.left ?? -1))
          .map(({ key, name, left }) => (
            <div key={key} className={classes(left === least && styles.binds)}>
              <dt>{name}</dt>
              <dd>{left === null ? say('onsale.unknown') : `+${number(Math.max(0, left), say.language)}`}</dd>
            </div>
          ))}
      </dl>
    </section>
  )
}
