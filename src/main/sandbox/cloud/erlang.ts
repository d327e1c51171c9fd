/**
 * Waiting in line for one of several servers: M/M/c of A. K. Erlang (1917), as in Kleinrock, "Queueing Systems I" (1975), sections 3.2 and 3.5.
 * `load` is what comes in times the mean time of service, in erlangs; a line only stays finite while it is below the number of servers.
 */
export type Line = { readonly servers: number; readonly load: number }

/** Erlang's loss formula B: the share that finds every server busy where nobody may wait. By the recursion over the servers, which neither overflows nor cancels. */
export function erlangB({ servers, load }: Line): number {
  let blocked = 1
  for (let server = 1; server <= servers; server += 1) blocked = (load * blocked) / (server + load * blocked)
  return blocked
}

/** Erlang's delay formula C: the share that has to wait. 1 where the load is more than the servers can do. */
export function erlangC(line: Line): number {
  if (line.load <= 0) return 0
  if (line.load >= line.servers) return 1
  const blocked = erlangB(line)
  return blocked / (1 - (line.load / line.servers) * (1 - blocked))
}

/** Mean number in the system, in service and in line, by Little's law (1961). Infinite where the line has no end. */
export function meanInSystem(line: Line): number {
  if (line.load >= line.servers) return Number.POSITIVE_INFINITY
  const busy = line.load / line.servers
  return line.load + (erlangC(line) * busy) / (1 - busy)
}

/** Mean time in line, in the unit of the mean time of service. */
export function meanWait(line: Line, serviceTime: number): number {
  if (line.load >= line.servers) return Number.POSITIVE_INFINITY
  return (erlangC(line) * serviceTime) / (line.servers - line.load)
}

/**
 * The share whose time in line and in service together is longer than `time`: the wait is zero or, with Erlang C, exponential at the rate of the idle servers; the
 * service is exponential (Gross and Harris, "Fundamentals of Queueing Theory", section 2.3).
 */
export function sojournBeyond(line: Line, serviceTime: number, time: number): number {
  if (time <= 0) return 1
  if (line.load >= line.servers) return 1
  const rate = 1 / serviceTime
  const idleRate = (line.servers - line.load) * rate
  const waits = erlangC(line)
  const gap = idleRate - rate
  // the two rates meet where exactly one server is idle on average: the limit of the expression below
  if (Math.abs(gap) < 1e-9 * rate) return Math.exp(-rate * time) * (1 + waits * rate * time)
  const served = Math.exp(-rate * time)
  return served + (waits * rate * (served - Math.exp(-idleRate * time))) / gap
}
