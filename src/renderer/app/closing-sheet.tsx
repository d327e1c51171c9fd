import { useEffect, useState } from 'react'
import { Action } from '#parts/action'
import { Sheet } from '#parts/sheet'
import type { LeftBehind } from './closing.ts'
import { asksBeforeClosing } from './closing.ts'
import { useFrame, useKasa, useSay } from './kasa.ts'

/**
 * Says what closing the window would leave behind, and where that stays. The browser asks its own question first and allows no words of ours in it;
 * these stand behind it and stay until they are read.
 */
export const ClosingSheet = () => {
  const say = useSay()
  const left = useLeftBehind()
  const [shown, setShown] = useState<LeftBehind | null>(null)
  useEffect(() => {
    const leaving = (event: BeforeUnloadEvent): void => {
      if (!asksBeforeClosing(left)) return
      event.preventDefault()
      setShown(left)
    }
    window.addEventListener('beforeunload', leaving)
    return () => window.removeEventListener('beforeunload', leaving)
  }, [left])
  return (
    <Sheet
      title={say('frame.closeTitle')}
      isOpen={shown !== null}
      onClose={() => setShown(null)}
      foot={
        <Action kind="primary" autoFocus onPress={() => setShown(null)}>
          {say('frame.stay')}
        </Action>
      }
    >
      {shown && shown.cartLines > 0 ? <p>{say('frame.closeCart')}</p> : null}
      {shown && shown.unsent > 0 ? <p>{say('frame.closeUnsent', { count: shown.unsent })}</p> : null}
    </Sheet>
  )
}

const useLeftBehind = (): LeftBehind => {
  const { wire } = useKasa()
  const epoch = useFrame(frame => frame.epoch)
  const unsent = useFrame(frame => frame.status?.waiting ?? 0)
  const [cartLines, setCartLines] = useState(0)
  useEffect(() => {
    void wire.call('cart.get', {}).then(answer => answer.ok && setCartLines(answer.value.lines.length))
    return wire.listen('cart', cart => setCartLines(cart.lines.length))
  }, [wire, epoch])
  return { cartLines, unsent }
}
