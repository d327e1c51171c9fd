import { catchingUp } from '#app/catching-up'
import { useFrame, useSay } from '#app/kasa'
import { Action } from '#parts/action'
import { Notice } from '#parts/notice'

/** Shown when the network is back and until the queue is empty: how far the sales are that waited. */
export const CatchingUp = () => {
  const say = useSay()
  const go = useFrame(frame => frame.go)
  const status = useFrame(frame => frame.status)
  const owed = useFrame(frame => frame.owed)
  const way = status && catchingUp(owed, status)
  if (!way) return null
  return (
    <Notice
      tone="info"
      title={say('sell.catchingUp', { current: way.current, count: way.of })}
      actions={
        <Action dense keys="F5" onPress={() => go('queue')}>
          {say('sell.offQueue', { count: status.waiting })}
        </Action>
      }
    >
      {say('sell.catchingUpText')}
    </Notice>
  )
}
