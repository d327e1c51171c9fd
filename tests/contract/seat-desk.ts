import { randomInt } from 'node:crypto'
import { granted } from './platform-client.ts'
import type { Platform } from './platform-client.ts'
import { pageOf, seatShape } from './platform-shapes.ts'
import type { Seat } from './platform-shapes.ts'

const seatPage = 50
const mostPagesTried = 10

/** Where free seats are found and any seat is looked at. */
export function openSeatDesk(platform: Platform) {
  /** Free seats of one category, from a part of the house drawn at random. */
  async function freeSeats(event: string, count: number): Promise<[Seat, ...Seat[]]> {
    const path = `${platform.event(event)}/seats/?is_available=true`
    const { count: free } = granted(await platform.ask('GET', path), 200, pageOf(seatShape))
    const start = randomInt(Math.max(1, Math.floor(free / seatPage)))
    for (let page = start + 1; page <= start + mostPagesTried; page += 1) {
      const rows = granted(await platform.ask('GET', `${path}&page=${page}`), 200, pageOf(seatShape)).results
      const unblocked = rows.filter(seat => !seat.blocked && seat.product !== null)
      const [one, ...others] = unblocked.filter(seat => seat.product === unblocked[0]?.product).slice(0, count)
      if (one !== undefined && others.length === count - 1) return [one, ...others]
    }
    throw new Error(`no ${count} free seats of one category were found in ${event}`)
  }

  async function readSeat(event: string, guid: string): Promise<Seat> {
    const path = `${platform.event(event)}/seats/?seat_guid=${encodeURIComponent(guid)}`
    const [seat] = granted(await platform.ask('GET', path), 200, pageOf(seatShape)).results
    if (seat === undefined) throw new Error(`seat ${guid} is not in the list`)
    return seat
  }

  return { freeSeats, readSeat }
}
