import type { SourceFace } from '#contract/onsale-face'
import type { Lever } from '#contract/onsale-finding'
import type { Source } from '#contract/onsale-roles'
import { sources } from '#contract/onsale-roles'
import { heldIn } from './rule.ts'
import type { Before, Held, Rule } from './rule.ts'
import { minuteMs } from './scene.ts'
import type { Scene } from './scene.ts'
import type { Sight } from './sight.ts'

/** Rule 25: a source is late or gone; what rests on it is paused. It is never paused itself. */
export const sourceLate: Rule = {
  number: 25,
  says: Object.fromEntries(
    sources.flatMap(source => [[`late-${source}`, 'warning'] as const, [`blind-${source}`, 'warning'] as const]),
  ),
  judge: sight => ({ held: sight.scene.sources.flatMap(face => outOfSight(sight, face)), paused: null }),
}

const outOfSight = (sight: Sight, face: SourceFace): readonly Held[] => {
  const { now } = sight.scene
  if (face.state !== 'late' && face.state !== 'blind') return []
  const sinceAt = face.newestAt ?? face.since ?? now
  const figures = { sinceAt, ageMs: now - sinceAt }
  const common = { severity: 'warning', source: face.source, subject: face.source, lever: 'none', fact: true } as const
  return [heldIn({ from: sinceAt, to: now, unknown: 0 }, { ...common, variant: `${face.state}-${face.source}`, figures })]
}

/** Amazon refuses signed requests that are five minutes off; ages of data lie long before. */
const [skewFires, skewStays] = [30_000, 20_000]

/** Rule 26: watching itself is about to end or cannot be trusted: the sign-in, the token, the clock, throttling. */
export const watchingAtRisk: Rule = {
  number: 26,
  says: {
    'signed-out': 'critical',
    'token-refused': 'critical',
    'session-ends': 'critical',
    'token-ends': 'critical',
    'clock-fast': 'warning',
    'clock-slow': 'warning',
    ...Object.fromEntries(sources.map(source => [`throttled-${source}`, 'notice'] as const)),
  },
  judge: (sight, before) => {
    const { scene } = sight
    const held = [...passes(scene).flatMap(pass => passAtRisk(scene, pass)), ...skewed(scene, before), ...throttled(scene)]
    const unknown = unmeasured(scene, before)
    return {
      held,
      paused: unknown[0] ? { source: unknown[0].source, because: 'never-reported' } : null,
      judged: subject => unknown.every(one => one.subject !== subject),
    }
  },
}

/** What opens a source to Kasa: the session at Amazon, or the token of Cloudflare, which opens both the edge and the waiting room. */
type Pass = {
  readonly subject: string
  readonly opens: readonly Source[]
  readonly endsAt: number | null
  readonly refused: string
  readonly ends: string
  readonly lever: Lever
}

const passes = ({ session, token }: Scene): readonly Pass[] => [
  {
    subject: 'session-aws',
    opens: ['aws'],
    endsAt: session?.endsAt ?? null,
    refused: 'signed-out',
    ends: 'session-ends',
    lever: 'sign-in',
  },
  {
    subject: 'token-cloudflare',
    opens: ['cloudflare', 'queue'],
    endsAt: token?.endsAt ?? null,
    refused: 'token-refused',
    ends: 'token-ends',
    lever: 'enter-token',
  },
]

/** What ends within these minutes is done now or not at all: our own, about as long as a sign-in with a second factor takes on a bad day. */
const endsSoonMs = 10 * minuteMs

/** A pass that is refused, once though two sources hang on it; else one that ends before the sale does. */
const passAtRisk = ({ now, plan, sources: faces }: Scene, pass: Pass): readonly Held[] => {
  const { subject, lever, endsAt } = pass
  const [refused] = faces.filter(({ source, state }) => state === 'signed-out' && pass.opens.includes(source))
  if (refused) {
    const ended = endsAt !== null && endsAt <= now ? endsAt : null
    const sinceAt = ended ?? refused.since ?? now
    const found = { variant: pass.refused, subject, severity: 'critical', source: refused.source } as const
    const figures = { sinceAt, freshSources: namesOf(faces, 'fresh') }
    return [heldIn({ from: sinceAt, to: now, unknown: 0 }, { ...found, figures, lever, fact: true })]
  }
  if (endsAt === null || endsAt >= plan.plannedEndAt || now >= plan.plannedEndAt) return []
  const severity = endsAt - now <= endsSoonMs ? 'critical' : 'warning'
  const found = { variant: pass.ends, subject, severity, source: pass.opens[0] ?? 'aws' } as const
  const figures = { endsAt, saleEndsAt: plan.plannedEndAt }
  return [heldIn({ from: now, to: now, unknown: 0 }, { ...found, figures, lever, fact: true })]
}

/** The sources in a state, as a figure: their names with spaces between, for the words to say as a list; `none` when there is none. */
export const namesOf = (faces: readonly SourceFace[], state: SourceFace['state']): string =>
  faces
    .filter(face => face.state === state)
    .map(({ source }) => source)
    .sort((one, other) => sources.indexOf(one) - sources.indexOf(other))
    .join(' ') || 'none'

/** What stood and is no longer measured is neither so nor over. */
const unmeasured = ({ session, token, skewMs }: Scene, before: Before): readonly { subject: string; source: Source }[] =>
  (
    [
      { subject: 'session-aws', source: 'aws', known: session !== null, variants: ['session-ends'] },
      { subject: 'token-cloudflare', source: 'cloudflare', known: token !== null, variants: ['token-ends'] },
      { subject: 'clock', source: 'aws', known: skewMs !== null, variants: ['clock-fast', 'clock-slow'] },
    ] as const
  ).filter(({ subject, known, variants }) => !known && variants.some(variant => before(subject)?.variant === variant))

const skewed = ({ now, skewMs }: Scene, before: Before): readonly Held[] => {
  if (skewMs === null || Math.abs(skewMs) <= (before('clock') ? skewStays : skewFires)) return []
  const found = {
    variant: skewMs > 0 ? 'clock-fast' : 'clock-slow',
    severity: 'warning',
    source: 'aws',
    subject: 'clock',
  } as const
  const figures = { skewMs: Math.abs(skewMs) }
  return [heldIn({ from: now, to: now, unknown: 0 }, { ...found, figures, lever: 'none', fact: true })]
}

const throttled = ({ now, sources: faces }: Scene): readonly Held[] =>
  faces
    .filter(({ state }) => state === 'throttled')
    .map(face => {
      const found = {
        variant: `throttled-${face.source}`,
        severity: 'notice',
        source: face.source,
        subject: face.source,
      } as const
      const minutes = { from: face.since ?? now, to: now, unknown: 0 }
      return heldIn(minutes, { ...found, figures: { everyMs: face.everyMs }, lever: 'none', fact: true })
    })
