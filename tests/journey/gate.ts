import { randomBytes } from 'node:crypto'
import jsQR from 'jsqr'
import { readPaper } from '../unit/print/read-paper.ts'
import type { PlatformDesk, World } from './platform-desk.ts'

const dotsPerPoint = 4
const marginPoints = 20
const sidePoints = 200
const scanners = 2

/** What scanners read off printed tickets, a page each; a page without a readable code gives an empty text. */
export const codesOnPaper = (base64: string): readonly string[] =>
  readPaper(base64).map(({ bars }) => {
    const left = Math.min(...bars.map(bar => bar.x)) - marginPoints
    const top = Math.min(...bars.map(bar => bar.y)) - marginPoints
    const side = sidePoints * dotsPerPoint
    const picture = new Uint8ClampedArray(side * side * 4).fill(255)
    const dots = (points: number): number => Math.round(points * dotsPerPoint)
    for (const bar of bars)
      for (let y = dots(bar.y - top); y < dots(bar.y + bar.height - top); y += 1)
        for (let x = dots(bar.x - left); x < dots(bar.x + bar.width - left); x += 1)
          picture.fill(0, (y * side + x) * 4, (y * side + x) * 4 + 3)
    return jsQR(picture, side, side)?.data ?? ''
  })

/** The gate: shows each code to the platform's own check-in and gives back a sentence for each that was not let in exactly once. */
export const letIn = async (
  desk: PlatformDesk,
  world: World,
  events: readonly string[],
  codes: readonly string[],
): Promise<readonly string[]> => {
  type List = { readonly id: number; readonly all_products: boolean; readonly subevent: number | null }
  const lists: number[] = []
  for (const event of events) {
    const known = await desk.all<List>(`events/${event}/checkinlists/`)
    const fitting = known.find(list => list.all_products && list.subevent === null)
    const list = fitting ?? (await desk.must<List>('POST', `events/${event}/checkinlists/`, { name: 'Gate', all_products: true }))
    lists.push(list.id)
  }
  const scan = (secret: string) =>
    desk.ask(
      'POST',
      'checkinrpc/redeem/',
      {
        source_type: 'barcode',
        type: 'entry',
        force: false,
        ignore_unpaid: false,
        nonce: randomBytes(16).toString('hex'),
        questions_supported: false,
        secret,
        lists,
      },
      `Device ${world.scanToken}`,
    )
  const turnedAway: string[] = []
  const queue = [...codes]
  const serve = async (): Promise<void> => {
    for (let code = queue.shift(); code !== undefined; code = queue.shift()) {
      const first = await scan(code)
      const second = await scan(code)
      if (first.status !== 201) turnedAway.push(`a printed ticket is turned away: ${JSON.stringify(first.body).slice(0, 120)}`)
      else if (second.status !== 400) turnedAway.push(`a printed ticket is let in twice: ${second.status}`)
    }
  }
  await Promise.all(Array.from({ length: scanners }, serve))
  return turnedAway
}
