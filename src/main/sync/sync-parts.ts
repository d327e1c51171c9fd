import type { World } from '#main/world'
import type { Writable } from '#store/query'
import type { Platform, PlatformAnswer } from './platform-answer.ts'

/** What every part of the download works with. `signal` ends it in the middle of whatever it does; what is stored by then stays good. */
export type SyncParts = {
  readonly world: World
  readonly store: Writable
  readonly platform: Platform
  readonly signal: AbortSignal
}

/** What came of one part of the download: done, or the answer that ended it. `unreadable` names records that were left out. */
export type Fetched =
  | { readonly kind: 'done'; readonly unreadable: readonly string[] }
  | { readonly kind: 'failed'; readonly answer: Exclude<PlatformAnswer, { readonly kind: 'ok' }> }
