import type { OnsalePlan } from '#contract/onsale-plan'
import { ownQueueOf } from '#contract/onsale-plan'
import type { World } from '#main/world'
import type { Readable } from '#store/query'
import { listShowings } from '#store/showing'
import { awsPolls } from '#monitor/aws/polls'
import { cloudflarePolls } from '#monitor/cloudflare/polls'
import type { WantedPlaces } from '#monitor/shop/iksoris'
import { listenToLine } from '#monitor/line'
import type { Poll } from '#monitor/poll'
import { queuePolls } from '#monitor/shop/queue'
import type { SalesWatch } from '#monitor/sales/sales'
import { watchSales } from '#monitor/sales/sales'
import { shopPolls } from '#monitor/shop/shop'

/** Everything that is asked about one on-sale, and what the file says of its tickets. Of a source, the poll that brings its minutes comes first. */
export const sourcesOf = (
  world: World,
  store: Readable,
  plan: OnsalePlan,
  language: string,
): { readonly polls: readonly Poll[]; readonly sales: SalesWatch } => {
  const { aws, cloudflare, shop } = plan.cloud
  const queue = ownQueueOf(plan.cloud)
  const sales = watchSales(world, store, plan, language)
  const line = listenToLine(world.clock)
  return {
    sales,
    polls: [
      sales.poll,
      ...(shop ? shopPolls(world, { entry: shop, showing: placesOf(world, store, plan), lineWorks: line.works }) : []),
      ...[
        ...(queue ? queuePolls(world, queue) : []),
        ...(aws ? awsPolls({ world, aws }) : []),
        ...(cloudflare ? cloudflarePolls(world, cloudflare) : []),
      ].map(line.heard),
    ],
  }
}

/** Which rows of an iKSORIS programme are this showing: those of its time. */
const placesOf = ({ clock }: World, store: Readable, { showing, timezone }: OnsalePlan): WantedPlaces | null => {
  const known = listShowings(store, clock.now()).find(
    ({ event, subevent }) => event === showing.event && subevent === showing.subevent,
  )
  return known?.startsAt == null ? null : { startsAt: known.startsAt, timezone }
}
