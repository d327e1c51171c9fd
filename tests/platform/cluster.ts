import { createHash } from 'node:crypto'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Place } from './place.ts'
import { lastWords, runToEnd } from './programs.ts'
import type { Ending } from './programs.ts'
import { Unavailable } from './unavailable.ts'

/** A PostgreSQL of the platform's own. */
export type Cluster = {
  readonly psql: string
  readonly start: () => Promise<void>
  readonly stop: () => Promise<void>
  /** Runs statements, each on its own; the lines of the answer. Throws when the database does not take one. */
  readonly ask: (...statements: readonly string[]) => Promise<string>
}

const debianFolder = '/usr/lib/postgresql'
const aptLimitMs = 5 * 60_000
const commandLimitMs = 60_000
const isRoot = (): boolean => process.getuid?.() === 0
/** This database is thrown away: it need not survive a power cut. */
const carefree = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=40']

/** Finds PostgreSQL's programs, from Debian's packages where they are missing and we may install. */
export const openCluster = async (place: Place): Promise<Cluster> => {
  const programs = programsFolder() ?? (await installPackages(place))
  const folder = clusterFolder(place)
  // PostgreSQL refuses to run as root
  const asOwner = (program: string, args: readonly string[]): Promise<Ending> =>
    runToEnd({
      ...(isRoot()
        ? { program: 'runuser', args: ['-u', 'postgres', '--', join(programs, program), ...args] }
        : { program: join(programs, program), args }),
      log: place.log('postgresql'),
      limitMs: commandLimitMs,
    })
  const runs = async (): Promise<boolean> => (await asOwner('pg_ctl', ['-D', folder, 'status'])).code === 0
  const psql = join(programs, 'psql')
  return {
    psql,
    start: async () => {
      if (!existsSync(join(folder, 'PG_VERSION'))) await initialize(place, folder, asOwner)
      if (await runs()) return
      const options = [`-p ${place.databasePort}`, `-c listen_addresses=127.0.0.1`, `-c unix_socket_directories=`]
      const server = [...options, ...carefree.map(setting => `-c ${setting}`)].join(' ')
      const log = join(folder, 'server.log')
      const { code } = await asOwner('pg_ctl', ['-D', folder, '-w', '-l', log, '-o', server, 'start'])
      if (code !== 0) throw new Error(`PostgreSQL did not start:\n${lastWords(log)}`)
    },
    stop: async () => {
      if (existsSync(join(folder, 'PG_VERSION')) && (await runs()))
        await asOwner('pg_ctl', ['-D', folder, '-m', 'fast', '-w', 'stop'])
    },
    ask: async (...statements) => {
      const log = place.log('psql')
      const address = ['-h', '127.0.0.1', '-p', String(place.databasePort), '-U', 'pretix', '-d', 'postgres']
      const args = ['-qAt', '-v', 'ON_ERROR_STOP=1', ...address, ...statements.flatMap(statement => ['-c', statement])]
      const { code, output } = await runToEnd({ program: psql, args, log, limitMs: commandLimitMs })
      if (code !== 0) throw new Error(`the database did not take ${statements.join('; ')}:\n${lastWords(log)}`)
      return output.trim()
    },
  }
}

/** Where PostgreSQL's programs are; null: not installed. */
export const programsFolder = (): string | null => {
  if (!existsSync(debianFolder)) return null
  const versions = readdirSync(debianFolder).sort((a, b) => Number(b) - Number(a))
  return versions.map(version => join(debianFolder, version, 'bin')).find(folder => existsSync(join(folder, 'initdb'))) ?? null
}

/** Installs one of Debian's packages. */
export const installDebian = async (place: Place, name: string): Promise<void> => {
  if (!isRoot()) throw new Unavailable(`the package ${name} is missing and only root may install it: apt-get install ${name}`)
  console.error(`platform: installing ${name}`)
  const task = {
    program: 'apt-get',
    log: place.log('apt'),
    limitMs: aptLimitMs,
    environment: { DEBIAN_FRONTEND: 'noninteractive' },
  }
  await runToEnd({ ...task, args: ['update', '-qq'] })
  const { code } = await runToEnd({ ...task, args: ['install', '-y', '-qq', name] })
  if (code !== 0) throw new Unavailable(`apt-get does not get ${name} (its words: ${task.log})`)
}

const installPackages = async (place: Place): Promise<string> => {
  await installDebian(place, 'postgresql')
  const found = programsFolder()
  if (!found) throw new Unavailable(`${debianFolder} holds no PostgreSQL after installing it`)
  return found
}

/** Root's cluster belongs to the user postgres, who cannot look into root's folders. */
const clusterFolder = (place: Place): string => {
  if (!isRoot()) return join(place.home, 'cluster')
  return `/var/lib/postgresql/kasa-${createHash('sha256').update(place.home).digest('hex').slice(0, 12)}`
}

const initialize = async (
  place: Place,
  folder: string,
  asOwner: (program: string, args: readonly string[]) => Promise<Ending>,
): Promise<void> => {
  const { code } = await asOwner('initdb', ['-D', folder, '-A', 'trust', '-U', 'pretix', '--locale=C.UTF-8'])
  if (code !== 0) throw new Error(`no database was made:\n${lastWords(place.log('postgresql'))}`)
}
