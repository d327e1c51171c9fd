import type { Clock } from '#main/world'

type Task = { readonly at: number; readonly order: number; readonly run: () => void }

/** Time that passes only when told to. Weeks take seconds, and the same seed gives the same weeks. */
export type VirtualTime = {
  readonly now: () => number
  readonly after: Clock['after']
  /** Lets `ms` pass: everything that falls due happens in order, with all that follows from it at once. */
  readonly pass: (ms: number) => Promise<void>
}

export const virtualTime = (start: number): VirtualTime => {
  let now = start
  let count = 0
  const tasks = new Set<Task>()
  const next = (until: number): Task | undefined =>
    [...tasks].filter(task => task.at <= until).toSorted((a, b) => a.at - b.at || a.order - b.order)[0]
  return {
    now: () => now,
    after: (delayMs, run) => {
      const task = { at: now + Math.ceil(Math.max(0, delayMs)), order: count++, run }
      tasks.add(task)
      return () => void tasks.delete(task)
    },
    pass: async ms => {
      const until = now + ms
      await settled()
      for (let task = next(until); task; task = next(until)) {
        tasks.delete(task)
        now = Math.max(now, task.at)
        task.run()
        await settled()
      }
      now = until
    },
  }
}

/** All promises that can go on have gone on. */
const settled = (): Promise<void> => new Promise(resolve => void setImmediate(resolve))
