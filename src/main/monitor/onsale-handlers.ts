import type { OnsaleAnswers } from '#contract/onsale-methods'
import { onsaleInputs } from '#contract/onsale-methods'
import { refused } from '#contract/refusal'
import type { Handlers } from '#contract/wire'

export type OnsaleHandlers = Pick<Handlers, keyof OnsaleAnswers>

/** Until a sale is planned there is nothing to watch. */
export const unplanned = Object.fromEntries(
  Object.keys(onsaleInputs).map(method => [method, () => refused('onsale-unknown')]),
) as unknown as OnsaleHandlers
