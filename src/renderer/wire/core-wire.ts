import type { Topic, Wire } from '#contract/wire'

/** Whether the core can be reached: `barred` when it answers but this window may not speak to it. */
export type CoreState = 'answering' | 'silent' | 'barred'

/** A wire that also knows whether anybody is at its other end. */
export type CoreWire = Wire & {
  /** Calls `told` at each change; `answering` after a silence means: whatever was known may be old, ask again. */
  readonly watchCore: (told: (state: CoreState) => void) => () => void
}

/** A set of listeners by topic, shared by both wires. */
export const createListeners = (): {
  readonly add: Wire['listen']
  readonly tell: (topic: Topic, message: unknown) => void
} => {
  const listeners = new Map<string, Set<(message: never) => void>>()
  return {
    add: (topic, told) => {
      const known = listeners.get(topic) ?? new Set()
      listeners.set(topic, known)
      known.add(told)
      return () => void known.delete(told)
    },
    // the core has typed the message by its topic
    tell: (topic, message) => listeners.get(topic)?.forEach(told => told(message as never)),
  }
}
