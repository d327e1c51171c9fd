import { ChevronDown } from 'lucide-react'
import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components'
import { useStore } from 'zustand'
import type { StoreApi } from 'zustand/vanilla'
import type { OnsaleFace } from '#contract/onsale-face'
import { useSay } from '#app/kasa'
import { classes } from '#parts/classes'
import styles from './sale-chooser.module.css'
import type { OnsaleState } from './onsale-slice.ts'
import type { SaleWays } from './sale-ways.ts'

/** Which sale this is, the way to another one, and what is done with the sale itself. */
export const SaleChooser = (props: {
  readonly slice: StoreApi<OnsaleState>
  readonly face: OnsaleFace
  readonly ways: SaleWays
}) => {
  const { slice, face, ways } = props
  const say = useSay()
  const list = useStore(slice, state => state.list) ?? []
  const others = list.filter(({ id }) => id !== face.plan.id)
  const { choose, ask, reload } = slice.getState()
  const { id, watched } = face.plan
  return (
    <MenuTrigger>
      <Button className={classes(styles.name)}>
        <span>{face.plan.name}</span>
        <ChevronDown size={16} aria-hidden="true" />
      </Button>
      <Popover>
        <Menu className={classes(styles.menu)}>
          {others.map(other => (
            <MenuItem key={other.id} className={classes(styles.item)} onAction={() => choose(other.id)}>
              {other.name}
            </MenuItem>
          ))}
          <MenuItem className={classes(styles.item)} onAction={() => ways.plan(id)}>
            {say('onsale.changePlan')}
          </MenuItem>
          <MenuItem className={classes(styles.item)} onAction={() => ways.plan('new')}>
            {say('onsale.plan')}
          </MenuItem>
          <MenuItem className={classes(styles.item)} onAction={() => ways.report(id)}>
            {say('report.open')}
          </MenuItem>
          <MenuItem className={classes(styles.item)} onAction={() => ways.replay(id)}>
            {say('report.replay')}
          </MenuItem>
          {ways.rehearse ? (
            <MenuItem className={classes(styles.item)} onAction={ways.rehearse}>
              {say('rehearsal.open')}
            </MenuItem>
          ) : null}
          <MenuItem
            className={classes(styles.item)}
            onAction={() => void ask('onsale.watch', { onsale: id, watched: !watched }).then(() => reload())}
          >
            {say(watched ? 'onsale.stopWatching' : 'onsale.watch')}
          </MenuItem>
        </Menu>
      </Popover>
    </MenuTrigger>
  )
}
