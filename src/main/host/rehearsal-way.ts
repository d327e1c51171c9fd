import type { OnsalePlan } from '#contract/onsale-plan'
import type { Cancel, Clock } from '#main/world'

/** From so long before the start of a watched sale the screen is that sale's. */
export const clearBeforeStartMs = 5 * 60_000
/** How often the everyday core is asked for such a sale while a rehearsal runs, by the machine's clock. */
const askedEveryMs = 3_000

/** Watches over the real sales while a rehearsal is before the doors; `giveWay` is called again until the rehearsal has ended. */
export const keepWayClear = (
  clock: Pick<Clock, 'after'>,
  near: () => OnsalePlan | null,
  giveWay: (plan: OnsalePlan) => void,
): Cancel => {
  const state = { due: () => undefined as void }
  const ask = (): void => {
    state.due = clock.after(askedEveryMs, ask)
    const plan = near()
    if (plan) giveWay(plan)
  }
  ask()
  return () => state.due()
}
