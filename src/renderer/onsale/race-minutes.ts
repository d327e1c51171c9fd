import type { Race } from '#contract/onsale-face'
import type { Say } from '#words/say'

const minuteMs = 60_000

/** `1–3 min` until the limit, in whole minutes and never narrower than the forecast is: the same that the cards and the sentence over everything say. */
export const untilFullWords = ({ fullFromAt, fullToAt }: Race, now: number, say: Say): string => {
  const from = Math.max(1, Math.floor((fullFromAt - now) / minuteMs))
  const to = Math.max(2, Math.ceil((fullToAt - now) / minuteMs))
  return say('onsale.minutes', { figure: from === to ? to : `${from}–${to}` })
}
