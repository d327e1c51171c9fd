import { directWire } from '#main/direct-wire'
import { alternating, median, timed } from './alternating.ts'
import { openBenchTill } from './bench-till.ts'
import { enterDoor, openDoorCall } from './door.ts'
import type { Figure } from './figure.ts'
import { against, alone } from './figure.ts'
import { fillFolder } from './filled-folder.ts'
import { startEcho, startKasa } from './kasa-process.ts'

/** Below what the door lets one screen ask in a burst, warming up included. */
const calls = 300
const directCalls = 5000
const method = 'settings.get'
const noInput = '{"input":{}}'

/** One call and its answer: through the wire inside a process, and through the HTTP door against a server that only echoes the same answer. */
export const wire = async (): Promise<readonly Figure[]> => [await direct(), await http()]

const direct = async (): Promise<Figure> => {
  const till = await openBenchTill()
  const inside = directWire(till.core, () => {})
  const took: number[] = []
  for (let call = 0; call < directCalls; call += 1) took.push(await timed(() => inside.call(method, {})))
  await till.close()
  return alone('wire-direct', median(took))
}

const http = async (): Promise<Figure> => {
  const filled = await fillFolder(0)
  const kasa = await startKasa(filled.folder)
  const door = openDoorCall(new URL(kasa.url).origin, await enterDoor(kasa.url))
  const answer = await door.call(`/call/${method}`, noInput)
  const echo = await startEcho(answer)
  const bare = openDoorCall(echo.url, '')
  const pairs = await alternating(calls, {
    figure: () => timed(() => door.call(`/call/${method}`, noInput)),
    floor: () => timed(() => bare.call(`/call/${method}`, noInput)),
  })
  door.close()
  bare.close()
  await kasa.stop()
  await echo.stop()
  filled.close()
  return against('wire-http', median(pairs.figure), median(pairs.floor))
}
