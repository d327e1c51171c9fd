import type { Method } from '#contract/methods'
import { inputs } from '#contract/methods'
import { done, refused } from '#contract/refusal'
import type { Handlers } from '#contract/wire'
import type { Announcer } from '#main/feed'
import { createAnnouncer } from '#main/feed'

export type Heard = { readonly method: string; readonly input: unknown }

/** An interior whose answers are known, so that a wire can be held against them. Every method it does not script is a fault. */
export const scriptedInterior = (): { readonly handlers: Handlers; readonly feed: Announcer; readonly heard: Heard[] } => {
  const heard: Heard[] = []
  const script: Partial<Record<Method, (input: unknown) => unknown>> = {
    'showings.list': () => done([]),
    'showings.watch': () => done(null),
    'cart.get': () => refused('stock-gone', { product: 'Płyta', left: 3 }, { afterMs: 250 }),
    'settings.set': input => done(input),
    'sync.now': () => done(null),
  }
  const handlers = Object.fromEntries(
    Object.keys(inputs).map(method => [
      method,
      (input: unknown) => {
        heard.push({ method, input })
        const answer = script[method as Method]
        if (!answer) throw new Error('secret words that must not cross')
        return answer(input)
      },
    ]),
  ) as unknown as Handlers
  return { handlers, feed: createAnnouncer(), heard }
}
