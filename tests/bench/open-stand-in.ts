import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { organizer } from './invented-catalogue.ts'
import type { OrderBook } from './invented-orders.ts'

/** How long the stand-in works on a page of orders and on a new order before it answers; all else at once. */
export type StandInTask = { readonly book: OrderBook; readonly pageMs: number; readonly postMs: number }

export type StandIn = { readonly url: string; readonly api: string; readonly stop: () => void }

/** Starts a platform in a process of its own; it ends with this one at the latest. */
export const openStandIn = async (task: StandInTask): Promise<StandIn> => {
  const child = fork(fileURLToPath(new URL('stand-in.ts', import.meta.url)), [JSON.stringify(task)], { silent: true })
  child.stderr?.pipe(process.stderr)
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  child.once('exit', code => reject(new Error(`the stand-in ended: ${code}`)))
  child.stdout?.once('data', (line: Buffer) => resolve((JSON.parse(line.toString('utf8')) as { url: string }).url))
  const url = await promise
  return { url, api: `${url}/api/v1/organizers/${organizer}`, stop: () => void child.kill() }
}
