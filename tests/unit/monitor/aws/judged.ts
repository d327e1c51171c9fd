import type { Cloud } from '#contract/onsale-plan'
import { cloudShape } from '#contract/onsale-plan'
import type { Finding } from '#contract/onsale-finding'
import { freshMemory } from '#domain/onsale/memory'
import { minuteMs } from '#domain/onsale/scene'
import { think } from '#domain/onsale/think'
import type { World } from '#main/world'
import { awsPolls } from '#monitor/aws/polls'
import { minuteBoard } from '#monitor/minutes'
import type { Outcome } from '#monitor/poll'
import { testWorld } from '../../../world-for-tests.ts'
import { facesAt, planOf } from '../../domain/onsale/night.ts'
import type { CloudStand } from '../../sandbox/cloud-stand.ts'

/** Kasa's view of a sandbox's Amazon: what a person would have confirmed, and in which regions questions were signed. */
export type Judged = {
  readonly world: World
  readonly aws: NonNullable<Cloud['aws']>
  readonly regions: Set<string>
  /** Reads the minutes since the sandbox began, as a watched sale would have kept them. */
  readonly read: () => Promise<Outcome>
  /** What the mind found in each minute of the sale, from what Amazon reported alone. */
  readonly findings: (outcome: Outcome) => readonly { readonly minute: number; readonly found: readonly Finding[] }[]
}

export const judge = (stand: CloudStand): Judged => {
  const { cloud } = stand
  const plain = testWorld()
  const regions = new Set<string>()
  const world: World = {
    ...plain,
    clock: { ...plain.clock, now: stand.now },
    network: {
      request: asked => {
        const { authorization = '' } = asked.headers ?? {}
        regions.add(/Credential=[^/]+\/\d+\/([^/]+)\//.exec(authorization)?.[1] ?? '')
        return plain.network.request(asked)
      },
    },
    aws: {
      ...plain.aws,
      session: async () => ({ kind: 'session', ...cloud.aws, sessionToken: null, renews: false, endsAt: null }),
    },
  }
  const aws = cloudShape.shape.aws.unwrap().parse({ profile: 'sandbox', region: cloud.aws.region, resources: cloud.resources })
  const from = cloud.startsAt - 60 * minuteMs
  return {
    world,
    aws,
    regions,
    read: async () => {
      const poll = awsPolls({ world, aws }).find(({ name }) => name === 'aws.metrics')
      if (!poll) throw new Error('nothing is asked')
      return poll.read({ from, to: Math.ceil(stand.now() / minuteMs) * minuteMs }, new AbortController().signal)
    },
    findings: ({ readings }) => {
      const plan = planOf(cloud.limits, { startsAt: cloud.startsAt, cloud: { aws, cloudflare: null, shop: null, queue: null } })
      const board = minuteBoard({ from, plan })
      board.put(readings, 1)
      let memory = freshMemory
      const minutes = Math.floor((stand.now() - cloud.startsAt) / minuteMs)
      return Array.from({ length: Math.max(0, minutes) }, (_, minute) => {
        const now = cloud.startsAt + (minute + 1) * minuteMs
        const settled = { newestAt: now, provisionalFrom: now - 2 * minuteMs }
        const off = { state: 'off', newestAt: null } as const
        const thought = think(
          {
            now,
            plan,
            table: board.table(now),
            sources: facesAt(now, { aws: settled, cloudflare: off, queue: off, shop: off, sales: off }),
            servers: null,
            measuredLeadMs: null,
            measuredInletLeadMs: null,
            room: null,
            session: null,
            token: null,
            skewMs: 0,
            categories: [],
            basket: null,
          },
          memory,
        )
        memory = thought.memory
        return { minute, found: thought.findings }
      })
    },
  }
}

/** Minutes of the sale in which a rule says something in one of its variants. */
export const minutesOf = (told: ReturnType<Judged['findings']>, rule: number, variant: string): readonly number[] =>
  told.filter(({ found }) => found.some(one => one.rule === rule && one.variant === variant)).map(({ minute }) => minute)
