import { devNull } from 'node:os'
import { parentPort, workerData } from 'node:worker_threads'
import { z } from 'zod'
import { createTotals } from '#sales/totals'
import { openReader } from '#store/open'
import { realWorld } from './real-world.ts'

/**
 * Entry file of the thread that adds up totals on a read-only connection of its own, so that no sale waits for a report.
 * Takes `{number, event}`, answers `{number, totals}`; sends `{entry}` for the log. A fault ends the thread; the host starts another.
 */
const port = parentPort
if (!port) throw new Error('this file is the entry of a worker thread')

const { file } = z.object({ file: z.string() }).parse(workerData)
const question = z.object({ number: z.int(), event: z.string().nullable() })
// this thread keeps no secrets
const world = realWorld({ secretsFile: devNull, log: entry => port.postMessage({ entry }) })
const { read } = openReader(world, file)
const totals = createTotals({ read })

port.on('message', (message: unknown) => {
  const { number, event } = question.parse(message)
  port.postMessage({ number, totals: totals(event) })
})
