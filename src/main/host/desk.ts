import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Result } from '#contract/refusal'
import { done, refused } from '#contract/refusal'
import type { Handlers } from '#contract/wire'
import type { ConnectRequest, Core } from '#main/core'
import { openCore } from '#main/core'
import type { Announcer } from '#main/feed'
import { createAnnouncer } from '#main/feed'
import type { World } from '#main/world'
import type { Choices } from './choices.ts'
import type { Interior } from './http.ts'
import { replaceFile } from './replace-file.ts'
import { anotherHandshake, startSandboxProcess } from './sandbox-process.ts'
import type { SandboxProcess } from './sandbox-process.ts'
import { startTotalsReader } from './totals-thread.ts'

/** Which file the till works on: one file per platform, the sandbox has its own. Doors see one interior, whatever file is open behind it. */
export type Desk = Interior & {
  /** What went wrong while connecting as the command line asked; null: nothing. The app is open all the same. */
  readonly complaint: Result<never> | null
  readonly close: () => Promise<void>
}

/** What a data folder remembers between launches. */
const memoryShape = z.object({ file: z.string(), sandboxPort: z.number().optional() })
type Memory = z.infer<typeof memoryShape>

const sandboxFile = 'sandbox.sqlite'
const firstTill = { till: 'Kasa 1', cashier: 'Kasjer 1' }

export const openDesk = async (world: World, choices: Choices, language: 'pl' | 'en'): Promise<Result<Desk>> => {
  try {
    mkdirSync(choices.folder, { recursive: true })
  } catch {
    return refused('folder-read-only', { folder: choices.folder })
  }
  const memory = readMemory(choices.folder)
  const file = fileFor(choices, memory)
  const sandbox = file === sandboxFile ? await bringUpSandbox(choices.folder, memory?.sandboxPort ?? 0) : null
  const core = await openFile(world, choices.folder, file, { sandbox, language })
  if (!core.ok) {
    sandbox?.stop()
    return core
  }
  remember(choices.folder, { file, ...portOf(sandbox, memory) })
  const complaint = core.value.connected() ? null : await connectAtFirst(core.value, choices, sandbox)
  return done(deskOver(world, choices.folder, { language, core: core.value, sandbox, complaint }))
}

const fileFor = (choices: Choices, memory: Memory | null): string => {
  if (choices.sandbox) return sandboxFile
  const known = memory && memory.file !== sandboxFile ? memory.file : null
  if (known) return known
  return choices.platform ? 'platform-1.sqlite' : sandboxFile
}

const portOf = (sandbox: SandboxProcess | null, memory: Memory | null): { sandboxPort?: number } => {
  const port = sandbox ? Number(new URL(sandbox.url).port) : memory?.sandboxPort
  return port === undefined ? {} : { sandboxPort: port }
}

/** On its port of last time, so that its addresses stay; on another when that is taken. */
const bringUpSandbox = async (folder: string, port: number): Promise<SandboxProcess> => {
  const state = join(folder, 'sandbox')
  if (port === 0) return startSandboxProcess(state, 0)
  return startSandboxProcess(state, port).catch(() => startSandboxProcess(state, 0))
}

const openFile = (
  world: World,
  folder: string,
  file: string,
  given: { readonly sandbox: SandboxProcess | null; readonly language: 'pl' | 'en' },
): Promise<Result<Core>> => {
  const path = join(folder, file)
  return openCore(world, path, {
    totals: () => startTotalsReader(path),
    sandboxAt: given.sandbox?.url ?? null,
    language: given.language,
  })
}

const connectAtFirst = async (core: Core, choices: Choices, sandbox: SandboxProcess | null): Promise<Result<never> | null> => {
  if (sandbox) return connectSandbox(core, sandbox)
  if (!choices.platform) return null
  const connected = await core.connect({ ...choices.platform, ...firstTill })
  return connected.ok ? null : connected
}

const connectSandbox = async (core: Core, sandbox: SandboxProcess): Promise<Result<never> | null> => {
  const first = await core.connect({ handshake: sandbox.handshake, ...firstTill })
  if (first.ok) return null
  if (first.refusal.code !== 'token-used') return first
  const second = await core.connect({ handshake: await anotherHandshake(sandbox), ...firstTill })
  return second.ok ? null : second
}

const deskOver = (
  world: World,
  folder: string,
  start: { language: 'pl' | 'en'; core: Core; sandbox: SandboxProcess | null; complaint: Result<never> | null },
): Desk => {
  const feed = createAnnouncer()
  const open = { core: start.core, stopRelaying: relay(start.core, feed) }
  const replaceCore = (next: Core): void => {
    open.stopRelaying()
    open.core = next
    open.stopRelaying = relay(next, feed)
  }
  const connectElsewhere = async (request: ConnectRequest): Promise<Result<unknown>> => {
    const file = freeName(folder)
    const next = await openFile(world, folder, file, { sandbox: null, language: start.language })
    if (!next.ok) return next
    const connected = await next.value.connect(request)
    if (!connected.ok) {
      await next.value.close()
      for (const suffix of ['', '.lock', '.witness', '-wal', '-shm']) rmSync(join(folder, file + suffix), { force: true })
      return connected
    }
    const old = open.core
    replaceCore(next.value)
    remember(folder, { file, ...portOf(null, readMemory(folder)) })
    await old.close()
    feed.announce('showings', null)
    return connected
  }
  const handlers = Object.fromEntries(
    // each method goes to whichever core is open when it is called
    Object.keys(start.core.handlers).map(method => [
      method,
      (input: never) => open.core.handlers[method as keyof Handlers](input),
    ]),
  ) as Handlers
  return {
    feed,
    complaint: start.complaint,
    handlers: {
      ...handlers,
      'platform.connect': async request => {
        const here = !open.core.connected() || open.core.barred()
        const connected = here ? await open.core.connect(request) : await connectElsewhere(request)
        return connected.ok ? open.core.handlers['status.get']({}) : connected
      },
    },
    close: async () => {
      await open.core.close()
      start.sandbox?.stop()
    },
  }
}

const relay = (core: Core, feed: Announcer): (() => void) =>
  core.feed.listenToAll((topic, message) => feed.announce(topic, message as never))

const freeName = (folder: string): string => {
  const taken = (number: number): boolean => existsSync(join(folder, `platform-${number}.sqlite`))
  const first = (number: number): number => (taken(number) ? first(number + 1) : number)
  return `platform-${first(1)}.sqlite`
}

const memoryPath = (folder: string): string => join(folder, 'kasa.json')

const readMemory = (folder: string): Memory | null => {
  try {
    return memoryShape.parse(JSON.parse(readFileSync(memoryPath(folder), 'utf8')))
  } catch {
    return null
  }
}

const remember = (folder: string, memory: Memory): void => replaceFile(memoryPath(folder), JSON.stringify(memory))
