import type { OnsaleFace } from '#contract/onsale-face'
import type { Say } from '#words/say'
import type { Band } from './bands.ts'
import { bandsFor, isChance, lanes, shownAt } from './bands.ts'
import { minuteValue, offsetFromStart, saleTime, settingOf } from './cockpit-words.ts'
import type { Minutes } from './minute-store.ts'
import { minuteMs } from './minute-store.ts'

/** What a person who hears the screen is told of the minute at the cursor: its time, the first band of each lane, and any other that is beyond its threshold. Short, since the next minute is one key away. */
export const cursorWords = (face: OnsaleFace, minutes: Minutes, minute: number, say: Say): string => {
  const bands = bandsFor(face.plan)
  const at = minute + minuteMs / 2
  const leading = lanes.flatMap(lane => bands.find(band => band.lane === lane) ?? [])
  const others = bands.filter(band => !leading.includes(band) && isBeyond(band, face, minutes, at))
  const value = (band: Band): string => {
    const figure = shownAt(band, minutes, at)
    if (figure !== null) return minuteValue(band, figure, { minutes, at }, say)
    return say(isChance(band, minutes, at) ? 'onsale.fewRequests' : 'onsale.noValue')
  }
  const told = [
    ...leading.map(band => `${say(band.word)} ${value(band)}`),
    ...others.map(band => say('onsale.beyondThreshold', { band: say(band.word), figure: value(band) })),
  ]
  return `${saleTime(minute, settingOf(face, say))} ${offsetFromStart(face.plan.startsAt, minute)}. ${told.join('; ')}`
}

const isBeyond = (band: Band, face: OnsaleFace, minutes: Minutes, at: number): boolean => {
  const warnAt = face.scales[band.role]?.warnAt ?? null
  const value = shownAt(band, minutes, at)
  return warnAt !== null && value !== null && value > warnAt
}
