import type { SourceFace } from '#contract/onsale-face'
import { fine, heldIn } from './rule.ts'
import type { Held, Rule } from './rule.ts'
import type { Sight } from './sight.ts'

/** Rule 25: a source is late or gone; what rests on it is paused. It is never paused itself. */
export const sourceLate: Rule = {
  number: 25,
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

/** Rule 26: watching itself is about to end or cannot be trusted: the sign-in, the clock, throttling. */
export const watchingAtRisk: Rule = {
  number: 26,
  judge: (sight, before) => {
    const held = [...signIn(sight), ...skewed(sight, before('clock') !== null), ...throttled(sight)]
    return held.length > 0 ? { held, paused: null } : fine
  },
}

const signIn = (sight: Sight): readonly Held[] => {
  const { now, plan, session, sources } = sight.scene
  // One token opens both the edge and the waiting room: when it is refused, that is one thing to say.
  const refused = sources.filter(({ state }) => state === 'signed-out')
  const out = refused.filter(
    (face, index) => face.source === 'aws' || refused.findIndex(({ source }) => source !== 'aws') === index,
  )
  const gone = out.map(face => {
    const sinceAt = (face.source === 'aws' ? session?.endsAt : null) ?? face.since ?? now
    const signedIn = face.source === 'aws'
    const [variant, subject] = signedIn ? ['signed-out', 'session-aws'] : ['token-refused', 'token-cloudflare']
    const found = { variant, subject, severity: 'critical', source: face.source } as const
    return heldIn({ from: sinceAt, to: now, unknown: 0 }, { ...found, figures: { sinceAt }, lever: 'sign-in', fact: true })
  })
  const endsAt = session?.endsAt ?? null
  if (endsAt === null || endsAt >= plan.plannedEndAt || now >= plan.plannedEndAt) return gone
  if (out.some(({ source }) => source === 'aws')) return gone
  const found = { variant: 'session-ends', severity: 'warning', source: 'aws', subject: 'session-aws' } as const
  const figures = { endsAt, saleEndsAt: plan.plannedEndAt }
  return [...gone, heldIn({ from: now, to: now, unknown: 0 }, { ...found, figures, lever: 'sign-in', fact: true })]
}

const skewed = ({ scene: { now, skewMs } }: Sight, stood: boolean): readonly Held[] => {
  if (skewMs === null || Math.abs(skewMs) <= (stood ? skewStays : skewFires)) return []
  const found = {
    variant: skewMs > 0 ? 'clock-fast' : 'clock-slow',
    severity: 'warning',
    source: 'aws',
    subject: 'clock',
  } as const
  const figures = { skewMs: Math.abs(skewMs) }
  return [heldIn({ from: now, to: now, unknown: 0 }, { ...found, figures, lever: 'none', fact: true })]
}

const throttled = ({ scene: { now, sources } }: Sight): readonly Held[] =>
  sources
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
