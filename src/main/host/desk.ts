import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Result } from '#contract/refusal'
import { done, refused } from '#contract/refusal'
import type { Handlers } from '#contract/wire'
import type { ConnectRequest, Core } from '#main/core'
import { openCore } from '#main/core'
import type { Announcer } from '#main/feed'
import { createAnnouncer } from '#main/feed'
import type { World } from '#main/world'
import type { Lock } from '#store/lock'
import type { Choices } from './choices.ts'
import { fileFor, freeName, platformFile, readMemory, remember, sandboxFile } from './folder-memory.ts'
import { takeFolder } from './folder.ts'
import type { Interior } from './http.ts'
import { thisMachine } from './machine.ts'
import type { OwnSandbox } from './own-sandbox.ts'
import { bringUpSandbox, connectSandbox, firstTill, stayConnected, whoSells } from './own-sandbox.ts'
import type { StartSandbox } from './sandbox-process.ts'
import type { Rehearsals } from './rehearsal.ts'
import { createRehearsals } from './rehearsal.ts'
import { startRehearsal } from './rehearsal-run.ts'
import { offerOf, sandboxAwsFile, writeAwsProfile } from './sandbox-cloud.ts'
import { startTotalsReader } from './totals-thread.ts'
import { witnessFolder } from './witness-folder.ts'

/** Which file the till works on: one file per platform, the sandbox has its own. Doors see one interior, whatever file is open behind it. */
export type Desk = Interior & {
  /** What went wrong while connecting as the command line asked; null: nothing. The app is open all the same. */
  readonly complaint: Result<never> | null
  readonly close: () => Promise<void>
}

/** What a host brings along: the language to begin with, and how it starts a sandbox. */
export type Host = { readonly language: 'pl' | 'en'; readonly startSandbox: StartSandbox }

/** Takes the data folder and opens the file that this launch works on, with the sandbox beside it when it is the sandbox's. */
export const openDesk = async (world: World, choices: Choices, host: Host): Promise<Result<Desk>> => {
  const taken = takeFolder(choices.folder)
  if (!taken.ok) return taken
  const opened = await openInFolder({ ...host, world, folder: choices.folder, lock: taken.value }, choices)
  if (!opened.ok) taken.value.release()
  return opened
}

/** What stays the same for as long as the desk is open. */
type Place = Host & { readonly world: World; readonly folder: string; readonly lock: Lock }

const openInFolder = async (place: Place, choices: Choices): Promise<Result<Desk>> => {
  const { world, folder, startSandbox } = place
  const memory = readMemory(folder)
  const file = fileFor(folder, choices)
  const sandbox =
    file === sandboxFile ? await bringUpSandbox({ start: startSandbox, folder, world }, memory?.sandboxPort ?? 0) : null
  if (sandbox) await takeUpCloud(place, sandbox)
  const core = await openFile(place, file, sandbox)
  if (!core.ok) {
    await sandbox?.stop()
    return core
  }
  const sandboxPort = sandbox ? Number(new URL(sandbox.url).port) : memory?.sandboxPort
  remember(folder, {
    ...memory,
    file: platformFile(folder) ?? file,
    ...(sandboxPort === undefined ? {} : { sandboxPort }),
  })
  const complaint = core.value.connected() ? null : await connectAtFirst(core.value, choices, sandbox)
  const { desk, rehearsals } = deskOver(place, { core: core.value, sandbox, complaint })
  const { rehearse } = choices
  const begun = rehearse ? await rehearsals.start(rehearse.scenario, rehearse.speed) : null
  return done(begun && !begun.ok ? { ...desk, complaint: begun } : desk)
}

const openFile = (place: Place, file: string, sandbox: OwnSandbox | null): Promise<Result<Core>> => {
  const { world, language } = place
  const path = join(place.folder, file)
  return openCore(world, path, {
    totals: () => startTotalsReader(path, world.log),
    sandboxAt: sandbox?.url ?? null,
    language,
    ...(sandbox ? { offer: offerOf(sandbox.cloud, sandboxProfile) } : {}),
    machine: thisMachine(),
    witnesses: [witnessFolder()],
  })
}

/** The profile under which the sandbox's account stands beside the user's own. */
const sandboxProfile = 'kasa-sandbox'

/** The sandbox's cloud is reached like any other: by a profile and a kept token. */
const takeUpCloud = async ({ world, folder }: Place, { cloud }: OwnSandbox): Promise<void> => {
  writeAwsProfile(sandboxAwsFile(folder), sandboxProfile, cloud)
  await world.secrets.set(`cloudflare:${cloud.cloudflare.zone}`, cloud.cloudflare.token)
}

