import type { FieldFaults } from './fields.ts'
import type { WantedPosition } from './order-position-fields.ts'

const ADDON_FAULT =
  'If you set addon_to, you need to make sure that the referenced position ID exists and is transmitted directly before its add-ons.'

/** Position ids are all given or none, run from 1, and an add-on directly follows its parent. One entry a position; empty ones are good. */
export function numberFaults(wanted: readonly WantedPosition[]): FieldFaults[] {
  const faults: FieldFaults[] = wanted.map(() => ({}))
  const anyAddon = wanted.some(position => position.addonTo !== null)
  const anyNumber = wanted.some(position => position.positionid !== null)
  if (anyAddon && wanted.some(position => position.positionid === null)) {
    return wanted.map(() => ({ positionid: ['If you set addon_to on any position, you need to specify position IDs manually.'] }))
  }
  let lastParent: number | null = null
  wanted.forEach((position, at) => {
    const fault = faults[at] ?? {}
    if (position.addonTo === null) lastParent = position.positionid
    else if (position.addonTo !== lastParent) fault['addon_to'] = [ADDON_FAULT]
    if (!anyNumber) return
    if (position.positionid === null)
      fault['positionid'] = ['If you set position IDs manually, you need to do so for all positions.']
    else if (position.positionid !== at + 1) fault['positionid'] = ['Position IDs need to be consecutive.']
  })
  return faults
}
