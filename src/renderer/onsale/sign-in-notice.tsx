import type { SignInTried } from '#contract/onsale-hands'
import { useSay } from '#app/kasa'
import { Action } from '#parts/action'
import { Notice } from '#parts/notice'
import { signInWords } from './sign-in-words.ts'

/** What came of the sign-in that was asked for in the middle of a sale: without a command line a person types the command. */
export const SignInNotice = (props: { readonly tried: SignInTried; readonly onClose: () => void }) => {
  const say = useSay()
  return (
    <Notice
      tone={props.tried.started ? 'info' : 'warn'}
      inset
      actions={
        <Action kind="quiet" dense onPress={props.onClose}>
          {say('frame.close')}
        </Action>
      }
    >
      {props.tried.started ? say('onsale.signInStarted') : signInWords(props.tried, say)}
    </Notice>
  )
}
