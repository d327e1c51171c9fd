import manifest from '#package' with { type: 'json' }
import type { Software } from '#sync/handshake-call'

/** The machine that Kasa runs on, as platforms list it beside a device. */
export type Machine = Pick<Software, 'hardwareBrand' | 'hardwareModel' | 'osName' | 'osVersion'>

const someMachine: Machine = { hardwareBrand: 'unknown', hardwareModel: 'unknown', osName: 'unknown', osVersion: 'unknown' }

/** What Kasa tells platforms about itself. */
export const softwareOn = (machine: Machine | undefined): Software => ({
  brand: 'Kasa',
  version: manifest.version,
  ...(machine ?? someMachine),
})
