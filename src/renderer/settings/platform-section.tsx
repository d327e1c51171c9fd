import type { StoreApi } from 'zustand/vanilla'
import type { Status } from '#contract/status'
import { useFrame, useSay } from '#app/kasa'
import { classes } from '#parts/classes'
import { Notice } from '#parts/notice'
import { Fact, Facts, Section } from '#parts/section'
import { StateMark } from '#parts/state-mark'
import { lasts } from '#words/format'
import { SettingField } from './setting-field.tsx'
import styles from './settings.module.css'
import type { SettingsState } from './settings-slice.ts'

/** From here on a clock counts as different: below it the network's own delay decides. */
const clockAgreesWithinMs = 2000
/** As the platform writes channel identifiers; the same rule as in the contract. */
const channelPattern = /^[a-z0-9.-]{1,50}$/

/** Which platform this till belongs to, under which name it sells there, and where its key lies. */
export const PlatformSection = ({ slice }: { readonly slice: StoreApi<SettingsState> }) => {
  const say = useSay()
  const status = useFrame(frame => frame.status)
  const settings = useFrame(frame => frame.settings)
  if (!status?.platform) return null
  return (
    <Section id="settings-platform" title={say('settings.platform')} text={say('settings.platformText')}>
      {status.platform.sandbox ? (
        <Notice tone="info" inset>
          {say('settings.sandbox')}
        </Notice>
      ) : null}
      {status.connection.state === 'barred' ? (
        <Notice tone="crit" inset>
          {say('settings.barred')}
        </Notice>
      ) : null}
      <Facts>
        <Fact term={say('settings.organizer')} note={status.platform.organizer}>
          {status.platform.organizerName}
        </Fact>
        <Fact term={say('settings.platformUrl')}>{status.platform.url}</Fact>
        {status.till ? (
          <>
            <Fact term={say('settings.deviceName')}>{say('settings.device', { id: status.till.deviceId })}</Fact>
            <Fact term={say('settings.codePrefix')} note={say('settings.codePrefixText')}>
              {status.till.codePrefix}
            </Fact>
          </>
        ) : null}
        <Fact term={say('settings.keys')}>
          {say(status.secretsKept === 'key-store' ? 'settings.keyStore' : 'settings.keyFile')}
        </Fact>
        <Fact term={say('settings.clock')}>
          <ClockState offsetMs={status.clockOffsetMs} />
        </Fact>
        <Channel channel={status.channel} />
      </Facts>
      {settings ? (
        <SettingField
          name="channel"
          label={say('settings.channelChange')}
          value={settings.channel}
          hint={say('settings.channelHint')}
          check={text => (channelPattern.test(text) ? null : say('settings.channelWrong'))}
          slice={slice}
        />
      ) : null}
    </Section>
  )
}

const Channel = ({ channel }: { readonly channel: Status['channel'] }) => {
  const say = useSay()
  if (!channel) return null
  return (
    <Fact
      term={say('settings.channel')}
      note={
        <>
          {say(channel.proven ? 'settings.channelProvenText' : 'settings.channelUnprovenText')}{' '}
          {say(channel.identifier === 'web' ? 'settings.channelWeb' : 'settings.channelText')}
        </>
      }
    >
      <StateMark shape={channel.proven ? 'tick' : 'hollow'} tone={channel.proven ? 'ok' : 'warn'}>
        <span className={classes(styles.plain)}>
          {say(channel.proven ? 'settings.channelProven' : 'settings.channelUnproven', { channel: channel.identifier })}
        </span>
      </StateMark>
    </Fact>
  )
}

const ClockState = ({ offsetMs }: { readonly offsetMs: number | null }) => {
  const say = useSay()
  if (offsetMs === null) return <>{say('settings.clockUnknown')}</>
  const apart = Math.abs(offsetMs)
  if (apart < clockAgreesWithinMs) return <>{say('settings.clockOk')}</>
  return (
    <StateMark shape="triangle" tone="warn">
      <span className={classes(styles.plain)}>{say('settings.clockOffset', { time: lasts(apart, say) })}</span>
    </StateMark>
  )
}
