/** Durations of both sides, in milliseconds, one of each a round. */
export type Pairs = { readonly figure: readonly number[]; readonly floor: readonly number[] }

/**
 * Runs figure and floor in turn, the other one first in each round, so that a machine that grows slower or faster meanwhile does so for both. `rounds` counted;
 * one more before them warms up and is thrown away.
 */
export const alternating = async (
  rounds: number,
  sides: { readonly figure: () => Promise<number>; readonly floor: () => Promise<number> },
): Promise<Pairs> => {
  const figure: number[] = []
  const floor: number[] = []
  for (let round = 0; round <= rounds; round += 1) {
    const order = round % 2 === 0 ? (['floor', 'figure'] as const) : (['figure', 'floor'] as const)
    for (const side of order) {
      const took = await sides[side]()
      if (round > 0) (side === 'figure' ? figure : floor).push(took)
    }
  }
  return { figure, floor }
}

/** The value that `share` of all values do not exceed. */
export const percentile = (values: readonly number[], share: number): number => {
  const sorted = values.toSorted((one, other) => one - other)
  const found = sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))]
  if (found === undefined) throw new Error('nothing was measured')
  return found
}

export const median = (values: readonly number[]): number => percentile(values, 0.5)

/** How long `work` takes, in milliseconds. */
export const timed = async (work: () => unknown): Promise<number> => {
  const start = performance.now()
  await work()
  return performance.now() - start
}

export const pause = (ms: number): Promise<void> => new Promise(done => setTimeout(done, ms))
