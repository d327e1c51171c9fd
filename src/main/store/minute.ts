import type { Role } from '#contract/onsale-roles'
import { roles } from '#contract/onsale-roles'
import type { Readable, Transaction } from './query.ts'
import { command, query } from './query.ts'

/** One minute of one measure of one resource as it is kept. `at`: the minute's start; `revision`: the change of the on-sale that it came with. */
export type KeptMinute = {
  readonly role: Role
  readonly resource: string
  readonly at: number
  readonly value: number
  readonly readAt: number
  readonly revision: number
}
/** A minute to keep. */
export type FreshMinute = Pick<KeptMinute, 'role' | 'resource' | 'at' | 'value'>

/** Series that one on-sale may have: measures times resources. More are not kept, so that a wrong search cannot fill the disk. */
export const mostSeries = 1000

/**
 * Keeps minutes; a later reading of the same minute replaces the earlier one. Give it to `refetchable`: the source can be asked again.
 * `revision`: the on-sale's count of changes afterwards, unchanged when nothing new was said. `left`: minutes not kept, for want of room for their series.
 */
export const putMinutes = (
  tx: Transaction,
  onsale: string,
  minutes: readonly FreshMinute[],
  readAt: number,
): { readonly revision: number; readonly changed: number; readonly left: number } => {
  const before = revisionOf(tx, onsale)
  const series = seriesOf(tx, onsale)
  let changed = 0
  let left = 0
  for (const [key, some] of Map.groupBy(minutes, ({ role, resource }) => keyOf(role, resource))) {
    const [first] = some
    const number = series.get(key) ?? (first ? series.add(first) : null)
    if (number === null) left += some.length
    else changed += tx.run(upsertMinutes, { series: number, points: pointsOf(some), readAt, revision: before + 1 })
  }
  if (changed > 0) tx.run(raiseRevision, { onsale })
  return { revision: changed > 0 ? before + 1 : before, changed, left }
}

/** One statement a series: a first read brings tens of thousands of minutes, and no sale may wait for them one by one. Of one minute said twice the later word stands. */
const pointsOf = (minutes: readonly FreshMinute[]): string =>
  JSON.stringify([...new Map(minutes.map(({ at, value }) => [at, value]))])

/** How often the minutes of an on-sale have changed. */
export const revisionOf = (db: Readable, onsale: string): number => db.one(selectRevision, { onsale })?.revision ?? 0

/** Minutes that are new or changed after `revision`; 0: all of them. In no order. */
export const minutesSince = (db: Readable, onsale: string, revision: number): readonly KeptMinute[] =>
  db.all(selectSince, { onsale, revision }).filter(isKnown)

/** Minutes in `[from, to)` as they were known at `knownAt`: one that came later is not there, one that was corrected later stands with its value of then, to the minute of reading. */
export const minutesBetween = (
  db: Readable,
  onsale: string,
  range: { readonly from: number; readonly to: number; readonly knownAt: number },
): readonly KeptMinute[] => db.all(selectBetween, { onsale, ...range }).filter(isKnown)

/** What became known of minutes in `[from, to)` during `(after, until]`, in the order of `readAt`; a value that was corrected comes before the one that replaced it. */
export const minuteChanges = (
  db: Readable,
  onsale: string,
  range: { readonly from: number; readonly to: number; readonly after: number; readonly until: number },
): readonly KeptMinute[] => db.all(selectChanges, { onsale, ...range }).filter(isKnown)

/** A newer Kasa may have kept measures that this one does not know. */
const known: ReadonlySet<string> = new Set(roles)
const isKnown = ({ role }: { role: string }): boolean => known.has(role)

/** The series of an on-sale by role and resource; new ones are added while there is room. */
const seriesOf = (tx: Transaction, onsale: string) => {
  const numbers = new Map(tx.all(selectSeries, { onsale }).map(row => [keyOf(row.role, row.resource), row.id]))
  return {
    get: (key: string) => numbers.get(key),
    add: ({ role, resource }: Pick<FreshMinute, 'role' | 'resource'>): number | null => {
      if (numbers.size >= mostSeries) return null
      tx.run(insertSeries, { onsale, role, resource })
      const added = tx.one(selectOneSeries, { onsale, role, resource })
      if (!added) throw new Error('a series that was just added is not there')
      numbers.set(keyOf(role, resource), added.id)
      return added.id
    },
  }
}
const keyOf = (role: string, resource: string): string => `${role} ${resource}`

