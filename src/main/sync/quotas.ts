import type { World } from '#main/world'
import { itemsOfVariations } from '#store/item'
import type { Transaction } from '#store/query'
import { putQuota, sweepQuotas } from '#store/quota'
import { readQuota } from './catalogue-shapes.ts'
import type { Reading } from './decode-page.ts'
import { readList } from './decode-page.ts'
import { readable } from './decode-records.ts'
import type { Fetched, SyncParts } from './sync-parts.ts'

/** Quotas with their availability as the platform has just counted it, not stored yet. */
export type QuotaList = {
  readonly event: string
  readonly subevent: number | null
  readonly records: readonly unknown[]
  readonly steady: boolean
  readonly askedAt: number
}

/** Asks for an event's quotas, or for those of one date of it. */
export const quotasOf = async (parts: SyncParts, event: string, subevent: number | null): Promise<Reading<QuotaList>> => {
  const askedAt = parts.world.clock.now()
  const search = { with_availability: 'true', ...(subevent === null ? {} : { subevent: String(subevent) }) }
  const list = await readList(parts.platform, `events/${event}/quotas/`, search, { signal: parts.signal })
  if (list.kind !== 'read') return list
  const { records, steady } = list.value
  return { kind: 'read', value: { event, subevent, records, steady, askedAt } }
}

/** Puts quotas into the file; quotas that were not listed are marked gone. Gives the records that cannot be read. Items must be stored before. */
export const storeQuotas = (tx: Transaction, world: Pick<World, 'log'>, list: QuotaList, run: number): readonly string[] => {
  const { event, subevent, askedAt } = list
  const { good, bad } = readable(world, `events/${event}/quotas/`, list.records, readQuota(event, askedAt))
  const itemOf = itemsOfVariations(tx, event)
  const withVariations = new Set(itemOf.values())
  for (const { quota, items, variations } of good) {
    const whole = items.filter(item => !withVariations.has(item)).map(item => ({ item, variation: 0 }))
    const forms = variations.flatMap(variation => {
      const item = itemOf.get(variation)
      return item === undefined ? [] : [{ item, variation }]
    })
    putQuota(tx, quota, [...whole, ...forms], run)
  }
  if (list.steady && bad.length === 0) sweepQuotas(tx, event, subevent ?? 'all', run)
  return bad
}

/** Refreshes what is left of one showing, or of all dates of an event. */
export const fetchQuotas = async (parts: SyncParts, event: string, subevent: number | null): Promise<Fetched> => {
  const list = await quotasOf(parts, event, subevent)
  if (list.kind === 'failed') return { kind: 'failed', answer: list.answer }
  if (list.kind === 'unchanged') throw new Error('an unconditional list cannot be unchanged')
  const unreadable = parts.store.refetchable('quotas', tx => storeQuotas(tx, parts.world, list.value, list.value.askedAt))
  return { kind: 'done', unreadable }
}
