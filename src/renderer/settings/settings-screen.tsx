import { useState } from 'react'
import { useFrame, useKasa, useSay } from '#app/kasa'
import { classes } from '#parts/classes'
import { Page } from '#parts/page'
import { WaitingRows } from '#parts/waiting-rows'
import { ConnectSection } from './connect-section.tsx'
import { DownloadSection } from './download-section.tsx'
import { LookSection, TillSection } from './own-section.tsx'
import { PlatformSection } from './platform-section.tsx'
import styles from './settings.module.css'
import { settingsSlice } from './settings-slice.ts'
import { StockSection } from './stock-section.tsx'

/** Everything that is chosen once and holds until it is changed. */
export const SettingsScreen = () => {
  const say = useSay()
  const { wire } = useKasa()
  const [slice] = useState(() => settingsSlice(wire))
  const isKnown = useFrame(frame => frame.settings !== null && frame.status !== null)
  return (
    <Page title={say('settings.title')}>
      {isKnown ? (
        <div className={classes(styles.body)}>
          <StockSection />
          <DownloadSection slice={slice} />
          <PlatformSection slice={slice} />
          <TillSection slice={slice} />
          <LookSection />
          <ConnectSection />
        </div>
      ) : (
        <WaitingRows rows={8} label={say('frame.loading')} />
      )}
    </Page>
  )
}
