import { z } from 'zod'
import type { Clock } from '#main/world'
import type { Say } from '#words/say'
import type { CoreKeeper } from './electron-core.ts'
import type { Surface } from './electron-surface.ts'

/** A core that does not answer by then is not waited for: whatever it has is on the disk. */
const answerWithinMs = 2000
const cartShape = z.object({ ok: z.literal(true), value: z.object({ lines: z.array(z.unknown()) }) })
const statusShape = z.object({ ok: z.literal(true), value: z.object({ waiting: z.number() }) })

/** Whether the window may close: asks the person when tickets are in the cart or sales are unsent, and says what becomes of them. */
export const mayClose = async (parts: {
  readonly core: Pick<CoreKeeper, 'ask'>
  readonly clock: Pick<Clock, 'after'>
  readonly dialog: Surface['dialog']
  readonly say: Say
}): Promise<boolean> => {
  const { say } = parts
  const sentences = sentencesAbout(say, await leftBehind(parts.core, parts.clock))
  if (sentences.length === 0) return true
  const { response } = await parts.dialog.ask({
    type: 'question',
    title: say('frame.app'),
    message: say('frame.closeTitle'),
    detail: sentences.join('\n\n'),
    buttons: [say('frame.stay'), say('frame.closeAnyway')],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  })
  return response === 1
}

type LeftBehind = { readonly cartLines: number; readonly unsent: number }

const sentencesAbout = (say: Say, { cartLines, unsent }: LeftBehind): readonly string[] => [
  ...(cartLines > 0 ? [say('frame.closeCart')] : []),
  ...(unsent > 0 ? [say('frame.closeUnsent', { count: unsent })] : []),
]

const leftBehind = async (core: Pick<CoreKeeper, 'ask'>, clock: Pick<Clock, 'after'>): Promise<LeftBehind> => {
  const silence = Promise.withResolvers<string>()
  const cancel = clock.after(answerWithinMs, () => silence.resolve('null'))
  const ask = (method: string): Promise<string> => Promise.race([core.ask(method, '{}'), silence.promise])
  const [cart, status] = await Promise.all([ask('cart.get'), ask('status.get')])
  cancel()
  const lines = cartShape.safeParse(JSON.parse(cart))
  const waiting = statusShape.safeParse(JSON.parse(status))
  return {
    cartLines: lines.success ? lines.data.value.lines.length : 0,
    unsent: waiting.success ? waiting.data.value.waiting : 0,
  }
}
