import type { EventBook } from './platform.ts'

/** An event that is about to go on sale: nothing of it is sold yet, and so many tickets are to be had. */
export type OnsaleStock = { readonly event: string; readonly stock: number; readonly startsAt: number }

/** Makes an event as it is before its sale: quotas are cut down to the stock, each by the same share. */
export function prepareOnsale(book: EventBook, { stock, startsAt }: OnsaleStock): void {
  Object.assign(book.event, { presaleStart: startsAt })
  const sizes = [...book.quotas.values()].map(quota => quota.size ?? 0)
  const all = sizes.reduce((sum, size) => sum + size, 0)
  if (all <= stock) return
  let given = 0
  let counted = 0
  for (const quota of book.quotas.values()) {
    counted += quota.size ?? 0
    // what is rounded off one quota is given to the next, so that the sum is the stock
    const size = Math.round((counted * stock) / all) - given
    given += size
    book.quotas.set(quota.id, { ...quota, size })
  }
}
