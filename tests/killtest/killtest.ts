// npm run killtest -- --times N [--seed N]: a real till on a real file, killed with -9 N times at seeded points, then counted.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { countEverything } from './count.ts'
import type { Blow } from './killer.ts'
import { chanceFrom } from '../seeded-chance.ts'
import type { Chance } from '../seeded-chance.ts'

const { values } = parseArgs({ options: { times: { type: 'string', default: '50' }, seed: { type: 'string', default: '1' } } })
const [times, seed] = [Number(values.times), Number(values.seed)]
const chance = chanceFrom(seed)
const folder = mkdtempSync(join(tmpdir(), 'kasa-killtest-'))
const program = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

/** Most blows are meant for a commit, an upload or a lease call; without a platform nearly all for a commit, since few calls are made. */
const drawBlow = (chance: Chance, gone: boolean): Blow => {
  const when = (['before', 'during', 'during', 'after'] as const)[chance.below(4)] ?? 'during'
  const kind = gone ? chance.below(4) * 2.5 : chance.below(8)
  if (kind < 3 || (gone && kind < 7))
    return { where: 'commit', nth: 1 + chance.below(gone ? 25 : 40), delayUs: chance.below(400) }
  if (kind < 5) return { where: 'upload', when, nth: 1 + chance.below(6), delayUs: chance.below(12_000) }
  if (kind < 7) return { where: 'lease', when, nth: 1 + chance.below(8), delayUs: chance.below(12_000) }
  return { where: 'anywhere', afterMs: chance.below(4000) }
}

const startPlatform = async () => {
  const child = spawn(process.execPath, [program('../../src/main/host/sandbox.ts'), '--seed', String(seed), '--port', '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const line = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', resolve)
    child.once('exit', () => reject(new Error('the sandbox did not come up')))
  })
  return {
    child,
    world: JSON.parse(line) as { url: string; organizer: string; events: string[]; adminToken: string; deviceToken: string },
  }
}

const live = (task: object): Promise<{ words: string; code: number | null }> => {
  const child = spawn(process.execPath, [program('./till-process.ts'), JSON.stringify(task)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let words = ''
  child.stdout.on('data', piece => (words += String(piece)))
  return new Promise(resolve => child.on('close', code => resolve({ words, code })))
}

/** A nervous platform part of the time: answers lost after the deed, busy, broken, slow. */
const setTemper = async (world: { url: string; adminToken: string }, temper: object): Promise<void> => {
  const response = await fetch(`${world.url}/sandbox/temper`, {
    method: 'PUT',
    headers: { Authorization: `Token ${world.adminToken}`, 'Content-Type': 'application/json' },
    body: JSON.stringify(temper),
  })
  if (!response.ok) throw new Error(`the sandbox did not take the temper: ${response.status} ${await response.text()}`)
}

const platform = await startPlatform()
const { world } = platform
const base = {
  folder,
  events: ['bieber', 'jarocin', 'mpe'],
  connect: { url: world.url, organizer: world.organizer, deviceToken: world.deviceToken },
}
const distribution = new Map<string, number>()
const faults: string[] = []
const offline = { lives: 0, sold: 0 }
for (let life = 1; life <= times; life += 1) {
  // the lives before lay in what is sold then
  const gone = life % 3 === 0
  const nervous = life > 1 && chance.below(2) === 0 ? { lostAnswer: 0.1, status409: 0.05, status500: 0.05, only: 'POST' } : {}
  await setTemper(world, gone ? { gone: true } : nervous)
  const { words, code } = await live({ ...base, seed: seed * 1000 + life, blow: drawBlow(chance, gone), gone, drainOnly: false })
  const struck = /^struck (.*)$/m.exec(words)?.[1] ?? `ended by itself (${code})`
  distribution.set(struck, (distribution.get(struck) ?? 0) + 1)
  const sold = words.split('\n').filter(line => line === 'sold').length
  if (gone) offline.lives += 1
  if (gone) offline.sold += sold
  faults.push(...words.split('\n').filter(line => line.startsWith('fault')))
  process.stderr.write(`\rkilled ${life} of ${times}`)
}
process.stderr.write('\n')
await setTemper(world, {})
const last = await live({ ...base, seed, blow: null, drainOnly: true })
const count = await countEverything(world, folder)
platform.child.kill()

console.log(`seed ${seed}: where ${times} blows fell`)
for (const [where, number] of [...distribution].sort((a, b) => b[1] - a[1]))
  console.log(`  ${String(number).padStart(4)}  ${where}`)
const aimed = [...distribution]
  .filter(([where]) =>
    /^(inside a commit|while .* was under way|after .* was written into the file, before it left|after the answer to .* arrived, before it was written)$/.test(
      where,
    ),
  )
  .reduce((sum, [, number]) => sum + number, 0)
console.log(`${aimed} of ${times} inside a commit, or inside a call: it stands in the file and its answer does not yet`)
console.log(`${offline.lives} lives without a platform sold ${offline.sold} times from stock`)
console.log(
  `${count.paper} sales handed over, ${count.sales} in the file with ${count.tickets} tickets, ${count.uploaded} on the platform`,
)
const problems = [
  ...count.problems,
  ...faults,
  ...(last.words.includes('drained') ? [] : ['the last life did not come to rest']),
  ...(aimed * 2 >= times ? [] : ['less than half of the blows fell where they hurt']),
  ...(offline.lives < 5 || offline.sold > 0 ? [] : ['nothing was sold without a platform']),
  ...(count.sales > times / 2 ? [] : ['too little was sold to prove anything']),
  ...[...distribution.keys()].filter(where => where.startsWith('ended by itself')),
]
for (const problem of problems) console.log(`  PROBLEM ${problem}`)
console.log(
  problems.length === 0 ? 'nothing lost, nothing doubled' : `${problems.length} problems; the file is kept in ${folder}`,
)
if (problems.length === 0) rmSync(folder, { recursive: true, force: true })
process.exit(problems.length === 0 ? 0 : 1)
