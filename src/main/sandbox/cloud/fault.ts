import { z } from 'zod'

/** What can be made to go wrong in a rehearsal. */
export const faultKinds = [
  'slow-database',
  'connection-limit',
  'cache-purged',
  'bots',
  'launch-failure',
  'late-data',
  'throttling',
  'wrong-clock',
  'session-expires',
  'room-too-wide',
] as const
export type FaultKind = (typeof faultKinds)[number]

/** What a fault is measured in where its figures say nothing else. */
const usualFigures = {
  /** Every question to the database takes so many times as long. */
  'slow-database': { times: 3 },
  /** The database takes so many connections, no more. */
  'connection-limit': { connections: 450 },
  /** So much of what was asked for is in Cloudflare's memory, in percent. */
  'cache-purged': { cachedPercent: 20 },
  /** Requests a minute that no person makes; so many of each hundred the firewall stops. */
  bots: { perMinute: 60_000, stoppedPercent: 60 },
  'launch-failure': {},
  /** Measurements are to be had only after so long. */
  'late-data': { seconds: 180 },
  /** So many of each ten calls are refused. */
  throttling: { ofTen: 7 },
  /** The cloud's clock is so far behind: as if this machine's were ahead. */
  'wrong-clock': { seconds: 90 },
  'session-expires': {},
  /** The waiting room lets so many in a minute. */
  'room-too-wide': { perMinute: 3_000 },
} as const satisfies Record<FaultKind, Record<string, number>>

/** A fault in a scenario's file; minutes are counted from the start of the sale. */
export const faultShape = z
  .strictObject({
    kind: z.enum(faultKinds),
    fromMinute: z.int().min(-120).max(600),
    toMinute: z.int().min(-120).max(600),
    on: z.boolean().default(true),
    figures: z.record(z.string().max(40), z.number()).default({}),
  })
  .refine(fault => fault.toMinute > fault.fromMinute, { path: ['toMinute'], error: 'must be after fromMinute' })
export type Fault = z.output<typeof faultShape>

/** A figure of a fault, or the usual one. */
export function faultFigure(fault: Pick<Fault, 'kind' | 'figures'>, name: string): number {
  const usual: Readonly<Record<string, number>> = usualFigures[fault.kind]
  return fault.figures[name] ?? usual[name] ?? 0
}

/** All figures of a fault. */
export function faultFigures(fault: Pick<Fault, 'kind' | 'figures'>): Readonly<Record<string, number>> {
  return { ...usualFigures[fault.kind], ...fault.figures }
}
