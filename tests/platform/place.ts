import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'

/** Where the platform lives on this machine: one folder and two ports on loopback. */
export type Place = {
  readonly home: string
  readonly log: (name: string) => string
  readonly port: number
  readonly databasePort: number
}

const portsShape = z.object({ port: z.number(), databasePort: z.number() })

/** The folder: KASA_PLATFORM_HOME, else below the user's cache. */
export const platformHome = (): string =>
  process.env['KASA_PLATFORM_HOME'] ?? join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'kasa-platform')

/** Opens the place. Ports: KASA_PLATFORM_PORT and KASA_PLATFORM_DATABASE_PORT, else those of the last start while nobody else has them, else any free ones. */
export const openPlace = async (isOurs: (port: number) => boolean | Promise<boolean>): Promise<Place> => {
  const home = platformHome()
  mkdirSync(home, { recursive: true })
  const known = knownPorts(home)
  const port = wished('KASA_PLATFORM_PORT') ?? (await kept(known?.port, isOurs)) ?? (await freePort())
  const databasePort = wished('KASA_PLATFORM_DATABASE_PORT') ?? (await kept(known?.databasePort, isOurs)) ?? (await freePort())
  writeFileSync(join(home, 'ports.json'), JSON.stringify({ port, databasePort }))
  return { home, port, databasePort, log: name => join(home, 'log', name) }
}

/** The ports of the last start; null before the first. */
export const knownPorts = (home: string): z.infer<typeof portsShape> | null => {
  const file = join(home, 'ports.json')
  if (!existsSync(file)) return null
  return portsShape.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data ?? null
}

const wished = (name: string): number | null => {
  const port = Number(process.env[name] ?? 0)
  return Number.isInteger(port) && port > 0 && port < 65_536 ? port : null
}

const kept = async (port: number | undefined, isOurs: (port: number) => boolean | Promise<boolean>): Promise<number | null> =>
  port !== undefined && ((await isOurs(port)) || (await isFree(port))) ? port : null

const isFree = (port: number): Promise<boolean> =>
  new Promise(resolve => {
    const probe = createServer()
    probe.once('error', () => resolve(false))
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)))
  })

const freePort = (): Promise<number> =>
  new Promise(resolve => {
    const probe = createServer()
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      const port = typeof address === 'object' && address ? address.port : 0
      probe.close(() => resolve(port))
    })
  })
