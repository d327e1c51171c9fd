import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { Facts, Order, Position, Quota } from './facts.ts'
import { grosz } from './facts.ts'
import type { World } from './platform-desk.ts'

const mostBytes = 256 * 1024 * 1024

/** Reads the same out of the platform's own tables, by SQL: no code of the platform or of Kasa stands between. Null when the world file names no database. */
export const factsOfDatabase = async (world: World, events: readonly string[]): Promise<Facts | null> => {
  if (!world.database) return null
  const scope = `e.slug IN (${events.map(quoted).join(', ')}) AND g.slug = ${quoted(world.organizer)}`
  const joined = `JOIN pretixbase_event e ON e.id = x.event_id JOIN pretixbase_organizer g ON g.id = e.organizer_id WHERE ${scope}`
  const [orders, positions, quotas] = await Promise.all([
    rows<OrderRow>(world.database, ordersQuery(joined)),
    rows<PositionRow>(world.database, positionsQuery(joined)),
    rows<Quota>(world.database, quotasQuery(joined)),
  ])
  const byOrder = Map.groupBy(positions, position => position.order_id)
  return { orders: orders.map(order => orderOf(order, byOrder.get(order.id) ?? [])), quotas }
}

type Database = NonNullable<World['database']>
type OrderRow = Pick<Order, 'event' | 'code' | 'status' | 'sale'> & {
  readonly id: number
  readonly total: string
  readonly paid: string
}
type PositionRow = Omit<Position, 'priceMinor'> & { readonly order_id: number; readonly price: string }

const ordersQuery = (joined: string): string => `
  SELECT x.id, e.slug AS event, x.code, x.status, x.total::text AS total, x.api_meta->>'sale' AS sale,
    (SELECT coalesce(sum(p.amount), 0)::numeric(13, 2)::text FROM pretixbase_orderpayment p WHERE p.order_id = x.id AND p.state = 'confirmed') AS paid
  FROM pretixbase_order x ${joined}`

const positionsQuery = (joined: string): string => `
  SELECT p.order_id, p.secret, p.price::text AS price, p.canceled, p.item_id AS item, p.variation_id AS variation, p.subevent_id AS subevent, s.seat_guid AS seat
  FROM pretixbase_orderposition p LEFT JOIN pretixbase_seat s ON s.id = p.seat_id JOIN pretixbase_order x ON x.id = p.order_id ${joined}`

const quotasQuery = (joined: string): string => `
  SELECT e.slug AS event, x.id, x.size, x.subevent_id AS subevent,
    (SELECT coalesce(json_agg(i.item_id), '[]') FROM pretixbase_quota_items i WHERE i.quota_id = x.id) AS items,
    (SELECT coalesce(json_agg(v.itemvariation_id), '[]') FROM pretixbase_quota_variations v WHERE v.quota_id = x.id) AS variations
  FROM pretixbase_quota x ${joined} AND x.size IS NOT NULL`

const orderOf = (order: OrderRow, positions: readonly PositionRow[]): Order => ({
  event: order.event,
  code: order.code,
  status: order.status,
  totalMinor: grosz(order.total),
  paidMinor: grosz(order.paid),
  sale: order.sale,
  positions: positions.map(({ price, ...position }) => ({ ...position, priceMinor: grosz(price) })),
})

const rows = async <Row>(database: Database, query: string): Promise<readonly Row[]> => {
  const address = ['-h', database.host, '-p', String(database.port), '-U', database.user, '-d', database.name]
  const asJson = `SELECT coalesce(json_agg(found), '[]') FROM (${query}) AS found`
  const args = [...address, '-X', '-qAt', '-v', 'ON_ERROR_STOP=1', '-c', asJson]
  const { stdout } = await promisify(execFile)(database.psql, args, { maxBuffer: mostBytes })
  return JSON.parse(stdout) as Row[]
}

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`
