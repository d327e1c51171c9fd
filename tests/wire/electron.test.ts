import { describe, expect, test } from 'vitest'
import { done } from '#contract/refusal'
import { keepCore } from '#host/electron-core'
import type { CorePort } from '#host/electron-core-port'
import { serveCore } from '#host/electron-core-port'
import type { FromCore, ToCore } from '#host/electron-messages'
import { askChannel } from '#host/electron-channels'
import type { ForkedProcess } from '#host/electron-surface'
import { openWireDoor, tellPage } from '#host/electron-wire'
import { readChoices } from '#host/choices'
import { bridgeOver } from '../../src/preload/bridge.ts'
import { createElectronStandIn, ownFrame } from '../electron-stand-in.ts'
import { testWorld } from '../world-for-tests.ts'
import { lawOfTheWire } from './law.ts'
import { scriptedInterior } from './scripted-interior.ts'

const choices = readChoices([])
if (typeof choices === 'string') throw new Error(choices)

/** A core process that is not one: the same port, both ends here; what is said is cloned and arrives later, as between processes. */
const pretendedProcess = (interior: ReturnType<typeof scriptedInterior>) => {
  const toCore: ((message: ToCore) => void)[] = []
  const fromCore: ((message: FromCore) => void)[] = []
  const exits: ((code: number) => void)[] = []
  const errors: ((type: string, location: string) => void)[] = []
  const life = { alive: true }
  const later = (deliver: () => void): void => void setImmediate(() => (life.alive ? deliver() : undefined))
  const end = (code: number): void => {
    life.alive = false
    setImmediate(() => exits.forEach(told => told(code)))
  }
  const port: CorePort = {
    post: message => later(() => fromCore.forEach(told => told(structuredClone(message)))),
    hear: told => void toCore.push(told),
  }
  const on = (name: string, told: (...said: never[]) => void): never => {
    if (name === 'message') fromCore.push(told as (message: FromCore) => void)
    if (name === 'exit') exits.push(told as (code: number) => void)
    if (name === 'error') errors.push(told as (type: string, location: string) => void)
    return forked as never
  }
  const forked: ForkedProcess = {
    on,
    postMessage: (message: ToCore) => later(() => toCore.forEach(told => told(structuredClone(message)))),
    kill: () => {
      end(143)
      return true
    },
  }
  serveCore(port, {
    open: async () => done({ ...interior, complaint: null, close: async () => undefined }),
    log: () => undefined,
    leave: () => end(0),
  })
  /** As V8 does it: an error that somebody has to listen to, as on any emitter, then the end. */
  const runOutOfMemory = (): void => {
    if (errors.length === 0) throw new Error('Unhandled error. (FatalError)')
    errors.forEach(told => told('FatalError', 'v8::Allocate'))
    end(134)
  }
  return { forked, crash: () => end(70), runOutOfMemory }
}

const openDoor = () => {
  const interior = scriptedInterior()
  const processes: ReturnType<typeof pretendedProcess>[] = []
  const stopped: unknown[] = []
  const electron = createElectronStandIn({
    fork: () => {
      const process = pretendedProcess(interior)
      processes.push(process)
      return process.forked
    },
  })
  const window = electron.surface.openWindow({})
  const { promise: answering, resolve: answers } = Promise.withResolvers<void>()
  const core = keepCore({
    fork: () => electron.surface.fork('core', [], {}),
    opening: { choices, language: 'pl', keyStore: false },
    clock: testWorld().clock,
    log: () => undefined,
    secret: async () => null,
    told: (topic, text) => tellPage(window, topic, text),
    state: state => {
      tellPage(window, 'core', JSON.stringify(state))
      if (state === 'answering') answers()
    },
    stopped: refusal => stopped.push(refusal),
  })
  openWireDoor(electron.surface.ipcMain, window, core)
  const wire = bridgeOver(electron.rendererIn())
  const crash = (): void => processes.at(-1)?.crash()
  return { ...interior, electron, core, wire, answering, crash, processes, stopped }
}

lawOfTheWire('over Electron', async () => {
  const { wire, feed, heard, core, answering } = openDoor()
  return { wire, feed, heard, ready: () => answering, close: () => core.close() }
})

