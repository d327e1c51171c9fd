import { z } from 'zod'
import type { Readable } from './query.ts'
import { readCursor } from './sync-cursor.ts'

/** How old and how complete the copy of the platform's orders is. Times: Unix milliseconds; null: never. */
export type Knowledge = { readonly ordersAt: number | null; readonly refundsAt: number | null; readonly complete: boolean }

/** As the download noted it down with the rows it brought. */
export const readKnowledge = (db: Readable): Knowledge => ({
  ordersAt: doneAt(readCursor(db, 'deltas')),
  refundsAt: doneAt(readCursor(db, 'refunds')),
  complete: historyShape.safeParse(readCursor(db, 'history')).data?.complete ?? false,
})

const doneShape = z.object({ doneAt: z.number() })
const historyShape = z.object({ complete: z.boolean() })
const doneAt = (cursor: unknown): number | null => doneShape.safeParse(cursor).data?.doneAt ?? null
