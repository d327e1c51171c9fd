// npm run journey -- [--world FILE] [--seed N] [--sales N]: Kasa's whole way on a platform, while everything goes wrong that can; then it is counted.
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { firstLine, host } from '../e2e/processes.ts'
import { readWorld } from './platform-desk.ts'
import { travel } from './travel.ts'

const { values } = parseArgs({
  options: { world: { type: 'string' }, seed: { type: 'string', default: '1' }, sales: { type: 'string', default: '200' } },
})
const [seed, wanted] = [Number(values.seed), Number(values.sales)]
if (!Number.isInteger(seed) || !Number.isInteger(wanted) || wanted < 1) {
  console.error(`usage: npm run journey -- [--world FILE] [--seed N] [--sales N]
  FILE: the line that npm run platform or npm run sandbox printed; without it, a sandbox of its own`)
  process.exit(2)
}
// ending this way takes the till along
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))

/** A sandbox that lives as long as this journey. */
const ownSandbox = (): Promise<string> => {
  const child = spawn(process.execPath, [host('sandbox.ts'), '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] })
  process.once('exit', () => child.kill())
  return firstLine(child, /^\{/)
}

const sum = (counted: ReadonlyMap<string, number>): number => [...counted.values()].reduce((total, times) => total + times, 0)
const listed = (counted: ReadonlyMap<string, number>): string =>
  [...counted]
    .sort((a, b) => b[1] - a[1])
    .map(([what, times]) => `${what} ${times}`)
    .join(', ')
const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`

const { sold, count, kills, road, rivals, refusals, oversoldBefore, ms, problems, kept } = await travel(
  readWorld(values.world === undefined ? await ownSandbox() : readFileSync(values.world, 'utf8')),
  seed,
  wanted,
)
const split = sold.filter(({ sale }) => sale.payments.length > 1).length
const offline = sold.filter(each => each.whileCut).length
const figures: readonly (readonly [string, string])[] = [
  ['seed', `${seed}`],
  ['sales', `${sold.length} handed over, ${count.sales} in the file, ${count.tickets} tickets, ${count.amount}`],
  ['payments', `${split} sales paid partly in cash, partly by card`],
  ['offline', `${offline} sales made while the network was cut`],
  ['kills', `${sum(kills)} with -9: ${listed(kills)}`],
  ['cuts', `${road.cuts}, ${seconds(road.cutMs)} in all; ${road.turnedAway} requests turned away`],
  [
    'requests',
    `${road.requests}: ${road.delayed} delayed, ${road.doubled} sent twice (${road.doubledWrites} writes), ${road.answersLost} answers lost`,
  ],
  [
    'others',
    `tried ${rivals.tried} times for the same: ${rivals.got} got it, ${rivals.refused} refused, ${rivals.troubled} told to come again`,
  ],
  ['till', `was refused ${sum(refusals)} times: ${listed(refusals)}`],
  ['counted', count.from],
  ['gate', `${count.scanned} codes scanned off the printed tickets, each shown at the gate twice: let in, turned away`],
  ...(oversoldBefore > 0
    ? [['left out', `${oversoldBefore} seats or quotas that were oversold before this began`] as const]
    : []),
  [
    'time',
    `${seconds(ms.ready)} to be ready, ${seconds(ms.selling)} of selling, ${seconds(ms.closing)} to close, ${seconds(ms.all)} in all`,
  ],
]
for (const [what, words] of figures) console.log(`${what.padEnd(9)} ${words}`)
for (const excess of count.byPlatform)
  console.log(`platform  gave out ${excess}; each unit of the till stood under a lease (docs/decisions/0010)`)
for (const problem of problems) console.log(`PROBLEM   ${problem}`)
console.log(
  problems.length === 0
    ? 'PASSED: nothing lost, nothing doubled, nothing oversold by the till'
    : `FAILED: ${problems.length} problems; the till's folder is kept in ${kept}`,
)
process.exit(problems.length === 0 ? 0 : 1)
