import type { Wire } from '#contract/wire'
import type { CoreState, CoreWire } from './core-wire.ts'

/** What the preload puts on the window of the desktop app; the same as the wire, plus whether the core process stands. */
export type Bridge = Wire & { readonly watchCore?: (told: (state: CoreState) => void) => () => void }

declare global {
  interface Window {
    readonly kasa?: Bridge
  }
}

/** The wire of the desktop app. */
export const createBridgeWire = (bridge: Bridge): CoreWire => ({
  call: bridge.call,
  listen: bridge.listen,
  watchCore: told => {
    if (bridge.watchCore) return bridge.watchCore(told)
    told('answering')
    return () => undefined
  },
})
