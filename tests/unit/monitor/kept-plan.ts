import type { OnsalePlan } from '#contract/onsale-plan'
import { usualLimits } from '#contract/onsale-plan'
import { onsaleOf, putOnsale } from '#store/onsale'
import type { Writable } from '#store/query'

const twoHoursMs = 7_200_000

/** A sale of two hours that is kept in a file, as a desk would have kept it. */
export const keptPlan = (store: Writable, startsAt: number, cloud: OnsalePlan['cloud']): OnsalePlan => {
  const entry = {
    name: 'sale',
    showing: { event: 'sale', subevent: null },
    startsAt,
    plannedEndAt: startsAt + twoHoursMs,
    stock: 1_000,
    limits: usualLimits,
    cloud,
  }
  store.transaction('test', tx => putOnsale(tx, 'sale', entry, { currency: 'PLN', timezone: 'Europe/Warsaw', at: startsAt }))
  const plan = onsaleOf(store, 'sale')
  if (!plan) throw new Error('the plan was not kept')
  return plan
}
