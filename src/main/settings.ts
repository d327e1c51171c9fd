import type { Checked, Settings } from '#contract/methods'
import { channelInUse } from '#store/channel'
import type { Writable } from '#store/query'
import { putSetting, settingOf } from '#store/setting'
import { activeTill, updateTill } from '#store/till'
import type { World } from './world.ts'

/** What the person at the till has chosen. `systemLanguage` stands in until they have. */
export const readSettings = (store: Writable, systemLanguage: Settings['language']): Settings => {
  const language = settingOf(store, 'language')
  return {
    language: language === 'pl' || language === 'en' ? language : systemLanguage,
    channel: channelInUse(store).identifier,
    cashier: settingOf(store, 'cashier') ?? '',
    till: activeTill(store)?.name ?? '',
    letterKeys: settingOf(store, 'letter-keys') !== 'off',
  }
}

/** Keeps all that needs no platform, in one transaction. The sales channel is tested first and kept elsewhere. */
export const keepSettings = (
  store: Writable,
  world: Pick<World, 'clock'>,
  wish: Omit<Checked<'settings.set'>, 'channel'>,
): void =>
  store.transaction('settings.keep', tx => {
    const at = world.clock.now()
    if (wish.language !== undefined) putSetting(tx, 'language', wish.language, at)
    if (wish.cashier !== undefined) putSetting(tx, 'cashier', wish.cashier, at)
    if (wish.letterKeys !== undefined) putSetting(tx, 'letter-keys', wish.letterKeys ? 'on' : 'off', at)
    const till = activeTill(tx)
    if (wish.till !== undefined && till) updateTill(tx, { ...till, name: wish.till })
  })
