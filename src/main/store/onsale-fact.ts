import type { Readable, Transaction } from './query.ts'
import { command, query } from './query.ts'

/**
 * What a fact speaks of. `watching`: that somebody watches, told at least once a minute; `source`: how one stands, by its name; `hearing`: what a person said about a finding;
 * of the others there is one each.
 */
const factKinds = [
  'watching',
  'plan',
  'source',
  'servers',
  'room',
  'session',
  'token',
  'skew',
  'categories',
  'checks',
  'hearing',
] as const
export type FactKind = (typeof factKinds)[number]

/** A word on one thing that holds until the next one on the same. `value`: JSON, written and read by one module. */
export type KeptFact = { readonly at: number; readonly kind: FactKind; readonly subject: string; readonly value: string }

/** Keeps facts; they are never changed or removed. Give it to `refetchable`: none of them is worth waiting for the disk. */
export const addFacts = (tx: Transaction, onsale: string, facts: readonly KeptFact[]): void => {
  for (const fact of facts) tx.run(insertFact, { onsale, ...fact })
}

/** All facts of an on-sale in `(after, until]`, in the order they were written. */
export const factsBetween = (db: Readable, onsale: string, after: number, until: number): readonly KeptFact[] =>
  db.all(selectFacts, { onsale, after, until }).filter(({ kind }) => known.has(kind))

/** A newer Kasa may have kept facts that this one does not know. */
const known: ReadonlySet<string> = new Set(factKinds)

const insertFact = command<{ onsale: string; at: number; kind: string; subject: string; value: string }>(
  'onsale-fact.add',
  'INSERT INTO onsale_fact (onsale, at, kind, subject, value) VALUES (:onsale, :at, :kind, :subject, :value)',
)
const selectFacts = query<KeptFact, { onsale: string; after: number; until: number }>(
  'onsale-fact.between',
  'SELECT at, kind, subject, value FROM onsale_fact WHERE onsale = :onsale AND at > :after AND at <= :until ORDER BY at, number',
)
