import { Minimize } from 'lucide-react'
import { Button } from 'react-aria-components'
import { useSay } from '#app/kasa'
import { classes } from '#parts/classes'
import { KeyCap, namesKeys } from '#parts/key-cap'
import styles from './cockpit.module.css'

/** The way back from the wall, always in the same corner. Its key does the same. */
export const WallExit = ({ onPress }: { readonly onPress: () => void }) => {
  const say = useSay()
  return (
    <Button className={classes(styles.wayOut)} aria-label={say('onsale.wallOff')} onPress={onPress} ref={namesKeys('Esc')}>
      <Minimize size={20} aria-hidden="true" />
      <KeyCap keys="Esc" />
    </Button>
  )
}
