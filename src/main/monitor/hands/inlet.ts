import type { Figures } from '#contract/onsale-finding'
import type { InletPreview, InletStep } from '#contract/onsale-hands'
import type { Refusal, Result } from '#contract/refusal'
import { done, refusal, refused } from '#contract/refusal'
import { letInAfter } from '#domain/onsale/inlet'
import { inletPreview, isOpening } from '#domain/onsale/inlet-steps'
import { minuteMs } from '#domain/onsale/scene'
import type { Sight } from '#domain/onsale/sight'
import { look as sightOf } from '#domain/onsale/sight'
import type { HandsParts } from './hands.ts'
import { isInDoubt, lostCommand, oneAtATime } from './hands.ts'
import { refusedFigures } from './ledger.ts'
import { isLost } from './intent.ts'
import type { RoomLever } from '#monitor/cloudflare/room'
import type { RoomLimits } from '#monitor/cloudflare/room-limits'

/** The lever over the inlet of the waiting room. It bites within seconds; a server takes minutes. */
export type InletHand = {
  readonly preview: () => Promise<Result<InletPreview>>
  readonly set: (wish: InletWish) => Promise<Result<{ readonly newPerMinute: number; readonly totalActive: number }>>
}
export type InletWish = {
  readonly step: InletStep
  readonly expected: InletPreview['expected']
  readonly reason: string
}

/** The lever over one watched on-sale; `lever` null: no waiting room is part of it. */
export const inletHand = (parts: HandsParts, lever: RoomLever | null): InletHand => {
  const alone = oneAtATime()
  const read = async (): Promise<Result<RoomLimits>> => {
    if (!lever) return refused('not-part-of-sale', { source: 'queue' })
    const limits = await lever.read()
    return limits.ok && limits.value.newPerMinute <= 0 ? refused('room-not-limited') : limits
  }
  return {
    preview: async () => {
      const limits = await read()
      return limits.ok ? done(previewOf(parts, limits.value)) : limits
    },
    set: wish =>
      alone(async () => {
        const { usable, why } = parts.levers().inlet
        if (!usable && why) return { ok: false, refusal: why }
        if (isInDoubt(parts, 'inlet')) return refused('command-in-doubt')
        const limits = await read()
        if (!limits.ok || !lever) return limits.ok ? refused('not-part-of-sale', { source: 'queue' }) : limits
        const wrong = wishWrong(parts, limits.value, wish)
        return wrong ? { ok: false, refusal: wrong } : send(parts, lever, limits.value, wish)
      }),
  }
}

const wishWrong = (parts: HandsParts, limits: RoomLimits, { step, expected, reason }: InletWish): Refusal | null => {
  const { newPerMinute, totalActive, event } = limits
  if ((event?.id ?? null) !== expected.event) return refusal('room-event-changed')
  if (newPerMinute !== expected.newPerMinute || totalActive !== expected.totalActive)
    return refusal('changed-meanwhile', { was: expected.newPerMinute, is: newPerMinute })
  const { look, at } = lookFor(parts)
  const planned = inletPreview(look, limits).steps.find(each => each.step === step)
  if (planned?.why) return planned.why
  if (reason !== '') return null
  const isWanted = parts.levers().inlet.reasonWanted || planned?.reasonWanted === true
  if (isWanted) return refusal('reason-wanted')
  return isOpening(step) ? openingRest(parts, at) : null
}

/**
 * People who were let in reach the servers, and their minutes this file, only after a while: who opens again before that is asked why. Slowing down never waits.
 */
const openingRestMs = 5 * minuteMs

const openingRest = ({ watch }: HandsParts, now: number): Refusal | null => {
  const opened = watch
    .marks()
    .findLast(({ kind, figures }) => kind === 'inlet' && Number(figures['toPerMinute']) > Number(figures['fromPerMinute']))
  const restMs = opened ? opened.at + openingRestMs - now : 0
  return restMs <= 0 ? null : refusal('cooling-down', { seconds: Math.ceil(restMs / 1000) }, { afterMs: restMs })
}

const lookFor = ({ watch }: HandsParts): { readonly look: Sight; readonly at: number } => {
  const { scene } = watch.look()
  return { look: sightOf(scene), at: scene.now }
}

const previewOf = (parts: HandsParts, limits: RoomLimits): InletPreview => {
  const { name, newPerMinute, totalActive, event } = limits
  const { look, at } = lookFor(parts)
  const { steps, ceilings } = inletPreview(look, limits)
  const { reasonWanted } = parts.levers().inlet
  const resting = openingRest(parts, at) !== null
  return {
    room: name,
    event: event?.name ?? null,
    expected: { newPerMinute, totalActive, event: event?.id ?? null },
    readAt: parts.world.clock.now(),
    steps: steps.map(step => ({
      ...step,
      reasonWanted: reasonWanted || step.reasonWanted || (resting && isOpening(step.step)),
    })),
    ceilings,
  }
}

/** What was pressed by whom stands beside what could be seen then. */
const measuredNow = (parts: HandsParts): Figures => {
  const { latest } = lookFor(parts).look
  const [cpuPercent, connections] = [latest('web.cpu'), latest('database.connections')]
  return { ...(cpuPercent !== null && { cpuPercent }), ...(connections !== null && { connections }) }
}

const send = async (
  parts: HandsParts,
  lever: RoomLever,
  limits: RoomLimits,
  { step, reason }: InletWish,
): Promise<Result<{ readonly newPerMinute: number; readonly totalActive: number }>> => {
  const { watch, world, person } = parts
  const { name, newPerMinute, totalActive, event } = limits
  const wanted = { newPerMinute: letInAfter(step, newPerMinute), totalActive }
  const at = world.clock.now()
  const figures = {
    fromPerMinute: newPerMinute,
    toPerMinute: wanted.newPerMinute,
    reasonText: reason,
    ...(event && { eventText: event.name }),
    ...measuredNow(parts),
  }
  const intent = { lever: 'inlet', from: newPerMinute, to: wanted.newPerMinute, figures } as const
  const intentName = parts.intents.begin(intent)
  const sent = await lever.set({ ...limits, ...wanted })
  if (!sent.ok && isLost(sent.refusal)) return lostCommand(parts, intentName, sent)
  parts.intents.end(intentName, intent, sent.ok ? {} : refusedFigures(sent.refusal))
  if (!sent.ok) return sent
  if (sent.value.newPerMinute !== wanted.newPerMinute)
    return refused('changed-meanwhile', { was: wanted.newPerMinute, is: sent.value.newPerMinute })
  watch.note({ at, kind: 'inlet', subject: name, by: person().name, figures })
  watch.hurry()
  return done(wanted)
}
