import type { Refusal } from './refusal.ts'

/** What the frame shows: who this till is, how it stands with the platform, and what waits. Times are Unix milliseconds. */
export type Status = {
  readonly platform: {
    readonly url: string
    readonly organizer: string
    readonly organizerName: string
    readonly sandbox: boolean
  } | null
  readonly till: {
    readonly name: string
    readonly codePrefix: string
    readonly cashier: string
    readonly deviceId: number
  } | null
  readonly connection: Connection
  /** Sales on disk that the platform has not confirmed yet. */
  readonly waiting: number
  /** Sales a person must look at: refused or doubtful. */
  readonly toSettle: number
  readonly sync: SyncProgress
  /** How old each kind of knowledge is: when it was last made sure of; null: never. */
  readonly ages: {
    readonly catalogue: number | null
    readonly orders: number | null
    readonly stock: number | null
    readonly refunds: number | null
  }
  readonly channel: { readonly identifier: string; readonly proven: boolean } | null
  readonly secretsKept: 'key-store' | 'file'
  /** The platform's clock minus this machine's; null: not measured. */
  readonly clockOffsetMs: number | null
  /** Sentences that stay on screen until their cause is gone. */
  readonly warnings: readonly Refusal[]
  /** Requests to the platform in the last minute, of the budget. */
  readonly budget: { readonly used: number; readonly limit: number }
}

/** `joining`: being tried right now. `barred`: the platform answers but refuses this till; `reason` says why. */
export type Connection =
  | { readonly state: 'unconnected' }
  | { readonly state: 'online'; readonly syncedAt: number }
  | { readonly state: 'joining'; readonly since: number }
  | { readonly state: 'offline'; readonly since: number; readonly reason: Refusal }
  | { readonly state: 'barred'; readonly since: number; readonly reason: Refusal }

/** The first copy of the platform's records. `remainingMs` null: cannot be told yet. */
export type SyncProgress = {
  readonly phase: 'idle' | 'catalogue' | 'history' | 'live'
  readonly paused: boolean
  readonly ordersDone: number
  readonly ordersTotal: number | null
  readonly remainingMs: number | null
  readonly seats: readonly {
    readonly event: string
    readonly subevent: number | null
    readonly done: number
    readonly total: number | null
  }[]
}
