import { useSay } from '#app/kasa'
import { Page } from '#parts/page'

/** The screen's frame: title row and body. */
export const TotalsScreen = () => {
  const say = useSay()
  return <Page title={say('totals.title')}>{null}</Page>
}
