import { freshId } from '#domain/fresh-id'
import { addAudit } from '#store/audit'
import type { OpenShift } from '#store/cashier'
import { addCashier, addShift, cashierNamed, endShift, openShift } from '#store/cashier'
import type { Transaction } from '#store/query'
import type { Till } from '#store/till'
import type { Bench } from './bench.ts'

/**
 * The shift that sales of this cashier at this till belong to: the open one, or a new one when the till is new or another cashier has taken over, which ends
 * the one before. Part of the caller's transaction.
 */
export const takeDuty = (tx: Transaction, world: Bench['world'], till: Pick<Till, 'id'>, cashier: string): OpenShift => {
  const at = world.clock.now()
  const open = openShift(tx, till.id)
  if (open?.cashier === cashier) return open
  if (open) {
    endShift(tx, open.id, at)
    addAudit(tx, { at, kind: 'shift.ended', subject: open.id, tillId: till.id, cashierId: open.cashierId })
  }
  const cashierId = cashierNamed(tx, cashier) ?? newCashier(tx, world, cashier)
  const id = freshId(world.random.bytes)
  addShift(tx, { id, tillId: till.id, cashierId, at })
  addAudit(tx, { at, kind: 'shift.begun', subject: id, tillId: till.id, cashierId })
  return { id, tillId: till.id, cashierId, cashier }
}

const newCashier = (tx: Transaction, world: Bench['world'], name: string): string => {
  const id = freshId(world.random.bytes)
  addCashier(tx, { id, name, at: world.clock.now() })
  return id
}
