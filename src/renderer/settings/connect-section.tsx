import { useState } from 'react'
import { useFrame, useSay } from '#app/kasa'
import { Action } from '#parts/action'
import { Notice } from '#parts/notice'
import { Section } from '#parts/section'
import { ConnectForm } from './connect-form.tsx'

/** The way to another platform, or back to the same one after it has barred this till. */
export const ConnectSection = () => {
  const say = useSay()
  const status = useFrame(frame => frame.status)
  const [isOpen, setOpen] = useState(false)
  if (!status?.platform) return null
  const isBarred = status.connection.state === 'barred'
  const left = status.waiting + status.toSettle
  return (
    <Section
      id="settings-connect"
      title={say(isBarred ? 'settings.reconnect' : 'settings.otherPlatform')}
      text={say(isBarred ? 'settings.reconnectText' : 'settings.otherPlatformText', {
        organizer: status.platform.organizerName,
      })}
    >
      {isOpen ? (
        <>
          {left > 0 && !isBarred ? (
            <Notice tone="warn" inset>
              {say('settings.otherPlatformUnsent', { count: left })}
            </Notice>
          ) : null}
          <ConnectForm onConnected={() => setOpen(false)} />
        </>
      ) : (
        <div>
          <Action onPress={() => setOpen(true)}>{say(isBarred ? 'settings.reconnectOpen' : 'settings.otherPlatformOpen')}</Action>
        </div>
      )}
    </Section>
  )
}
