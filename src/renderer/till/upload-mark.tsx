import type { SaleSummary } from '#contract/cart'
import { useSay } from '#app/kasa'
import { localZone } from '#app/local-zone'
import { StateMark } from '#parts/state-mark'
import { clockTimeToTheSecond } from '#words/format'

/** Where a sale stands on its way to the platform: one word and one shape, the same everywhere. */
export const UploadMark = ({ sale }: { readonly sale: SaleSummary }) => {
  const say = useSay()
  const { upload } = sale
  switch (upload.state) {
    case 'waiting':
      return (
        <StateMark shape="clock" tone="warn">
          {say('sell.waiting')}
        </StateMark>
      )
    case 'sending':
      return (
        <StateMark shape="half" tone="info">
          {say('sell.sending')}
        </StateMark>
      )
    case 'sent':
      return (
        <StateMark shape="tick" tone="ok">
          {say('sell.sent', { time: clockTimeToTheSecond(upload.at, localZone(), say.language) })}
        </StateMark>
      )
    case 'refused':
      return (
        <StateMark shape="triangle" tone="crit">
          {say('sell.refused')}
        </StateMark>
      )
    case 'doubtful':
      return (
        <StateMark shape="half" tone="warn">
          {say('sell.doubtful')}
        </StateMark>
      )
  }
}
