import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readChoices } from '#host/choices'
import { keepCore } from '#host/electron-core'
import { realWorld } from '#host/real-world'
import { directWire } from '../direct-wire.ts'
import { forkedUnderNode } from '../electron-process.ts'
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
const coreProgram = fileURLToPath(import.meta.resolve('#host/core-process'))
const noInput = '{"input":{}}'

/**
 * One call and its answer: through the wire inside a process, through the HTTP door against a server that only echoes the same answer, and through what the
 * desktop door does itself, relaying to the core's process, against a process that only echoes. Electron's pipe to its page is not in it.
 */
export const wire = async (): Promise<readonly Figure[]> => [await direct(), await http(), await desktop()]

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

const desktop = async (): Promise<Figure> => {
  const filled = await fillFolder(0)
  const choices = readChoices(['--data', filled.folder])
  if (typeof choices === 'string') throw new Error(choices)
  const { clock } = realWorld({ secretsFile: join(filled.folder, 'secrets.json'), log: () => {} })
  const core = keepCore({
    fork: () => forkedUnderNode(coreProgram, { env: { KASA_STATE_DIR: join(filled.folder, 'witnesses') } }).forked,
    opening: { choices, language: 'pl', keyStore: false },
    clock,
    log: () => {},
    secret: async () => null,
    told: () => {},
    state: () => {},
    stopped: refusal => {
      throw new Error(`the core does not run: ${JSON.stringify(refusal)}`)
    },
  })
  const echo = openEcho(await core.ask(method, '{}'))
  const pairs = await alternating(directCalls, {
    figure: () => timed(() => core.ask(method, '{}')),
    floor: () => timed(() => echo.ask()),
  })
  echo.close()
  await core.close()
  filled.close()
  return against('wire-desktop', median(pairs.figure), median(pairs.floor))
}

/** A process that answers whatever it is told with the same text, over the same kind of pipe. */
const openEcho = (text: string): { readonly ask: () => Promise<unknown>; readonly close: () => void } => {
  const { forked, child } = forkedUnderNode(fileURLToPath(new URL('port-echo.ts', import.meta.url)), { args: [text] })
  const waiting: ((answer: unknown) => void)[] = []
  forked.on('message', answer => waiting.shift()?.(answer))
  return {
    ask: () =>
      new Promise(answered => {
        waiting.push(answered)
        // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a process, not a window
        forked.postMessage('{}')
      }),
    close: () => void child.kill(),
  }
}
