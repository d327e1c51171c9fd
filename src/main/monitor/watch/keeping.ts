import type { Check, SourceFace } from '#contract/onsale-face'
import type { OnsalePlan } from '#contract/onsale-plan'
import { planShape } from '#contract/onsale-plan'
import type { CategoryLeft, Scene } from '#domain/onsale/scene'
import { minuteMs } from '#domain/onsale/scene'
import type { FactKind } from '#store/onsale-fact'
import { addFacts } from '#store/onsale-fact'
import type { Hearing } from '#store/onsale-heard'
import type { Writable } from '#store/query'
import type { KnownFacts } from './facts.ts'

/** Keeps what is known of a watched sale beside its minutes, each thing when it changed, so that looking back can say what was known then. */
export type FactKeeper = {
  readonly keep: (now: number, words: readonly Word[]) => void
}

/** A word on one thing. `same`: what makes it another word than the last one; its ages do not. */
type Word = { readonly kind: FactKind; readonly subject: string; readonly value: unknown; readonly same: string }

/**
 * A calm minute has about ten words. More than these are not kept of one minute, so that something that flickers cannot fill the disk: the newest word on each thing
 * follows in the next one.
 */
const mostPerMinute = 60

export const factKeeper = (store: Writable, onsale: string): FactKeeper => {
  const last = new Map<string, string>()
  const budget = { minute: 0, left: mostPerMinute }
  return {
    keep: (at, words) => {
      const minute = Math.floor(at / minuteMs)
      if (minute !== budget.minute) Object.assign(budget, { minute, left: mostPerMinute })
      const fresh = words.filter(({ kind, subject, same }) => last.get(`${kind} ${subject}`) !== same).slice(0, budget.left)
      if (fresh.length === 0) return
      budget.left -= fresh.length
      for (const { kind, subject, same } of fresh) last.set(`${kind} ${subject}`, same)
      const facts = fresh.map(({ kind, subject, value }) => ({ at, kind, subject, value: JSON.stringify(value) }))
      store.refetchable('onsale.facts', tx => addFacts(tx, onsale, facts))
    },
  }
}

/** Somebody watches, as of this minute; or does no longer. */
export const watchingWord = (now: number, watching: boolean): Word => ({
  kind: 'watching',
  subject: '',
  value: watching,
  same: watching ? String(Math.floor(now / minuteMs)) : 'ended',
})

/** The plan that the mind judges by. */
export const planWord = (plan: OnsalePlan): Word => {
  const value = planShape.parse(plan)
  return { kind: 'plan', subject: '', value, same: JSON.stringify(value) }
}

/** How the sources stand. Of the newest minute it matters which it is, not how many seconds of it there are. */
export const sourceWords = (faces: readonly SourceFace[]): readonly Word[] =>
  faces.map(seen => {
    const { provisionalFrom: _, ...face } = seen
    const newestMinute = face.newestAt === null ? null : Math.floor(face.newestAt / minuteMs)
    // since when a late source is late follows from its newest minute
    const since = face.state === 'late' ? null : face.since
    return { kind: 'source', subject: face.source, value: face, same: JSON.stringify({ ...face, newestAt: newestMinute, since }) }
  })

/** What reads told beside minutes, and what is left of each kind of ticket. */
export const knownWords = (
  { servers, room, session, skewMs }: KnownFacts,
  categories: readonly CategoryLeft[],
): readonly Word[] => [
  word('servers', servers, servers && { ...servers, readAt: 0 }),
  word('room', room, room && { ...room, readAt: 0 }),
  word('session', session),
  word('skew', skewMs),
  word('categories', categories),
]

/** When the token of Cloudflare ends, as it says itself. */
export const tokenWord = (token: Scene['token']): Word => word('token', token)

/** The checklist: another word only when a line of it says something else. */
export const checksWord = (checks: readonly Check[]): Word =>
  word(
    'checks',
    checks,
    checks.map(({ check, state }) => [check, state]),
  )

/** What people said about findings. */
export const hearingWords = (hearings: readonly Hearing[]): readonly Word[] =>
  hearings.map(hearing => ({ ...word('hearing', hearing), subject: `${hearing.rule} ${hearing.subject}` }))

const word = (kind: FactKind, value: unknown, same: unknown = value): Word => ({
  kind,
  subject: '',
  value,
  same: JSON.stringify(same),
})
