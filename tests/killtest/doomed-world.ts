import type { HttpRequest, LogEntry, Network, World } from '#main/world'
import type { Blow, Killer } from './killer.ts'

/** The real world, with one blow hidden in it. The till under test knows nothing of it. */
export const doomedWorld = (real: World, killer: Killer, blow: Blow | null): World => ({
  ...real,
  log: watchingCommits(real.log, killer, blow),
  network: watchingRequests(real.network, killer, blow),
})

const watchingCommits = (log: World['log'], killer: Killer, blow: Blow | null): World['log'] => {
  let commits = 0
  return (entry: LogEntry) => {
    if (blow?.where === 'commit' && entry.event === 'store.commit') {
      commits += 1
      if (commits >= blow.nth) killer.insideCommit(blow.delayUs)
    }
    if (entry.event === 'store.committed') killer.commitOver()
    log(entry)
  }
}

const kindNames = { upload: 'an upload', lease: 'a lease call' } as const

const kindOf = (request: HttpRequest): 'upload' | 'lease' | null => {
  if (request.method === 'POST' && request.url.endsWith('/orders/')) return 'upload'
  return request.url.includes('/cartpositions/') && request.method !== 'GET' ? 'lease' : null
}

const watchingRequests = (network: Network, killer: Killer, blow: Blow | null): Network => {
  if (!blow || (blow.where !== 'upload' && blow.where !== 'lease')) return network
  let seen = 0
  return {
    request: async request => {
      if (kindOf(request) !== blow.where) return network.request(request)
      seen += 1
      if (seen !== blow.nth) return network.request(request)
      const call = kindNames[blow.where]
      // the file says «asked», «returning» or «sending» by now: the till writes before it calls
      if (blow.when === 'before') killer.now(`after ${call} was written into the file, before it left`)
      const timer =
        blow.when === 'during' ? setTimeout(() => killer.now(`while ${call} was under way`), blow.delayUs / 1000) : undefined
      try {
        const answer = await network.request(request)
        killer.now(`after the answer to ${call} arrived, before it was written`)
        return answer
      } catch (problem) {
        clearTimeout(timer)
        killer.now(`after ${call} had failed, before that was written`)
        throw problem
      }
    },
  }
}
