import { factsOfApi } from './facts-of-api.ts'
import { factsOfDatabase } from './facts-of-database.ts'
import { codesOnPaper, letIn } from './gate.ts'
import type { Excess } from './judge.ts'
import { differencesOf, givenOutTwice, problemsOf } from './judge.ts'
import type { KasaProcess } from './kasa-process.ts'
import type { PlatformDesk, World } from './platform-desk.ts'
import type { HandedOver } from './selling.ts'
import type { Stage } from './stage.ts'
import { readTillFile } from './till-file.ts'
import type { TillFile } from './till-file.ts'

export type Count = {
  readonly sales: number
  readonly tickets: number
  readonly amount: string
  readonly scanned: number
  readonly from: string
  /** What the platform itself gave out beyond its size, while each unit of the till stood under a lease. */
  readonly byPlatform: readonly string[]
  readonly problems: readonly string[]
}

type Parts = {
  readonly desk: PlatformDesk
  readonly world: World
  readonly stage: Stage
  readonly before: Excess
  readonly kasa: KasaProcess
  readonly data: string
  readonly sold: readonly HandedOver[]
}

/** Recomputes everything from outside: paper, the till's file, the platform's API and its database, each read by code of its own. */
export const countUp = async ({ desk, world, stage, before, kasa, data, sold }: Parts): Promise<Count> => {
  const file = readTillFile(data)
  const api = await factsOfApi(desk, stage.events)
  const database = await factsOfDatabase(world, stage.events)
  const paper = await paperOf(
    kasa,
    file.sales.map(sale => sale.id),
    sold,
  )
  const codes = paper.flatMap(codesOnPaper)
  const secrets = new Set(file.tickets.map(ticket => ticket.secret))
  const filed = new Map(file.sales.map(sale => [sale.code, sale]))
  const ours = api.orders.filter(order => filed.has(order.code))
  const [inTill, onPlatform] = [file.sales, ours].map(list => list.reduce((sum, each) => sum + each.totalMinor, 0))
  const problems = [
    ...sold
      .filter(({ sale }) => filed.get(sale.code)?.totalMinor !== sale.totalMinor)
      .map(({ sale }) => `${sale.code} was handed over and is not in the file`),
    ...problemsOf(file, api, before).map(problem => `API: ${problem}`),
    ...(database ? problemsOf(file, database, before).map(problem => `database: ${problem}`) : []),
    ...(database ? differencesOf(api, database) : []),
    ...(inTill === onPlatform ? [] : [`the till took ${inTill}, the platform has ${onPlatform}`]),
    ...(file.leasesSpentTwice === 0 ? [] : [`${file.leasesSpentTwice} leases were spent twice`]),
    ...(await forgotten(desk, stage.events, file)),
    ...(codes.length === file.tickets.length && codes.every(code => secrets.has(code))
      ? []
      : ['what scanners read on paper is not what the till wrote down']),
    ...(await letIn(desk, world, stage.events, codes)),
  ]
  return {
    sales: file.sales.length,
    tickets: file.tickets.length,
    amount: `${((inTill ?? 0) / 100).toFixed(2)} PLN`,
    scanned: codes.length,
    from: database
      ? `${api.orders.length} orders from the API and ${database.orders.length} from PostgreSQL, compared one by one`
      : `${api.orders.length} orders from the API alone: the world file names no database`,
    byPlatform: [...givenOutTwice(file, api, before)].map(([what, tooMany]) => `${what}: ${tooMany} too many`),
    problems,
  }
}

/** What was printed; what the blow kept in the printer is printed now. */
const paperOf = async (kasa: KasaProcess, sales: readonly string[], sold: readonly HandedOver[]): Promise<readonly string[]> => {
  const printed = new Map(sold.map(({ sale, paper }): [string, string | null] => [sale.id, paper]))
  const papers: string[] = []
  for (const sale of sales) {
    const paper = printed.get(sale) ?? (await kasa.ask('paper.tickets', { sale }))?.base64
    if (paper) papers.push(paper)
  }
  return papers
}

/** Stock that is kept for a till which no longer knows of it would be lost to everybody. */
const forgotten = async (desk: PlatformDesk, events: readonly string[], file: TillFile): Promise<readonly string[]> => {
  const now = Date.now()
  const carts: { readonly cart_id: string; readonly expires: string }[] = []
  for (const event of events)
    carts.push(...(await desk.all<{ cart_id: string; expires: string }>(`events/${event}/cartpositions/`)))
  return carts
    .filter(
      cart =>
        cart.cart_id.startsWith(`kasa-${file.prefix}-`) &&
        Date.parse(cart.expires) > now &&
        !file.liveLeases.includes(cart.cart_id),
    )
    .map(cart => `${cart.cart_id} is held on the platform and known to no till`)
}
