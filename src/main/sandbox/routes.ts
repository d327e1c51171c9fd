import type { Answer } from './answer.ts'
import * as carts from './carts.ts'
import * as catalogue from './catalogue.ts'
import * as devices from './devices.ts'
import * as events from './events.ts'
import { readSettings } from './event-settings.ts'
import * as actions from './order-actions.ts'
import * as checkin from './checkin.ts'
import { changeOrder } from './order-change.ts'
import { createOrder } from './order-create.ts'
import { listOrders, readOrder } from './order-list.ts'
import * as positions from './order-positions.ts'
import * as addons from './item-addons.ts'
import * as lists from './organizer-lists.ts'
import * as payments from './payments.ts'
import * as quotas from './quotas.ts'
import * as refunds from './refunds.ts'
import type { Call, EventCall } from './request.ts'
import * as vouchers from './vouchers.ts'
import * as writes from './catalogue-writes.ts'
import { teamOnly } from './access.ts'
import * as seats from './seats.ts'

/** What a route needs before its handler runs. */
type Access = 'open' | 'signed-in' | 'organizer' | 'team' | 'event'

/** One address of the API: its pattern, the platform's name for it (security profiles list those) and a handler per method. */
export type Route = { readonly pattern: RegExp; readonly name: string } & (
  | { readonly access: Exclude<Access, 'event'>; readonly methods: Readonly<Record<string, (call: Call) => Answer>> }
  | { readonly access: 'event'; readonly methods: Readonly<Record<string, (call: EventCall) => Answer>> }
)

const ORGANIZER = 'organizers/:organizer'
const EVENT = `${ORGANIZER}/events/:event`

