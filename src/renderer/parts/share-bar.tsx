import { classes } from './classes.tsx'
import styles from './share-bar.module.css'

export type ShareTone = 'strong' | 'warn' | 'accent' | 'price1' | 'price2' | 'price3' | 'price4' | 'price5' | 'price6'

/** How much of a whole, as a bar. The words beside it say the same, so readers of the screen do without. */
export const ShareBar = (props: {
  readonly part: number
  readonly whole: number
  readonly tone?: ShareTone
  readonly tall?: boolean
}) => {
  const share = props.whole > 0 ? Math.min(1, Math.max(0, props.part / props.whole)) : 0
  return (
    <div aria-hidden="true" className={classes(styles.track, props.tall && styles.tall)}>
      <div
        className={classes(styles.part, props.tone && props.tone !== 'strong' && styles[props.tone])}
        style={{ inlineSize: `${share * 100}%` }}
      />
    </div>
  )
}
