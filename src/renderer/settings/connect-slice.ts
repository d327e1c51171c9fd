import type { StoreApi } from 'zustand/vanilla'
import { createStore } from 'zustand/vanilla'
import type { Refusal } from '#contract/refusal'
import type { Wire } from '#contract/wire'

/** What is typed into the connect form. */
export type ConnectForm = { readonly handshake: string; readonly till: string; readonly cashier: string }

/** What the connect form knows: what has been typed, whether the platform is being asked, and why it said no. */
export type ConnectState = {
  readonly form: ConnectForm
  readonly connecting: boolean
  readonly refusal: Refusal | null
  readonly type: (part: Partial<ConnectForm>) => void
  /** True when the platform took this till. */
  readonly connect: () => Promise<boolean>
}

/** The slice of the connect form over the wire. Once connected the status says so and the form leaves by itself. */
export const connectSlice = (wire: Wire): StoreApi<ConnectState> =>
  createStore<ConnectState>((set, get) => ({
    form: { handshake: '', till: '', cashier: '' },
    connecting: false,
    refusal: null,
    type: part => set({ form: { ...get().form, ...part }, refusal: null }),
    connect: async () => {
      if (get().connecting || !canConnect(get().form)) return false
      set({ connecting: true, refusal: null })
      const { handshake, till, cashier } = get().form
      const answer = await wire.call('platform.connect', {
        handshake: handshake.trim(),
        till: till.trim(),
        cashier: cashier.trim(),
      })
      if (answer.ok) set({ connecting: false, form: { handshake: '', till: '', cashier: '' } })
      else set({ connecting: false, refusal: answer.refusal })
      return answer.ok
    },
  }))

/** All three are needed: the key, the till's name on paper, and who stands at it. */
export const canConnect = (form: ConnectForm): boolean =>
  form.handshake.trim() !== '' && form.till.trim() !== '' && form.cashier.trim() !== ''
