import { Activity, ChartNoAxesColumn, Inbox, Settings, Ticket } from 'lucide-react'
import { Button } from 'react-aria-components'
import { classes } from '#parts/classes'
import { namesKeys } from '#parts/key-cap'
import styles from './frame.module.css'
import { useFrame, useSay } from './kasa.ts'
import { railEntries } from './screens.ts'

const icons = { sell: Ticket, queue: Inbox, totals: ChartNoAxesColumn, onsale: Activity, settings: Settings } as const

/** The ways through Kasa. Its one badge counts cases that a person must settle. */
export const Rail = () => {
  const say = useSay()
  const screen = useFrame(frame => frame.screen)
  const go = useFrame(frame => frame.go)
  const toSettle = useFrame(frame => frame.status?.toSettle ?? 0)
  return (
    <nav className={classes(styles.rail)} aria-label={say('frame.navLabel')}>
      <div className={classes(styles.mark)}>
        <Mark />
      </div>
      <div className={classes(styles.entries)}>
        {railEntries.map(entry => {
          const Icon = icons[entry.screen]
          const badge = entry.screen === 'queue' && toSettle > 0
          return (
            <Button
              key={entry.screen}
              className={classes(styles.entry)}
              onPress={() => go(entry.screen)}
              ref={namesKeys(entry.keys)}
              aria-label={badge ? `${say(entry.word)}, ${say('frame.toSettle', { count: toSettle })}` : say(entry.word)}
              {...(entry.screen === screen ? { 'aria-current': 'page' as const } : {})}
            >
              <Icon size={22} strokeWidth={1.75} aria-hidden="true" />
              <span>{say(entry.word)}</span>
              {badge ? <span className={classes(styles.badge)}>{toSettle}</span> : null}
            </Button>
          )
        })}
      </div>
    </nav>
  )
}

const Mark = () => (
  <svg width="24" height="24" viewBox="0 0 24 24" role="img" aria-label="Kasa">
    <path
      fill="currentColor"
      fillRule="evenodd"
      d="M2 3h7.2a2.8 2.8 0 0 0 5.6 0H22v18h-7.2a2.8 2.8 0 0 0-5.6 0H2zm6 5v8h2.2v-2.6l1.1-1 2.9 3.6H17l-4.2-5.1L16.8 8h-2.9l-3.7 3.4V8z"
    />
  </svg>
)
