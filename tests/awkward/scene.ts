import { z } from 'zod'
import type { SaleSummary } from '#contract/cart'
import type { Result } from '#contract/refusal'
import type { Showing } from '#contract/showing'
import type { Product } from '#contract/stock'
import type { AwkwardTill, Wish } from './awkward-till.ts'
import type { PlatformDesk } from './platform-desk.ts'
import { scannedSecrets } from './scanner.ts'

const nameShape = z.record(z.string(), z.string())
const itemShape = z.looseObject({
  id: z.int(),
  internal_name: z.string(),
  variations: z.array(z.looseObject({ id: z.int(), value: nameShape })),
})
const orderShape = z.looseObject({
  code: z.string(),
  status: z.string(),
  total: z.string(),
  testmode: z.boolean(),
  positions: z.array(
    z.looseObject({
      item: z.int(),
      price: z.string(),
      secret: z.string(),
      tax_rate: z.string(),
      addon_to: z.int().nullable(),
      valid_from: z.string().nullable(),
      valid_until: z.string().nullable(),
      subevent: z.int().nullable(),
      seat: z.looseObject({ seat_guid: z.string() }).nullable(),
    }),
  ),
})

/** An event without dates, as something to sell tickets for. */
export const eventOf = (event: string): Showing => ({ event, subevent: null })

/** Products of an event by the handle that awkward.py gave them: `item`, or `item/variation`. */
export type Handles = ReadonlyMap<string, Product>

/** The till's products of an event by their handles; a product without a handle fails. */
export const byHandle = async (
  desk: Pick<PlatformDesk, 'list'>,
  event: string,
  products: readonly Product[],
): Promise<Handles> => {
  const items = new Map((await desk.list(`events/${event}/items/`, itemShape)).map(item => [item.id, item]))
  return new Map(
    products.map(product => {
      const item = items.get(product.item)
      const kind = item?.variations.find(variation => variation.id === product.variation)
      if (!item || (product.variation !== null && !kind)) throw new Error(`nobody knows product ${product.item}`)
      return [kind ? `${item.internal_name}/${Object.values(kind.value)[0]}` : item.internal_name, product]
    }),
  )
}

/** One product, which must be there. */
export const the = (handles: Handles, handle: string): Product => {
  const product = handles.get(handle)
  if (!product) throw new Error(`there is no product ${handle}`)
  return product
}

/** Minor units in the platform's way of writing: always two decimals. */
export const written = (minor: number, currency: string): string =>
  currency === 'JPY'
    ? `${minor}.00`
    : `${minor < 0 ? '-' : ''}${Math.trunc(Math.abs(minor) / 100)}.${String(Math.abs(minor) % 100).padStart(2, '0')}`

/** A sale that must have come about, on the platform: waits for the upload and reads the order and the printed secrets. */
export const onPlatform = async (till: AwkwardTill, desk: PlatformDesk, sold: Result<SaleSummary>) => {
  if (!sold.ok) throw new Error(`not sold: ${JSON.stringify(sold.refusal)}`)
  const sale = sold.value
  await till.until(`the upload of ${sale.code}`, async () => {
    const known = (await till.ask('sale.recent', { most: 50 })).find(({ id }) => id === sale.id)
    if (known?.upload.state === 'refused' || known?.upload.state === 'doubtful')
      throw new Error(`the platform does not have sale ${sale.code} as it was sold: ${JSON.stringify(known.upload.reason)}`)
    return known?.upload.state === 'sent'
  })
  const order = orderShape.parse(await desk.get(`events/${sale.showing.event}/orders/${sale.code}/`))
  const paper = await till.ask('paper.tickets', { sale: sale.id })
  return { sale, order, paper, secrets: scannedSecrets(paper.base64) }
}

/** Till and back office of one organizer, and what tests ask of both; the first two are there once the suite has begun. */
export type Company = {
  readonly till: () => AwkwardTill
  readonly desk: () => PlatformDesk
  readonly handlesOf: (showing: Showing) => Promise<Handles>
  readonly soldAt: (showing: Showing, wishes: readonly Wish[]) => ReturnType<typeof onPlatform>
}

const previewShape = z.looseObject({ total: z.string() })

/** What the platform's own price engine makes of one unit that is sent without a price. */
export const preview = async (desk: PlatformDesk, event: string, position: object): Promise<z.output<typeof previewShape>> => {
  const answer = await desk.post(`events/${event}/orders/`, { simulate: true, sales_channel: 'api.kasa', positions: [position] })
  if (answer.status !== 201) throw new Error(`simulating ${JSON.stringify(position)} answered ${JSON.stringify(answer.body)}`)
  return previewShape.parse(answer.body)
}
