import { z } from 'zod'
import type { Readable } from './query.ts'
import { readCursor } from './sync-cursor.ts'

/** How old and how complete the copy of the platform's orders is. Times: Unix milliseconds; null: never. */
export type Knowledge = { readonly ordersAt: number | null; readonly refundsAt: number | null; readonly complete: boolean }

/** As the download noted it with the rows it brought: a first copy, then deltas, and a slow second look for what the platform never announces. */
export const readKnowledge = (db: Readable): Knowledge => {
  const history = historyShape.safeParse(readCursor(db, 'history')).data
  const deltas = deltasShape.safeParse(readCursor(db, 'deltas')).data
  const secondLook = secondLookShape.safeParse(readCursor(db, 'second-look')).data
  return {
    ordersAt: deltas?.doneAt ?? null,
    refundsAt: secondLook?.provenAt ?? (history?.complete ? history.startedAt : null),
    complete: history?.complete ?? false,
  }
}

const historyShape = z.object({ complete: z.boolean(), startedAt: z.number() })
const deltasShape = z.object({ doneAt: z.number() })
const secondLookShape = z.object({ provenAt: z.number().nullable() })
