import { minuteMs } from '#domain/onsale/scene'
import type { Clock } from '#main/world'
import type { Poll } from './poll.ts'

/** Whether this machine's own line works, told by what came over it: where others have just answered, a silence is not the line's. */
export type Line = {
  /** The same poll, which is heard as it answers. */
  readonly heard: (poll: Poll) => Poll
  readonly works: () => boolean
}

/** Sources are asked every ten to thirty seconds: in this time one of them has answered, though it be slow. */
const trustedMs = minuteMs

export const listenToLine = (clock: Clock): Line => {
  const last = { answeredAt: -Infinity }
  return {
    heard: poll => ({
      ...poll,
      read: async (window, signal) => {
        const outcome = await poll.read(window, signal)
        if (outcome.answered) last.answeredAt = clock.now()
        return outcome
      },
    }),
    works: () => clock.now() - last.answeredAt <= trustedMs,
  }
}
