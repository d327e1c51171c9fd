import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { Cluster } from './cluster.ts'
import type { Installation } from './installation.ts'
import type { Place } from './place.ts'
import { lastWords } from './programs.ts'

const migrateLimitMs = 15 * 60_000
const seedLimitMs = 5 * 60_000
/** The database after migrating, kept as a template: a fresh one is copied from it in a second instead of migrating for minutes. */
const template = 'migrated'

/** What the seed gave out: credentials and names, no addresses. Made when missing; `fresh` throws away what was sold. */
export const stockDatabase = async (
  place: Place,
  cluster: Cluster,
  installation: Installation,
  fresh: boolean,
): Promise<Readonly<Record<string, unknown>>> => {
  const file = seedFile(place, 'seeded')
  if (fresh) rmSync(file, { force: true })
  if (!(await exists(cluster, template))) await migrate(place, cluster, installation)
  if (existsSync(file) && (await exists(cluster, 'pretix'))) return readSeed(readFileSync(file, 'utf8'))
  for (const name of ['seeded', 'awkward'] as const) rmSync(seedFile(place, name), { force: true })
  await cluster.ask('drop database if exists pretix with (force)', `create database pretix template ${template}`)
  console.error('platform: seeding a promoter with an arena, a festival and a club (20 seconds)')
  const hall = join(import.meta.dirname, '../../resources/seating/tauron-arena.json.gz')
  const layout = JSON.stringify(gunzipSync(readFileSync(hall)).toString('utf8'))
  const script = readFileSync(join(import.meta.dirname, 'seed.py'), 'utf8')
  // JSON's text in quotes is Python's text in quotes
  return plant(place, installation, { name: 'seeded', script: `ARENA_LAYOUT = ${layout}\n${script}` })
}

/** A second organizer, who uses everything pretix allows: what its seed gave out. Null where there is none and none is `wanted`. */
export const awkwardOrganizer = async (
  place: Place,
  installation: Installation,
  wanted: boolean,
): Promise<Readonly<Record<string, unknown>> | null> => {
  const file = seedFile(place, 'awkward')
  if (existsSync(file)) return readSeed(readFileSync(file, 'utf8'))
  if (!wanted) return null
  console.error('platform: seeding an awkward organizer (20 seconds)')
  const script = readFileSync(join(import.meta.dirname, '../awkward/awkward.py'), 'utf8')
  return plant(place, installation, { name: 'awkward', script })
}

type Seed = { readonly name: 'seeded' | 'awkward'; readonly script: string }

/** Runs a seed in pretix' own shell and keeps the line it prints: its name in capitals, then JSON. */
const plant = async (
  place: Place,
  installation: Installation,
  { name, script }: Seed,
): Promise<Readonly<Record<string, unknown>>> => {
  const { code, output } = await installation.command(['shell'], { log: 'seed', limitMs: seedLimitMs, input: script })
  const line = new RegExp(`^${name.toUpperCase()} (\\{.*\\})$`, 'm').exec(output)?.[1]
  if (code !== 0 || line === undefined) throw new Error(`the seed did not take:\n${output}\n${lastWords(place.log('seed'))}`)
  writeFileSync(seedFile(place, name), line, { mode: 0o600 })
  return readSeed(line)
}

const seedFile = (place: Place, name: Seed['name']): string => join(place.home, `${name}.json`)

const readSeed = (text: string): Readonly<Record<string, unknown>> => JSON.parse(text) as Record<string, unknown>

const exists = async (cluster: Cluster, name: string): Promise<boolean> =>
  (await cluster.ask(`select 1 from pg_database where datname = '${name}'`)) === '1'

const migrate = async (place: Place, cluster: Cluster, installation: Installation): Promise<void> => {
  console.error('platform: migrating an empty database (once, three minutes or so)')
  await cluster.ask('drop database if exists pretix with (force)', 'create database pretix')
  const { code } = await installation.command(['migrate'], { log: 'migrate', limitMs: migrateLimitMs })
  if (code !== 0) throw new Error(`the migration did not end well:\n${lastWords(place.log('migrate'))}`)
  await cluster.ask(`create database ${template} template pretix`)
}
