import type { Readable, Transaction } from './query.ts'
import { putSetting, settingOf } from './setting.ts'

/** The sales channel that orders name. `identifier` is `web` where the platform does not know the wished one; `proven` by a simulated order. */
export type Channel = { readonly wish: string; readonly identifier: string; readonly proven: boolean }

/** What the set-up guide asks the organizer to create. */
const usualChannel = 'api.kasa'

export const channelInUse = (db: Readable): Channel => {
  const wish = settingOf(db, 'channel') ?? usualChannel
  return { wish, identifier: settingOf(db, 'channel.in-use') ?? wish, proven: settingOf(db, 'channel.proven') === 'yes' }
}

export const keepChannel = (tx: Transaction, channel: Channel, at: number): void => {
  putSetting(tx, 'channel', channel.wish, at)
  putSetting(tx, 'channel.in-use', channel.identifier, at)
  putSetting(tx, 'channel.proven', channel.proven ? 'yes' : 'no', at)
}
