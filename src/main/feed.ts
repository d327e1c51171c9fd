import type { Feed, Topic, Wire } from '#contract/wire'

/** Tells many listeners what changed. A listener that throws is the listener's fault and stops nobody else. */
export type Announcer = {
  readonly announce: <T extends Topic>(topic: T, message: Feed[T]) => void
  readonly listen: Wire['listen']
  /** Hears every topic; for doors. */
  readonly listenToAll: (told: (topic: Topic, message: unknown) => void) => () => void
}

export const createAnnouncer = (): Announcer => {
  const ears = new Set<(topic: Topic, message: unknown) => void>()
  const listenToAll: Announcer['listenToAll'] = told => {
    ears.add(told)
    return () => ears.delete(told)
  }
  return {
    announce: (topic, message) => {
      for (const told of Array.from(ears)) told(topic, message)
    },
    listenToAll,
    listen: (topic, told) => listenToAll((heard, message) => (heard === topic ? told(message as Feed[typeof topic]) : undefined)),
  }
}
