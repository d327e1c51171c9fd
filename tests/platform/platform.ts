// npm run platform -- [--fresh] [--awkward] [--stop]: a real pretix on PostgreSQL, on loopback, seeded. Prints one line of JSON that says how to reach it.
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { openCluster, programsFolder } from './cluster.ts'
import { openInstallation } from './installation.ts'
import { worldFileOf } from './last-start.ts'
import { knownPorts, openPlace, platformHome } from './place.ts'
import { answersAsPlatform, runningServer, startServer, stopServer } from './server.ts'
import { awkwardOrganizer, stockDatabase } from './stocked-database.ts'
import { Unavailable } from './unavailable.ts'

/** Exit code for «cannot be had here», so that scripts can tell it from «went wrong». */
const unavailableCode = 3

const start = async ({ fresh, awkward: wanted }: { readonly fresh: boolean; readonly awkward: boolean }): Promise<void> => {
  if (process.platform !== 'linux')
    throw new Unavailable('it is installed from the packages of Debian or Ubuntu, and this is not Linux')
  const home = platformHome()
  const known = knownPorts(home)
  const ours = runningServer(home) === null ? [] : [known?.port, known?.databasePort]
  const place = await openPlace(port => ours.includes(port))
  const cluster = await openCluster(place)
  const installation = await openInstallation(place)
  if (known && known.databasePort !== place.databasePort) await cluster.stop()
  await cluster.start()
  if (fresh || known?.port !== place.port || known.databasePort !== place.databasePort) await stopServer(home)
  const seed = await stockDatabase(place, cluster, installation, fresh)
  const awkward = await awkwardOrganizer(place, installation, wanted)
  const url = `http://127.0.0.1:${place.port}`
  if (runningServer(home) === null || !(await answersAsPlatform(url))) {
    await stopServer(home)
    await startServer(place, installation)
  }
  const { handshakeToken, ...credentials } = seed
  const world = {
    url,
    ...credentials,
    handshake: { handshake_version: 1, url, token: handshakeToken },
    database: { psql: cluster.psql, host: '127.0.0.1', port: place.databasePort, user: 'pretix', name: 'pretix' },
    ...(awkward ? { awkward: { ...awkward, url } } : {}),
  }
  const line = JSON.stringify(world)
  writeFileSync(worldFileOf(home), `${line}\n`, { mode: 0o600 })
  console.error(`platform: up at ${url}; the line below is also in ${worldFileOf(home)}`)
  console.log(line)
}

const stop = async (): Promise<void> => {
  const home = platformHome()
  const known = knownPorts(home)
  await stopServer(home)
  if (known && programsFolder()) await (await openCluster({ home, log: name => `${home}/log/${name}`, ...known })).stop()
  console.error('platform: stopped; what was installed and sold stays')
}

const { values } = parseArgs({
  options: {
    fresh: { type: 'boolean', default: false },
    awkward: { type: 'boolean', default: false },
    stop: { type: 'boolean', default: false },
  },
})
try {
  await (values.stop ? stop() : start(values))
} catch (problem) {
  const text = problem instanceof Error ? problem.message : String(problem)
  if (!(problem instanceof Unavailable)) throw problem
  console.error(`platform: a real pretix cannot be had here: ${text}`)
  process.exitCode = unavailableCode
}
