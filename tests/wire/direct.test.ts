import { directWire } from '../direct-wire.ts'
import { lawOfTheWire } from './law.ts'
import { scriptedInterior } from './scripted-interior.ts'

lawOfTheWire('directly', async () => {
  const interior = scriptedInterior()
  return { ...interior, wire: directWire(interior, () => {}), ready: async () => {}, close: async () => {} }
})
