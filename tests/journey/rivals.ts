import { randomBytes } from 'node:crypto'
import type { Chance } from '../seeded-chance.ts'
import type { PlatformDesk } from './platform-desk.ts'
import type { HotSeat, ScarceWare, Stage } from './stage.ts'

/** Everybody else who wants the same: the web shop and other tills, straight at the platform. */
export type Rivals = {
  readonly figures: RivalFigures
  readonly stop: () => Promise<void>
}
export type RivalFigures = { tried: number; got: number; refused: number; troubled: number; codes: string[] }

const rivalsAtOnce = 3
const longestPauseMs = 500
const shortLeaseMs = 15_000

export const sendRivals = (desk: PlatformDesk, stage: Stage, chance: Chance): Rivals => {
  const figures: RivalFigures = { tried: 0, got: 0, refused: 0, troubled: 0, codes: [] }
  const ended = new AbortController()
  const order = (event: string, positions: readonly object[]) =>
    desk.ask('POST', `events/${event}/orders/`, {
      email: 'somebody@example.org',
      locale: 'pl',
      sales_channel: 'web',
      status: 'p',
      payment_provider: 'manual',
      send_email: false,
      positions,
    })
  const note = (answer: { readonly status: number; readonly body: unknown }): void => {
    figures.tried += 1
    if (answer.status === 201) {
      figures.got += 1
      const { code } = answer.body as { code?: string }
      if (code !== undefined) figures.codes.push(code)
    } else if (answer.status === 400) figures.refused += 1
    else figures.troubled += 1
  }
  const oneOf = <Thing>(things: readonly Thing[]): Thing | undefined => things[chance.below(things.length)]
  const unit = (ware: ScarceWare) => ({ item: ware.item, subevent: ware.subevent, price: ware.price })
  const seat = (hot: HotSeat) => ({ item: hot.item, seat: hot.guid })
  /** Holds something for a moment and lets it run out, as people do who do not pay. */
  const dawdle = async (ware: ScarceWare): Promise<void> => {
    const expires = new Date(Date.now() + shortLeaseMs).toISOString()
    const cartId = `dawdler-${randomBytes(12).toString('hex')}`
    note(await desk.ask('POST', `events/${ware.event}/cartpositions/`, { ...unit(ware), cart_id: cartId, expires }))
  }
  const grab = async (): Promise<void> => {
    const hot = oneOf(stage.hotSeats)
    const kind = chance.below(8)
    if (kind < 3 && hot) {
      // three at one seat at the same moment
      const answers = await Promise.all([1, 2, 3].map(() => order(stage.seated, [seat(hot)])))
      return answers.forEach(note)
    }
    const ware = kind % 2 === 0 ? stage.extra : stage.series
    if (kind === 7) return dawdle(ware)
    note(
      await order(
        ware.event,
        Array.from({ length: 1 + chance.below(3) }, () => unit(ware)),
      ),
    )
  }
  const live = async (): Promise<void> => {
    while (!ended.signal.aborted) {
      await grab().catch(() => (figures.troubled += 1))
      await new Promise(done => setTimeout(done, chance.below(longestPauseMs)))
    }
  }
  const lives = Array.from({ length: rivalsAtOnce }, live)
  return {
    figures,
    stop: async () => {
      ended.abort()
      await Promise.all(lives)
    },
  }
}
