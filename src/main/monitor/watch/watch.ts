import type { Check, OnsaleFace, OnsaleMinutes } from '#contract/onsale-face'
import type { OnsalePlan } from '#contract/onsale-plan'
import type { Source } from '#contract/onsale-roles'
import { refusal } from '#contract/refusal'
import { endOf } from '#domain/onsale/end'
import { phaseOf } from '#domain/onsale/phase'
import type { CategoryLeft, MinuteTable, Scene } from '#domain/onsale/scene'
import { minuteMs } from '#domain/onsale/scene'
import type { Memory } from '#domain/onsale/memory'
import { look as sightOf } from '#domain/onsale/sight'
import type { Thought } from '#domain/onsale/think'
import { think } from '#domain/onsale/think'
import type { Cancel, World } from '#main/world'
import { mostSeries, putMinutes, revisionOf } from '#store/minute'
import { addCost } from '#store/onsale-cost'
import type { KeptMark } from '#store/onsale-mark'
import { addMark, askedElsewhereAt, marksOf } from '#store/onsale-mark'
import { hearingsOf } from '#store/onsale-heard'
import type { Writable } from '#store/query'
import type { LiveMinutes } from './minutes.ts'
import { liveMinutes } from './minutes.ts'
import { followLevers } from './follow.ts'
import { soundReadings } from '#monitor/minutes'
import type { Pace } from '#monitor/pace'
import { keepPace } from '#monitor/pace'
import type { Outcome, Poll } from '#monitor/poll'
import { gathered } from './pulse.ts'
import type { KnownFacts } from './facts.ts'
import { factsAfter, noFacts } from './facts.ts'
import { findingMarks, standingIn } from './findings.ts'
import { forgetOver, withHearings } from './hearing.ts'
import { checksWord, factKeeper, hearingWords, knownWords, planWord, sourceWords, tokenWord, watchingWord } from './keeping.ts'
import { sceneOf } from './scene.ts'
import type { Records } from './sources.ts'
import { recorded, recordsOf, sourceFaces } from './sources.ts'
import { disarmedByEnd, isSettled } from './end.ts'
import type { Coming } from './steps.ts'
import { comingOf } from './steps.ts'
import { windowFrom } from './window.ts'

/** One on-sale that is watched: asked about, kept, thought about. */
export type Watch = {
  readonly plan: () => OnsalePlan
  /** Everything as of now; thinking again at each call costs a few milliseconds. */
  readonly look: () => Looked
  /** Where the sale stands, without judging anything. */
  readonly phase: () => OnsaleFace['phase']
  readonly table: () => MinuteTable
  /** Minutes new or changed after a revision; null: all. */
  readonly minutes: (since: number | null) => OnsaleMinutes
  readonly marks: () => readonly KeptMark[]
  /** Notes something on the axis; told to the screens. */
  readonly note: (mark: Omit<KeptMark, 'id'>) => void
  /** What people said about findings was changed in the file. */
  readonly heard: () => void
  /** A step was sent: looks more often for a while. */
  readonly hurry: () => void
  readonly askAll: () => Promise<void>
  readonly stop: () => void
}

/** What the face is made of. */
export type Looked = {
  readonly scene: Scene
  readonly thought: Thought
  readonly checks: readonly Check[]
  readonly facts: KnownFacts
  readonly coming: Coming | null
  readonly marks: readonly KeptMark[]
  /** When servers of the same group were last asked for in another on-sale; null: never. */
  readonly askedElsewhereAt: number | null
  readonly revision: number
}

export type WatchParts = {
  readonly world: World
  readonly store: Writable
  readonly plan: OnsalePlan
  readonly polls: readonly Poll[]
  /** As it stood when Kasa was last here. */
  readonly memory: Memory
  readonly categories: () => readonly CategoryLeft[]
  /** When the token of Cloudflare ends; null: it could not be asked. */
  readonly token: () => Scene['token']
  /** The checklist of a scene. */
  readonly checks: (seen: Pick<Looked, 'scene' | 'facts'>) => readonly Check[]
  /** How many times faster than the machine's clock the sale's runs: 1, but in a rehearsal. Only how often this machine is made to do something hangs on it, never what is found. */
  readonly haste: () => number
  /** Up to when the platform's orders are in the file; null: never asked. */
  readonly salesKnownAt: () => number | null
  /** Something may be new: the count of changes of its minutes, and what was seen last. */
  readonly told: (revision: number, seen: Pick<Looked, 'scene' | 'thought'>) => void
  /** The sale has ended and everything about it is known: nobody need watch it any longer. */
  readonly ended: (end: { readonly at: number }) => void
}

/** Screens hear of changes at most this often, by the machine's clock. */
const restMs = 300
/** Ages and states change without any news. */
const heartbeatMs = 10_000
/** After a lever was moved its source is asked faster for this long. */
const hurryMs = 180_000

