import { readCursor, writeCursor } from '#store/sync-cursor'
import type { SyncParts } from './sync-parts.ts'

type Kind = 'catalogue' | 'stock'

/** When a kind of knowledge was last asked for in full and came; null: never. Unix milliseconds. */
export const ageOf = ({ store }: Pick<SyncParts, 'store'>, kind: Kind): number | null => {
  const at = readCursor(store, `ages/${kind}`)
  return typeof at === 'number' ? at : null
}

export const keepAge = ({ store, world }: Pick<SyncParts, 'store' | 'world'>, at: number, ...kinds: readonly Kind[]): void =>
  store.refetchable('ages', tx => {
    for (const kind of kinds) writeCursor(tx, `ages/${kind}`, at, world.clock.now())
  })
