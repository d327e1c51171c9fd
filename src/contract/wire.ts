import type { Cart } from './cart.ts'
import type { Answer, Checked, Input, Method } from './methods.ts'
import type { RehearsalFace } from './rehearsal.ts'
import type { Result } from './refusal.ts'
import type { Status } from './status.ts'

/** What the core tells without being asked. `changed` topics carry no more than where to look again. */
export type Feed = {
  status: Status
  cart: Cart
  stock: { readonly event: string; readonly subevent: number | null }
  showings: null
  queue: null
  holdings: null
  totals: null
  settings: null
  /** Something of this on-sale is new; its face and minutes say what. */
  onsale: { readonly onsale: string; readonly revision: number }
  onsales: null
  rehearsal: RehearsalFace
}
export type Topic = keyof Feed
export const topics = [
  'status',
  'cart',
  'stock',
  'showings',
  'queue',
  'holdings',
  'totals',
  'settings',
  'onsale',
  'onsales',
  'rehearsal',
] as const satisfies readonly Topic[]

/** The two things a screen can do with the core. `call` never rejects for an expected reason: a refusal is a value. */
export type Wire = {
  readonly call: <M extends Method>(method: M, input: Input<M>) => Promise<Result<Answer<M>>>
  /** Calls `told` with each later message of the topic; returns how to stop. */
  readonly listen: <T extends Topic>(topic: T, told: (message: Feed[T]) => void) => () => void
}

/** One function a method: what `openCore` gives to the doors. Inputs have passed their shapes. */
export type Handlers = { readonly [M in Method]: (input: Checked<M>) => Promise<Result<Answer<M>>> | Result<Answer<M>> }