const selectRevision = query<{ revision: number }, { onsale: string }>(
  'minute.revision',
  'SELECT revision FROM onsale WHERE id = :onsale',
)
const raiseRevision = command<{ onsale: string }>(
  'minute.raise-revision',
  'UPDATE onsale SET revision = revision + 1 WHERE id = :onsale',
)
const selectSeries = query<{ id: number; role: string; resource: string }, { onsale: string }>(
  'minute-series.list',
  'SELECT id, role, resource FROM minute_series WHERE onsale = :onsale',
)
const selectOneSeries = query<{ id: number }, { onsale: string; role: string; resource: string }>(
  'minute-series.get',
  'SELECT id FROM minute_series WHERE onsale = :onsale AND role = :role AND resource = :resource',
)
const insertSeries = command<{ onsale: string; role: string; resource: string }>(
  'minute-series.add',
  'INSERT INTO minute_series (onsale, role, resource) VALUES (:onsale, :role, :resource)',
)
const upsertMinutes = command<{ series: number; points: string; readAt: number; revision: number }>(
  'minute.put',
  `INSERT INTO minute (series, at, value, known_at, read_at, revision)
   SELECT :series, value ->> 0, value ->> 1, :readAt, :readAt, :revision FROM json_each(:points) WHERE true
   ON CONFLICT (series, at) DO UPDATE SET value = excluded.value, read_at = excluded.read_at, revision = excluded.revision
   WHERE value <> excluded.value`,
)
const columns = 's.role, s.resource, m.at, m.value, m.read_at AS readAt, m.revision'
/** The series first: there are few of them, and each finds what is new by its own end of the index. */
const selectSince = query<KeptMinute, { onsale: string; revision: number }>(
  'minute.since',
  `SELECT ${columns} FROM minute_series s CROSS JOIN minute m INDEXED BY minute_revision ON m.series = s.id
   WHERE s.onsale = :onsale AND m.revision > :revision`,
)
const selectBetween = query<KeptMinute, { onsale: string; from: number; to: number; knownAt: number }>(
  'minute.between',
  `SELECT s.role, s.resource, m.at, m.read_at AS readAt, m.revision, CASE WHEN m.read_at <= :knownAt THEN m.value ELSE ifnull(
     (SELECT b.value FROM minute_before b WHERE b.series = m.series AND b.at = m.at AND b.read_at <= :knownAt ORDER BY b.read_at DESC LIMIT 1), ifnull(
     (SELECT b.value FROM minute_before b WHERE b.series = m.series AND b.at = m.at ORDER BY b.read_at LIMIT 1), m.value)) END AS value
   FROM minute_series s CROSS JOIN minute m ON m.series = s.id
   WHERE s.onsale = :onsale AND m.at >= :from AND m.at < :to AND m.known_at <= :knownAt`,
)
/** The first value of a minute counts from when the minute became known: earlier ones of the same minute of reading were not kept. */
const selectChanges = query<KeptMinute, { onsale: string; from: number; to: number; after: number; until: number }>(
  'minute.changes',
  `SELECT role, resource, at, value, readAt, revision FROM (
     SELECT s.role, s.resource, m.at, m.value, m.revision,
       CASE WHEN EXISTS (SELECT 1 FROM minute_before b WHERE b.series = m.series AND b.at = m.at) THEN m.read_at ELSE m.known_at END AS readAt
     FROM minute_series s CROSS JOIN minute m ON m.series = s.id WHERE s.onsale = :onsale AND m.at >= :from AND m.at < :to
     UNION ALL
     SELECT s.role, s.resource, b.at, b.value, m.revision,
       CASE WHEN EXISTS (SELECT 1 FROM minute_before e WHERE e.series = b.series AND e.at = b.at AND e.read_at < b.read_at) THEN b.read_at ELSE m.known_at END
     FROM minute_series s CROSS JOIN minute_before b ON b.series = s.id CROSS JOIN minute m ON m.series = b.series AND m.at = b.at
     WHERE s.onsale = :onsale AND b.at >= :from AND b.at < :to
   ) WHERE readAt > :after AND readAt <= :until ORDER BY readAt`,
)
