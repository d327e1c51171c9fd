import type { HttpAnswer, Network } from './world.ts'

/** A network that can be left: `end` gives up every request under way and resolves when the last of them has been answered, so that nobody hears of it later. */
export const endingNetwork = (network: Network): { readonly network: Network; readonly end: () => Promise<void> } => {
  const ended = new AbortController()
  const underWay = new Set<Promise<HttpAnswer>>()
  return {
    network: {
      request: async request => {
        const signal = request.signal ? AbortSignal.any([ended.signal, request.signal]) : ended.signal
        const answer = network.request({ ...request, signal })
        underWay.add(answer)
        try {
          return await answer
        } finally {
          underWay.delete(answer)
        }
      },
    },
    end: async () => {
      ended.abort()
      await Promise.all(underWay)
    },
  }
}
