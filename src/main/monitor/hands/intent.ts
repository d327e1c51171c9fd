import type { LeverDoubt, RoomFace, ServersFace } from '#contract/onsale-face'
import type { Figures } from '#contract/onsale-finding'
import type { Refusal } from '#contract/refusal'
import { minuteMs } from '#domain/onsale/scene'
import type { AuditNote } from '#store/audit'
import { auditNotes } from '#store/audit'
import type { LedgerParts } from './ledger.ts'
import { writeLedger } from './ledger.ts'

/** What a lever is about to do: from where to where, and why. */
export type Intent = {
  readonly lever: LeverDoubt['lever']
  readonly from: number
  readonly to: number
  readonly figures: Figures
}

/**
 * Commands of the levers in the ledger, before they are sent and after their answer. One that was sent and never answered, because the network or Kasa itself went away, is in
 * doubt: it is said on screen, and settled by what the group or the room is read to be.
 */
export type Intents = {
  /** Writes that it is about to be sent; gives its name. */
  readonly begin: (intent: Intent) => string
  /** Writes what came of it. */
  readonly end: (name: string, intent: Intent, outcome: Figures) => void
  /** No answer came: whether it arrived must be read. */
  readonly lose: (name: string) => void
  /** Settles what can be settled by what was read. Those that arrived are given back, to be marked. */
  readonly settle: (read: Read, now: number) => readonly Arrived[]
  readonly doubts: (now: number) => readonly LeverDoubt[]
}
export type Read = {
  readonly servers: Pick<ServersFace, 'desired' | 'readAt' | 'group'> | null
  readonly room: Pick<RoomFace, 'newPerMinute' | 'readAt'> | null
}
/** A command that turned out to have arrived: when it was given, and by whom. */
export type Arrived = LeverDoubt & { readonly figures: Figures }

/** A command that is still on its way when this has passed since it was given never arrives: every request is given up sooner. */
const onItsWayMs = 30_000
/** A doubt that was settled stays in sight for this long. */
const shownMs = 15 * minuteMs
/** Commands of a sale that are remembered. */
const mostRemembered = 200

const intentKinds = { servers: 'onsale.servers-intent', inlet: 'onsale.inlet-intent' } as const
const outcomeKinds = { servers: 'onsale.servers', inlet: 'onsale.inlet' } as const

/** The commands of one on-sale, as its ledger has them. */
export const intentsOf = (parts: LedgerParts, onsale: string): Intents => {
  const state = { known: doubtsIn(auditNotes(parts.store, onsale)), underWay: new Set<string>() }
  const outcome = (name: string, lever: Intent['lever'], detail: Figures): void =>
    writeLedger(parts, { kind: outcomeKinds[lever], onsale, detail: { intentText: name, ...detail } })
  const forget = (name: string): void => {
    state.known = state.known.filter(one => one.name !== name)
  }
  const settleAs = (name: string, found: LeverDoubt['state'], settledAt: number): void => {
    state.known = state.known.map(one => (one.name === name ? { ...one, state: found, settledAt } : one))
  }
  return {
    begin: ({ lever, from, to, figures }) => {
      const at = parts.world.clock.now()
      const name = `${lever} ${at}`
      const detail = { intentText: name, fromCount: from, toCount: to, ...figures }
      writeLedger(parts, { kind: intentKinds[lever], onsale, detail })
      const doubt = { name, lever, at, by: parts.person().name, from, to, state: 'open', settledAt: null, figures } as const
      state.known = [...state.known, doubt].slice(-mostRemembered)
      state.underWay.add(name)
      return name
    },
    end: (name, { lever, figures }, detail) => {
      outcome(name, lever, { ...figures, ...detail })
      state.underWay.delete(name)
      forget(name)
    },
    lose: name => void state.underWay.delete(name),
    settle: (read, now) =>
      state.known.flatMap(one => {
        if (one.state !== 'open' || state.underWay.has(one.name)) return []
        const found = settled(one, read)
        if (found === 'open') return []
        outcome(one.name, one.lever, { ...one.figures, settledText: found })
        settleAs(one.name, found, now)
        return found === 'arrived' ? [{ ...one, state: found, settledAt: now }] : []
      }),
    doubts: now =>
      state.known
        .filter(({ name, settledAt }) => !state.underWay.has(name) && (settledAt === null || now - settledAt < shownMs))
        .map(faceOf),
  }
}

/** No answer came, none that could be read, or that the other side has trouble itself: the command may have been carried out all the same. */
export const isLost = ({ code }: Refusal): boolean => lostCodes.has(code)
const lostCodes: ReadonlySet<Refusal['code']> = new Set([
  'source-slow',
  'source-unreachable',
  'aws-failed',
  'cloudflare-failed',
  'aws-answer-unreadable',
  'cloudflare-answer-unreadable',
])

type Known = Arrived & { readonly name: string }

const faceOf = ({ lever, at, by, from, to, state, settledAt }: Known): LeverDoubt => ({
  lever,
  at,
  by,
  from,
  to,
  state,
  settledAt,
})

const settled = ({ lever, at, from, to }: Known, { servers, room }: Read): LeverDoubt['state'] => {
  const read = lever === 'servers' ? servers : room
  const is = lever === 'servers' ? (servers?.desired ?? null) : (room?.newPerMinute ?? null)
  if (read === null || is === null || read.readAt <= at) return 'open'
  if (is === to) return 'arrived'
  // what was read before the command could have arrived says nothing against it
  if (read.readAt - at < onItsWayMs) return 'open'
  return is === from ? 'not-arrived' : 'unclear'
}

/** Intents of the ledger whose outcome was never written. */
const doubtsIn = (notes: readonly AuditNote[]): readonly Known[] => {
  const ended = new Set(notes.filter(({ kind }) => !kind.endsWith('-intent')).map(({ detail }) => detail['intentText']))
  return notes.flatMap(({ at, kind, detail }) => {
    const lever = (['servers', 'inlet'] as const).find(each => intentKinds[each] === kind)
    const { intentText, fromCount, toCount, by, ...figures } = detail
    if (!lever || typeof intentText !== 'string' || ended.has(intentText)) return []
    if (typeof fromCount !== 'number' || typeof toCount !== 'number') return []
    const doubt = { name: intentText, lever, at, by: String(by ?? ''), from: fromCount, to: toCount, figures }
    return [{ ...doubt, state: 'open', settledAt: null } as const]
  })
}