const notAllowed = JSON.stringify({ ok: false, refusal: { code: 'not-allowed-here', parameters: {} } })

describe('who is heard', () => {
  const foreign = [
    ['a frame of another site', { url: 'https://evil.example/', origin: 'https://evil.example', parent: {} }, 1],
    ['the whole window gone to another site', { url: 'https://evil.example/', origin: 'https://evil.example', parent: null }, 1],
    ['a frame inside our own page', { ...ownFrame, parent: {} }, 1],
    ['a paper in a frame', { url: 'blob:kasa://app/1', origin: 'kasa://app', parent: null }, 1],
    ['a page that has our address and not our origin', { ...ownFrame, origin: 'null' }, 1],
    ['another host of our scheme', { url: 'kasa://app.evil/', origin: 'kasa://app.evil', parent: null }, 1],
    ['another window', ownFrame, 2],
    ['a frame that is gone already', null, 1],
  ] as const
  test.each(foreign)('%s is refused and the core hears nothing', async (_who, frame, sender) => {
    const { electron, heard, core } = openDoor()
    expect(await electron.rendererIn(frame, sender).invoke(askChannel, 'showings.list', '{}')).toBe(notAllowed)
    expect(heard).toEqual([])
    await core.close()
  })

  test('there is one channel to ask on, and what is no question or too long is refused', async () => {
    const { electron, core, heard } = openDoor()
    expect([...electron.answering.keys()]).toEqual([askChannel])
    const renderer = electron.rendererIn()
    for (const said of [[], ['showings.list'], [7, '{}'], ['showings.list', {}], ['showings.list', `{}${' '.repeat(70_000)}`]])
      expect(JSON.parse(await renderer.invoke(askChannel, ...said))).toMatchObject({ refusal: { code: 'input-malformed' } })
    expect(await renderer.invoke(askChannel, 'showings.list', 'no json')).toContain('input-malformed')
    expect(heard).toEqual([])
    await core.close()
  })
})

test('after the machine slept the core asks the platform at once, unasked by the page', async () => {
  const { core, heard } = openDoor()
  core.power('suspend')
  core.power('resume')
  await expect.poll(() => heard).toEqual([{ method: 'sync.now', input: {} }])
  await core.close()
})

describe('a core that crashes', () => {
  test('is started again, the screen is told, and the same wire goes on', async () => {
    const { wire, core, crash, answering, processes } = openDoor()
    const states: string[] = []
    wire.watchCore(state => states.push(state))
    await answering
    await wire.call('showings.list', {})
    crash()
    const again = new Promise<void>(told => {
      wire.watchCore(state => (state === 'answering' && states.includes('silent') ? told() : undefined))
    })
    await again
    expect(states).toEqual(['answering', 'answering', 'silent', 'answering'])
    expect(processes).toHaveLength(2)
    expect(await wire.call('showings.list', {})).toEqual({ ok: true, value: [] })
    await core.close()
  })

  test('because there is no memory left is no fault of the window’s process', async () => {
    const { wire, core, processes, answering } = openDoor()
    await answering
    processes[0]?.runOutOfMemory()
    expect(await wire.call('showings.list', {})).toMatchObject({ ok: false, refusal: { code: 'fault' } })
    expect(await wire.call('showings.list', {})).toEqual({ ok: true, value: [] })
    expect(processes).toHaveLength(2)
    await core.close()
  })

  test('answers the questions under way with a fault: nobody knows whether they were carried out', async () => {
    const { wire, core, crash } = openDoor()
    const asked = wire.call('showings.list', {})
    crash()
    expect(await asked).toEqual({ ok: false, refusal: { code: 'fault', parameters: {} } })
    await core.close()
  })

  test('is not started for ever: after some crashes in a row the app says so and ends', async () => {
    const { crash, stopped, processes } = openDoor()
    while (stopped.length === 0) {
      crash()
      await new Promise(setImmediate)
      await new Promise(setImmediate)
    }
    expect(stopped).toEqual([null])
    expect(processes).toHaveLength(6)
  })
})
