import { performance } from 'node:perf_hooks'
import type { Clock, LogEntry, World } from '#main/world'
import { systemChance } from './chance.ts'
import { awsSessions } from './aws-sessions.ts'
import { realNetwork } from './real-network.ts'
import { fileSecrets } from './file-secrets.ts'

/** This machine's clocks and timers. */
const realClock: Clock = {
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

type WorldOptions = {
  /** Where tokens are kept when the system has no key store. */
  readonly secretsFile: string
  readonly log: (entry: LogEntry) => void
  /** AWS config files beside the user's own; a sandbox's profile stands in one. */
  readonly awsConfigFiles?: readonly string[]
}

/** The world as this machine has it. */
export const realWorld = (options: WorldOptions): World => ({
  clock: realClock,
  random: systemChance(),
  network: realNetwork,
  secrets: fileSecrets(options.secretsFile),
  aws: awsSessions({ configFiles: options.awsConfigFiles ?? [] }),
  log: options.log,
})
