import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Result } from '#contract/refusal'
import type { Core } from '#main/core'
import { openCore } from '#main/core'
import { fileLog } from '#host/log-file'
import { realWorld } from '#host/real-world'
import { pause } from './alternating.ts'
import { organizer } from './invented-catalogue.ts'

/** A whole core on a file of its own in a folder of its own. */
export type BenchTill = { readonly core: Core; readonly file: string; readonly close: () => Promise<void> }

/** A folder that goes when `remove` is called. */
export const benchFolder = (): { readonly folder: string; readonly remove: () => void } => {
  const folder = mkdtempSync(join(tmpdir(), 'kasa-bench-'))
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

/** Opens a fresh core; nothing is connected. */
export const openBenchTill = async (): Promise<BenchTill> => {
  const { folder, remove } = benchFolder()
  const file = join(folder, 'kasa.sqlite')
  const world = realWorld({ secretsFile: join(folder, 'secrets.json'), log: fileLog(join(folder, 'kasa.log')) })
  const core = valueIn(await openCore(world, file, { totals: null, sandboxAt: null }))
  return {
    core,
    file,
    close: async () => {
      await core.close()
      remove()
    },
  }
}

export const connectTo = async ({ core }: BenchTill, url: string): Promise<void> => {
  valueIn(await core.connect({ url, organizer, deviceToken: 'bench', till: 'Kasa 1', cashier: 'Anna' }))
}

/** The value, or an error that shows the refusal. */
export const valueIn = <Value>(result: Result<Value>): Value => {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.refusal)}`)
  return result.value
}

const patienceMs = 300_000

/** Looks every few milliseconds until `reached`. */
export const until = async (reached: () => Promise<boolean> | boolean, everyMs = 5): Promise<void> => {
  const end = performance.now() + patienceMs
  while (!(await reached())) {
    if (performance.now() > end) throw new Error('waited in vain')
    await pause(everyMs)
  }
}
