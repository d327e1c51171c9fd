import { meanWait, type Line } from './erlang.ts'

/** A line is reckoned as steady up to this share of what it can do; the rest of an overload is a backlog that grows and is worked off. */
export const steadyUpTo = 0.97

/** The steady part of a line at a load: what is more than it can take is left to the backlog. */
export function steadyLine(servers: number, load: number): Line {
  return { servers, load: Math.min(load, servers * steadyUpTo) }
}

/** Time in the steady part of a line, wait and service together. */
export function steadyTime(line: Line, serviceTime: number): number {
  return serviceTime + meanWait(line, serviceTime)
}

export type Backlog = {
  /** Requests in the system at the end of the while. */
  readonly inSystem: number
  readonly served: number
  /** Found no place any more. */
  readonly refused: number
}

/**
 * One short while of a line that may be overloaded: stationary where it can be, fluid where it cannot (after Newell, "Applications of Queueing Theory", 1982, ch. 2). Nothing is lost
 * between `before` + `arrivals` and the three figures given back.
 */
export function workOff({
  before,
  arrivals,
  perSecond,
  seconds,
  steadyNumber,
  room,
}: {
  readonly before: number
  readonly arrivals: number
  /** What the narrowest part can do. */
  readonly perSecond: number
  readonly seconds: number
  /** How many would be in the system if it were in balance. */
  readonly steadyNumber: number
  /** Places, in service and in line. */
  readonly room: number
}): Backlog {
  const most = perSecond * seconds
  // a line below its limit is in balance again within seconds: at least its stationary number stays in it
  const balanced = Math.min(steadyNumber, before + arrivals, room)
  const left = Math.max(balanced, before + arrivals - most)
  const inSystem = Math.min(left, room)
  return { inSystem, served: before + arrivals - left, refused: left - inSystem }
}
