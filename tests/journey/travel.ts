import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chanceFrom } from '../seeded-chance.ts'
import { cashierAt } from './cashier.ts'
import { countUp } from './count-up.ts'
import type { Count } from './count-up.ts'
import { excessOf } from './judge.ts'
import { kasaProcess } from './kasa-process.ts'
import type { KasaProcess } from './kasa-process.ts'
import { factsOfApi } from './facts-of-api.ts'
import { openPlatformDesk } from './platform-desk.ts'
import type { PlatformDesk, World } from './platform-desk.ts'
import { sendRivals } from './rivals.ts'
import type { RivalFigures } from './rivals.ts'
import { openRoughRoad } from './rough-road.ts'
import type { RoadFigures } from './rough-road.ts'
import { askForStock, closeUp, eventually, sellAll } from './selling.ts'
import type { HandedOver } from './selling.ts'
import { setStage } from './stage.ts'
import type { Stage } from './stage.ts'
import { createStriker } from './striker.ts'

/** What a journey came to. */
export type Outcome = {
  readonly sold: readonly HandedOver[]
  readonly count: Count
  readonly kills: ReadonlyMap<string, number>
  readonly road: RoadFigures
  readonly rivals: RivalFigures
  readonly refusals: ReadonlyMap<string, number>
  readonly oversoldBefore: number
  readonly ms: { readonly ready: number; readonly selling: number; readonly closing: number; readonly all: number }
  readonly problems: readonly string[]
  /** Where the till's folder is kept; null when there was no problem. */
  readonly kept: string | null
}

const hallLimitMs = 180_000

/** One journey: a till is joined, sells through storm and blows while others want the same, closes, and is counted. */
export const travel = async (world: World, seed: number, wanted: number): Promise<Outcome> => {
  const desk = openPlatformDesk(world)
  const folder = mkdtempSync(join(tmpdir(), 'kasa-journey-'))
  const data = join(folder, 'data')
  const stage = await setStage(desk, world.events, { extras: Math.ceil(wanted / 5), entries: Math.ceil(wanted / 3) })
  const road = await openRoughRoad(world.url, chanceFrom(seed + 1))
  const kasa = kasaProcess(data, await joinTill(desk, world, { url: road.url, folder, name: `Journey ${seed}` }))
  const watch = stopwatch()
  try {
    const before = excessOf(await factsOfApi(desk, stage.events))
    await openUp(kasa, stage)
    const ready = watch()
    const striker = createStriker(kasa, road, chanceFrom(seed + 2))
    const cashier = cashierAt(kasa, stage, chanceFrom(seed + 3), striker.paying)
    const rivals = sendRivals(desk, stage, chanceFrom(seed + 4))
    const parts = { kasa, road, cashier, striker, chance: chanceFrom(seed) }
    const sold = await sellAll(wanted, parts).finally(rivals.stop)
    const selling = watch()
    const restless = await closeUp(kasa, road, data)
    const closing = watch()
    const count = await countUp({ desk, world, stage, before, kasa, data, sold })
    const problems = [
      ...(sold.length < wanted ? [`only ${sold.length} of ${wanted} sales came about`] : []),
      ...(kasa.endedByItself() === 0 ? [] : [`Kasa ended by itself ${kasa.endedByItself()} times`]),
      ...restless,
      ...faultsIn(data),
      ...count.problems,
    ]
    await kasa.stop()
    if (problems.length === 0) rmSync(folder, { recursive: true, force: true })
    return {
      sold,
      count,
      kills: striker.where,
      road: road.figures,
      rivals: rivals.figures,
      refusals: kasa.refusals,
      oversoldBefore: before.size,
      ms: { ready, selling, closing, all: ready + selling + closing + watch() },
      problems,
      kept: problems.length === 0 ? null : folder,
    }
  } finally {
    await kasa.stop()
    await road.close()
    await stage.restore()
  }
}

/** Gives out a device for the till, and writes what `--platform` takes: the way over the rough road. */
const joinTill = async (
  desk: PlatformDesk,
  world: World,
  { url, folder, name }: { readonly url: string; readonly folder: string; readonly name: string },
): Promise<string> => {
  const profile = { all_events: true, limit_events: [], security_profile: 'full' }
  const device = await desk.must<{ initialization_token: string }>('POST', 'devices/', { name, ...profile })
  const file = join(folder, 'platform.json')
  const handshake = { handshake_version: 1, url, token: device.initialization_token }
  writeFileSync(file, JSON.stringify({ url, organizer: world.organizer, handshake }))
  return file
}

/** In the morning: connect, know the rows that will be sold and what for, take stock. */
const openUp = async (kasa: KasaProcess, stage: Stage): Promise<void> => {
  await kasa.start()
  const hotSectors = new Set(stage.hotSeats.map(seat => seat.sector))
  const known = await eventually(async () => {
    await kasa.ask('showings.watch', { event: stage.seated, subevent: null })
    const hall = await kasa.ask('stock.hall', { event: stage.seated, subevent: null })
    const rowsAreIn = hall !== null && [...hotSectors].every(name => hall.sectors.some(sector => sector.name === name))
    return rowsAreIn && (await productsAreIn(kasa, stage))
  }, hallLimitMs)
  if (!known) throw new Error('the rows to be sold did not come')
  await askForStock(kasa, stage)
}

const productsAreIn = async (kasa: KasaProcess, { seated, extra, series }: Stage): Promise<boolean> => {
  for (const { event, subevent } of [{ event: seated, subevent: null }, extra, series])
    if ((await kasa.ask('stock.products', { event, subevent }))?.length === 0) return false
  return true
}

const faultsIn = (data: string): readonly string[] =>
  readFileSync(join(data, 'kasa.log'), 'utf8')
    .split('\n')
    .filter(line => line.includes('"level":"fault"'))

/** Each call gives the milliseconds since the one before. */
const stopwatch = (): (() => number) => {
  let last = performance.now()
  return () => {
    const passed = performance.now() - last
    last += passed
    return passed
  }
}
