import { randomBytes } from 'node:crypto'
import type { Clock, LogEntry, World } from '#main/world'
import { realNetwork } from './real-network.ts'
import { fileSecrets } from './file-secrets.ts'

/** This machine's clocks and timers. */
export const realClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  after: (delayMs, task) => {
    // a timer waits a millisecond at least, which would be most of the time that a page of orders takes
    if (delayMs <= 0) {
      const turn = setImmediate(task)
      return () => clearImmediate(turn)
    }
    const timer = setTimeout(task, delayMs)
    return () => clearTimeout(timer)
  },
}

/** The world as this machine has it. `secretsFile`: where tokens are kept when the system has no key store. */
export const realWorld = (options: { readonly secretsFile: string; readonly log: (entry: LogEntry) => void }): World => ({
  clock: realClock,
  random: { bytes: length => new Uint8Array(randomBytes(length)) },
  network: realNetwork,
  secrets: fileSecrets(options.secretsFile),
  aws: { profiles: async () => [], session: async () => ({ kind: 'none', reason: 'no-profile' }), signIn: async () => false },
  log: options.log,
})
