import { renameSync } from 'node:fs'
import { join } from 'node:path'
import type { Result } from '#contract/refusal'
import type { Core } from '#main/core'
import { anotherHandshake, startSandboxProcess } from './sandbox-process.ts'
import type { SandboxProcess } from './sandbox-process.ts'

/** Who sells at a till that nobody has named yet. */
export const firstTill = { till: 'Kasa 1', cashier: 'Kasjer 1' }

/**
 * Brings up the sandbox of a data folder, on its port of last time so that its addresses stay; on another when that is taken. A state that it cannot
 * start from is kept aside and a new one begun: it is only the sandbox, and nobody's evening should hang on it.
 */
export const bringUpSandbox = async (folder: string, port: number): Promise<SandboxProcess> => {
  const state = join(folder, 'sandbox')
  const onAnyPort = (): Promise<SandboxProcess> => startSandboxProcess(state, 0)
  try {
    return await (port === 0 ? onAnyPort() : startSandboxProcess(state, port).catch(onAnyPort))
  } catch {
    renameSync(state, `${state}-damaged-${Date.now()}`)
    return onAnyPort()
  }
}

/** Makes the till a device of the sandbox: the one it was started with, or another where that one is taken. */
export const connectSandbox = async (core: Core, sandbox: SandboxProcess): Promise<Result<never> | null> => {
  const first = await core.connect({ handshake: sandbox.handshake, ...whoSells(core) })
  if (first.ok) return null
  if (first.refusal.code !== 'token-used') return first
  const second = await core.connect({ handshake: await anotherHandshake(sandbox), ...whoSells(core) })
  return second.ok ? null : second
}

/** A sandbox that has lost its state does not know the till any more. Connects it anew by itself, once: nothing real is behind it. */
export const stayConnected = (core: Core, sandbox: SandboxProcess): (() => void) => {
  const renewed = { done: false }
  return core.feed.listen('status', ({ connection }) => {
    if (connection.state !== 'barred' || renewed.done) return
    renewed.done = true
    void connectSandbox(core, sandbox)
  })
}

const whoSells = (core: Core): { till: string; cashier: string } => {
  const known = core.who()
  return { till: known.till || firstTill.till, cashier: known.cashier || firstTill.cashier }
}
