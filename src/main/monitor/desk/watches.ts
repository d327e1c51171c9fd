import type { OnsalePlan } from '#contract/onsale-plan'
import type { Check, OnsaleFace } from '#contract/onsale-face'
import { longestRunOverMs } from '#domain/onsale/end'
import type { World } from '#main/world'
import type { KeptMark } from '#store/onsale-mark'
import { confirmationsOf } from '#store/onsale-mark'
import type { Writable } from '#store/query'
import { awsServers } from '#monitor/aws/polls'
import { tokenEnd } from '#monitor/cloudflare/try'
import type { Person } from '#monitor/hands/ledger'
import type { Arrived } from '#monitor/hands/intent'
import { intentsOf } from '#monitor/hands/intent'
import type { InletHand } from '#monitor/hands/inlet'
import { inletHand } from '#monitor/hands/inlet'
import type { ServersHand } from '#monitor/hands/servers'
import { serversHand } from '#monitor/hands/servers'
import { faceFrom, leversFor } from './face.ts'
import { warmMemory } from './replay.ts'
import { sourcesOf } from './sources.ts'
import { tryServersRole } from '#monitor/aws/servers-role'
import type { RoleTried } from '#monitor/preflight/measured'
import { checksOf } from '#monitor/preflight/preflight'
import { roomLever } from '#monitor/cloudflare/room'
import type { Looked, Watch } from '#monitor/watch/watch'
import { startWatch } from '#monitor/watch/watch'

/** One on-sale under watch, with its levers and its checklist. */
export type Watched = {
  readonly watch: Watch
  readonly servers: ServersHand
  readonly inlet: InletHand
  readonly face: () => OnsaleFace
  /** Asks everybody anew and gives the checklist as it is then. */
  readonly check: () => Promise<readonly Check[]>
  /** A person's word on what nobody can measure. */
  readonly confirm: (check: string, note: string) => void
  readonly stop: () => void
}

export type WatchesParts = {
  readonly world: World
  readonly store: Writable
  readonly mode: 'live' | 'rehearsal'
  /** How fast the clock of the sale runs; 0 while it stands. */
  readonly speed: () => number
  readonly language: () => string
  readonly person: () => Person
  readonly salesKnownAt: () => number | null
  readonly told: (onsale: string, revision: number, seen: Pick<Looked, 'scene' | 'thought'>) => void
  /** A sale has ended and its figures are final. */
  readonly ended: (onsale: string, end: { readonly at: number }) => void
}

/** Until the sale ends the token is asked about by itself this often, and with it the checklist gone through before the start. */
const checkEveryMs = 5 * 60_000

/** Starts watching a plan. */
export const watchPlan = (parts: WatchesParts, plan: OnsalePlan): Watched => {
  const { world, store } = parts
  const { polls, sales } = sourcesOf(world, store, plan, parts.language())
  const known: { tokenEndsAt: number | null | undefined; checkedAt: number; role: RoleTried | null; stopped: boolean } = {
    role: null,
    tokenEndsAt: undefined,
    checkedAt: world.clock.now(),
    stopped: false,
  }
  const intents = intentsOf({ world, store, person: parts.person }, plan.id)
  /** What was read says whether a command whose answer never came has arrived. */
  const settle = (): void => {
    if (!intents.doubts(world.clock.now()).some(({ state }) => state === 'open')) return
    const { facts } = watch.look()
    intents.settle(facts, world.clock.now()).forEach(arrived => watch.note(markOf(arrived, facts.servers?.group ?? '')))
  }
  const watch = startWatch({
    world,
    store,
    plan,
    polls,
    memory: warmMemory(store, plan, world.clock.now()),
    categories: sales.categories,
    token: () => (known.tokenEndsAt === undefined ? null : { endsAt: known.tokenEndsAt }),
    haste: () => Math.max(1, parts.speed()),
    salesKnownAt: parts.salesKnownAt,
    checks: looked => checksOf({ looked, confirmations: confirmationsOf(store, plan.id), ...known }),
    told: (revision, seen) => {
      parts.told(plan.id, revision, seen)
      settle()
    },
    ended: end => parts.ended(plan.id, end),
  })
  const askToken = async (): Promise<void> => {
    const end = plan.cloud.cloudflare ? await tokenEnd(world, plan.cloud.cloudflare) : null
    if (end) known.tokenEndsAt = end.ok && end.value.endsAt !== 'unknown' ? end.value.endsAt : undefined
    known.checkedAt = world.clock.now()
  }
  /** Only when a person asks, and never in the middle of a sale. */
  const tryRole = async (): Promise<void> => {
    if (!plan.cloud.aws || world.clock.now() >= plan.startsAt) return
    const tried = await tryServersRole(world, plan.cloud.aws)
    known.role = tried && { tried, at: world.clock.now() }
  }
  const beat = { due: () => undefined as void }
  const goThrough = (): void => {
    if (known.stopped || world.clock.now() >= plan.plannedEndAt + longestRunOverMs) return
    void askToken()
    beat.due = world.clock.after(checkEveryMs, goThrough)
  }
  goThrough()
  const levers = (): OnsaleFace['levers'] => leversFor(watch.look(), parts.mode)
  const hands = { world, store, watch, person: parts.person, levers, intents }
  const room = plan.cloud.cloudflare?.room ?? null
  return {
    watch,
    servers: serversHand(hands, plan.cloud.aws && awsServers({ world, aws: plan.cloud.aws })),
    inlet: inletHand(hands, plan.cloud.cloudflare && room !== null ? roomLever(world, plan.cloud.cloudflare, room) : null),
    face: () =>
      faceFrom({
        store,
        looked: watch.look(),
        mode: parts.mode,
        speed: parts.speed(),
        tokenEndsAt: known.tokenEndsAt ?? null,
        doubts: intents.doubts(world.clock.now()),
      }),
    check: async () => {
      await Promise.all([watch.askAll(), askToken(), tryRole()])
      return watch.look().checks
    },
    confirm: (check, note) =>
      watch.note({
        at: world.clock.now(),
        kind: 'confirmed',
        subject: check,
        figures: { noteText: note },
        by: parts.person().name,
      }),
    stop: () => {
      known.stopped = true
      beat.due()
      watch.stop()
    },
  }
}

/** A command that arrived without its answer is marked at the moment it was given, and followed like any other. */
const markOf = ({ lever, at, by, figures }: Arrived, group: string): Omit<KeptMark, 'id'> =>
  lever === 'servers'
    ? { at, kind: 'servers-asked', subject: group, by, figures }
    : { at, kind: 'inlet', subject: '', by, figures }
