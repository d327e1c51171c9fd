import type { StoreApi } from 'zustand/vanilla'
import type { OnsalePlan } from '#contract/onsale-plan'
import { useSay } from '#app/kasa'
import { Action } from '#parts/action'
import { Page } from '#parts/page'
import type { OnsaleState } from './onsale-slice.ts'

/** Planning an on-sale. */
export const PlanScreen = (props: {
  readonly slice: StoreApi<OnsaleState>
  readonly plan: OnsalePlan | null
  readonly onDone: (onsale: string | null) => void
}) => {
  const say = useSay()
  return (
    <Page title={say('onsale.plan')}>
      <Action onPress={() => props.onDone(null)}>{say('frame.cancel')}</Action>
    </Page>
  )
}
