import type { Ware } from './find-stock.ts'
import { granted } from './platform-client.ts'
import type { Answer, Platform } from './platform-client.ts'
import { bulkShape, cartShape } from './platform-shapes.ts'
import type { BulkResult, Cart } from './platform-shapes.ts'
import type { QuotaDesk } from './quota-desk.ts'
import { lease } from './sale-lines.ts'
import type { Line } from './sale-lines.ts'

/** Where units are leased and given back; it remembers what it leased, so that the case can be cleared away. */
export function openLeaseDesk(platform: Platform, { available }: QuotaDesk) {
  const carts: { event: string; id: number }[] = []
  const cartPath = (event: string, id: number): string => `${platform.event(event)}/cartpositions/${id}/`

  /** Asks for one lease and remembers it for clearing when it was given. */
  async function askLease(event: string, body: Line): Promise<Answer> {
    const answer = await platform.ask('POST', `${platform.event(event)}/cartpositions/`, { body })
    if (answer.status === 201) carts.push({ event, id: cartShape.parse(answer.body).id })
    return answer
  }

  /** A lease that must be given. */
  async function leased(event: string, body: Line): Promise<Cart> {
    return granted(await askLease(event, body), 201, cartShape)
  }

  /** Asks for many leases in one call. */
  async function leaseMany(event: string, lines: readonly Line[]): Promise<BulkResult[]> {
    const answer = await platform.ask('POST', `${platform.event(event)}/cartpositions/bulk_create/`, { body: lines })
    const { results } = granted(answer, 200, bulkShape)
    for (const result of results) if (result.success) carts.push({ event, id: result.data.id })
    return results
  }

  /** Leases whatever is left of a ware, so that nothing can be sold without a lease. */
  async function leaseAll(event: string, ware: Ware, quota: number): Promise<Cart[]> {
    const left = (await available(event, quota)).available_number ?? 0
    const results = await leaseMany(
      event,
      Array.from({ length: left }, () => lease(ware)),
    )
    return results.flatMap(result => (result.success ? [result.data] : []))
  }

  async function readLease(event: string, id: number): Promise<Answer> {
    return platform.ask('GET', cartPath(event, id))
  }

  async function giveBack(event: string, id: number): Promise<Answer> {
    return platform.ask('DELETE', cartPath(event, id))
  }

  /** Gives back what was leased since the last clearing. */
  async function clearLeases(): Promise<void> {
    for (const { event, id } of carts.splice(0)) await giveBack(event, id)
  }

  return { askLease, leased, leaseMany, leaseAll, readLease, giveBack, clearLeases }
}
