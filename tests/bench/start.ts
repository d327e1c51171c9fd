import { readFileSync } from 'node:fs'
import { alternating, median, pause } from './alternating.ts'
import { enterDoor, openDoorCall } from './door.ts'
import type { Figure } from './figure.ts'
import { against, alone } from './figure.ts'
import type { FilledFolder } from './filled-folder.ts'
import { fillFolder } from './filled-folder.ts'
import { startKasa } from './kasa-process.ts'

const manyOrders = 100_000
const rounds = 7
const noInput = '{"input":{}}'
/** After the first screens the process does what it does all day; then its memory is read. */
const settleMs = 8000
const bytesPerMb = 1_000_000

/** From the start of the process to the first screen: its address is printed, the frame's status and the list of showings are answered. */
export const start = async (): Promise<readonly Figure[]> => {
  const empty = await fillFolder(0)
  const full = await fillFolder(manyOrders)
  const pairs = await alternating(rounds, {
    floor: () => startOnce(empty),
    figure: () => startOnce(full),
  })
  const memory = await memoryOf(full)
  empty.close()
  full.close()
  return [
    alone('start-empty', median(pairs.floor)),
    against('start-100k', median(pairs.figure), median(pairs.floor)),
    alone('memory-100k', memory, 'MB'),
  ]
}

const startOnce = async ({ folder }: FilledFolder): Promise<number> => {
  const began = performance.now()
  const kasa = await startKasa(folder)
  const door = openDoorCall(new URL(kasa.url).origin, await enterDoor(kasa.url))
  const status = await door.call('/call/status.get', noInput)
  const showings = await door.call('/call/showings.list', noInput)
  const took = performance.now() - began
  if (!status.includes('"ok":true') || !showings.includes('festiwal')) throw new Error('the first screen has nothing to show')
  door.close()
  await kasa.stop()
  return took
}

/** Resident memory of the one process, totals asked for once, in megabytes. Linux only: elsewhere there is no such file. */
const memoryOf = async ({ folder }: FilledFolder): Promise<number> => {
  const kasa = await startKasa(folder)
  const door = openDoorCall(new URL(kasa.url).origin, await enterDoor(kasa.url))
  await door.call('/call/totals.get', '{"input":{"event":null}}')
  await pause(settleMs)
  const resident = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${kasa.pid}/status`, 'utf8'))?.[1]
  door.close()
  await kasa.stop()
  return (Number(resident) * 1024) / bytesPerMb
}
