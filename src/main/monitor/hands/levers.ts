import type { LeverFace, OnsaleFace } from '#contract/onsale-face'
import { refusal } from '#contract/refusal'
import type { Refusal } from '#contract/refusal'
import type { Sight } from '#domain/onsale/sight'
import { coolDown } from './steps.ts'
import type { Taken } from './steps.ts'

/** What decides about the levers beside the numbers. */
export type Hold = { readonly mode: OnsaleFace['mode']; readonly armed: OnsaleFace['armed']; readonly taken: Taken }

/** Which levers may be used now, or why not. A lever whose source is out of sight is off; one whose numbers are merely late asks for a reason. */
export const leversOf = (sight: Sight, hold: Hold): OnsaleFace['levers'] => {
  const { plan, room, now } = sight.scene
  const common = barred(hold, now)
  const group = groupSeen(sight)
  const limited = plan.cloud.cloudflare?.room ? roomLimited(room) : notPart('cloudflare')
  return {
    servers: lever(sight, 'aws', common ?? group ?? outOfSight(sight, 'aws') ?? coolDown(sight, hold.taken)),
    inlet: lever(sight, 'queue', common ?? limited ?? outOfSight(sight, 'queue')),
  }
}

const barred = ({ mode, armed }: Hold, now: number): Refusal | null => {
  if (mode === 'replay') return refusal('not-in-replay')
  return armed && armed.until > now ? null : refusal('not-armed')
}

const groupSeen = ({ scene: { plan, servers } }: Sight): Refusal | null => {
  if (!plan.cloud.aws) return notPart('aws')
  return servers ? null : refusal('source-blind', { source: 'aws' })
}

const notPart = (source: string): Refusal => refusal('not-part-of-sale', { source })

const roomLimited = (room: OnsaleFace['room']): Refusal | null => {
  if (!room) return refusal('source-blind', { source: 'queue' })
  return room.newPerMinute === null || room.totalActive === null ? refusal('room-not-limited', { room: room.state }) : null
}

const outOfSight = (sight: Sight, source: 'aws' | 'queue'): Refusal | null => {
  const pause = sight.pause(source)
  return pause && pause.because !== 'late' ? refusal('source-blind', { source }) : null
}

const lever = (sight: Sight, source: 'aws' | 'queue', why: Refusal | null): LeverFace => ({
  usable: why === null,
  reasonWanted: sight.pause(source)?.because === 'late',
  why,
})
