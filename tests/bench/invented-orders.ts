import { event, priced } from './invented-catalogue.ts'
import { chanceFrom } from '../seeded-chance.ts'

/** An hour before now the newest order was placed; then one every half minute back. */
export type OrderBook = { readonly orders: number; readonly newestAt: number }

const betweenMs = 30_000
const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'
const mostPositions = 4
const vat = 8

export const bookOf = (orders: number, now: number): OrderBook => ({ orders, newestAt: now - 3_600_000 })

/** When order `index` was placed; 0 is the newest. */
export const placedAt = (book: OrderBook, index: number): number => book.newestAt - index * betweenMs

/** The first index, newest first, of an order placed before `moment`. */
export const firstBefore = (book: OrderBook, moment: number): number =>
  Math.min(book.orders, Math.max(0, Math.floor((book.newestAt - moment) / betweenMs) + 1))

/** Order `index` as the platform lists it: one to four tickets, every field that pretix sends, about three kilobytes. The same for the same index. */
export const orderText = (book: OrderBook, index: number): string => {
  const draw = chanceFrom(index + 1)
  const code = codeOf(index)
  const at = new Date(placedAt(book, index)).toISOString().replace('Z', '000+00:00')
  const positions = Array.from({ length: 1 + draw.below(mostPositions) }, (_, place) =>
    position(code, index * mostPositions + place + 1, place + 1, priced[draw.below(priced.length)]),
  )
  const fee = draw.below(4) === 0 ? 250 : 0
  const total = money(positions.reduce((sum, each) => sum + Number(each.price) * 100, 0) + fee)
  const paid = draw.below(20) > 0
  return JSON.stringify({
    code,
    event,
    status: paid ? 'p' : 'n',
    testmode: false,
    secret: text(draw, 16),
    email: `gosc${index}@example.org`,
    phone: null,
    locale: 'pl',
    datetime: at,
    expires: at,
    payment_date: at.slice(0, 10),
    payment_provider: 'banktransfer',
    fees:
      fee === 0
        ? []
        : [
            {
              fee_type: 'payment',
              value: money(fee),
              description: '',
              tax_rate: '8.00',
              tax_value: '0.19',
              canceled: false,
            },
          ],
    total,
    tax_rounding_mode: 'line',
    comment: '',
    custom_followup_at: null,
    invoice_address: null,
    positions,
    downloads: [],
    checkin_attention: false,
    checkin_text: null,
    last_modified: at,
    payments: [
      {
        local_id: 1,
        state: paid ? 'confirmed' : 'created',
        amount: total,
        created: at,
        payment_date: paid ? at : null,
        provider: 'banktransfer',
        payment_url: null,
        details: {},
      },
    ],
    refunds: [],
    require_approval: false,
    sales_channel: 'web',
    url: `http://127.0.0.1/promotor/${event}/order/${code}/`,
    customer: null,
    valid_if_pending: false,
    api_meta: {},
    cancellation_date: null,
    plugin_data: {},
  })
}

const position = (order: string, id: number, place: number, product = { item: 0, price: '0.00' }) => ({
  id,
  order,
  positionid: place,
  item: product.item,
  variation: null,
  price: product.price,
  attendee_name: 'Zofia Gość',
  attendee_name_parts: {
    _scheme: 'given_family',
    given_name: 'Zofia',
    family_name: 'Gość',
  },
  company: null,
  street: null,
  zipcode: null,
  city: null,
  country: null,
  state: null,
  discount: null,
  attendee_email: null,
  voucher: null,
  tax_rate: '8.00',
  tax_value: money((Number(product.price) * 100 * vat) / (100 + vat)),
  secret: text(chanceFrom(id), 32),
  addon_to: null,
  subevent: null,
  checkins: [],
  print_logs: [],
  downloads: [],
  answers: [],
  tax_rule: 2,
  pseudonymization_id: text(chanceFrom(id + 1), 10),
  seat: null,
  canceled: false,
  tax_code: null,
  valid_from: null,
  valid_until: null,
  blocked: null,
  voucher_budget_use: null,
  plugin_data: {},
})

const money = (minor: number): string => (Math.round(minor) / 100).toFixed(2)

const text = (draw: ReturnType<typeof chanceFrom>, length: number): string =>
  Array.from({ length }, () => letters[draw.below(letters.length)]).join('')

const codeOf = (index: number): string => {
  let rest = index
  let code = ''
  for (let place = 0; place < 6; place += 1) {
    code = `${letters[rest % letters.length] ?? ''}${code}`
    rest = Math.floor(rest / letters.length)
  }
  return `W${code}`
}
