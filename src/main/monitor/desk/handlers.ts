import type { OnsaleAnswers } from '#contract/onsale-methods'
import type { Result } from '#contract/refusal'
import { done, refused } from '#contract/refusal'
import type { Handlers } from '#contract/wire'
import { acknowledge, silence } from '#store/onsale-heard'
import type { KeptMark } from '#store/onsale-mark'
import { addMark } from '#store/onsale-mark'
import { minuteMs } from '#domain/onsale/scene'
import { awsPolicies } from '#monitor/aws/policy'
import { cloudflareRights } from '#monitor/cloudflare/refusals'
import { writeLedger } from '#monitor/hands/ledger'
import type { DeskParts, Rooms } from './rooms.ts'
import type { Watched } from './watches.ts'
import { longestArmedMs } from '#monitor/watch/arming'

/** What of the on-sale's methods is answered here; paper is printed elsewhere, rehearsals are the host's. */
type Own = Exclude<keyof OnsaleAnswers, 'onsale.report' | 'onsale.report-pdf' | 'onsale.report-csv' | `rehearsal.${string}`>
export type OnsaleHandlers = Pick<Handlers, Own>

/** One function a method. */
export const onsaleHandlers = (parts: DeskParts, rooms: Rooms): OnsaleHandlers => ({
  ...planHandlers(rooms),
  ...markHandlers(parts, rooms),
  ...leverHandlers(rooms),
  ...cloudHandlers(parts),
})

const planHandlers = (rooms: Rooms) =>
  ({
    'onsale.list': () => done(rooms.summaries()),
    'onsale.save': ({ id, plan }) => {
      const saved = rooms.plans.save(id, plan)
      if (saved.ok) rooms.changed(saved.value)
      return saved
    },
    'onsale.remove': ({ onsale }) => {
      const plan = rooms.plans.get(onsale)
      const removed = rooms.plans.remove(onsale)
      if (plan.ok && removed.ok) rooms.changed({ ...plan.value, watched: false })
      return removed
    },
    'onsale.watch': ({ onsale, watched }) => rooms.setWatched(onsale, watched),
    'onsale.face': async ({ onsale, at }) => {
      const plan = rooms.plan(onsale)
      return plan.ok ? done(await rooms.face(plan.value, at)) : plan
    },
    'onsale.minutes': ({ onsale, since, at }) => onPlan(rooms, onsale, plan => done(rooms.minutes(plan, since, at))),
  }) satisfies Partial<OnsaleHandlers>

const onPlan = <Value>(rooms: Rooms, id: string, work: (plan: Parameters<Rooms['face']>[0]) => Result<Value>): Result<Value> => {
  const plan = rooms.plan(id)
  return plan.ok ? work(plan.value) : plan
}

/** Words and marks of a person; on an on-sale that is not watched they are kept all the same. */
const markHandlers = (parts: DeskParts, rooms: Rooms) => {
  const { world, store, person } = parts
  const mark = (id: string, fresh: Omit<KeptMark, 'id' | 'by'>): Result<null> =>
    onPlan(rooms, id, () => {
      const told = { ...fresh, by: person().name }
      const watched = rooms.watched(id)
      if (watched) watched.watch.note(told)
      else store.transaction('onsale.mark', tx => addMark(tx, id, told, world.clock.now()))
      return done(null)
    })
  const now = (): number => world.clock.now()
  return {
    'onsale.note': ({ onsale, at, text }) => mark(onsale, { at, kind: 'note', subject: '', figures: { noteText: text } }),
    'onsale.acknowledge': ({ onsale, ...about }) =>
      onPlan(rooms, onsale, () => {
        store.transaction('onsale.acknowledge', tx => acknowledge(tx, onsale, about, now()))
        rooms.watched(onsale)?.watch.heard()
        return done(null)
      }),
    'onsale.silence': ({ onsale, rule, subject, reason, minutes }) =>
      onPlan(rooms, onsale, () => {
        const until = now() + minutes * minuteMs
        store.transaction('onsale.silence', tx => silence(tx, onsale, { rule, subject }, { until, reason, by: person().name }))
        writeLedger(parts, { kind: 'onsale.silence', onsale, detail: { rule, subject, reason, until } })
        rooms.watched(onsale)?.watch.heard()
        return done(null)
      }),
    'onsale.arm': ({ onsale, until }) => {
      if (until > now() + longestArmedMs) return refused('arm-too-long', { hours: longestArmedMs / 3_600_000 })
      if (until <= now()) return refused('plan-times-wrong')
      return onPlan(rooms, onsale, () => {
        writeLedger(parts, { kind: 'onsale.arm', onsale, detail: { untilAt: until } })
        return mark(onsale, { at: now(), kind: 'armed', subject: '', figures: { untilAt: until } })
      })
    },
    'onsale.disarm': ({ onsale }) =>
      onPlan(rooms, onsale, () => {
        writeLedger(parts, { kind: 'onsale.disarm', onsale, detail: {} })
        return mark(onsale, { at: now(), kind: 'disarmed', subject: '', figures: {} })
      }),
  } satisfies Partial<OnsaleHandlers>
}

/** Levers and checks need somebody who looks: they are refused while nobody watches. */
const leverHandlers = (rooms: Rooms) => {
  const seen = async <Value>(
    id: string,
    work: (watched: Watched) => Promise<Result<Value>> | Result<Value>,
  ): Promise<Result<Value>> => {
    const plan = rooms.plans.get(id)
    if (!plan.ok) return plan
    const watched = rooms.watched(id)
    return watched ? work(watched) : refused('onsale-not-watched', { name: plan.value.name })
  }
  return {
    'onsale.check': ({ onsale }) => seen(onsale, async watched => done(await watched.check())),
    'onsale.confirm': ({ onsale, check, note }) =>
      seen(onsale, watched => {
        watched.confirm(check, note)
        return done(watched.watch.look().checks)
      }),
    'onsale.servers-preview': ({ onsale }) => seen(onsale, watched => watched.servers.preview()),
    'onsale.servers-add': ({ onsale, ...wish }) => seen(onsale, watched => watched.servers.add(wish)),
    'onsale.inlet-preview': ({ onsale }) => seen(onsale, watched => watched.inlet.preview()),
    'onsale.inlet-set': ({ onsale, ...wish }) => seen(onsale, watched => watched.inlet.set(wish)),
  } satisfies Partial<OnsaleHandlers>
}

/** Connecting the cloud. The large libraries come with the first question. */
const cloudHandlers = ({ world, offer }: DeskParts) =>
  ({
    'cloud.profiles': async () => done(await world.aws.profiles()),
    'cloud.offer': () => done(offer()),
    'cloud.sign-in': async ({ profile }) => done(await world.aws.signIn(profile)),
    'cloud.try-aws': async ({ aws }) => done(await (await import('#monitor/aws/discover')).tryAws(world, aws)),
    'cloud.try-cloudflare': async ({ cloudflare, token }) =>
      (await import('#monitor/cloudflare/try')).tryCloudflare(world, cloudflare, token),
    'cloud.try-shop': async ({ shop }) => (await import('#monitor/shop/shop')).tryShop(world, shop),
    'cloud.try-queue': async ({ queue }) => (await import('#monitor/shop/queue')).tryQueue(world, queue),
    'cloud.policies': ({ group, region }) => done({ ...awsPolicies(group, region), cloudflare: Object.values(cloudflareRights) }),
  }) satisfies Partial<OnsaleHandlers>
