import { useSay } from '#app/kasa'
import { Action } from '#parts/action'
import { Blank } from '#parts/blank'

/** Selling: choose what, take the money, hand out the tickets. */
export const SellScreen = ({ onChooseEvent }: { readonly onChooseEvent: () => void }) => {
  const say = useSay()
  return (
    <Blank title={say('sell.chooseEventFirst')} actions={<Action onPress={onChooseEvent}>{say('frame.chooseEvent')}</Action>} />
  )
}
