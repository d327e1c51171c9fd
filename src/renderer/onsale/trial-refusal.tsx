import type { Refusal } from '#contract/refusal'
import { useSay } from '#app/kasa'
import { Notice } from '#parts/notice'
import { refusalSentence } from '#words/refusal-sentence'

/** Why a trial gave nothing, where it was started; nothing while there is no reason. */
export const TrialRefusal = ({ refusal }: { readonly refusal: Refusal | null }) => {
  const say = useSay()
  return refusal ? (
    <Notice tone="crit" inset>
      {refusalSentence(say, refusal)}
    </Notice>
  ) : null
}
