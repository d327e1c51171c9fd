import { createHash, randomBytes } from 'node:crypto'
import { parseArgs } from 'node:util'
import { readScenario } from '#sandbox/cloud/scenario-file'
import { startSandbox, type Sandbox } from '#sandbox/server'
import { pacedClock } from './virtual-clock.ts'

/** Runs the sandbox alone: prints one JSON line that says how to reach it, then serves until it is told to stop. */
const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    seed: { type: 'string', default: '1' },
    state: { type: 'string' },
    // what its cloud plays: the name of a scenario, or a file of one's own
    scenario: { type: 'string' },
    speed: { type: 'string', default: '1' },
    // when it is there; without it, as late as it is
    at: { type: 'string' },
    // for whoever starts it as a part of themselves: their end, however it comes, closes the pipe
    'while-input-is-open': { type: 'boolean', default: false },
  },
})

const sandbox = await start().catch(explain)
const { cloud } = sandbox.description
process.stdout.write(
  `${JSON.stringify({
    ...sandbox.description,
    aws: cloud.aws.endpoint,
    cloudflare: cloud.cloudflare.address,
    shop: cloud.shop.url,
  })}\n`,
)
const end = (): void => void sandbox.stop().then(() => process.exit(0))
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, end)
if (values['while-input-is-open']) process.stdin.once('close', end).resume()

async function start(): Promise<Sandbox> {
  const realAt = Date.now()
  const clock = pacedClock(
    {
      now: () => Date.now(),
      monotonic: () => performance.now(),
      after: (delayMs, task) => {
        const timer = setTimeout(task, delayMs)
        return () => clearTimeout(timer)
      },
    },
    { realAt, virtualAt: virtualStart(values.at) ?? realAt, speed: speedNumber(values.speed) },
  )
  return startSandbox({
    world: { clock, random: { bytes: length => randomBytes(length) } },
    seed: seedNumber(values.seed),
    port: Number(values.port),
    pacing: clock,
    ...(values.state === undefined ? {} : { stateDir: values.state }),
    ...(values.scenario === undefined ? {} : { scenario: readScenario(values.scenario) }),
  })
}

/** A word is as good a seed as a number. */
function seedNumber(text: string): number {
  return /^\d+$/.test(text) ? Number(text) : createHash('sha256').update(text).digest().readUInt32BE(0)
}

function speedNumber(text: string): number {
  const speed = Number(text)
  if (!(speed >= 0 && speed <= 600)) throw new Error(`--speed is a number from 0 to 600, not ${text}.`)
  return speed
}

function virtualStart(text: string | undefined): number | null {
  if (text === undefined) return null
  const at = Date.parse(text)
  if (Number.isNaN(at)) throw new Error(`--at is a time such as 2015-12-11T09:30:00+01:00, not ${text}.`)
  return at
}

/** A start that fails says why in one line. */
function explain(reason: unknown): never {
  const text = reason instanceof Error ? reason.message : String(reason)
  process.stderr.write(`The sandbox did not start: ${text}\n`)
  process.exit(1)
}
