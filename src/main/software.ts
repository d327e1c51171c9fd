import type { Software } from '#sync/handshake-call'

/** What Kasa tells platforms about itself. The host fills in the machine. */
export const software: Software = {
  brand: 'Kasa',
  version: '0.1.0',
  hardwareBrand: 'PC',
  hardwareModel: 'PC',
  osName: 'Kasa',
  osVersion: '0.1.0',
}
