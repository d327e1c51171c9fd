import type { SourceFace } from '#contract/onsale-face'
import type { Source } from '#contract/onsale-roles'
import { sources } from '#contract/onsale-roles'
import type { Night } from '../night.ts'
import { startsAt, steady } from '../night.ts'
import type { Life, Lives } from './life.ts'

const night: Night = { columns: { 'web.memory': steady(20, 64) } }
const facts = { night, fires: 1, holds: 2, over: 3, hold: 'while-so' } as const

/** So in the second and third minute of the sale. */
const while2 = (instead: Partial<Night>) => (at: number) => (at === 1 || at === 2 ? instead : {})
const stateOf = (source: Source, state: SourceFace['state']): Partial<Night> => ({ faces: { [source]: { state } } })
/** A source that has never said anything is neither late nor refused nor throttled. */
const stands = (source: Source, state: SourceFace['state'], subject: string): Life => ({
  ...facts,
  meanwhile: while2(stateOf(source, state)),
  subject,
  missing: { is: 'silent', instead: { faces: { [source]: { state: 'waiting', newestAt: null } } } },
})

/** Rule 25. */
export const sourceLate: Lives = Object.fromEntries(
  sources.flatMap(source =>
    (['late', 'blind'] as const).map(state => [`${state}-${source}`, stands(source, state, source)] as const),
  ),
)

const early = { endsAt: startsAt + 40 * 60_000 }
const lasting = { endsAt: startsAt + 400 * 60_000 }

/** Rule 26. */
export const watchingAtRisk: Lives = {
  'signed-out': stands('aws', 'signed-out', 'session-aws'),
  'token-refused': stands('queue', 'signed-out', 'token-cloudflare'),
  'session-ends': {
    ...facts,
    meanwhile: at => ({ session: at === 1 || at === 2 ? early : lasting }),
    subject: 'session-aws',
    missing: { is: 'unseen', instead: { session: null } },
  },
  'token-ends': {
    ...facts,
    meanwhile: at => ({ token: at === 1 || at === 2 ? early : lasting }),
    subject: 'token-cloudflare',
    missing: { is: 'unseen', instead: { token: null } },
  },
  'clock-fast': {
    ...facts,
    meanwhile: at => ({ skewMs: [0, 45_000, 25_000, 15_000][at] ?? 45_000 }),
    subject: 'clock',
    hold: 'outlasts',
    missing: { is: 'unseen', instead: { skewMs: null } },
  },
  'clock-slow': {
    ...facts,
    meanwhile: at => ({ skewMs: [0, -45_000, -25_000, -15_000][at] ?? -45_000 }),
    subject: 'clock',
    hold: 'outlasts',
    missing: { is: 'unseen', instead: { skewMs: null } },
  },
  ...Object.fromEntries(sources.map(source => [`throttled-${source}`, stands(source, 'throttled', source)] as const)),
}
