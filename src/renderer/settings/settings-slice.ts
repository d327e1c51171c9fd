import type { Input, Settings } from '#contract/methods'
import type { Refusal } from '#contract/refusal'
import type { Wire } from '#contract/wire'
import type { StoreApi } from 'zustand/vanilla'
import { createStore } from 'zustand/vanilla'

/** One thing that can be changed and saved by itself. */
export type SettingName = keyof Settings

/** What the settings screen knows of this till's own choices, and why a change was refused. */
export type SettingsState = {
  readonly settings: Settings | null
  readonly unread: Refusal | null
  readonly saving: SettingName | null
  readonly saved: SettingName | null
  readonly notSaved: { readonly name: SettingName; readonly refusal: Refusal } | null
  readonly save: <Name extends SettingName>(name: Name, value: Settings[Name]) => Promise<void>
  /** Why pausing, going on or synchronising now was refused. */
  readonly syncRefused: Refusal | null
  readonly sync: (what: 'sync.pause' | 'sync.resume' | 'sync.now') => Promise<void>
  readonly follow: () => () => void
}

/** The slice of the settings screen over the wire. */
export const settingsSlice = (wire: Wire): StoreApi<SettingsState> =>
  createStore<SettingsState>((set, get) => {
    const reload = async (): Promise<void> => {
      const answer = await wire.call('settings.get', {})
      set(answer.ok ? { settings: answer.value, unread: null } : { unread: answer.refusal })
    }
    return {
      settings: null,
      unread: null,
      saving: null,
      saved: null,
      notSaved: null,
      syncRefused: null,
      save: async (name, value) => {
        if (get().saving) return
        set({ saving: name, saved: null, notSaved: null })
        const change: Input<'settings.set'> = { [name]: value }
        const answer = await wire.call('settings.set', change)
        if (answer.ok) set({ settings: answer.value, saving: null, saved: name })
        else set({ saving: null, notSaved: { name, refusal: answer.refusal } })
      },
      sync: async what => {
        const answer = await wire.call(what, {})
        set({ syncRefused: answer.ok ? null : answer.refusal })
      },
      follow: () => {
        void reload()
        return wire.listen('settings', () => void reload())
      },
    }
  })
