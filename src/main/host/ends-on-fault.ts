import type { LogEntry } from '#main/world'

/** Tells whoever started this process that a fault ended it and it may be started again. */
const faultCode = 70

/** A fault that nobody caught is written down and ends the process: what is on the disk is true, what is in memory may not be. */
export const endOnFault = (log: (entry: LogEntry) => void): void => {
  const onFault = (problem: unknown): void => {
    const stack = problem instanceof Error ? (problem.stack ?? problem.message) : 'not an error'
    log({ level: 'fault', event: 'core.fault', fields: { stack } })
    process.exit(faultCode)
  }
  process.on('uncaughtException', onFault)
  process.on('unhandledRejection', onFault)
}
