import { above } from './bar.ts'
import type { Bar, Level } from './bar.ts'
import { beforeSale } from './pace.ts'
import { fine, firstSign, heldOver, notGiven, paused, tooFew } from './rule.ts'
import type { Before, Rule, Ruling, Said } from './rule.ts'
import { isPause } from './sight.ts'
import type { Sight } from './sight.ts'

const five: Bar = { n: 5, m: 5, clear: 5 }
const three: Bar = { n: 3, m: 3, clear: 5 }
/** Amazon's recommended alarm for ElastiCache. */
const cacheLevels: readonly Level[] = [{ severity: 'warning', fire: 90, stay: 85, bar: five }]
const evictionLevels: readonly Level[] = [{ severity: 'warning', fire: 0, stay: 0, bar: three }]
const mailTimes = 1.5
/** A message that waits less than this is not late, whatever was usual. */
const leastMailSeconds = 60

/** Rule 24: what stands beside the sale: seats held in the cache, and tickets on their way by mail. */
export const besideTheSale: Rule = {
  number: 24,
  says: { cache: 'warning', evictions: 'warning', mail: 'notice' },
  judge: (sight, before) => {
    const pause = sight.pause('aws')
    if (pause) return paused(pause)
    const cache = cacheStrained(sight, before)
    const mail = mailLate(sight, before)
    const held = [...cache.held, ...mail.held]
    const nothing = cache.paused?.because === 'never-reported' && mail.paused?.because === 'never-reported'
    if (nothing) return notGiven('aws')
    const unsure = [cache.paused, mail.paused].find(one => one !== null && one.because !== 'never-reported')
    return { held, paused: unsure ?? null, judged: subject => (subject === 'mail' ? mail : cache).paused === null }
  },
}

const cacheStrained = (sight: Sight, before: Before): Ruling =>
  firstSign(
    [
      { variants: ['evictions'], judge: said => entriesLost(sight, said) },
      { variants: ['cache'], judge: said => cacheBusy(sight, said) },
    ],
    before('cache'),
  )

const entriesLost = (sight: Sight, said: Said | null): Ruling => {
  const seen = sight.window(['cache.evictions'], 5)
  if (isPause(seen)) return paused(seen)
  const found = above(seen.of('cache.evictions'), evictionLevels, said?.severity ?? null)
  if (found === 'unknown') return tooFew('aws')
  if (found === 'not') return fine
  const figures = { evictionsPerMinute: seen.of('cache.evictions')[found.last] ?? 0 }
  const common = { severity: 'warning', source: 'aws', lever: 'none', threshold: 'own' } as const
  return heldOver(seen, found.first, { ...common, variant: 'evictions', subject: 'cache', figures })
}

const cacheBusy = (sight: Sight, said: Said | null): Ruling => {
  const seen = sight.window(['cache.cpu'], 5)
  if (isPause(seen)) return paused(seen)
  const found = above(seen.of('cache.cpu'), cacheLevels, said?.severity ?? null)
  if (found === 'unknown') return tooFew('aws')
  if (found === 'not') return fine
  const figures = { cachePercent: seen.of('cache.cpu')[found.last] ?? 0 }
  const common = { severity: 'warning', source: 'aws', lever: 'none' } as const
  return heldOver(seen, found.first, { ...common, variant: 'cache', subject: 'cache', figures })
}

const mailLate = (sight: Sight, before: Before): Ruling => {
  const seen = sight.window(['mail.oldest'], 5)
  if (isPause(seen)) return paused(seen)
  const usual = beforeSale(sight, 'mail.oldest')
  const limit = Math.max(leastMailSeconds, (usual ?? 0) * mailTimes)
  const level: Level = { severity: 'notice', fire: limit, stay: limit * 0.8, bar: three }
  const found = above(seen.of('mail.oldest'), [level], before('mail')?.severity ?? null)
  if (found === 'unknown') return tooFew('aws')
  if (found === 'not') return fine
  const figures = { mailMs: (seen.of('mail.oldest')[found.last] ?? 0) * 1000 }
  const common = { severity: 'notice', source: 'aws', lever: 'none', threshold: 'own' } as const
  return heldOver(seen, found.first, { ...common, variant: 'mail', subject: 'mail', figures })
}
