import type { Method } from '#contract/methods'
import { refused } from '#contract/refusal'
import type { Feed, Topic, Wire } from '#contract/wire'

type Script = { readonly [M in Method]?: (input: never) => unknown }

/** A wire whose other end is played by the test: answers by method, in the order asked, and messages told by hand. */
export const scriptedWire = (script: Script) => {
  const listeners = new Map<Topic, Set<(message: never) => void>>()
  const asked: { readonly method: Method; readonly input: unknown }[] = []
  const wire: Wire = {
    call: async (method, input) => {
      asked.push({ method, input })
      const answer = script[method]
      // the test answers each method with its own type
      return (answer ? await answer(input as never) : refused('method-unknown', { method })) as never
    },
    listen: (topic, told) => {
      const known = listeners.get(topic) ?? new Set()
      listeners.set(topic, known)
      known.add(told)
      return () => void known.delete(told)
    },
  }
  const tell = <T extends Topic>(topic: T, message: Feed[T]): void =>
    listeners.get(topic)?.forEach(told => told(message as never))
  return { wire, tell, asked }
}

/** An answer that is given when the test says so. */
export const later = <Value>() => {
  let give: (value: Value) => void = () => undefined
  const promise = new Promise<Value>(resolve => (give = resolve))
  return { promise, give: (value: Value): void => give(value) }
}

/** Lets everything that is ready to go on, go on. */
export const settle = (): Promise<void> => new Promise(resolve => setImmediate(resolve))
