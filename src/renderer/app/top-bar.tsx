import { ChevronDown, Monitor, Moon, Sun, User } from 'lucide-react'
import { Button } from 'react-aria-components'
import { classes } from '#parts/classes'
import { namesKeys } from '#parts/key-cap'
import { StateMark } from '#parts/state-mark'
import { TestMark } from '#parts/test-mark'
import { clockTime, pick } from '#words/format'
import { connectionWords } from './connection-words.ts'
import styles from './frame.module.css'
import { useFrame, useNow, useSay } from './kasa.ts'
import { localZone } from './local-zone.ts'
import { RehearsalMark } from '#parts/rehearsal-mark'
import { showingFacts, useShowing } from './showing-words.ts'

/** Event on the left; connection, till, cashier and clock on the right. */
export const TopBar = ({ onChooseEvent }: { readonly onChooseEvent: () => void }) => (
  <header className={classes(styles.bar)}>
    <EventButton onPress={onChooseEvent} />
    <RehearsalMark />
    <ConnectionState />
    <Who />
    <Look />
    <Clock />
  </header>
)

const EventButton = ({ onPress }: { readonly onPress: () => void }) => {
  const say = useSay()
  const showing = useShowing()
  return (
    <Button className={classes(styles.event)} onPress={onPress} ref={namesKeys('Control+E')}>
      <span className={classes(styles.eventName)}>{showing ? pick(showing.name, say.language) : say('frame.chooseEvent')}</span>
      {showing?.testmode ? <TestMark>{say('frame.testmode')}</TestMark> : null}
      {showing ? <span className={classes(styles.eventFacts)}>{showingFacts(showing, say)}</span> : null}
      <ChevronDown size={18} aria-hidden="true" />
    </Button>
  )
}

/** How long ago it was that all was the same is renewed so often; a change of state is told at once. */
const ageEveryMs = 5000
const minuteMs = 60_000

const ConnectionState = () => {
  const say = useSay()
  const status = useFrame(frame => frame.status)
  const now = useNow(ageEveryMs)
  if (!status) return null
  const { shape, tone, words } = connectionWords(status, now, say)
  return (
    <>
      <span className={classes(styles.connection)} data-connection={status.connection.state}>
        <StateMark shape={shape} tone={tone}>
          {words}
        </StateMark>
      </span>
      {status.platform?.sandbox ? (
        <span className={classes(styles.sandbox)} title={say('frame.sandboxText')}>
          {say('frame.sandbox')}
        </span>
      ) : null}
    </>
  )
}

const Who = () => {
  const till = useFrame(frame => frame.status?.till ?? null)
  if (!till) return null
  return (
    <>
      <span className={classes(styles.fact)} title={till.name}>
        <Monitor size={16} aria-hidden="true" />
        <span>{till.name}</span>
      </span>
      <span className={classes(styles.fact)} title={till.cashier}>
        <User size={16} aria-hidden="true" />
        <span>{till.cashier}</span>
      </span>
    </>
  )
}

const Look = () => {
  const say = useSay()
  const theme = useFrame(frame => frame.theme)
  const setTheme = useFrame(frame => frame.setTheme)
  const setSettings = useFrame(frame => frame.setSettings)
  const other = say.language === 'pl' ? 'en' : 'pl'
  return (
    <>
      <Button
        className={classes(styles.look)}
        aria-label={say(theme === 'light' ? 'frame.themeToDark' : 'frame.themeToLight')}
        onPress={() => setTheme(theme === 'light' ? 'dark' : 'light')}
      >
        {theme === 'light' ? <Moon size={16} aria-hidden="true" /> : <Sun size={16} aria-hidden="true" />}
      </Button>
      <Button
        className={classes(styles.look)}
        aria-label={`${say('frame.language')}: ${other.toUpperCase()}`}
        onPress={() => void setSettings({ language: other })}
      >
        {other.toUpperCase()}
      </Button>
    </>
  )
}

const Clock = () => {
  const say = useSay()
  const now = useNow(minuteMs)
  return (
    <time className={classes(styles.clock)} aria-label={say('frame.clock')}>
      {clockTime(now, localZone(), say.language)}
    </time>
  )
}
