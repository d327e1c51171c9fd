import { useFrame, useSay } from '#app/kasa'
import { localZone } from '#app/local-zone'
import { Action } from '#parts/action'
import { Notice } from '#parts/notice'
import { clockTime } from '#words/format'

/** Why the rehearsal is gone that ran a moment ago: a real sale is about to start. */
export const GaveWayNotice = () => {
  const say = useSay()
  const gaveWay = useFrame(frame => frame.gaveWay)
  const forget = useFrame(frame => frame.forgetGaveWay)
  if (!gaveWay) return null
  const { name, startsAt } = gaveWay
  return (
    <Notice
      tone="warn"
      inset
      actions={
        <Action kind="quiet" dense onPress={forget}>
          {say('frame.close')}
        </Action>
      }
    >
      {say('rehearsal.gaveWay', { name, time: clockTime(startsAt, localZone(), say.language) })}
    </Notice>
  )
}
