import type { Cloud } from '#contract/onsale-plan'
import type { Result } from '#contract/refusal'
import { done, refused } from '#contract/refusal'
import { minuteMs } from '#domain/onsale/scene'
import type { World } from '#main/world'
import type { Poll, Reading } from '#monitor/poll'
import { nothingRead } from '#monitor/poll'
import { hostOf, jsonOf } from '#monitor/reach'
import { askPage } from './ask.ts'

export type QueueEntry = NonNullable<Cloud['queue']>
/** What the shop's own queue says: people waiting, people let in a minute, and minutes to wait. */
export type QueueSaid = { readonly waiting: number; readonly admitted: number | null; readonly wait: number | null }

const everyMs = 25_000

/** What is asked of the shop's own queue. No queue has a documented address, so a person names the address and the fields. */
export const queuePolls = (world: World, entry: QueueEntry): readonly Poll[] => [
  {
    name: 'queue.shop',
    source: 'queue',
    everyMs,
    hurriedEveryMs: everyMs,
    overlapMs: 0,
    read: async (_window, signal) => {
      const said = await tryQueue(world, entry, signal)
      if (!said.ok) return nothingRead(said.refusal)
      const at = Math.floor(world.clock.now() / minuteMs) * minuteMs
      return {
        readings: queueReadings(said.value, hostOf(entry.url), at),
        facts: {},
        refusals: [],
        answered: true,
        metricsAsked: 0,
      }
    },
  },
]

/** Asks the queue once, to see whether the fields are there. */
export const tryQueue = async (world: World, entry: QueueEntry, signal?: AbortSignal): Promise<Result<QueueSaid>> => {
  const page = await askPage(world, 'queue', entry.url, signal)
  if (!page.ok) return page
  if (page.value.status >= 300) return refused('shop-failed', { status: page.value.status })
  const answer = jsonOf(page.value.body)
  const [waiting, admitted, wait] = [
    numberAt(answer, entry.waiting),
    fieldOf(answer, entry.admitted),
    fieldOf(answer, entry.wait),
  ]
  if (waiting === undefined) return refused('queue-field-missing', { field: entry.waiting })
  if (admitted === undefined) return refused('queue-field-missing', { field: entry.admitted ?? '' })
  if (wait === undefined) return refused('queue-field-missing', { field: entry.wait ?? '' })
  return done({ waiting, admitted, wait })
}

/** A field that nobody named is null; one that is named and not there, undefined. */
const fieldOf = (answer: unknown, path: string | null): number | null | undefined =>
  path === null ? null : numberAt(answer, path)

/** The number at a dotted path, also where it is written as text. */
const numberAt = (answer: unknown, path: string): number | undefined => {
  let value: unknown = answer
  for (const step of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined
    value = (value as Readonly<Record<string, unknown>>)[step]
  }
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number) && number >= 0 ? number : undefined
}

const queueReadings = (said: QueueSaid, resource: string, at: number): readonly Reading[] =>
  (
    [
      ['queue.waiting', said.waiting],
      ['queue.admitted', said.admitted],
      ['queue.wait', said.wait],
    ] as const
  ).flatMap(([role, value]) => (value === null ? [] : [{ role, resource, at, value }]))
