import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Refusal } from '#contract/refusal'
import { refusalSentence } from '#words/refusal-sentence'
import { createWords } from '#words/say'
import { openAppWindow } from './app-window.ts'
import { readChoices, usage } from './choices.ts'
import { openDesk } from './desk.ts'
import { openHttpDoor } from './http.ts'
import { fileLog } from './log-file.ts'
import { complaintAboutNode } from './node-version.ts'
import { realWorld } from './real-world.ts'

/** Tells the launcher that a fault ended the core and it may be started again. */
const faultCode = 70

const systemLanguage = (): 'pl' | 'en' => (Intl.DateTimeFormat().resolvedOptions().locale.startsWith('pl') ? 'pl' : 'en')

const fail = (sentence: string, code: number): never => {
  console.error(`kasa: ${sentence}`)
  process.exit(code)
}

const complaint = complaintAboutNode(process.version)
if (complaint) fail(complaint, 1)

const choices = readChoices(process.argv.slice(2))
if (typeof choices === 'string') fail(`${choices}\n${usage}`, 2)
else {
  const log = fileLog(join(choices.folder, 'kasa.log'))
  const world = realWorld({ secretsFile: join(choices.folder, 'secrets.json'), log })
  const say = createWords()(systemLanguage())
  const inWords = (refusal: Refusal): string => refusalSentence(say, refusal)
  const onFault = (problem: unknown): void => {
    log({
      level: 'fault',
      event: 'core.fault',
      fields: { stack: problem instanceof Error ? (problem.stack ?? problem.message) : 'not an error' },
    })
    process.exit(faultCode)
  }
  process.on('uncaughtException', onFault)
  process.on('unhandledRejection', onFault)

  const desk = await openDesk(world, choices, systemLanguage())
  if (!desk.ok) fail(inWords(desk.refusal), 1)
  else {
    const { complaint: unconnected } = desk.value
    if (unconnected && !unconnected.ok) console.error(`kasa: ${inWords(unconnected.refusal)}`)
    const door = await openHttpDoor(world, desk.value, {
      port: choices.port,
      screens: fileURLToPath(new URL('../../../dist/renderer', import.meta.url)),
    })
    if (!door.ok) {
      await desk.value.close()
      fail(inWords(door.refusal), 1)
    } else {
      const { url, close } = door.value
      const leave = async (): Promise<void> => {
        await close()
        await desk.value.close()
        process.exit(0)
      }
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => void leave())
      const closed = choices.window === 'app' ? openAppWindow(url, join(choices.folder, 'window')) : null
      if (choices.window === 'app' && !closed)
        console.log('Open this address in a browser on this machine; it is good for one browser:')
      console.log(JSON.stringify({ url }))
      if (closed) {
        await closed
        await leave()
      }
    }
  }
}
