import { Worker } from 'node:worker_threads'
import type { Totals } from '#contract/totals'
import type { LogEntry } from '#main/world'

/** Totals from a thread of their own. */
export type TotalsReader = {
  /** Of one event, or of all. Rejects when the thread broke down on it; the next question gets a fresh thread. */
  readonly totals: (event: string | null) => Promise<Totals>
  readonly close: () => Promise<void>
}

/** Questions that may wait at once; a screen asks one at a time. */
const mostWaiting = 100

type Message = { readonly entry: LogEntry } | { readonly number: number; readonly totals: Totals }
type Waiting = { readonly resolve: (totals: Totals) => void; readonly reject: (problem: Error) => void }

/** Starts reading totals of the database at `file`, which must exist already; slow statements come to `log`. */
export const startTotalsReader = (file: string, log: (entry: LogEntry) => void = () => undefined): TotalsReader => {
  const waiting = new Map<number, Waiting>()
  let thread: Worker | null = null
  let last = 0

  const failAll = (problem: Error): void => {
    const failed = [...waiting.values()]
    waiting.clear()
    for (const each of failed) each.reject(problem)
  }
  const start = (): Worker => {
    const started = new Worker(new URL('./totals-worker.ts', import.meta.url), { workerData: { file } })
    started.on('message', (message: Message) => {
      if ('entry' in message) return log(message.entry)
      waiting.get(message.number)?.resolve(message.totals)
      waiting.delete(message.number)
    })
    started.on('error', problem => {
      if (thread === started) thread = null
      failAll(problem instanceof Error ? problem : new Error(String(problem)))
    })
    started.on('exit', () => {
      if (thread === started) thread = null
      failAll(new Error('the totals thread has ended'))
    })
    started.unref()
    return started
  }

  return {
    totals: event => {
      if (waiting.size >= mostWaiting) return Promise.reject(new Error(`more than ${mostWaiting} questions for totals at once`))
      const { promise, resolve, reject } = Promise.withResolvers<Totals>()
      const number = (last += 1)
      waiting.set(number, { resolve, reject })
      thread ??= start()
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
      thread.postMessage({ number, event })
      return promise
    },
    close: async () => {
      const ending = thread
      thread = null
      await ending?.terminate()
    },
  }
}
