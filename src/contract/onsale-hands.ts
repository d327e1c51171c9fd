import type { SessionFace } from './onsale-face.ts'
import type { Figures } from './onsale-finding.ts'
import type { Resource } from './onsale-plan.ts'
import type { Refusal } from './refusal.ts'

export const serverSteps = ['one', 'two', 'quarter'] as const
export type ServerStep = (typeof serverSteps)[number]

/** What one step would mean; `why` says why it may not be taken. */
export type StepPreview = {
  readonly step: ServerStep
  readonly from: number
  readonly to: number
  readonly why: Refusal | null
  readonly cpuPercent: { readonly now: number; readonly after: number } | null
  readonly connections: { readonly now: number; readonly after: number; readonly most: number | null } | null
  readonly readyAt: number
  readonly centsPerHour: number
  /** Until `rentedUntil`. */
  readonly centsUntilEnd: number
}
/** How many more are allowed by each ceiling; the smallest binds. Null: what it is measured by is not seen, so a step asks for a reason. */
export type Ceiling = {
  readonly ceiling: 'group' | 'event' | 'database' | 'cores' | 'spending'
  readonly left: number | null
  readonly figures: Figures
}

export type ServersPreview = {
  readonly group: string
  readonly instanceType: string | null
  /** What was read, and must still be true when the command goes. */
  readonly expected: { readonly desired: number; readonly maximum: number }
  readonly readAt: number
  readonly inService: number
  readonly pending: number
  readonly steps: readonly StepPreview[]
  readonly ceilings: readonly Ceiling[]
  readonly reasonWanted: boolean
  /** Until when servers are reckoned to be paid for: the planned end, or the end of arming where that is later. */
  readonly rentedUntil: number
  /** A better lever, where there is one: slowing the inlet, and what the connections would then be. */
  readonly inletFirst: { readonly connectionsAfter: number; readonly minutes: number } | null
}

export const inletSteps = ['slow-30', 'slow-20', 'open-10'] as const
export type InletStep = (typeof inletSteps)[number]
/** What a measure is and would be after a step; `most`: its limit; null: nothing says. */
export type Moved = { readonly now: number; readonly after: number; readonly most: number | null }
/** What one step of the inlet would mean; `why` says why it may not be taken. A null measure is not known. */
export type InletStepPreview = {
  readonly step: InletStep
  readonly newPerMinute: number
  readonly totalActive: number
  readonly why: Refusal | null
  /** What would have to be known for it is not, or the opening before it has not reached the servers yet. */
  readonly reasonWanted: boolean
  readonly cpuPercent: Moved | null
  readonly connections: Moved | null
  /** People in the shop at once. */
  readonly inside: Moved | null
  readonly ordersPerMinute: Moved | null
  /** Time in line of who joins it now. */
  readonly waitMinutes: Moved | null
}
/** How many more people a minute each ceiling allows; the smallest binds. Slowing has none, only a least number. */
export type InletCeiling = {
  readonly ceiling: 'users' | 'database' | 'room'
  readonly left: number
  readonly figures: Figures
}
export type InletPreview = {
  readonly room: string
  /** Name of the event of the room whose limits these are; null: they are the room's own. */
  readonly event: string | null
  /** `event`: the id of that event. */
  readonly expected: { readonly newPerMinute: number; readonly totalActive: number; readonly event: string | null }
  readonly readAt: number
  readonly steps: readonly InletStepPreview[]
  readonly ceilings: readonly InletCeiling[]
}

/** One right, tried: whether Kasa has it, and what it is for. */
export type RightTried = {
  readonly right: string
  readonly held: boolean
  readonly needed: boolean
  readonly refusal: Refusal | null
  /** It could not be tried: nobody knows whether it is held. */
  readonly untried?: true
}
/** A resource as it was found; `instanceType`: of a server, where the account says it. */
export type FoundResource = Resource & { readonly instanceType?: string }
export type AwsTried = {
  readonly rights: readonly RightTried[]
  readonly found: readonly (FoundResource & { readonly chosen: boolean })[]
  /** Null: no session was had. */
  readonly session: Pick<SessionFace, 'endsAt' | 'renews'> | null
  /** This machine's clock minus Amazon's. */
  readonly skewMs: number | null
  readonly account: string | null
}
export type CloudflareTried = {
  readonly rights: readonly RightTried[]
  readonly dataset: string | null
  readonly rooms: readonly { readonly id: string; readonly name: string }[]
  readonly tokenEndsAt: number | null
}
export type ShopTried = { readonly ms: number; readonly maintenance: boolean; readonly programme: number | null }
/** The smallest policies that are enough: to read, and to add servers to one group. */
export type Policies = { readonly watch: string; readonly act: string | null; readonly cloudflare: readonly string[] }
