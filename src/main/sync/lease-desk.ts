import type { Checked, Holdings, LeaseHolding } from '#contract/methods'
import type { Refusal, Result } from '#contract/refusal'
import { done, refusal, refused } from '#contract/refusal'
import { addAudit } from '#store/audit'
import { leasesProven } from '#store/lease'
import { rowHeld, stockHeld } from '#store/lease-holdings'
import { dropLeaseWishes, leaseTargets, seatsOfRow, setLeaseTarget, setWantedRow, wantedRows } from '#store/lease-wish'
import type { LeaseParts } from './lease-asking.ts'
import type { Shortfalls } from './lease-pool.ts'
import { giveUpSurplus, wishKey } from './lease-pool.ts'

/** Each wanted row is some requests in a while; a whole hall is not wanted row by row. */
const mostRows = 200
/** Wishes to fulfil in one round. */
const mostTargets = 200

/** The methods of the wire about what this till holds in stock. They act on the file at once and on the platform in the background. */
export type LeaseDesk = {
  readonly list: () => Holdings
  readonly target: (wish: Checked<'leases.target'>) => Result<Holdings>
  readonly seatBlock: (wish: Checked<'leases.seat-block'>) => Result<Holdings>
  /** Everything goes back, and nothing is wanted any more. */
  readonly giveBack: () => Result<Holdings>
}

export const createLeaseDesk = (parts: LeaseParts, shortfalls: Shortfalls, wake: () => void): LeaseDesk => {
  const { store, world } = parts
  const list = (): Holdings => holdingsOf(parts, shortfalls)
  const changed = (showing: { readonly event: string; readonly subevent: number | null } | null): Result<Holdings> => {
    giveUpSurplus(parts)
    wake()
    if (showing) parts.onChange(showing)
    return done(list())
  }
  return {
    list,
    target: wish => {
      const key = wishKey(wish)
      const others = leaseTargets(store).filter(target => wishKey(target) !== key)
      if (wish.target > 0 && others.length >= mostTargets) return refused('too-many-wishes', { most: mostTargets })
      store.transaction('lease-target.set', tx => {
        setLeaseTarget(tx, wish)
        addAudit(tx, { at: world.clock.now(), kind: 'leases.target', subject: wish.event, detail: wish })
      })
      shortfalls.delete(key)
      return changed(wish)
    },
    seatBlock: ({ hold, ...row }) => {
      if (hold && wantedRows(store).length >= mostRows) return refused('too-many-wishes', { most: mostRows })
      store.transaction('seat-block.set', tx => {
        setWantedRow(tx, row, hold)
        addAudit(tx, { at: world.clock.now(), kind: 'leases.seat-block', subject: row.event, detail: { ...row, hold } })
      })
      shortfalls.delete(wishKey(row))
      return changed(row)
    },
    giveBack: () => {
      const showings = [...list().products, ...list().seats]
      store.transaction('lease.give-back-all', tx => {
        dropLeaseWishes(tx)
        addAudit(tx, { at: world.clock.now(), kind: 'leases.give-back', subject: null })
      })
      shortfalls.clear()
      showings.forEach(parts.onChange)
      return changed(null)
    },
  }
}

const holdingsOf = (parts: LeaseParts, shortfalls: Shortfalls): Holdings => {
  const { store } = parts
  const held = new Map(stockHeld(store, parts.pessimisticNow()).map(stock => [wishKey(stock), stock]))
  const targets = new Map(leaseTargets(store).map(target => [wishKey(target), target]))
  const products = [...new Set([...targets.keys(), ...held.keys()])].flatMap((key): LeaseHolding[] => {
    const stock = held.get(key)
    const product = targets.get(key) ?? stock
    if (!product) return []
    const { event, subevent, item, variation } = product
    const target = targets.get(key)?.target ?? 0
    const count = stock?.held ?? 0
    const shortfall = count < target ? whyShort(parts, shortfalls.get(key)?.reason) : null
    return [{ event, subevent, item, variation, target, held: count, expiresAt: stock?.expiresAt ?? null, shortfall }]
  })
  const seats = wantedRows(store).map(row => ({
    ...row,
    wanted: seatsOfRow(store, row).filter(seat => seat.free === 1 || seat.leased === 1).length,
    held: rowHeld(store, row),
  }))
  return { products, seats }
}

/** Null while it is simply on its way. */
const whyShort = ({ store, online, platform }: LeaseParts, noted: Refusal | undefined): Refusal | null => {
  if (!leasesProven(store)) return refusal('leases-unproven')
  if (!online()) return refusal('platform-unreachable', { url: platform.organizer })
  return noted ?? null
}
