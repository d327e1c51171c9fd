import type { Scenario } from './scenario.ts'

/** Where everybody is who came for this sale. People are a flow here, not heads: their numbers have fractions, and none is lost. */
export type Crowd = {
  /** In the waiting room. */
  waiting: number
  /** In the shop. */
  active: number
  /** At the payment provider, tickets held. */
  paying: number
  /** Tickets nobody has paid or holds. */
  stock: number
  held: number
  /** Since the beginning. */
  arrived: number
  orders: number
  tickets: number
  leftLine: number
  gaveUp: number
  browsed: number
  emptyHanded: number
}

/** What people meet in one short while. */
export type Encounter = {
  readonly seconds: number
  readonly arriving: number
  /** Before the start all wait; null: there is no waiting room. */
  readonly inlet: { readonly newPerMinute: number; readonly totalActive: number; readonly open: boolean } | null
  readonly pageSeconds: number
  /** Shares of pages. */
  readonly failed: number
  readonly unbearable: number
  /** Of those who pay, the share whose seats nobody remembers any more. */
  readonly forgotten: number
}

export type Passage = { readonly admitted: number; readonly orders: number; readonly tickets: number; readonly pages: number }

/** Tickets in an order, in the mean; the platform's invented buyers take as many. */
const ticketsPerOrder = 2.1

/** So many leave at once on an error page, and on one that does not come: assumptions, see docs/rehearsal.md. */
const leavesOnError = 0.12
const leavesOnSlowness = 0.1
/** When the last ticket is gone people leave within these minutes. */
const leavesLineMinutes = 4
const leavesShopMinutes = 1
/** And of those who would have come only these still do. */
const comesInVain = 0.15

export function emptyCrowd(scenario: Scenario): Crowd {
  const nobody = { waiting: 0, active: 0, paying: 0, held: 0, arrived: 0, orders: 0, tickets: 0 }
  return { ...nobody, stock: scenario.stock, leftLine: 0, gaveUp: 0, browsed: 0, emptyHanded: 0 }
}

/** Lets one short while pass. */
export function moveCrowd(crowd: Crowd, people: Scenario['people'], met: Encounter): Passage {
  const soldOut = crowd.stock + crowd.held < 1
  const arriving = met.arriving * (soldOut ? comesInVain : 1)
  crowd.arrived += arriving
  crowd.waiting += arriving
  const admitted = admit(crowd, met)
  const leaving = crowd.waiting * shareWithin(met.seconds, (soldOut ? leavesLineMinutes : people.patienceMinutes) * 60)
  crowd.waiting -= leaving
  if (soldOut) crowd.emptyHanded += leaving
  else crowd.leftLine += leaving
  const pages = shop(crowd, people, met, soldOut)
  forget(crowd, met.forgotten)
  return { admitted, pages, ...pay(crowd, people, met.seconds) }
}

/** Everybody who ever came is somewhere. */
export function everybody(crowd: Crowd): number {
  const { waiting, active, paying, orders, leftLine, gaveUp, browsed, emptyHanded } = crowd
  return waiting + active + paying + orders + leftLine + gaveUp + browsed + emptyHanded
}

function admit(crowd: Crowd, { inlet, seconds }: Encounter): number {
  const places =
    inlet === null
      ? crowd.waiting
      : Math.max(0, Math.min((inlet.newPerMinute * seconds) / 60, inlet.totalActive - crowd.active - crowd.paying))
  const admitted = inlet?.open === false ? 0 : Math.min(crowd.waiting, places)
  crowd.waiting -= admitted
  crowd.active += admitted
  return admitted
}

function shop(crowd: Crowd, people: Scenario['people'], met: Encounter, soldOut: boolean): number {
  const pageTime = people.thinkSeconds + met.pageSeconds
  const pages = (crowd.active * met.seconds) / pageTime
  const givingUp = Math.min(crowd.active, pages * (met.failed * leavesOnError + met.unbearable * leavesOnSlowness))
  crowd.active -= givingUp
  crowd.gaveUp += givingUp
  // who meets an error loads the page again and gets no further by it
  const through = soldOut ? leavesShopMinutes * 60 : (people.pages * pageTime) / Math.max(0.02, 1 - met.failed)
  const finished = crowd.active * shareWithin(met.seconds, through)
  crowd.active -= finished
  const wanting = soldOut ? 0 : (finished * people.buyPercent) / 100
  const buying = Math.min(wanting, crowd.stock / ticketsPerOrder)
  crowd.paying += buying
  crowd.stock -= buying * ticketsPerOrder
  crowd.held += buying * ticketsPerOrder
  if (soldOut) crowd.emptyHanded += finished
  else {
    crowd.emptyHanded += wanting - buying
    crowd.browsed += finished - wanting
  }
  return pages
}

/** Whose seats were thrown out of the cache begins anew, and the seats are on sale again. */
function forget(crowd: Crowd, share: number): void {
  const forgotten = crowd.paying * share
  crowd.paying -= forgotten
  crowd.active += forgotten
  crowd.held -= forgotten * ticketsPerOrder
  crowd.stock += forgotten * ticketsPerOrder
}

function pay(crowd: Crowd, people: Scenario['people'], seconds: number): { orders: number; tickets: number } {
  const ended = crowd.paying * shareWithin(seconds, people.paymentSeconds)
  const failed = (ended * people.paymentFailsPercent) / 100
  const orders = ended - failed
  const tickets = orders * ticketsPerOrder
  crowd.paying -= ended
  crowd.held -= ended * ticketsPerOrder
  // back into the shop, tickets back on sale
  crowd.active += failed
  crowd.stock += failed * ticketsPerOrder
  crowd.orders += orders
  crowd.tickets += tickets
  return { orders, tickets }
}

/** The share of a stay of so many seconds in the mean, exponentially distributed, that ends within a while. */
function shareWithin(seconds: number, meanSeconds: number): number {
  return 1 - Math.exp(-seconds / meanSeconds)
}
