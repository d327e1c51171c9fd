import type { ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Cart } from '#contract/cart'
import type { Wire } from '#contract/wire'
import { openDesktop } from '#host/electron-desktop'
import type { SandboxProcess } from '#host/sandbox-process'
import { anotherHandshake, startSandboxProcess } from '#host/sandbox-process'
import { bridgeOver } from '../../../src/preload/bridge.ts'
import { forkedUnderNode } from '../../electron-process.ts'
import type { StandInOptions } from '../../electron-stand-in.ts'
import { createElectronStandIn } from '../../electron-stand-in.ts'

const coreProgram = fileURLToPath(new URL('../../../src/main/host/core-process.ts', import.meta.url))
/** A real core on a busy machine. */
const cleanUp: (() => Promise<void> | void)[] = []
const stateFolder = mkdtempSync(join(tmpdir(), 'kasa-desktop-platform-'))
const running: { sandbox: SandboxProcess | null } = { sandbox: null }
beforeAll(async () => {
  running.sandbox = await startSandboxProcess(stateFolder, 0)
})
afterAll(async () => {
  await running.sandbox?.stop()
  rmSync(stateFolder, { recursive: true, force: true })
})
afterEach(async () => {
  for (const clean of cleanUp.splice(0)) await clean()
})

/** A data folder of the test's own, with a platform named in it that this till may join. */
const freshFolder = async (): Promise<string> => {
  const folder = mkdtempSync(join(tmpdir(), 'kasa-desktop-'))
  cleanUp.push(() => rmSync(folder, { recursive: true, force: true }))
  const { sandbox } = running
  if (!sandbox) throw new Error('no sandbox')
  const { url, organizer } = sandbox
  writeFileSync(join(folder, 'platform.json'), JSON.stringify({ url, organizer, handshake: await anotherHandshake(sandbox) }))
  return folder
}

const ended = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exit = new Promise(told => child.once('exit', told))
  child.kill('SIGKILL')
  await exit
}

/** The desktop app with the real core in a real process; only Electron itself is a stand-in. */
const startApp = async (folder: string, options: Partial<StandInOptions> = {}, args: readonly string[] = []) => {
  const children: ChildProcess[] = []
  const life = { over: false }
  const electron = createElectronStandIn({
    fork: program => {
      // the app does not know that the test is over and would start its core once more
      if (life.over) return { on: () => undefined as never, postMessage: () => undefined, kill: () => true }
      const { forked, child } = forkedUnderNode(program)
      children.push(child)
      return forked
    },
    ...options,
  })
  cleanUp.unshift(async () => {
    life.over = true
    await Promise.all(children.map(ended))
  })
  const screens = join(folder, 'screens')
  const launch = {
    screens,
    preload: '/preload.cjs',
    coreProgram,
    args: ['.', '--data', folder, '--platform', join(folder, 'platform.json'), ...args],
    system: 'linux',
  }
  await openDesktop(electron.surface, launch)
  const exited = new Promise<void>(told => electron.app.events.once('exited', () => told()))
  return { electron, children, exited, wire: electron.windows.length > 0 ? bridgeOver(electron.rendererIn()) : null }
}

const wireOf = (wire: ReturnType<typeof bridgeOver> | null): ReturnType<typeof bridgeOver> => {
  if (!wire) throw new Error('no window was opened')
  return wire
}

const value = async <V>(answer: Promise<{ ok: true; value: V } | { ok: false; refusal: object }>): Promise<V> => {
  const result = await answer
  if (!result.ok) throw new Error(JSON.stringify(result.refusal))
  return result.value
}

/** Whatever can be sold here without a seat and an extra, once it has come down from the platform. */
const addSomething = async (wire: Wire): Promise<Cart> => {
  for (;;) {
    for (const showing of await value(wire.call('showings.list', {}))) {
      const { event, subevent } = showing
      for (const product of await value(wire.call('stock.products', { event, subevent }))) {
        const { item, variation } = product
        const added = await wire.call('cart.add', { event, subevent, item, variation, quantity: 1, parent: null })
        if (added.ok && added.value.lines.length > 0) return added.value
      }
    }
    await new Promise(later => setTimeout(later, 200))
  }
}