/** Every address the sandbox serves below `/api/v1/`. */
export const ROUTES: readonly Route[] = [
  open('device/initialize', 'device.initialize', { POST: devices.initializeDevice }),
  signedIn('version', 'version', { GET: () => ({ status: 200, body: devices.PLATFORM_VERSION }) }),
  signedIn('device/info', 'device.info', { GET: devices.deviceInfo }),
  signedIn('device/update', 'device.update', { POST: devices.updateDevice }),
  signedIn('device/roll', 'device.roll', { POST: devices.rollDevice }),
  signedIn('device/revoke', 'device.revoke', { POST: devices.revokeDevice }),
  signedIn('device/eventselection', 'device.eventselection', { GET: events.suggestEvent }),
  signedIn('organizers/', 'organizer-list', { GET: events.listOrganizers }),
  organizer('/', 'organizer-detail', { GET: events.readOrganizer }),
  organizer('/events/', 'event-list', { GET: events.listEvents, POST: teamOnly(writes.createEvent) }),
  organizer('/subevents/', 'subevent-list', { GET: events.listSubevents }),
  organizer('/orders/', 'order-list', { GET: listOrders }),
  organizer('/orderpositions/', 'orderposition-list', { GET: positions.listPositions }),
  organizer('/checkinrpc/redeem/', 'checkinrpc.redeem', { POST: checkin.redeem }),
  organizer('/checkinrpc/search/', 'checkinrpc.search', { GET: checkin.searchAtGate }),
  organizer('/seatingplans/', 'seatingplan-list', { GET: lists.listSeatingPlans }),
  organizer('/seatingplans/:id/', 'seatingplan-detail', { GET: lists.readSeatingPlan }),
  organizer('/giftcards/', 'giftcard-list', { GET: lists.listNothing }),
  team('/saleschannels/', 'saleschannel-list', { GET: lists.listSalesChannels }),
  team('/devices/', 'device-list', { GET: devices.listDevices, POST: devices.createDevice }),
  event('/', 'event-detail', { GET: events.readEvent, DELETE: teamOnly(writes.deleteEvent) }),
  event('/settings/', 'event.settings', { GET: readSettings }),
  event('/subevents/', 'subevent-list', { GET: events.listSubevents }),
  event('/subevents/:subevent/', 'subevent-detail', { GET: events.readSubevent }),
  event('/subevents/:subevent/seats/', 'seat-list', { GET: seats.listSeats }),
  event('/subevents/:subevent/seats/:id/', 'seat-detail', { GET: seats.readSeat }),
  event('/items/', 'item-list', { GET: catalogue.listItems, POST: teamOnly(writes.createItem) }),
  event('/items/:id/', 'item-detail', {
    GET: catalogue.readItem,
    PATCH: teamOnly(writes.patchItem),
    DELETE: teamOnly(writes.deleteItem),
  }),
  event('/items/:item/variations/', 'itemvariation-list', { GET: catalogue.listVariations }),
  event('/items/:item/addons/', 'itemaddon-list', { GET: addons.listAddons }),
  event('/items/:item/addons/:addon/', 'itemaddon-detail', { PATCH: teamOnly(addons.patchAddon) }),
  event('/categories/', 'itemcategory-list', { GET: catalogue.listCategories }),
  event('/taxrules/', 'taxrule-list', { GET: catalogue.listTaxRules }),
  event('/questions/', 'question-list', { GET: catalogue.listQuestions }),
  event('/discounts/', 'discount-list', { GET: catalogue.listDiscounts, POST: teamOnly(writes.createDiscount) }),
  event('/quotas/', 'quota-list', { GET: quotas.listQuotas }),
  event('/quotas/:id/', 'quota-detail', { GET: quotas.readQuota, PATCH: teamOnly(writes.patchQuota) }),
  event('/quotas/:id/availability/', 'quota-availability', { GET: quotas.readQuotaAvailability }),
  event('/seats/', 'seat-list', { GET: seats.listSeats }),
  event('/seats/bulk_block/', 'seat-bulk_block', { POST: teamOnly(writes.blockSeats(true)) }),
  event('/seats/bulk_unblock/', 'seat-bulk_unblock', { POST: teamOnly(writes.blockSeats(false)) }),
  event('/seats/:id/', 'seat-detail', { GET: seats.readSeat, PATCH: teamOnly(seats.patchSeat) }),
  event('/vouchers/', 'voucher-list', { GET: vouchers.listVouchers, POST: teamOnly(vouchers.createVoucher) }),
  event('/vouchers/:id/', 'voucher-detail', { GET: vouchers.readVoucher, DELETE: teamOnly(vouchers.deleteVoucher) }),
  event('/revokedsecrets/', 'revokedsecrets-list', { GET: lists.listNothing }),
  event('/blockedsecrets/', 'blockedsecrets-list', { GET: lists.listNothing }),
  event('/invoices/', 'invoice-list', { GET: lists.listNothing }),
  event('/checkinlists/', 'checkinlist-list', { GET: lists.listCheckinLists }),
  event('/checkinlists/:list/', 'checkinlist-detail', { GET: lists.readCheckinList }),
  event('/checkinlists/:list/status/', 'checkinlist-status', { GET: checkin.readListStatus }),
  event('/checkinlists/:list/positions/', 'checkinlistpos-list', { GET: checkin.listGatePositions }),
  event('/cartpositions/', 'cartposition-list', { GET: carts.listCarts, POST: carts.createCart }),
  event('/cartpositions/bulk_create/', 'cartposition-bulk_create', { POST: carts.createCarts }),
  event('/cartpositions/:id/', 'cartposition-detail', { GET: carts.readCart, DELETE: carts.deleteCart }),
  event('/orders/', 'order-list', { GET: listOrders, POST: createOrder }),
  event('/orders/:code/', 'order-detail', { GET: readOrder, PATCH: actions.patchOrder, DELETE: actions.deleteOrder }),
  event('/orders/:code/mark_paid/', 'order-mark-paid', { POST: actions.markPaid }),
  event('/orders/:code/mark_canceled/', 'order-mark-canceled', { POST: actions.markCanceled }),
  event('/orders/:code/mark_expired/', 'order-mark-expired', { POST: actions.markExpired }),
  event('/orders/:code/mark_pending/', 'order-mark-pending', { POST: actions.markPending }),
  event('/orders/:code/reactivate/', 'order-reactivate', { POST: actions.reactivate }),
  event('/orders/:code/extend/', 'order-extend', { POST: actions.extend }),
  event('/orders/:code/regenerate_secrets/', 'order-regenerate-secrets', { POST: actions.regenerateSecrets }),
  event('/orders/:code/change/', 'order-change', { POST: changeOrder }),
  event('/orders/:code/payments/', 'payment-list', { GET: payments.listPayments, POST: payments.createPayment }),
  event('/orders/:code/payments/:payment/', 'payment-detail', { GET: payments.readPayment }),
  event('/orders/:code/payments/:payment/confirm/', 'payment-confirm', { POST: payments.confirmPayment }),
  event('/orders/:code/payments/:payment/cancel/', 'payment-cancel', { POST: payments.cancelPayment }),
  event('/orders/:code/payments/:payment/refund/', 'payment-refund', { POST: payments.refundPayment }),
  event('/orders/:code/refunds/', 'refund-list', { GET: refunds.listRefunds, POST: refunds.createRefund }),
  event('/orders/:code/refunds/:refund/', 'refund-detail', { GET: refunds.readRefund }),
  event('/orders/:code/refunds/:refund/done/', 'refund-done', { POST: refunds.finishRefund }),
  event('/orders/:code/refunds/:refund/process/', 'refund-process', { POST: refunds.finishRefund }),
  event('/orders/:code/refunds/:refund/cancel/', 'refund-cancel', { POST: refunds.cancelRefund }),
  event('/orderpositions/', 'orderposition-list', { GET: positions.listPositions }),
  event('/orderpositions/:id/', 'orderposition-detail', {
    GET: positions.readPositionDetail,
    PATCH: positions.patchPosition,
    DELETE: positions.deletePosition,
  }),
  event('/discounts/:id/', 'discount-detail', { GET: catalogue.readDiscount, DELETE: teamOnly(writes.deleteDiscount) }),
  event('/:kind(categories|taxrules|questions)/:id/', 'catalogue-detail', { GET: catalogue.readCatalogueRow }),
]

type Handlers<Received> = Readonly<Record<string, (call: Received) => Answer>>

function open(path: string, name: string, methods: Handlers<Call>): Route {
  return { pattern: pathPattern(path), name, access: 'open', methods }
}

function signedIn(path: string, name: string, methods: Handlers<Call>): Route {
  return { pattern: pathPattern(path), name, access: 'signed-in', methods }
}

function organizer(path: string, name: string, methods: Handlers<Call>): Route {
  return { pattern: pathPattern(ORGANIZER + path), name, access: 'organizer', methods }
}

function team(path: string, name: string, methods: Handlers<Call>): Route {
  return { pattern: pathPattern(ORGANIZER + path), name, access: 'team', methods }
}

function event(path: string, name: string, methods: Handlers<EventCall>): Route {
  return { pattern: pathPattern(EVENT + path), name, access: 'event', methods }
}

/** `:name` is one path part; `:name(a|b)` one of a few words. */
function pathPattern(path: string): RegExp {
  const source = path.replace(
    /:(\w+)(\([^)]*\))?/g,
    (_, name: string, choices: string | undefined) => `(?<${name}>${choices === undefined ? '[^/]+' : choices.slice(1, -1)})`,
  )
  return new RegExp(`^/api/v1/${source}$`)
}
