import { BellOff, BellRing, Maximize, Minimize, Table2, UnfoldHorizontal } from 'lucide-react'
import { Button, ToggleButton } from 'react-aria-components'
import { useSay } from '#app/kasa'
import { classes } from '#parts/classes'
import { namesKeys } from '#parts/key-cap'
import type { AlarmState } from './alarm.ts'
import styles from './cockpit.module.css'
import type { Wall } from './use-wall.ts'

/** How the lanes are looked at: the minutes around now or all of the event, as a picture or as figures. */
export type CockpitView = { readonly whole: boolean; readonly table: boolean }

/** The switches over the read-outs. */
export const CockpitTools = (props: {
  readonly view: CockpitView
  readonly onView: (view: CockpitView) => void
  readonly wall: Wall
  readonly alarm: AlarmState
}) => {
  const { view, onView, wall, alarm } = props
  const say = useSay()
  return (
    <div className={classes(styles.tools)} role="toolbar" aria-label={say('onsale.tools')}>
      <ToggleButton
        className={classes(styles.tool)}
        isSelected={view.whole}
        onChange={whole => onView({ ...view, whole })}
        aria-label={say('onsale.keysWhole')}
        ref={named(say('onsale.keysWhole'), null)}
      >
        <UnfoldHorizontal size={18} aria-hidden="true" />
      </ToggleButton>
      <ToggleButton
        className={classes(styles.tool)}
        isSelected={view.table}
        onChange={table => onView({ ...view, table })}
        aria-label={say('onsale.keysTable')}
        ref={named(say('onsale.keysTable'), 'T')}
      >
        <Table2 size={18} aria-hidden="true" />
      </ToggleButton>
      <Button
        className={classes(styles.tool)}
        onPress={wall.toggle}
        aria-label={say(wall.isOn ? 'onsale.wallOff' : 'onsale.wallOn')}
        ref={named(say(wall.isOn ? 'onsale.wallOff' : 'onsale.wallOn'), null)}
      >
        {wall.isOn ? <Minimize size={18} aria-hidden="true" /> : <Maximize size={18} aria-hidden="true" />}
      </Button>
      {alarm.notifications === 'ask' ? (
        <Button
          className={classes(styles.tool)}
          onPress={alarm.askForNotifications}
          aria-label={say('onsale.notifyAsk')}
          ref={named(say('onsale.notifyAsk'), null)}
        >
          <BellRing size={18} aria-hidden="true" />
        </Button>
      ) : null}
      {alarm.notifications === 'refused' ? (
        <span className={classes(styles.tool, styles.off)} title={say('onsale.notifyRefused')}>
          <BellOff size={18} role="img" aria-label={say('onsale.notifyRefused')} />
        </span>
      ) : null}
    </div>
  )
}

/** Names a sign without words to the pointer, and its key to readers of the screen. */
const named =
  (title: string, keys: string | null) =>
  (element: Element | null): void => {
    element?.setAttribute('title', title)
    namesKeys(keys)(element)
  }
