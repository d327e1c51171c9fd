import { z } from 'zod'
import type { Cart, SaleSummary } from './cart.ts'
import type { OnsaleAnswers } from './onsale-methods.ts'
import { onsaleInputs } from './onsale-methods.ts'
import { lineIdShape, minorShape, saleIdShape } from './nominal.ts'
import type { Paper } from './paper.ts'
import type { Refusal } from './refusal.ts'
import type { ShowingSummary } from './showing.ts'
import { showingShape } from './showing.ts'
import type { Status } from './status.ts'
import type { Hall, Product, SeatRow } from './stock.ts'
import type { Totals } from './totals.ts'

const nothing = z.object({})
const quantity = z.int().min(1).max(99)

/** Runtime shapes of what each method takes. Nothing reaches a service that has not passed its shape. */
export const inputs = {
  'status.get': nothing,
  'platform.connect': z.object({
    handshake: z.string().min(1).max(4000),
    till: z.string().trim().min(1).max(60),
    cashier: z.string().trim().min(1).max(60),
  }),
  'sync.pause': nothing,
  'sync.resume': nothing,
  'sync.now': nothing,
  'showings.list': nothing,
  'showings.watch': showingShape.nullable(),
  'stock.products': showingShape,
  'stock.hall': showingShape,
  'stock.row': showingShape.extend({ sector: z.string().max(200), row: z.string().max(200) }),
  'cart.get': nothing,
  'cart.add': showingShape.extend({ item: z.int(), variation: z.int().nullable(), quantity, parent: lineIdShape.nullable() }),
  'cart.seats': showingShape.extend({ guids: z.array(z.string().min(1).max(200)).min(1).max(20), variation: z.int().nullable() }),
  'cart.change-variation': z.object({ line: lineIdShape, variation: z.int() }),
  'cart.remove': z.object({ lines: z.array(lineIdShape).min(1).max(500) }),
  'cart.empty': nothing,
  'cart.renew': nothing,
  'sale.pay': z.object({
    version: z.int(),
    payments: z
      .array(
        z.discriminatedUnion('method', [
          z.object({ method: z.literal('cash'), amountMinor: minorShape, tenderedMinor: minorShape }),
          z.object({ method: z.literal('card'), amountMinor: minorShape, reference: z.string().trim().min(1).max(60) }),
        ]),
      )
      .max(4),
  }),
  'sale.recent': z.object({ most: z.int().min(1).max(50) }),
  'paper.tickets': z.object({ sale: saleIdShape }),
  'paper.receipt': z.object({ sale: saleIdShape }),
  'queue.list': nothing,
  'queue.retry': z.object({ sale: saleIdShape }),
  'queue.retry-all': nothing,
  'leases.list': nothing,
  'leases.target': showingShape.extend({ item: z.int(), variation: z.int().nullable(), target: z.int().min(0).max(500) }),
  'leases.seat-block': showingShape.extend({ sector: z.string().max(200), row: z.string().max(200), hold: z.boolean() }),
  'leases.give-back': nothing,
  'totals.get': z.object({ event: z.string().max(100).nullable() }),
  'settings.get': nothing,
  'settings.set': z.object({
    language: z.enum(['pl', 'en']).optional(),
    channel: z
      .string()
      .trim()
      .regex(/^[a-z0-9.-]{1,50}$/)
      .optional(),
    cashier: z.string().trim().min(1).max(60).optional(),
    till: z.string().trim().min(1).max(60).optional(),
    letterKeys: z.boolean().optional(),
  }),
  ...onsaleInputs,
} as const

export type Settings = {
  readonly language: 'pl' | 'en'
  readonly channel: string
  readonly cashier: string
  readonly till: string
  readonly letterKeys: boolean
}
/** Sales on their way, and those a person must look at; oldest first. */
export type Queue = { readonly waiting: readonly SaleSummary[]; readonly toSettle: readonly SaleSummary[] }
/** What this till holds of a product, and how much of it is asked for. */
export type LeaseHolding = {
  readonly event: string
  readonly subevent: number | null
  readonly item: number
  readonly variation: number | null
  readonly target: number
  readonly held: number
  readonly expiresAt: number | null
  /** Why the target is not reached, when it is not. */
  readonly shortfall: Refusal | null
}
export type SeatBlock = {
  readonly event: string
  readonly subevent: number | null
  readonly sector: string
  readonly row: string
  readonly wanted: number
  readonly held: number
}
export type Holdings = { readonly products: readonly LeaseHolding[]; readonly seats: readonly SeatBlock[] }

/** What each method gives back when it is not refused. */
export type Answers = OnsaleAnswers & {
  'status.get': Status
  'platform.connect': Status
  'sync.pause': Status
  'sync.resume': Status
  'sync.now': Status
  'showings.list': readonly ShowingSummary[]
  'showings.watch': null
  'stock.products': readonly Product[]
  'stock.hall': Hall
  'stock.row': SeatRow
  'cart.get': Cart
  'cart.add': Cart
  'cart.seats': Cart
  'cart.change-variation': Cart
  'cart.remove': Cart
  'cart.empty': Cart
  'cart.renew': Cart
  'sale.pay': SaleSummary
  'sale.recent': readonly SaleSummary[]
  'paper.tickets': Paper
  'paper.receipt': Paper
  'queue.list': Queue
  'queue.retry': Queue
  'queue.retry-all': Queue
  'leases.list': Holdings
  'leases.target': Holdings
  'leases.seat-block': Holdings
  'leases.give-back': Holdings
  'totals.get': Totals
  'settings.get': Settings
  'settings.set': Settings
}

export type Method = keyof typeof inputs
export type Input<M extends Method> = z.input<(typeof inputs)[M]>
export type Checked<M extends Method> = z.output<(typeof inputs)[M]>
export type Answer<M extends Method> = Answers[M]
