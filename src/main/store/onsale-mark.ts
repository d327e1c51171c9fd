import type { Mark } from '#contract/onsale-face'
import type { Figures } from '#contract/onsale-finding'
import type { Readable, Transaction } from './query.ts'
import { command, query } from './query.ts'

/** What is noted of an on-sale: what is drawn on its axis, and what is only remembered. `finding` and `finding-ended` tell of one finding by the same subject. */
export type MarkKind = Mark['kind'] | 'finding-ended' | 'disarmed' | 'confirmed'

/** One thing that was done or found. `subject`: what it is about (a finding's rule, a check's name, a group); `by`: the person. */
export type KeptMark = {
  readonly id: string
  readonly at: number
  readonly kind: MarkKind
  readonly subject: string
  readonly figures: Figures
  readonly by: string | null
}

/** Notes something of an on-sale. It is never changed or removed. `notedAt`: now; `at`: when it was so, by the clock of the sale. */
export const addMark = (tx: Transaction, onsale: string, mark: Omit<KeptMark, 'id'>, notedAt: number): void => {
  tx.run(insertMark, { onsale, ...mark, figures: JSON.stringify(mark.figures), notedAt })
}

/** Everything noted of an on-sale up to `until`, in order of time. What a person wrote later about an earlier minute is there; what was found out later is not. */
export const marksOf = (db: Readable, onsale: string, until: number = Number.MAX_SAFE_INTEGER): readonly KeptMark[] =>
  db.all(selectMarks, { onsale, until }).map(asMark)

/** The same with when each was noted: what is so at a moment and what was known at it are two things. */
export const datedMarksOf = (db: Readable, onsale: string): readonly (KeptMark & { readonly notedAt: number })[] =>
  db.all(selectDated, { onsale }).map(({ notedAt, ...row }) => ({ ...asMark(row), notedAt }))

/** When servers of this group were last asked for in any other on-sale; null: never. */
export const askedElsewhereAt = (db: Readable, onsale: string, group: string): number | null =>
  db.one(selectAskedElsewhere, { onsale, group })?.at ?? null

/** What a person confirmed of the checklist, the latest word on each check. */
export const confirmationsOf = (db: Readable, onsale: string): ReadonlyMap<string, KeptMark> =>
  new Map(
    marksOf(db, onsale)
      .filter(mark => mark.kind === 'confirmed')
      .map(mark => [mark.subject, mark]),
  )

/** What of it is drawn on the axis. */
export const drawnMarks = (marks: readonly KeptMark[]): readonly Mark[] =>
  marks.flatMap(({ id, at, kind, figures, by }) =>
    kind === 'finding-ended' || kind === 'disarmed' || kind === 'confirmed' ? [] : [{ id, at, kind, figures, by }],
  )

type Row = { number: number; at: number; kind: MarkKind; subject: string; figures: string; by: string | null }

const asMark = ({ number, figures, ...row }: Row): KeptMark => ({
  id: String(number),
  ...row,
  figures: figuresFrom(JSON.parse(figures)),
})

const figuresFrom = (value: unknown): Figures =>
  Object.fromEntries(
    Object.entries(value ?? {}).flatMap(([name, figure]) =>
      typeof figure === 'number' || typeof figure === 'string' ? [[name, figure]] : [],
    ),
  )

const columns = 'number, at, kind, subject, figures, by'
const insertMark = command<{
  onsale: string
  at: number
  kind: string
  subject: string
  figures: string
  by: string | null
  notedAt: number
}>(
  'onsale-mark.add',
  'INSERT INTO onsale_mark (onsale, at, kind, subject, figures, by, noted_at) VALUES (:onsale, :at, :kind, :subject, :figures, :by, :notedAt)',
)
const selectMarks = query<Row, { onsale: string; until: number }>(
  'onsale-mark.list',
  `SELECT ${columns} FROM onsale_mark WHERE onsale = :onsale AND at <= :until AND (kind = 'note' OR noted_at <= :until) ORDER BY at, number`,
)
const selectDated = query<Row & { notedAt: number }, { onsale: string }>(
  'onsale-mark.dated',
  `SELECT ${columns}, noted_at AS notedAt FROM onsale_mark WHERE onsale = :onsale ORDER BY at, number`,
)
const selectAskedElsewhere = query<{ at: number | null }, { onsale: string; group: string }>(
  'onsale-mark.asked-elsewhere',
  "SELECT max(at) AS at FROM onsale_mark WHERE kind = 'servers-asked' AND subject = :group AND onsale <> :onsale",
)
