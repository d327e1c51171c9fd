import type { Refusal } from '#contract/refusal'
import { refusal } from '#contract/refusal'
import type { Status } from '#contract/status'
import { channelInUse } from '#store/channel'
import { leasesProven } from '#store/lease'
import { earliestUnsentExpiry, queueCounts } from '#store/outbox'
import type { Readable } from '#store/query'
import { activeTill } from '#store/till'
import type { Line } from './line.ts'
import { readSettings } from './settings.ts'
import type { World } from './world.ts'
import type { Writable } from '#store/query'

const idle = { phase: 'idle', paused: false, ordersDone: 0, ordersTotal: null, remainingMs: null, seats: [] } as const
const never = { catalogue: null, orders: null, stock: null, refunds: null } as const

/** Everything the frame shows, put together from whoever knows it. */
export const statusOf = (world: World, store: Writable, given: { readonly line: Line; readonly sandbox: boolean }): Status => {
  const till = activeTill(store)
  const link = given.line.link()
  const state = link?.loop.state()
  const channel = channelInUse(store)
  return {
    platform: till
      ? { url: till.url, organizer: till.organizer, organizerName: till.organizerName, sandbox: given.sandbox }
      : null,
    till: till
      ? { name: till.name, codePrefix: till.codePrefix, cashier: readSettings(store, 'pl').cashier, deviceId: till.deviceId }
      : null,
    connection: state?.connection ?? given.line.withoutLink(),
    ...queueCounts(store),
    sync: state?.sync ?? idle,
    ages: state?.ages ?? never,
    channel: till ? { identifier: channel.identifier, proven: channel.proven } : null,
    secretsKept: world.secrets.kind,
    clockOffsetMs: link?.clock.offsetMs() ?? null,
    warnings: [...(state?.warnings ?? []), ...doubtful(store), ...toSendSoon(store, given.line.stockroom.pessimisticNow())],
    budget: { used: link?.budget.used() ?? 0, limit: link?.budget.limit() ?? 0 },
  }
}

/** From here on a cashier is told that sales have to be sent before their leases run out: time enough to carry the till to a network. */
const warnBeforeMs = 6 * 3_600_000

const doubtful = (store: Readable): readonly Refusal[] => (leasesProven(store) ? [] : [refusal('leases-unproven')])

/** What was sold is the platform's to sell again once its lease has run out there; until then the sale has to be sent. */
const toSendSoon = (store: Readable, pessimisticNow: number): readonly Refusal[] => {
  const at = earliestUnsentExpiry(store)
  if (at === null || at - pessimisticNow > warnBeforeMs) return []
  return [refusal('upload-before', { minutes: Math.max(0, Math.floor((at - pessimisticNow) / 60_000)) })]
}
