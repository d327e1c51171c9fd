import { machine, release, type } from 'node:os'
import type { Machine } from '#main/software'

const brands: Readonly<Record<string, string>> = { darwin: 'Apple' }

/** This machine, as the organizer sees it in the platform's list of devices: enough to tell two tills apart, nothing about the person. */
export const thisMachine = (): Machine => ({
  hardwareBrand: brands[process.platform] ?? 'PC',
  hardwareModel: machine(),
  osName: type(),
  osVersion: release(),
})
