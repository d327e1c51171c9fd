import type { World } from '#main/world'
import { diskTrouble } from './disk-trouble.ts'

/**
 * Background work that may meet a full disk: then it ends where it is, the log says so, and the answer is false. It is done again later; what it had committed
 * stays. Every other problem is thrown on.
 */
export const despiteDisk = async (world: Pick<World, 'log'>, name: string, work: () => Promise<void>): Promise<boolean> => {
  try {
    await work()
    return true
  } catch (problem) {
    return noted(world, name, problem)
  }
}

/** The same for work that waits for nothing. */
export const atOnceDespiteDisk = (world: Pick<World, 'log'>, name: string, work: () => void): boolean => {
  try {
    work()
    return true
  } catch (problem) {
    return noted(world, name, problem)
  }
}

const noted = (world: Pick<World, 'log'>, name: string, problem: unknown): false => {
  const trouble = diskTrouble(problem)
  if (!trouble) throw problem
  world.log({ level: 'warn', event: 'store.disk-trouble', fields: { name, trouble: trouble.code } })
  return false
}
