import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { World } from '#main/world'

/** Who may come in: a key that is good once, exchanged for a cookie that only this launch knows. */
export type Session = {
  /** The address that opens this launch's app. */
  readonly address: (origin: string) => string
  /** Spends the key; the cookie to set, or null when the key is not the one or was used before. */
  readonly exchange: (key: string) => string | null
  readonly admits: (request: IncomingMessage) => boolean
}

const token = (world: Pick<World, 'random'>): string => Buffer.from(world.random.bytes(32)).toString('base64url')

const same = (one: string, other: string): boolean => {
  const [a, b] = [one, other].map(text => createHash('sha256').update(text).digest())
  return a !== undefined && b !== undefined && timingSafeEqual(a, b)
}

/**
 * `port` names the cookie: browsers keep cookies per host, not per port, and two Kasas may run on one machine. `known`: the cookie of a launch whose core is
 * started again, so that its window stays at home.
 */
export const openSession = (world: Pick<World, 'random'>, port: number, known?: string): Session => {
  const name = `kasa-${port}`
  const [key, secret] = [token(world), known ?? token(world)]
  let spent = false
  return {
    address: origin => `${origin}/?key=${key}`,
    exchange: offered => {
      if (spent || !same(offered, key)) return null
      spent = true
      return `${name}=${secret}; HttpOnly; SameSite=Strict; Path=/`
    },
    admits: request => {
      const cookies = (request.headers.cookie ?? '').split(';').map(pair => pair.trim())
      return cookies.some(pair => pair.startsWith(`${name}=`) && same(pair.slice(name.length + 1), secret))
    },
  }
}
