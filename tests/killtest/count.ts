// Counts what is true after everything has calmed down. Shares nothing with the till: asks the platform's API, and reads the file as plain SQL.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'

type World = { readonly url: string; readonly organizer: string; readonly events: readonly string[]; readonly adminToken: string }
type Position = {
  readonly secret: string
  readonly price: string
  readonly canceled: boolean
}
type Order = {
  readonly code: string
  readonly event: string
  readonly status: string
  readonly total: string
  readonly sales_channel: string
  readonly api_meta: { readonly sale?: string }
  readonly positions: readonly Position[]
}
export type Count = {
  readonly paper: number
  readonly sales: number
  readonly uploaded: number
  readonly tickets: number
  readonly problems: readonly string[]
}

export const countEverything = async (world: World, folder: string): Promise<Count> => {
  const orders = await everyOrder(world)
  const database = new Database(join(folder, 'till.sqlite'), { readonly: true })
  const sales = database
    .prepare('SELECT s.id, s.code, s.total_minor, p.state, p.reason FROM sale s JOIN outbox_progress p ON p.sale_id = s.id')
    .all() as { id: string; code: string; total_minor: number; state: string; reason: string | null }[]
  const printed = database.prepare('SELECT s.code, p.secret FROM sale_position p JOIN sale s ON s.id = p.sale_id').all() as {
    code: string
    secret: string
  }[]
  const live = database.prepare(`SELECT cart_id FROM lease WHERE state IN ('asked', 'held', 'returning')`).all() as {
    cart_id: string
  }[]
  const twice = database
    .prepare(
      `SELECT s.event || '/' || p.seat AS seat FROM sale_position p JOIN sale s ON s.id = p.sale_id WHERE p.seat IS NOT NULL
       GROUP BY s.event, s.subevent, p.seat HAVING count(*) > 1`,
    )
    .all() as { seat: string }[]
  const unspent = database
    .prepare(
      `SELECT s.code FROM sale_position p JOIN sale s ON s.id = p.sale_id LEFT JOIN lease l ON l.cart_id = p.lease
       WHERE p.addon_to IS NULL AND (l.state IS NOT 'spent' OR l.sale_id IS NOT s.id)`,
    )
    .all() as { code: string }[]
  database.close()
  const paper = readPaper(folder)
  const ours = orders.filter(order => order.api_meta.sale !== undefined)
  const byCode = new Map(orders.map(order => [order.code, order]))
  const problems = [
    ...paper.filter(slip => !sales.some(sale => sale.code === slip.code)).map(slip => `paper ${slip.code} is not in the file`),
    ...paper
      .filter(slip => minor(byCode.get(slip.code)?.total) !== slip.totalMinor)
      .map(slip => `paper ${slip.code} is not worth the same on the platform`),
    ...sales
      .filter(sale => ours.filter(order => order.api_meta.sale === sale.id).length !== 1)
      .map(
        sale =>
          `sale ${sale.code} (${sale.state} ${sale.reason ?? ''}) is on the platform ${ours.filter(order => order.api_meta.sale === sale.id).length} times`,
      ),
    ...sales.filter(sale => sale.state !== 'sent').map(sale => `sale ${sale.code} is ${sale.state}: ${sale.reason ?? ''}`),
    ...ours
      .filter(order => !sales.some(sale => sale.id === order.api_meta.sale))
      .map(order => `order ${order.code} is on the platform but in no file`),
    ...ours.filter(order => order.status !== 'p').map(order => `order ${order.code} is not paid`),
    ...printed
      .filter(
        ({ code, secret }) =>
          byCode.get(code)?.positions.filter(position => position.secret === secret && !position.canceled).length !== 1,
      )
      .map(({ code }) => `a printed ticket of ${code} is not valid`),
    ...twice.map(({ seat }) => `seat ${seat} was sold twice by the till`),
    ...unspent.map(({ code }) => `sale ${code} has a ticket whose lease is not spent on it`),
    ...(await orphans(
      world,
      live.map(row => row.cart_id),
    )),
  ]
  const filed = sales.reduce((sum, sale) => sum + sale.total_minor, 0)
  const received = ours.reduce((sum, order) => sum + minor(order.total), 0)
  if (filed !== received) problems.push(`the file says ${filed}, the platform ${received}`)
  return { paper: paper.length, sales: sales.length, uploaded: ours.length, tickets: printed.length, problems }
}

const minor = (amount: string | undefined): number => (amount === undefined ? Number.NaN : Math.round(Number(amount) * 100))

const readPaper = (folder: string): readonly { code: string; totalMinor: number }[] => {
  const path = join(folder, 'paper.log')
  if (!existsSync(path)) return []
  const lines = readFileSync(path, 'utf8')
    .split('\n')
    .filter(line => line !== '')
  // the blow may fall while the slip is being written: a torn last line was never handed over
  return lines.flatMap(line => (line.endsWith('}') ? [JSON.parse(line) as { code: string; totalMinor: number }] : []))
}

const pages = async <Row>(world: World, path: string): Promise<readonly Row[]> => {
  const rows: Row[] = []
  for (let page = 1; ; page += 1) {
    const response = await fetch(
      `${world.url}/api/v1/organizers/${world.organizer}/${path}${path.includes('?') ? '&' : '?'}page=${page}`,
      { headers: { Authorization: `Token ${world.adminToken}` } },
    )
    const body = (await response.json()) as { results: readonly Row[]; next: string | null }
    rows.push(...body.results)
    if (!body.next) return rows
  }
}

const everyOrder = async (world: World): Promise<readonly Order[]> =>
  (
    await Promise.all(world.events.map(event => pages<Order>(world, `events/${event}/orders/?include_canceled_positions=true`)))
  ).flat()

/** Stock that the platform keeps for a till that no longer knows of it would be lost to everybody. */
const orphans = async (world: World, known: readonly string[]): Promise<readonly string[]> => {
  const now = Date.now()
  const carts = (
    await Promise.all(
      world.events.map(event => pages<{ cart_id: string; expires: string }>(world, `events/${event}/cartpositions/`)),
    )
  ).flat()
  return carts
    .filter(cart => cart.cart_id.startsWith('kasa-') && Date.parse(cart.expires) > now && !known.includes(cart.cart_id))
    .map(cart => `${cart.cart_id} is held on the platform and known to no till`)
}
