import type { Role } from '#contract/onsale-roles'
import type { Night } from '../night.ts'

/**
 * The whole life of one variant of a rule: it begins, outlasts what would not have begun it, is over, and is neither so nor over while its data is missing. `fires`, `holds` and `over` are minutes of the sale:
 * the first in which it is found, one in which it is still found, and the first in which it is not.
 */
export type Life = {
  readonly night: Night
  /** What else is so in a minute of the sale. */
  readonly meanwhile?: (minute: number) => Partial<Night>
  readonly subject?: string
  readonly fires: number
  readonly holds: number
  readonly over: number
  /** `outlasts`: in the minute of `holds` it would not begin any more. `while-so`: a plain fact, which holds as long as it is so, or a growth that is believed some minutes longer, whoever asks. */
  readonly hold: 'outlasts' | 'while-so'
  /** The milder variant of the same finding that it turns into; else it is over. */
  readonly turnsInto?: string
  readonly missing: Missing
}

/**
 * What becomes of it when its data ends after it was found. `gone`: these measures are reported no more, so many minutes until that shows. `unseen`: this is so instead. In both it is kept in mind. `silent`: there is
 * nothing it could be known by, and it is not said.
 */
export type Missing =
  | { readonly is: 'gone'; readonly roles: readonly Role[]; readonly after?: number }
  | { readonly is: 'unseen'; readonly instead: Partial<Night> }
  | { readonly is: 'silent'; readonly instead: Partial<Night> }

/** These measures end. */
export const gone = (...roles: readonly Role[]): Missing => ({ is: 'gone', roles })

/** The lives of a rule's variants. */
export type Lives = Readonly<Record<string, Life>>
