import type { RoomFace, ServersFace } from '#contract/onsale-face'
import type { Facts } from './poll.ts'

/** What reads told beside minutes, the newest word on each. */
export type KnownFacts = {
  readonly servers: Omit<ServersFace, 'coming'> | null
  readonly room: RoomFace | null
  readonly session: { readonly profile: string; readonly endsAt: number | null } | null
  readonly skewMs: number | null
}

export const noFacts: KnownFacts = { servers: null, room: null, session: null, skewMs: null }

/** The facts after one more read. What a read is silent about stays as it was. */
export const factsAfter = (known: KnownFacts, fresh: Facts): KnownFacts => ({
  servers: fresh.servers ?? known.servers,
  room: fresh.room ?? known.room,
  session: fresh.session ?? known.session,
  skewMs: steadySkew(known.skewMs, fresh.skewMs ?? known.skewMs),
})

/** `Date` has whole seconds, and each exchange takes another while: less than this between two measurements is no news of the clock. */
const skewNoiseMs = 1_000

const steadySkew = (known: number | null, fresh: number | null): number | null =>
  known !== null && fresh !== null && Math.abs(fresh - known) < skewNoiseMs ? known : fresh
