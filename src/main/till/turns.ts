import type { Result } from '#contract/refusal'
import { refused } from '#contract/refusal'

/** Does one thing after the other, in the order asked. */
export type Turn = <Value>(work: () => Promise<Result<Value>> | Result<Value>) => Promise<Result<Value>>

/** Commands at the cart wait for each other, also while one waits for the platform; nothing else waits for them. More than `mostWaiting` are refused. */
export const inTurn = (mostWaiting: number): Turn => {
  let last: Promise<unknown> = Promise.resolve()
  let waiting = 0
  return work => {
    if (waiting >= mostWaiting) return Promise.resolve(refused('too-many-requests', {}, { afterMs: 1000 }))
    waiting += 1
    const mine = last.then(work).finally(() => {
      waiting -= 1
    })
    // A fault of one command is its caller's; the next one begins anyway.
    last = mine.catch(() => null)
    return mine
  }
}
