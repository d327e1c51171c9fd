import { createHash } from 'node:crypto'
import { realNetwork } from '#host/real-network'
import type { World } from '#main/world'

/** A machine whose user has never heard of AWS. */
export const noAws: World['aws'] = {
  profiles: async () => [],
  session: async () => ({ kind: 'none', reason: 'no-profile' }),
  signIn: async () => ({ started: false, command: null }),
}

/** A world on this machine's clock and network, with chance from a seed, secrets in memory and a log nobody reads. */
export const testWorld = (overrides: Partial<World> = {}, seed = 1): World => {
  const secrets = new Map<string, string>()
  let drawn = 0
  return {
    clock: {
      now: () => Date.now(),
      monotonic: () => performance.now(),
      after: (delayMs, task) => {
        const timer = setTimeout(task, delayMs)
        return () => clearTimeout(timer)
      },
    },
    random: {
      bytes: length => {
        const pieces: Buffer[] = []
        for (let have = 0; have < length; have += 32) {
          drawn += 1
          pieces.push(createHash('sha256').update(`${seed}:${drawn}`).digest())
        }
        return new Uint8Array(Buffer.concat(pieces).subarray(0, length))
      },
    },
    network: realNetwork,
    secrets: {
      kind: 'file',
      get: async name => secrets.get(name) ?? null,
      set: async (name, secret) => void secrets.set(name, secret),
      remove: async name => void secrets.delete(name),
    },
    aws: noAws,
    log: () => {},
    ...overrides,
  }
}
