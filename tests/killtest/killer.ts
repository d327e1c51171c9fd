import { Worker } from 'node:worker_threads'
import { z } from 'zod'

/** Where in its life a till is to die. `nth` counts from 1; `delayUs` is how far into the moment the blow falls. */
export const blowShape = z.discriminatedUnion('where', [
  z.object({ where: z.literal('commit'), nth: z.number(), delayUs: z.number() }),
  z.object({ where: z.literal('upload'), when: z.enum(['before', 'during', 'after']), nth: z.number(), delayUs: z.number() }),
  z.object({ where: z.literal('lease'), when: z.enum(['before', 'during', 'after']), nth: z.number(), delayUs: z.number() }),
  z.object({ where: z.literal('anywhere'), afterMs: z.number() }),
])
export type Blow = z.infer<typeof blowShape>

/** A second thread with a finger on the trigger: it can strike while the first is inside SQLite's commit, where no JavaScript runs. */
export type Killer = {
  /** The till is inside a commit from now on; strike `delayUs` later if it still is. */
  readonly insideCommit: (delayUs: number) => void
  readonly commitOver: () => void
  readonly now: (why: string) => void
}

const outside = 0
const inside = 1

const finger = `
const { workerData, parentPort } = require('node:worker_threads')
const { writeSync } = require('node:fs')
const shared = new Int32Array(workerData)
for (;;) {
  Atomics.wait(shared, 0, ${outside})
  const until = process.hrtime.bigint() + BigInt(Atomics.load(shared, 1)) * 1000n
  while (process.hrtime.bigint() < until);
  if (Atomics.load(shared, 0) === ${inside}) {
    writeSync(1, 'struck inside a commit\\n')
    process.kill(process.pid, 'SIGKILL')
  }
}
`

export const createKiller = (): Killer => {
  const shared = new Int32Array(new SharedArrayBuffer(8))
  const worker = new Worker(finger, { eval: true, workerData: shared.buffer })
  worker.unref()
  return {
    insideCommit: delayUs => {
      Atomics.store(shared, 1, delayUs)
      Atomics.store(shared, 0, inside)
      Atomics.notify(shared, 0)
    },
    commitOver: () => Atomics.store(shared, 0, outside),
    now: why => {
      process.stdout.write(`struck ${why}\n`)
      process.kill(process.pid, 'SIGKILL')
    },
  }
}