const connectAtFirst = async (core: Core, choices: Choices, sandbox: OwnSandbox | null): Promise<Result<never> | null> => {
  if (sandbox) return connectSandbox(core, sandbox)
  if (!choices.platform) return null
  const connected = await core.connect({ ...choices.platform, ...firstTill })
  return connected.ok ? null : connected
}

type Start = { readonly core: Core; readonly sandbox: OwnSandbox | null; readonly complaint: Result<never> | null }

/** `everyday`: what stands aside while a rehearsal is before the doors. */
type Opened = { core: Core; inSandbox: boolean; leave: () => void; everyday: Pick<Opened, 'core' | 'inSandbox'> | null }

const deskOver = (
  place: Place,
  { core, sandbox, complaint }: Start,
): { readonly desk: Desk; readonly rehearsals: Rehearsals } => {
  const feed = createAnnouncer()
  const open: Opened = { core, inSandbox: sandbox !== null, leave: attend(core, feed, sandbox), everyday: null }
  const takeOver = async (next: Core): Promise<void> => {
    const old = open.core
    open.leave()
    Object.assign(open, { core: next, inSandbox: false, leave: attend(next, feed, null) })
    await old.close()
    await sandbox?.stop()
    feed.announce('showings', null)
  }
  /** One file is one platform: from the sandbox the way leads to another file, from a platform nowhere else. */
  const connect = async (request: ConnectRequest): Promise<Result<unknown>> => {
    if (rehearsals.runs()) return refused('rehearsal-runs')
    if (!open.inSandbox) return open.core.connect(request)
    const next = await connectInOtherFile(place, request)
    if (next.ok) await takeOver(next.value)
    return next
  }
  /** During a rehearsal the everyday core goes on with its work behind the scene; only nobody hears of it. */
  const rehearsals = createRehearsals({
    ...place,
    begin: startRehearsal,
    core: () => open.core,
    who: () => whoSells(open.core),
    enter: next => {
      open.leave()
      const everyday = { ...open }
      Object.assign(open, { core: next, everyday, leave: attend(next, feed, null) })
      void tellAll(next, feed)
    },
    leave: () => {
      open.leave()
      const { core: back, inSandbox } = open.everyday ?? open
      Object.assign(open, { core: back, inSandbox, everyday: null, leave: attend(back, feed, inSandbox ? sandbox : null) })
      void tellAll(back, feed)
    },
    told: face => feed.announce('rehearsal', face),
  })
  const desk: Desk = {
    feed,
    complaint,
    handlers: {
      ...relayed(core.handlers, () => open.core.handlers),
      ...rehearsals.handlers,
      'platform.connect': async request => {
        const connected = await connect(request)
        return connected.ok ? open.core.handlers['status.get']({}) : connected
      },
    },
    close: async () => {
      await rehearsals.close()
      open.leave()
      await open.core.close()
      await sandbox?.stop()
      place.lock.release()
    },
  }
  return { desk, rehearsals }
}

/** Another file is open now: whoever listens looks at everything again. */
const tellAll = async ({ handlers }: Core, feed: Announcer): Promise<void> => {
  const [status, cart] = [await handlers['status.get']({}), await handlers['cart.get']({})]
  if (status.ok) feed.announce('status', status.value)
  if (cart.ok) feed.announce('cart', cart.value)
  for (const topic of ['showings', 'settings', 'queue', 'holdings', 'totals', 'onsales'] as const) feed.announce(topic, null)
}

/** Opens the file of the platform that was connected here before, else a new one, and connects it. What did not connect and is new leaves no file behind. */
const connectInOtherFile = async (place: Place, request: ConnectRequest): Promise<Result<Core>> => {
  const { folder } = place
  const file = platformFile(folder) ?? freeName(folder)
  const known = existsSync(join(folder, file))
  const next = await openFile(place, file, null)
  if (!next.ok) return next
  const connected = await next.value.connect(request)
  if (!connected.ok) {
    await next.value.close()
    if (!known) for (const suffix of besideFile) rmSync(join(folder, file + suffix), { force: true })
    return connected
  }
  remember(folder, { ...readMemory(folder), file })
  return next
}

const besideFile = ['', '.lock', '.witness', '-wal', '-shm']

/** Passes on what a core tells, and looks after its sandbox. Returns how to leave it. */
const attend = (core: Core, feed: Announcer, sandbox: OwnSandbox | null): (() => void) => {
  const leave = [
    core.feed.listenToAll((topic, message) => feed.announce(topic, message as never)),
    ...(sandbox ? [stayConnected(core, sandbox)] : []),
  ]
  return () => leave.forEach(each => each())
}

/** Each method goes to whichever core is open when it is called. */
const relayed = (methods: Handlers, open: () => Handlers): Handlers =>
  Object.fromEntries(
    Object.keys(methods).map(method => [method, (input: never) => open()[method as keyof Handlers](input)]),
  ) as Handlers
