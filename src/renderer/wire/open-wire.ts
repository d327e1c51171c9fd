import { createBridgeWire } from './bridge-wire.ts'
import type { CoreWire } from './core-wire.ts'
import { createWebWire } from './web-wire.ts'

/** The way to the core: the desktop app's bridge when there is one, else the HTTP door this page came from. */
export const openWire = (): CoreWire => (window.kasa ? createBridgeWire(window.kasa) : createWebWire(''))
