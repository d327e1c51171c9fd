import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Refusal, Result } from '#contract/refusal'
import type { World } from '#main/world'
import { refusalSentence } from '#words/refusal-sentence'
import { createWords } from '#words/say'
import { openAppWindow } from './app-window.ts'
import type { Choices } from './choices.ts'
import { readChoices, usage } from './choices.ts'
import type { Desk } from './desk.ts'
import { openDesk } from './desk.ts'
import { endOnFault } from './ends-on-fault.ts'
import { readMemory, remember } from './folder-memory.ts'
import type { HttpDoor } from './http.ts'
import { openHttpDoor } from './http.ts'
import { fileLog } from './log-file.ts'
import { complaintAboutNode } from './node-version.ts'
import { realWorld } from './real-world.ts'
import { sandboxAwsFile } from './sandbox-cloud.ts'
import { startSandboxProcess } from './sandbox-process.ts'

/** Entry of Kasa under plain Node: a desk behind the HTTP door. Ends with 1 and a sentence when it cannot open, with 2 when it was not understood. */

/** A window that was open when the core ended finds the new one within seconds; when none does, nobody is there any more. */
const homecomingMs = 60_000
const screens = fileURLToPath(new URL('../../../dist/renderer', import.meta.url))
const systemLanguage = Intl.DateTimeFormat().resolvedOptions().locale.startsWith('pl') ? 'pl' : 'en'
const say = createWords()(systemLanguage)
const inWords = (refusal: Refusal): string => `kasa: ${refusalSentence(say, refusal)}`

const fail = (sentence: string, code: number): never => {
  console.error(sentence)
  process.exit(code)
}

/** What the launcher hands from one life of the core to the next; not for the processes that this one starts. */
const supervised = { secret: process.env.KASA_WINDOW_SECRET, again: process.env.KASA_STARTED_AGAIN === 'yes' }
delete process.env.KASA_WINDOW_SECRET
delete process.env.KASA_STARTED_AGAIN

const start = async (choices: Choices): Promise<void> => {
  const log = fileLog(join(choices.folder, 'kasa.log'))
  const world = realWorld({
    secretsFile: join(choices.folder, 'secrets.json'),
    log,
    awsConfigFiles: [sandboxAwsFile(choices.folder)],
  })
  endOnFault(log)

  const desk = await openDesk(world, choices, { language: systemLanguage, startSandbox: startSandboxProcess })
  if (!desk.ok) return fail(inWords(desk.refusal), 1)
  const { complaint } = desk.value
  if (complaint && !complaint.ok) console.error(inWords(complaint.refusal))
  const door = await openDoor(world, desk.value, choices)
  if (!door.ok) {
    await desk.value.close()
    return fail(inWords(door.refusal), 1)
  }
  const { url, close } = door.value
  const leave = async (): Promise<void> => {
    await close()
    await desk.value.close()
    process.exit(0)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => void leave())
  if (supervised.again && choices.window === 'app') leaveWhenAlone(world, door.value, leave)
  await show(url, choices, leave)
}

/** On the port of last time, so that the browser knows the app again: it keeps look and chosen event by address. On another when that is taken. */
const openDoor = async (world: World, desk: Desk, choices: Choices): Promise<Result<HttpDoor>> => {
  const memory = readMemory(choices.folder)
  const last = choices.port === 0 ? (memory?.doorPort ?? 0) : choices.port
  const first = await openHttpDoor(world, desk, { port: last, screens, secret: supervised.secret })
  const door =
    first.ok || choices.port !== 0 || last === 0
      ? first
      : await openHttpDoor(world, desk, { port: 0, screens, secret: supervised.secret })
  if (door.ok && memory) remember(choices.folder, { ...memory, doorPort: door.value.port })
  return door
}

/** The address is the last line, whatever was said before. */
const show = async (url: string, choices: Choices, leave: () => Promise<void>): Promise<void> => {
  const closed = choices.window === 'app' && !supervised.again ? openAppWindow(url, join(choices.folder, 'window')) : null
  if (choices.window === 'app' && !closed && !supervised.again)
    console.log('Open this address in a browser on this machine; it is good for one browser:')
  console.log(JSON.stringify({ url }))
  if (!closed) return
  await closed
  await leave()
}

/** After a restart the window belongs to no process of ours: Kasa ends when nobody has listened for a while. */
const leaveWhenAlone = (world: World, door: HttpDoor, leave: () => Promise<void>): void => {
  const look = (): void => {
    if (door.listeners() === 0) void leave()
    else world.clock.after(homecomingMs, look)
  }
  world.clock.after(homecomingMs, look)
}

const tooOld = complaintAboutNode(process.version)
if (tooOld) fail(inWords(tooOld), 1)
const choices = readChoices(process.argv.slice(2))
if (typeof choices === 'string') fail(`kasa: ${choices}\n${usage}`, 2)
else await start(choices)
