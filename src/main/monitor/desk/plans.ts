import type { OnsalePlan, PlanEntry } from '#contract/onsale-plan'
import { ownQueueOf } from '#contract/onsale-plan'
import type { Result } from '#contract/refusal'
import { done, refused } from '#contract/refusal'
import { freshId } from '#domain/fresh-id'
import type { World } from '#main/world'
import { eventOfPlan, listOnsales, onsaleOf, putOnsale, removeOnsale, setWatched } from '#store/onsale'
import type { Writable } from '#store/query'
import { namedApart } from '#monitor/aws/names'

/** The on-sales as planned. Time and money of a plan are those of its event. */
export type Plans = {
  readonly list: () => readonly OnsalePlan[]
  readonly get: (id: string) => Result<OnsalePlan>
  readonly save: (id: string | null, plan: PlanEntry) => Result<OnsalePlan>
  readonly setWatched: (id: string, watched: boolean) => Result<OnsalePlan>
  readonly remove: (id: string) => Result<null>
}

/** Minutes are kept and shown of a day: a sale is a matter of hours, and what sells for weeks is watched in its first. */
const hourMs = 3_600_000
const longestSaleHours = 24

/** Resources of one name are kept under names of their own, since their minutes are filed by them. */
const apart = (plan: PlanEntry): PlanEntry => {
  const { aws } = plan.cloud
  return aws ? { ...plan, cloud: { ...plan.cloud, aws: { ...aws, resources: [...namedApart(aws.resources)] } } } : plan
}

/** `named`: a plan as it is shown, under its name in the language that is spoken. */
export const createPlans = (
  { clock, random }: Pick<World, 'clock' | 'random'>,
  store: Writable,
  named: (plan: OnsalePlan) => OnsalePlan,
): Plans => {
  const get = (id: string): Result<OnsalePlan> => {
    const plan = onsaleOf(store, id)
    return plan ? done(named(plan)) : refused('onsale-unknown')
  }
  return {
    list: () => listOnsales(store).map(named),
    get,
    save: (id, plan) => {
      if (plan.plannedEndAt <= plan.startsAt) return refused('plan-times-wrong')
      if (plan.plannedEndAt - plan.startsAt > longestSaleHours * hourMs)
        return refused('plan-too-long', { hours: longestSaleHours })
      if (plan.cloud.queue !== ownQueueOf(plan.cloud)) return refused('queue-twice')
      if (id !== null && !onsaleOf(store, id)) return refused('onsale-unknown')
      const event = eventOfPlan(store, plan)
      if (!event) return refused('event-unknown')
      const key = id ?? freshId(random.bytes)
      const { currency, timezone } = event
      store.transaction('onsale.save', tx => putOnsale(tx, key, apart(plan), { currency, timezone, at: clock.now() }))
      return get(key)
    },
    setWatched: (id, watched) => {
      store.transaction('onsale.watch', tx => setWatched(tx, id, watched, clock.now()))
      return get(id)
    },
    remove: id => {
      const plan = get(id)
      if (!plan.ok) return plan
      if (plan.value.watched) return refused('onsale-watched', { name: plan.value.name })
      store.transaction('onsale.remove', tx => removeOnsale(tx, id, clock.now()))
      return done(null)
    },
  }
}
