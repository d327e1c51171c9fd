import { createHash, randomBytes } from 'node:crypto'
import { parseArgs } from 'node:util'
import { startSandbox } from '#sandbox/server'

/** Runs the sandbox alone: prints one JSON line that says how to reach it, then serves until it is told to stop. */
const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    seed: { type: 'string', default: '1' },
    state: { type: 'string' },
    // for whoever starts it as a part of themselves: their end, however it comes, closes the pipe
    'while-input-is-open': { type: 'boolean', default: false },
  },
})

const sandbox = await startSandbox({
  world: {
    clock: {
      now: () => Date.now(),
      monotonic: () => performance.now(),
      after: (delayMs, task) => {
        const timer = setTimeout(task, delayMs)
        return () => clearTimeout(timer)
      },
    },
    random: { bytes: length => randomBytes(length) },
  },
  seed: seedNumber(values.seed),
  port: Number(values.port),
  ...(values.state === undefined ? {} : { stateDir: values.state }),
}).catch(explain)

process.stdout.write(`${JSON.stringify(sandbox.description)}\n`)
const end = (): void => void sandbox.stop().then(() => process.exit(0))
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, end)
if (values['while-input-is-open']) process.stdin.once('close', end).resume()

/** A word is as good a seed as a number. */
function seedNumber(text: string): number {
  return /^\d+$/.test(text) ? Number(text) : createHash('sha256').update(text).digest().readUInt32BE(0)
}

/** A start that fails says why in one line. */
function explain(reason: unknown): never {
  const text = reason instanceof Error ? reason.message : String(reason)
  process.stderr.write(`The sandbox did not start: ${text}\n`)
  process.exit(1)
}
