import { useEffect, useState } from 'react'
import { classes } from '#parts/classes'
import { WaitingRows } from '#parts/waiting-rows'
import { ConnectScreen } from '#screens/settings/connect-screen'
import { SettingsScreen } from '#screens/settings/settings-screen'
import { AlarmBanner, AlarmKeeper } from '#screens/onsale/alarm-keeper'
import { OnsaleScreen } from '#screens/onsale/onsale-screen'
import { QueueScreen } from '#screens/queue/queue-screen'
import { SellProvider } from '#screens/till/sell-provider'
import { SellScreen } from '#screens/till/sell-screen'
import { TotalsScreen } from '#screens/totals/totals-screen'
import { Banners } from './banners.tsx'
import { ClosingSheet } from './closing-sheet.tsx'
import { EventChooser } from './event-chooser.tsx'
import styles from './frame.module.css'
import { HelpSheet } from './help-sheet.tsx'
import { useFrame, useKasa, useSay } from './kasa.ts'
import { Rail } from './rail.tsx'
import { frameShortcuts, screenShortcuts } from './shortcut-tables.ts'
import { RehearsalEdge } from '#parts/rehearsal-mark'
import { railEntries } from './screens.ts'
import { useShortcuts } from './shortcuts.ts'
import { TopBar } from './top-bar.tsx'

/** The window: rail, top bar, what must be said everywhere, and the chosen screen. Until a platform is joined there is only the way to join one. */
export const FrameView = () => {
  // a part that seldom changes: the state itself comes every few seconds and would draw all screens anew
  const isJoined = useFrame(({ status }) => (status === null ? null : status.platform !== null))
  const screen = useFrame(frame => frame.screen)
  const go = useFrame(frame => frame.go)
  const [open, setOpen] = useState<'events' | 'help' | null>(null)
  useLook()
  useShortcuts(frameShortcuts, {
    sell: () => go('sell'),
    queue: () => go('queue'),
    totals: () => go('totals'),
    onsale: () => go('onsale'),
    settings: () => go('settings'),
    event: () => setOpen('events'),
    help: () => setOpen('help'),
  })
  const close = (): void => setOpen(null)
  const word = railEntries.find(entry => entry.screen === screen)?.word ?? 'frame.app'
  return (
    <SellProvider>
      <AlarmKeeper>
        <Work onChooseEvent={() => setOpen('events')} isJoined={isJoined} />
        <EventChooser isOpen={open === 'events'} onClose={close} />
        <HelpSheet isOpen={open === 'help'} onClose={close} screenWord={word} screenShortcuts={screenShortcuts[screen]} />
        <ClosingSheet />
        <RehearsalEdge />
      </AlarmKeeper>
    </SellProvider>
  )
}

/** The work comes first in the order of focus; rail and top bar come last, since Alt reaches them. */
const Work = (props: { readonly onChooseEvent: () => void; readonly isJoined: boolean | null }) => {
  const say = useSay()
  if (props.isJoined === false)
    return (
      <main>
        <Banners />
        <ConnectScreen />
      </main>
    )
  return (
    <div className={classes(styles.frame)}>
      <main className={classes(styles.work)}>
        {props.isJoined === null ? (
          <WaitingRows rows={6} label={say('frame.loading')} />
        ) : (
          <ChosenScreen onChooseEvent={props.onChooseEvent} />
        )}
      </main>
      <Banners>
        <AlarmBanner />
      </Banners>
      <Rail />
      <TopBar onChooseEvent={props.onChooseEvent} />
    </div>
  )
}

const ChosenScreen = ({ onChooseEvent }: { readonly onChooseEvent: () => void }) => {
  const screen = useFrame(frame => frame.screen)
  switch (screen) {
    case 'sell':
      return <SellScreen onChooseEvent={onChooseEvent} />
    case 'queue':
      return <QueueScreen />
    case 'totals':
      return <TotalsScreen />
    case 'onsale':
      return <OnsaleScreen />
    case 'settings':
      return <SettingsScreen />
  }
}

/** Puts theme, language and title on the document, where styles, readers and the window's title bar find them. */
const useLook = (): void => {
  const { say } = useKasa()
  const theme = useFrame(frame => frame.theme)
  const screen = useFrame(frame => frame.screen)
  const word = railEntries.find(entry => entry.screen === screen)?.word ?? 'frame.app'
  useEffect(() => {
    document.documentElement.dataset.theme = theme
    document.documentElement.lang = say.language
    document.title = `${say(word)} · ${say('frame.app')}`
  }, [theme, say, word])
}
