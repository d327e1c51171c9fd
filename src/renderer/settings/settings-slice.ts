import type { StoreApi } from 'zustand/vanilla'
import { createStore } from 'zustand/vanilla'
import type { Input } from '#contract/methods'
import type { Refusal } from '#contract/refusal'
import type { Wire } from '#contract/wire'

/** One text of the settings that is typed and saved by itself. */
export type SettingName = 'channel' | 'till' | 'cashier'
export type SyncOrder = 'sync.pause' | 'sync.resume' | 'sync.now'

/** What the settings screen knows beyond the frame: which change is on its way, which was the last to be saved, and what was refused. */
export type SettingsState = {
  readonly saving: SettingName | null
  readonly saved: SettingName | null
  readonly notSaved: { readonly name: SettingName; readonly refusal: Refusal } | null
  readonly save: (name: SettingName, text: string) => Promise<void>
  readonly ordering: SyncOrder | null
  /** Why pausing, going on or synchronising now was refused. */
  readonly syncRefused: Refusal | null
  readonly sync: (order: SyncOrder) => Promise<void>
}

/** The slice of the settings screen over the wire. The settings themselves are in the frame, which hears of each change. */
export const settingsSlice = (wire: Wire): StoreApi<SettingsState> =>
  createStore<SettingsState>((set, get) => ({
    saving: null,
    saved: null,
    notSaved: null,
    ordering: null,
    syncRefused: null,
    save: async (name, text) => {
      if (get().saving) return
      set({ saving: name, saved: null, notSaved: null })
      const change: Input<'settings.set'> = { [name]: text }
      const answer = await wire.call('settings.set', change)
      set(answer.ok ? { saving: null, saved: name } : { saving: null, notSaved: { name, refusal: answer.refusal } })
    },
    sync: async order => {
      if (get().ordering) return
      set({ ordering: order, syncRefused: null })
      const answer = await wire.call(order, {})
      set({ ordering: null, syncRefused: answer.ok ? null : answer.refusal })
    },
  }))
