import { useSay } from '#app/kasa'
import { Notice } from '#parts/notice'
import { refusalSentence } from '#words/refusal-sentence'
import type { RefusalPlace } from './sell-store.ts'
import { useSell } from './sell-provider.tsx'

/** The sentence of a refusal, beside what it concerns. */
export const RefusalNotice = ({ place }: { readonly place: RefusalPlace }) => {
  const say = useSay()
  const refusal = useSell(sell => sell.refusal)
  if (refusal?.place !== place) return null
  const isGrave = refusal.refusal.code === 'disk-full' || refusal.refusal.code === 'fault'
  return (
    <Notice tone={isGrave ? 'crit' : 'warn'} inset>
      {refusalSentence(say, refusal.refusal)}
    </Notice>
  )
}
