import { renameSync } from 'node:fs'
import { join } from 'node:path'
import type { Result } from '#contract/refusal'
import type { Core } from '#main/core'
import type { World } from '#main/world'
import { pace } from './pace.ts'
import type { SandboxAddress, SandboxProcess, StartSandbox } from './sandbox-process.ts'
import { anotherHandshake } from './sandbox-process.ts'

/** Who sells at a till that nobody has named yet. */
export const firstTill = { till: 'Kasa 1', cashier: 'Kasjer 1' }

/** The sandbox of a data folder, kept running at one address until it is stopped. */
export type OwnSandbox = SandboxAddress & { readonly stop: () => Promise<void> }

export type OwnSandboxParts = {
  readonly start: StartSandbox
  readonly folder: string
  readonly world: Pick<World, 'clock' | 'log'>
}

/** Deaths in a row that are taken as bad luck, and how fast they are forgiven. */
const restarts = { burst: 5, perSecond: 1 / 60 }
/** Its end may be the first thing heard of everybody's: whoever stops us now shall not wait for a new one. */
const restMs = 500

/**
 * Brings up the sandbox of a data folder, on its port of last time so that its addresses stay; on another when that is taken. A state that it cannot
 * start from is kept aside and a new one begun: it is only the sandbox, and nobody's evening should hang on it.
 */
export const bringUpSandbox = async (parts: OwnSandboxParts, port: number): Promise<OwnSandbox> => {
  const state = join(parts.folder, 'sandbox')
  const onAnyPort = (): Promise<SandboxProcess> => parts.start(state, 0)
  try {
    return keepUp(parts, await (port === 0 ? onAnyPort() : parts.start(state, port).catch(onAnyPort)))
  } catch {
    renameSync(state, `${state}-damaged-${Date.now()}`)
    return keepUp(parts, await onAnyPort())
  }
}

/** Starts it again where it was when it ends unasked: the till meets a platform that was away for a moment. */
const keepUp = ({ start, folder, world }: OwnSandboxParts, first: SandboxProcess): OwnSandbox => {
  const { url, organizer, adminToken, handshake, cloud } = first
  const mayRestart = pace(world.clock, restarts)
  const run: { up: Promise<SandboxProcess | null>; stopping: boolean } = { up: Promise.resolve(first), stopping: false }
  const again = async (): Promise<SandboxProcess | null> => {
    while (mayRestart()) {
      await new Promise<void>(rested => world.clock.after(restMs, rested))
      if (run.stopping) return null
      const next = await start(join(folder, 'sandbox'), Number(new URL(url).port)).catch(() => null)
      if (next) return next
    }
    world.log({ level: 'fault', event: 'sandbox.stays-away' })
    return null
  }
  const follow = async (process: SandboxProcess | null): Promise<void> => {
    await process?.ended
    if (run.stopping || !process) return
    world.log({ level: 'warn', event: 'sandbox.ended' })
    run.up = again()
    return follow(await run.up)
  }
  void follow(first)
  return {
    url,
    organizer,
    adminToken,
    handshake,
    cloud,
    stop: async () => {
      run.stopping = true
      await (await run.up)?.stop()
    },
  }
}

/** Makes the till a device of the sandbox: the one it was started with, or another where that one is taken. */
export const connectSandbox = async (
  core: Core,
  sandbox: SandboxAddress,
  who: { readonly till: string; readonly cashier: string } = whoSells(core),
): Promise<Result<never> | null> => {
  const first = await core.connect({ handshake: sandbox.handshake, ...who })
  if (first.ok) return null
  if (first.refusal.code !== 'token-used') return first
  const second = await core.connect({ handshake: await anotherHandshake(sandbox), ...who })
  return second.ok ? null : second
}

/** A sandbox that has lost its state does not know the till any more. Connects it anew by itself, once: nothing real is behind it. */
export const stayConnected = (core: Core, sandbox: SandboxAddress): (() => void) => {
  const renewed = { done: false }
  return core.feed.listen('status', ({ connection }) => {
    if (connection.state !== 'barred' || renewed.done) return
    renewed.done = true
    void connectSandbox(core, sandbox)
  })
}

/** Who works here; before anybody has said so, the first till and cashier. */
export const whoSells = (core: Pick<Core, 'who'>): { till: string; cashier: string } => {
  const known = core.who()
  return { till: known.till || firstTill.till, cashier: known.cashier || firstTill.cashier }
}
