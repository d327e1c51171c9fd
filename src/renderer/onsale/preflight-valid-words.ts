import type { OnsaleFace, Validity } from '#contract/onsale-face'
import type { Figures } from '#contract/onsale-finding'
import { figureText } from '#words/figures'
import { date, dateAndTime, number } from '#words/format'
import type { Say, WordKey } from '#words/say'
import { saleTime, settingOf } from './cockpit-words.ts'
import { isKnown } from './preflight-validity.ts'

const dayMs = 86_400_000

/** What stands on the bar of a row: until when it is valid, or what servers and waiting room are set to. */
export const validWords = (validity: Validity, face: OnsaleFace, say: Say): string => {
  const figures = validity.figures ?? {}
  if (validity.what === 'servers') return serversWords(figures, face, say)
  if (validity.what === 'waiting-room') return roomWords(figures, face, say)
  if (validity.what === 'people') return textOf(figures, 'noteText')
  return isKnown(validity, face) ? timesWords(validity, face, say) : say('preflight.validUnknown')
}

const timesWords = ({ from, until }: Validity, face: OnsaleFace, say: Say): string => {
  const setting = settingOf(face, say)
  if (from === null && until === null) return say('preflight.validOpen')
  if (until === null) return say('preflight.validFrom', { time: saleTime(from ?? 0, setting) })
  if (until - face.now > dayMs) return say('preflight.validUntilDay', { day: date(until, face.plan.timezone, say.language) })
  const onDay = date(until, face.plan.timezone, say.language)
  if (onDay !== date(face.now, face.plan.timezone, say.language))
    return say('preflight.validUntilDay', { day: dateAndTime(until, face.plan.timezone, say.language) })
  return from === null
    ? say('preflight.validUntil', { time: saleTime(until, setting) })
    : say('preflight.validFromTo', { from: saleTime(from, setting), to: saleTime(until, setting) })
}

const serversKeys: Readonly<Record<string, WordKey>> = {
  now: 'preflight.servers-now',
  'now-held': 'preflight.servers-now-held',
  grow: 'preflight.servers-grow',
  'grow-held': 'preflight.servers-grow-held',
  shrinks: 'preflight.servers-shrinks',
}

const serversWords = (figures: Figures, face: OnsaleFace, say: Say): string => {
  const key = serversKeys[textOf(figures, 'howText')]
  if (key === undefined) return ''
  const setting = settingOf(face, say)
  const time = (name: string): string => figureText(name, figures[name] ?? '', setting)
  return say(key, {
    now: counted(figures, 'nowServers', say),
    count: counted(figures, 'servers', say),
    from: time('fromAt'),
    utc: textOf(figures, 'utcText'),
    held: time('heldAt'),
  })
}

const roomKeys: Readonly<Record<string, { readonly plain: WordKey; readonly inlet: WordKey }>> = {
  always: { plain: 'preflight.room-always', inlet: 'preflight.room-always-inlet' },
  event: { plain: 'preflight.room-event', inlet: 'preflight.room-event-inlet' },
  'holds-all': { plain: 'preflight.room-holds-all', inlet: 'preflight.room-holds-all' },
}

const roomWords = (figures: Figures, face: OnsaleFace, say: Say): string => {
  const keys = roomKeys[textOf(figures, 'howText')]
  if (!keys) return ''
  const inlet = figures['newPerMinute'] === undefined ? null : counted(figures, 'newPerMinute', say)
  return say(inlet === null ? keys.plain : keys.inlet, {
    open: figureText('openAt', figures['openAt'] ?? '', settingOf(face, say)),
    inlet: inlet === null ? '' : say('preflight.roomInlet', { figure: inlet }),
  })
}

/** How many servers run until more come; null: nothing comes. */
export const serversBefore = ({ what, from, figures }: Validity, say: Say): string | null =>
  what === 'servers' && from !== null ? counted(figures ?? {}, 'nowServers', say) : null

const textOf = (figures: Figures, name: string): string => (typeof figures[name] === 'string' ? figures[name] : '')
const counted = (figures: Figures, name: string, say: Say): string =>
  typeof figures[name] === 'number' ? number(figures[name], say.language) : ''
