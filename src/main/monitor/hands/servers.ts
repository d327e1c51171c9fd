import type { ServerStep, ServersPreview } from '#contract/onsale-hands'
import type { Refusal, Result } from '#contract/refusal'
import { done, refusal, refused } from '#contract/refusal'
import { rentCents } from '#monitor/watch/cost'
import { look as sightOf } from '#domain/onsale/sight'
import type { Taken } from './steps.ts'
import { coolDown, serversPreview } from './steps.ts'
import type { GroupState } from '#monitor/aws/group'
import type { AwsServers } from '#monitor/aws/polls'
import type { HandsParts } from './hands.ts'
import { isInDoubt, lostCommand, oneAtATime } from './hands.ts'
import { refusedFigures } from './ledger.ts'
import { isLost } from './intent.ts'
import type { Looked } from '#monitor/watch/watch'
import { armedOf } from '#monitor/watch/arming'

/** The lever that adds servers: steps only, only upwards, behind every guard rail there is. */
export type ServersHand = {
  readonly preview: () => Promise<Result<ServersPreview>>
  readonly add: (wish: ServersWish) => Promise<Result<{ readonly desired: number; readonly request: string }>>
}
export type ServersWish = {
  readonly step: ServerStep
  readonly expected: { readonly desired: number; readonly maximum: number }
  readonly reason: string
}

/** The lever over one watched on-sale; `servers` null: no group is part of it. */
export const serversHand = (parts: HandsParts, servers: AwsServers | null): ServersHand => {
  const alone = oneAtATime()
  const read = async (): Promise<Result<GroupState>> => {
    if (!servers) return refused('not-part-of-sale', { source: 'aws' })
    const known = await servers.read(new AbortController().signal)
    return known.ok ? done(known.value.group) : known
  }
  return {
    preview: async () => {
      const group = await read()
      return group.ok ? done(previewOf(parts, group.value)) : group
    },
    add: wish =>
      alone(async () => {
        const { usable, why } = parts.levers().servers
        if (!usable && why) return { ok: false, refusal: why }
        if (isInDoubt(parts, 'servers')) return refused('command-in-doubt')
        const group = await read()
        if (!group.ok || !servers) return group.ok ? refused('not-part-of-sale', { source: 'aws' }) : group
        const wrong = wishWrong(parts, group.value, wish)
        return wrong ? { ok: false, refusal: wrong } : send(parts, { servers, group: group.value }, wish)
      }),
  }
}

/** What earlier steps of this sale have cost and will cost, and when the last one was. */
export const takenOf = ({ marks, scene, askedElsewhereAt }: Pick<Looked, 'marks' | 'scene' | 'askedElsewhereAt'>): Taken => {
  const { limits, plannedEndAt } = scene.plan
  // a sale may run over its planned end, and as long as somebody may add servers they are paid for
  const rentedUntil = Math.max(plannedEndAt, armedOf(marks, scene.now)?.until ?? 0)
  const steps = marks.filter(({ kind }) => kind === 'servers-asked')
  const added = steps.map(({ at, figures }) =>
    rentCents(limits, numberIn(figures, 'toServers') - numberIn(figures, 'fromServers'), rentedUntil - at),
  )
  const lastStepAt = Math.max(steps.at(-1)?.at ?? 0, askedElsewhereAt ?? 0)
  return {
    rentedUntil,
    addedCents: added.reduce((sum, cents) => sum + cents, 0),
    lastStepAt: lastStepAt === 0 ? null : lastStepAt,
  }
}

const numberIn = (figures: Readonly<Record<string, number | string>>, name: string): number => {
  const value = figures[name]
  return typeof value === 'number' ? value : 0
}

/** What each step would mean now. A step that only rests may be taken with a reason; one beyond a ceiling may not. */
const previewOf = ({ watch }: Pick<HandsParts, 'watch'>, group: GroupState): ServersPreview => {
  const looked = watch.look()
  const sight = sightOf(looked.scene)
  const taken = takenOf(looked)
  const preview = serversPreview(sight, { ...group, coming: looked.scene.servers?.coming ?? null }, looked.thought.race, taken)
  const steps = preview.steps.map(step => (step.why?.code === 'cooling-down' ? { ...step, why: null } : step))
  return { ...preview, steps, reasonWanted: preview.reasonWanted || coolDown(sight, taken) !== null }
}

const wishWrong = (parts: HandsParts, group: GroupState, { step, expected, reason }: ServersWish): Refusal | null => {
  if (group.desired !== expected.desired || group.maximum !== expected.maximum)
    return refusal('changed-meanwhile', {
      was: `${expected.desired}/${expected.maximum}`,
      is: `${group.desired}/${group.maximum}`,
    })
  const preview = previewOf(parts, group)
  const planned = preview.steps.find(each => each.step === step)
  if (!planned || planned.why) return planned?.why ?? refusal('ceiling-reached', { ceiling: 'group', left: 0 })
  if (reason !== '') return null
  const looked = parts.watch.look()
  return coolDown(sightOf(looked.scene), takenOf(looked)) ?? (preview.reasonWanted ? refusal('reason-wanted') : null)
}

const send = async (
  parts: HandsParts,
  { servers, group }: { readonly servers: AwsServers; readonly group: GroupState },
  { step, reason }: ServersWish,
): Promise<Result<{ readonly desired: number; readonly request: string }>> => {
  const { watch, world, person } = parts
  const planned = previewOf(parts, group).steps.find(each => each.step === step)
  if (!planned) return refused('ceiling-reached', { ceiling: 'group', left: 0 })
  const figures = {
    fromServers: planned.from,
    toServers: planned.to,
    reasonText: reason,
    centsPerHour: planned.centsPerHour,
    ...(planned.cpuPercent ? { cpuPercent: planned.cpuPercent.now } : {}),
    ...(planned.connections ? { connections: planned.connections.now } : {}),
  }
  const askedAt = world.clock.now()
  const intent = { lever: 'servers', from: planned.from, to: planned.to, figures } as const
  const name = parts.intents.begin(intent)
  const sent = await servers.setDesired(planned.to, new AbortController().signal)
  if (!sent.ok && isLost(sent.refusal)) return lostCommand(parts, name, sent)
  const outcome = sent.ok ? { requestText: sent.value.request } : refusedFigures(sent.refusal)
  parts.intents.end(name, intent, outcome)
  if (!sent.ok) return sent
  const mark = { at: askedAt, kind: 'servers-asked', subject: group.group, by: person().name } as const
  watch.note({ ...mark, figures: { ...figures, ...outcome } })
  watch.hurry()
  return done({ desired: planned.to, request: sent.value.request })
}
