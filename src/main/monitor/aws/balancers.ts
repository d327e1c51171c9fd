import type { Resource } from '#contract/onsale-plan'
import type { Refusal } from '#contract/refusal'
import { refusal } from '#contract/refusal'
import type { AwsDoor } from './clients.ts'
import { during } from './clients.ts'
import { listBalancers, listClassicBalancers } from './inventory.ts'
import type { Poll } from '#monitor/poll'

const everyMs = 60_000

/**
 * Whether the balancers of the sale are still there. CloudWatch answers nothing for one that was renamed, which looks like a shop without visitors;
 * this tells the two apart. None when no balancer belongs to the sale.
 */
export const awsBalancerPoll = (door: AwsDoor, resources: readonly Resource[]): readonly Poll[] => {
  const classic = resources.filter(({ kind }) => kind === 'classic-balancer')
  const application = resources.filter(({ kind }) => kind === 'application-balancer')
  if (classic.length + application.length === 0) return []
  return [
    {
      name: 'aws.balancers',
      source: 'aws',
      everyMs,
      hurriedEveryMs: everyMs,
      overlapMs: 0,
      read: async (_window, signal) => {
        const within = during(door, signal)
        const lists = await Promise.all([
          classic.length > 0 ? goneClassic(within, classic) : nothingGone,
          application.length > 0 ? goneApplication(within, application) : nothingGone,
        ])
        return {
          readings: [],
          facts: {},
          refusals: lists.flatMap(({ refusals }) => refusals),
          answered: lists.some(({ answered }) => answered),
          metricsAsked: 0,
        }
      },
    },
  ]
}

type Looked = { readonly refusals: readonly Refusal[]; readonly answered: boolean }
/** Also of a list that was not read to its end: what is missing in it may come later. */
const nothingGone: Looked = { refusals: [], answered: false }

const goneClassic = async (door: AwsDoor, wanted: readonly Resource[]): Promise<Looked> => {
  const list = await listClassicBalancers(door)
  if (!list.ok) return { refusals: [list.refusal], answered: false }
  if (list.value.isCut) return nothingGone
  const names = new Set(list.value.items.map(({ LoadBalancerName }) => LoadBalancerName))
  return missing(wanted.filter(({ dimensions, name }) => !names.has(dimensions['LoadBalancerName'] ?? name)))
}

const goneApplication = async (door: AwsDoor, wanted: readonly Resource[]): Promise<Looked> => {
  const list = await listBalancers(door)
  if (!list.ok) return { refusals: [list.refusal], answered: false }
  if (list.value.isCut) return nothingGone
  const tails = new Set(list.value.items.map(({ LoadBalancerArn }) => LoadBalancerArn?.split(':loadbalancer/')[1]))
  return missing(wanted.filter(({ dimensions }) => !tails.has(dimensions['LoadBalancer'])))
}

const missing = (gone: readonly Resource[]): Looked => ({
  refusals: gone.map(({ name }) => refusal('resource-gone', { name })),
  answered: true,
})
