import { useSay } from '#app/kasa'
import { Page } from '#parts/page'

/** The screen's frame: title row and body. */
export const ConnectScreen = () => {
  const say = useSay()
  return <Page title={say('connect.title')}>{null}</Page>
}