/** Starts watching. */
export const startWatch = (parts: WatchParts): Watch => {
  const { world, store, plan } = parts
  const { clock } = world
  const state: State = {
    facts: noFacts,
    records: recordsOf(parts.polls),
    marks: marksOf(store, plan.id),
    memory: withHearings(store, plan.id, parts.memory),
    minutes: liveMinutes(store, plan, clock.now()),
    categories: [],
  }
  const keeper = factKeeper(store, plan.id)
  const planned = planWord(plan)
  const now = (): number => clock.now()
  const coming = (): Coming | null => comingOf(state.marks, state.facts.servers)
  const seen = (): Scene =>
    sceneOf({
      ...state,
      plan,
      now: now(),
      table: state.minutes.table(now()),
      token: parts.token(),
      coming: coming(),
    })
  const look = (): Looked => {
    const scene = seen()
    const { facts, marks } = state
    const checks = parts.checks({ scene, facts })
    const thought = think(scene, state.memory, checks)
    const elsewhere = facts.servers && askedElsewhereAt(store, plan.id, facts.servers.group)
    const revision = revisionOf(store, plan.id)
    return { scene, thought, checks, facts, coming: coming(), marks, askedElsewhereAt: elsewhere, revision }
  }
  const keepMarks = (fresh: readonly Omit<KeptMark, 'id'>[]): void => {
    if (fresh.length === 0) return
    store.transaction('onsale.mark', tx => fresh.forEach(mark => addMark(tx, plan.id, mark, now())))
    state.marks = marksOf(store, plan.id)
  }
  /** What the mind looks at is what is kept: a look back sees the same. */
  const keepFacts = (): void => {
    state.categories = parts.categories()
    keeper.keep(now(), [
      watchingWord(now(), true),
      planned,
      ...sourceWords(sourceFaces(state.records, now())),
      ...knownWords(state.facts, state.categories),
      tokenWord(parts.token()),
      ...hearingWords(hearingsOf(store, plan.id)),
    ])
  }
  const reflect = (): void => {
    keepFacts()
    const { scene, thought, checks } = look()
    if (now() < plan.startsAt) keeper.keep(now(), [checksWord(checks)])
    const { findings, memory } = thought
    state.memory = memory
    forgetOver(store, plan.id, memory)
    keepMarks(findingMarks(standingIn(state.marks), { findings, held: memory.standing }, now()))
    const disarmed = thought.end && disarmedByEnd(store, plan.id, state.marks, now())
    if (disarmed) keepMarks([disarmed])
    parts.told(revisionOf(store, plan.id), { scene, thought })
    if (isSettled(thought.end, now())) parts.ended(thought.end)
  }
  const pulse = gathered(clock, () => restMs * parts.haste(), reflect)
  /** Also at the end of each minute, for whoever looks back at it. */
  const untilBeat = (): number => Math.min(heartbeatMs, minuteMs - (now() % minuteMs))
  const beat = (): void => {
    keepFacts()
    pulse.soon()
    state.beat = clock.after(untilBeat(), beat)
  }
  const follow = followLevers({
    world,
    store,
    plan,
    marks: () => state.marks,
    facts: () => state.facts,
    table: () => state.minutes.table(now()),
    keep: keepMarks,
  })
  const received = (poll: Poll, brought: Outcome): void => {
    const outcome = keepOutcome(parts, state.minutes, { ...brought, source: poll.source }, now())
    state.records = recorded(state.records, poll, outcome, {
      now: now(),
      everyMs: pace.everyMs(poll),
      salesKnownAt: parts.salesKnownAt(),
    })
    state.facts = factsAfter(state.facts, outcome.facts)
    keepFacts()
    if (poll.source === 'aws') follow.servers()
    follow.inlet()
    if (coming()) pace.hurry(now() + hurryMs)
    pulse.soon()
  }
  const pace: Pace = keepPace({
    clock,
    log: world.log,
    polls: parts.polls,
    windowFrom: () => windowFrom(plan, now()),
    haste: parts.haste,
    read: received,
  })
  keepFacts()
  state.beat = clock.after(untilBeat(), beat)
  return {
    plan: () => plan,
    look,
    phase: () => {
      const sight = sightOf(seen())
      return phaseOf(sight, endOf(sight))
    },
    table: () => state.minutes.table(now()),
    minutes: since => state.minutes.since(since, now()),
    marks: () => state.marks,
    // what a person did is seen at once, also while the clock of the sale stands still
    note: mark => {
      keepMarks([mark])
      reflect()
    },
    heard: () => {
      state.memory = withHearings(store, plan.id, state.memory)
      reflect()
    },
    hurry: () => pace.hurry(now() + hurryMs),
    askAll: pace.askAll,
    stop: () => {
      pace.stop()
      pulse.stop()
      state.beat?.()
      keeper.keep(now(), [watchingWord(now(), false)])
    },
  }
}

type State = {
  facts: KnownFacts
  records: Records
  marks: readonly KeptMark[]
  memory: Memory
  readonly minutes: LiveMinutes
  categories: readonly CategoryLeft[]
  beat?: Cancel
}

type Brought = Outcome & { readonly source: Source }

/** Minutes and costs, unless all of it is in the file; what the source can be asked for again need not wait for the disk. What is not kept is said in the outcome that is given back. */
const keepOutcome = ({ store, plan }: WatchParts, minutes: LiveMinutes, brought: Brought, readAt: number): Outcome => {
  const { source, readings: all, refusals, metricsAsked } = brought
  if (all.length === 0 && metricsAsked === 0) return brought
  const { readings, dropped } = soundReadings(all, readAt)
  const isKept = metricsAsked === 0 && minutes.holds(readings, readAt)
  const left = isKept
    ? 0
    : store.refetchable('onsale.read', tx => {
        addCost(tx, plan.id, 'metrics-asked', metricsAsked)
        return putMinutes(tx, plan.id, readings, readAt).left
      })
  const unkept = [
    ...(dropped > 0 ? [refusal('points-refused', { source, count: dropped })] : []),
    ...(left > 0 ? [refusal('series-too-many', { source, most: mostSeries })] : []),
  ]
  return { ...brought, readings, refusals: [...refusals, ...unkept] }
}
