import { classes } from './classes.tsx'
import styles from './swatch.module.css'

const tones = ['price1', 'price2', 'price3', 'price4', 'price5', 'price6'] as const
export type SwatchTone = (typeof tones)[number]

/** The colour of the n-th price category; six of them, then again from the first. */
export const swatchTone = (place: number): SwatchTone => tones[place % tones.length] ?? 'price1'

/** A price category: its colour and, for those who do not see it, its letter. */
export const Swatch = (props: {
  readonly letter: string
  readonly tone: SwatchTone
  readonly small?: boolean
  readonly isOff?: boolean
}) => (
  <span
    aria-hidden="true"
    className={classes(styles.swatch, props.small && styles.small, props.isOff ? styles.off : styles[props.tone])}
  >
    {props.letter}
  </span>
)
