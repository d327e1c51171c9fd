import type { Method } from '#contract/methods'
import { inputs } from '#contract/methods'
import type { Result } from '#contract/refusal'
import { refused } from '#contract/refusal'
import type { Handlers } from '#contract/wire'
import { diskTrouble } from '#store/disk-trouble'
import type { LogEntry } from './world.ts'

const isMethod = (name: string): name is Method => Object.hasOwn(inputs, name)

/**
 * The law of every door: a known method, an input that has its shape, an answer that is a value. Doors differ only in how the words travel.
 * A fault (a bug) is logged with the method's name and crosses as the refusal `fault`; its text never does.
 */
export const dispatch = async (
  handlers: Handlers,
  log: (entry: LogEntry) => void,
  method: string,
  input: unknown,
): Promise<Result<unknown>> => {
  if (!isMethod(method)) return refused('method-unknown', { method: method.slice(0, 60) })
  const checked = inputs[method].safeParse(input)
  if (!checked.success) return refused('input-malformed', { method })
  // the shape belongs to the method by construction of `inputs`; the compiler cannot follow that through a union
  const handler = handlers[method] as (input: unknown) => Promise<Result<unknown>> | Result<unknown>
  try {
    return await handler(checked.data)
  } catch (problem) {
    const trouble = diskTrouble(problem)
    if (trouble) return { ok: false, refusal: trouble }
    log({
      level: 'fault',
      event: 'core.fault',
      fields: { method, stack: problem instanceof Error ? (problem.stack ?? problem.message) : 'not an error' },
    })
    return refused('fault')
  }
}
