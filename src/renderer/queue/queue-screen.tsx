import { useSay } from '#app/kasa'
import { Page } from '#parts/page'

/** The screen's frame: title row and body. */
export const QueueScreen = () => {
  const say = useSay()
  return <Page title={say('queue.title')}>{null}</Page>
}