describe('the desktop app', () => {
  test('sells, loses its core, goes on with the same cart, and says at closing what stays behind', async () => {
    const folder = await freshFolder()
    const pressed = { button: 0 }
    const { electron, children, wire: maybe, exited } = await startApp(folder, { pressed: () => pressed.button })
    const wire = wireOf(maybe)
    const { version, totalMinor } = await addSomething(wire)
    const cash = { method: 'cash', amountMinor: totalMinor, tenderedMinor: totalMinor } as const
    const sale = await value(wire.call('sale.pay', { version, payments: [cash] }))
    const cart = await addSomething(wire)

    const back = new Promise<void>(told => {
      const seen: string[] = []
      wire.watchCore(state => void (seen.push(state) && seen.includes('silent') && state === 'answering' && told()))
    })
    children[0]?.kill('SIGKILL')
    await back
    expect(children).toHaveLength(2)
    expect((await value(wire.call('sale.recent', { most: 5 }))).map(each => each.id)).toEqual([sale.id])
    expect((await value(wire.call('cart.get', {}))).lines.map(line => line.id)).toEqual(cart.lines.map(line => line.id))

    electron.window().close()
    await expect.poll(() => electron.questions.length).toBe(1)
    expect(electron.questions[0]).toMatchObject({ message: 'Zamykanie okna', buttons: ['Zostań', 'Zamknij okno'], cancelId: 0 })
    expect(electron.questions[0]?.detail).toContain('W koszyku są bilety.')
    expect(electron.window().gone).toBe(false)

    pressed.button = 1
    electron.window().close()
    await exited
    expect(electron.app.done).toContain('exit 0')
    expect(children[1]?.exitCode).toBe(0)
  })

  test('keeps the till’s key in the system’s key store, and nowhere in plain letters', async () => {
    const folder = await freshFolder()
    const { wire, electron, exited } = await startApp(folder)
    const status = await value(wireOf(wire).call('status.get', {}))
    expect(status.secretsKept).toBe('key-store')
    expect(Object.keys(JSON.parse(readFileSync(join(folder, 'locked-secrets.json'), 'utf8')))).toHaveLength(1)
    expect(existsSync(join(folder, 'secrets.json'))).toBe(false)
    electron.window().close()
    await exited
    const again = await startApp(folder)
    expect((await value(wireOf(again.wire).call('status.get', {}))).connection.state).not.toBe('unconnected')
  })

  test('says that Linux keeps no keys here, and uses a file only this user may read', async () => {
    const folder = await freshFolder()
    const { wire } = await startApp(folder, { keyStore: { available: true, backend: 'basic_text' } })
    expect((await value(wireOf(wire).call('status.get', {}))).secretsKept).toBe('file')
    expect(existsSync(join(folder, 'locked-secrets.json'))).toBe(false)
  })

  test('speaks the language of the system, and after that the one the person chose', async () => {
    const { electron, wire } = await startApp(await freshFolder(), { locale: 'en-GB' })
    const heads = (): (string | undefined)[] | undefined => electron.menus.at(-1)?.map(entry => entry.label)
    expect(heads()).toEqual(['Till', 'Edit', 'View'])
    await wireOf(wire).call('settings.set', { language: 'pl' })
    await expect.poll(heads).toEqual(['Kasa', 'Edycja', 'Widok'])
  })

  test('prints what the person looks at when the menu is asked to: the paper in front, else the window', async () => {
    const { electron } = await startApp(await freshFolder())
    const [till] = electron.menus.at(-1) ?? []
    const entries = Array.isArray(till?.submenu) ? till.submenu : []
    const print = entries.find(entry => entry.label === 'Drukuj ekran…')
    print?.click?.({} as never, undefined, {})
    expect(electron.window().webContents.printed).toEqual([{ printBackground: true }])
    const paper = electron.popUp(electron.window().webContents, 'blob:kasa://app/1')
    if (!paper) throw new Error('no paper was opened')
    electron.focused.window = { webContents: paper }
    print?.click?.({} as never, undefined, {})
    expect([electron.window().webContents.printed.length, paper.printed]).toEqual([1, [{ printBackground: true }]])
  })

  test('a page that crashes is loaded again; one that keeps crashing is given up in words', async () => {
    const { electron, wire, exited } = await startApp(await freshFolder())
    await value(wireOf(wire).call('status.get', {}))
    const crash = (reason: string): boolean => electron.window().webContents.events.emit('render-process-gone', {}, { reason })
    crash('clean-exit')
    expect(electron.window().loaded).toHaveLength(1)
    crash('crashed')
    expect(electron.window().loaded).toEqual(['kasa://app/', 'kasa://app/'])
    expect(electron.errors).toEqual([])
    while (!electron.window().gone) crash('oom')
    expect(electron.window().loaded).toHaveLength(6)
    expect(electron.errors).toEqual([{ title: 'Kasa', sentence: expect.stringContaining('Ekran kasy zatrzymał się') }])
    await exited
  })

  test('opens once: the second launch leaves, the first comes to the front', async () => {
    const folder = await freshFolder()
    const { electron } = await startApp(folder)
    electron.app.events.emit('second-instance', {}, [], '/')
    expect(electron.window().done).toContain('focus')
    const second = await startApp(folder, { first: false })
    expect(second.electron.app.done).toEqual(['quit'])
    expect(second.electron.windows).toEqual([])
    expect(second.children).toEqual([])
  })

  test('a second launch while the first is closing its file brings nothing to the front', async () => {
    const folder = await freshFolder()
    const { electron, exited, wire } = await startApp(folder)
    await value(wireOf(wire).call('status.get', {}))
    electron.window().destroy()
    electron.app.events.emit('second-instance', {}, [], '/')
    await exited
    expect(electron.window().done).toEqual(['show'])
  })

  test('a file that is in use is refused in words, and the app ends', async () => {
    const folder = await freshFolder()
    const first = await startApp(folder)
    await value(wireOf(first.wire).call('status.get', {}))
    const second = await startApp(folder)
    await second.exited
    expect(second.electron.errors).toEqual([{ title: 'Kasa nie może wystartować', sentence: expect.stringMatching(/Kas/) }])
    expect(second.electron.app.done).toContain('exit 1')
  })

  test('a choice it does not understand is said before anything opens', async () => {
    const { electron } = await startApp(await freshFolder(), {}, ['--platform', '/nowhere.json'])
    expect(electron.errors[0]?.sentence).toContain('/nowhere.json')
    expect(electron.windows).toEqual([])
  })

  test('switches that Chromium and the system put on the command line do not confuse it', async () => {
    const { electron } = await startApp(await freshFolder(), {}, [
      '--inspect=0',
      '--no-sandbox',
      '-psn_0_1',
      '--remote-debugging-port=0',
    ])
    expect(electron.errors).toEqual([])
  })

  test('stands where it stood, unless that screen is gone', async () => {
    const folder = await freshFolder()
    const { electron, exited, wire } = await startApp(folder)
    await value(wireOf(wire).call('status.get', {}))
    expect(electron.window().options).toMatchObject({ width: 1440, height: 900, show: false })
    electron.window().bounds = { x: 300, y: 40, width: 1200, height: 800 }
    electron.window().maximize()
    electron.window().close()
    await exited
    const again = await startApp(folder)
    expect(again.electron.window().options).toMatchObject({ x: 300, y: 40, width: 1200, height: 800 })
    expect(again.electron.window().done).toEqual(['maximize', 'show'])
    again.electron.window().close()
    await again.exited
    writeFileSync(join(folder, 'window.json'), JSON.stringify({ x: 5000, y: 40, width: 1200, height: 800, maximized: false }))
    const elsewhere = await startApp(folder)
    expect(elsewhere.electron.window().options).toMatchObject({ width: 1440, height: 900 })
    expect(elsewhere.electron.window().options).not.toHaveProperty('x')
  })

  test('a machine that goes down asks nobody: the core closes its file, whatever is in the cart', async () => {
    const folder = await freshFolder()
    const { electron, children, wire, exited } = await startApp(folder)
    await addSomething(wireOf(wire))
    electron.power.events.emit('shutdown')
    electron.power.events.emit('shutdown')
    await exited
    expect(electron.questions).toEqual([])
    expect(electron.app.done).toContain('exit 0')
    expect(children.map(child => child.exitCode)).toEqual([0])
  })

  test('the core is told when the machine goes to sleep and when it wakes', async () => {
    const folder = await freshFolder()
    const { electron, wire } = await startApp(folder)
    await value(wireOf(wire).call('status.get', {}))
    electron.power.events.emit('suspend')
    electron.power.events.emit('resume')
    await expect.poll(() => readFileSync(join(folder, 'kasa.log'), 'utf8')).toMatch(/"change":"suspend"[^]*"change":"resume"/)
  })
})
