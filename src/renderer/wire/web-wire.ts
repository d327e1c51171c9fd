import { topics } from '#contract/wire'
import { refused } from '#contract/refusal'
import type { Result } from '#contract/refusal'
import type { CoreState, CoreWire } from './core-wire.ts'
import { createListeners } from './core-wire.ts'

/** How long after a lost feed the next one is tried, and how long a core may take to answer one question. */
const feedAgainMs = 1000
const answerWithinMs = 60_000

/** The wire over HTTP: `POST /call/<method>` and server-sent events from `/feed`. A lost feed is tried again for as long as the window is open. */
export const createWebWire = (base: string): CoreWire => {
  const listeners = createListeners()
  const watchers = new Set<(state: CoreState) => void>()
  let state: CoreState | null = null
  const become = (next: CoreState): void => {
    if (next === state) return
    state = next
    watchers.forEach(told => told(next))
  }

  const openFeed = (): void => {
    const feed = new EventSource(`${base}/feed`)
    feed.onopen = () => become('answering')
    for (const topic of topics)
      feed.addEventListener(topic, (event: MessageEvent<string>) => listeners.tell(topic, JSON.parse(event.data)))
    feed.onerror = () => {
      feed.close()
      if (state !== 'barred') become('silent')
      setTimeout(openFeed, feedAgainMs)
    }
  }
  openFeed()

  return {
    call: async (method, input) => {
      const result = await ask(`${base}/call/${method}`, input)
      if (!result) become('silent')
      if (result && !result.ok && result.refusal.code === 'not-allowed-here') become('barred')
      // the door answers each method with its own type
      return (result ?? refused('fault')) as never
    },
    listen: listeners.add,
    watchCore: told => {
      watchers.add(told)
      if (state) told(state)
      return () => void watchers.delete(told)
    },
  }
}

/** Null: no answer came, so nobody knows whether the question was heard. */
const ask = async (url: string, input: unknown): Promise<Result<unknown> | null> => {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ input }),
      signal: AbortSignal.timeout(answerWithinMs),
    })
    const result: unknown = await response.json()
    return isResult(result) ? result : null
  } catch {
    return null
  }
}

const isResult = (value: unknown): value is Result<unknown> =>
  typeof value === 'object' && value !== null && 'ok' in value && typeof value.ok === 'boolean'
