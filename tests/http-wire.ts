import type { Result } from '#contract/refusal'
import type { Wire } from '#contract/wire'

/** A screen without a browser: enters by the printed address, keeps the cookie, calls and listens over HTTP. For tests and scripts. */
export type HttpWire = Wire & { readonly cookie: string; readonly listening: Promise<void>; readonly close: () => void }

export const enterByAddress = async (address: string): Promise<HttpWire> => {
  const origin = new URL(address).origin
  const entered = await fetch(address, { redirect: 'manual' })
  const cookie = entered.headers.get('set-cookie')?.split(';')[0]
  if (!cookie) throw new Error(`the door did not let us in: ${entered.status}`)
  const ears = new Map<string, Set<(message: never) => void>>()
  const leaving = new AbortController()
  const { promise: listening, resolve: opened } = Promise.withResolvers<void>()
  void follow(`${origin}/feed`, cookie, leaving.signal, {
    opened,
    told: (topic, message) => ears.get(topic)?.forEach(told => told(message as never)),
  })
  return {
    cookie,
    listening,
    close: () => leaving.abort(),
    call: async (method, input) => {
      const response = await fetch(`${origin}/call/${method}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', cookie },
        body: JSON.stringify({ input }),
      })
      return (await response.json()) as Result<never>
    },
    listen: (topic, told) => {
      const known = ears.get(topic) ?? new Set()
      ears.set(topic, known.add(told))
      return () => known.delete(told)
    },
  }
}

type Ears = { readonly opened: () => void; readonly told: (topic: string, message: unknown) => void }

const follow = async (url: string, cookie: string, signal: AbortSignal, ears: Ears): Promise<void> => {
  try {
    const response = await fetch(url, { headers: { cookie }, signal })
    let rest = ''
    for await (const piece of response.body ?? []) {
      ears.opened()
      const messages = (rest + Buffer.from(piece).toString('utf8')).split('\n\n')
      rest = messages.pop() ?? ''
      for (const message of messages) {
        const [, topic, data] = /^event: (.+)\ndata: (.*)$/s.exec(message) ?? []
        if (topic && data) ears.told(topic, JSON.parse(data))
      }
    }
  } catch (problem) {
    if (!signal.aborted) throw problem
  }
}
