import type { ShowingSummary } from '#contract/showing'
import { dateAndTime, pick } from '#words/format'
import type { Say } from '#words/say'
import { sameShowing } from './frame-store.ts'
import { useFrame } from './kasa.ts'

/** The showing on sale at this window, with what is known of it. */
export const useShowing = (): ShowingSummary | null =>
  useFrame(({ showing, showings }) => (showing && showings?.find(each => sameShowing(each, showing))) || null)

/** Date, time, name of the date and place of a showing, as far as there are any. */
export const showingFacts = (showing: ShowingSummary, say: Say): string =>
  [
    showing.startsAt === null ? say('frame.noDate') : dateAndTime(showing.startsAt, showing.timezone, say.language),
    pick(showing.dateName, say.language),
    oneLine(pick(showing.place, say.language)),
  ]
    .filter(Boolean)
    .join(' · ')

const oneLine = (text: string): string => text.split(/\s*\n\s*/).join(', ')
