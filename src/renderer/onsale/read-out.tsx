import type { OnsaleFace } from '#contract/onsale-face'
import type { Role } from '#contract/onsale-roles'
import { useSay } from '#app/kasa'
import { classes } from '#parts/classes'
import { decimals } from '#words/figures'
import { number } from '#words/format'
import type { Say, WordKey } from '#words/say'
import type { Band } from './bands.ts'
import { countedUntil, isChance, readOutUntil, sampleInterval } from './bands.ts'
import { asEstimate, bandValue, moneyBand, settingOf, shortNumber } from './cockpit-words.ts'
import styles from './lanes.module.css'
import type { Minutes } from './minute-store.ts'
import { minuteMs, newestOf, valueAt } from './minute-store.ts'

/** The newest value of a band, never that at the cursor, with what belongs to it. */
export const ReadOut = ({
  band,
  face,
  minutes,
}: {
  readonly band: Band
  readonly face: OnsaleFace
  readonly minutes: Minutes
}) => {
  const say = useSay()
  const source = face.sources.find(each => each.source === band.source)
  const newest = newestOf(minutes, band.role, readOutUntil(band, face))
  if (!newest)
    return (
      <p>
        <strong className={classes(styles.unknown)}>{say('onsale.unknown')}</strong>
        <span>{say(band.word)}</span>
      </p>
    )
  const { warnAt = null, limit = null } = face.scales[band.role] ?? {}
  const gone = source?.state === 'blind' || source?.state === 'signed-out'
  const few = isChance(band, minutes, newest.at)
  const tone =
    (limit !== null && band.kind !== 'steps' && newest.value >= limit && styles.crit) ||
    (warnAt !== null && newest.value > warnAt && styles.warn)
  const figure = figureOf(band, newest.value, { limit, interval: sampleInterval(band.role, minutes, newest.at) }, say)
  return (
    <p>
      <strong
        className={classes(band.band === 'connections' && styles.large, (gone || few) && styles.unknown, !gone && !few && tone)}
      >
        {figure}
      </strong>
      {linesOf(band, face, { minutes, at: newest.at, few }, say).map(line => (
        <span key={line}>{line}</span>
      ))}
    </p>
  )
}

type Around = { readonly limit: number | null; readonly interval: number | null }

const figureOf = (band: Band, value: number, { limit, interval }: Around, say: Say): string => {
  if (band.band === 'connections' && limit !== null) return `${number(value, say.language)}/${number(limit, say.language)}`
  return interval === null ? bandValue(band, value, say) : asEstimate(shortNumber(value, say), interval, say)
}

type Seen = { readonly minutes: Minutes; readonly at: number; readonly few: boolean }

const linesOf = (band: Band, face: OnsaleFace, { minutes, at, few }: Seen, say: Say): readonly string[] => {
  const read = (role: Role): number | null => valueAt(minutes, role, at)
  const whole = (role: Role): number | null => valueAt(minutes, role, Math.min(at, countedUntil(band.source, face) - minuteMs))
  switch (band.band) {
    case 'waiting': {
      const wait = face.room?.waitMinutes ?? null
      return [say('onsale.inQueue'), ...(wait === null ? [] : [say('onsale.waitAbout', { minutes: wait })])]
    }
    case 'admitted': {
      const limit = face.room?.newPerMinute ?? read('queue.limit-admitted')
      return [limit === null ? say('onsale.admitted') : say('onsale.admittedOf', { limit: number(limit, say.language) })]
    }
    case 'requests':
      return requestLines(band, { minutes, at, few }, say)
    case 'answer':
      return [few ? say('onsale.tooFew', { count: read('balancer.requests') ?? 0 }) : errorLine(whole, say)]
    case 'cpu':
      return [say('onsale.webCpu')]
    case 'connections': {
      const earlier = valueAt(minutes, band.role, at - 5 * minuteMs)
      const now = valueAt(minutes, band.role, at)
      const growth = earlier === null || now === null ? null : Math.round((now - earlier) / 5)
      return [
        say('onsale.databaseConnections'),
        ...(growth === null ? [] : [say('onsale.growth', { figure: `${growth < 0 ? '\u2212' : '+'}${Math.abs(growth)}` })]),
      ]
    }
    case 'servers': {
      const ceiling = face.plan.limits.servers ?? face.servers?.maximum ?? null
      return [ceiling === null ? say('onsale.serversRun') : say('onsale.serversOf', { ceiling })]
    }
    case 'orders': {
      const gross = read('sales.gross')
      const setting = settingOf(face, say)
      return [
        say('onsale.orders'),
        ...(gross === null
          ? []
          : [say('onsale.about', { figure: say('onsale.perMinute', { figure: moneyBand(gross, gross, setting) }) })]),
      ]
    }
    case 'left':
      return [
        say('onsale.ticketsLeft'),
        ...(face.plan.stock === null ? [] : [say('onsale.ofStock', { stock: number(face.plan.stock, say.language) })]),
      ]
  }
}

/** An estimate has its unit here and not in the figure, which says that it is about so much. */
const requestLines = (band: Band, { minutes, at }: Seen, say: Say): readonly string[] => {
  const estimate = sampleInterval(band.role, minutes, at) !== null
  const requests = valueAt(minutes, band.role, at)
  const cached = band.second && valueAt(minutes, band.second.role, at)
  if (requests === null || cached === null || requests === 0)
    return [say(estimate ? 'onsale.requestsPerMinute' : (requestWords[band.role] ?? band.word))]
  const percent = Math.round((cached / requests) * 100)
  return [
    say(estimate ? 'onsale.requestsCachedPerMinute' : 'onsale.requestsCached', { percent }),
    say('onsale.toServers', { figure: shortNumber(requests - cached, say) }),
  ]
}

const requestWords: Readonly<Partial<Record<Role, WordKey>>> = {
  'edge.requests': 'onsale.requests',
  'cdn.requests': 'onsale.requestsCdn',
  'balancer.requests': 'onsale.requestsBalancer',
}

/** Requests that were turned away are not among the requests, so they are added to what they are divided by. */
const errorLine = (read: (role: Role) => number | null, say: Say): string => {
  const [requests, errors] = [read('balancer.requests'), read('balancer.errors')]
  if (requests === null || errors === null || requests + errors === 0) return say('onsale.p95')
  return say('onsale.p95Errors', { percent: decimals((errors / (requests + errors)) * 100, say.language) })
}
