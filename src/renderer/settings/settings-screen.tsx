import { useSay } from '#app/kasa'
import { Page } from '#parts/page'

/** The screen's frame: title row and body. */
export const SettingsScreen = () => {
  const say = useSay()
  return <Page title={say('settings.title')}>{null}</Page>
}
