import type { Readable, Transaction } from './query.ts'
import { command, query } from './query.ts'

/** Which finding: its rule, and what it is about. */
export type Heard = { readonly rule: number; readonly subject: string }
/** What a person said about a finding: that they have heard it, or that it is to be silent until then, and why. */
export type Hearing = Heard & {
  readonly acknowledgedAt: number | null
  readonly silenced: { readonly until: number; readonly reason: string; readonly by: string } | null
}

/** Everything that people said about findings of an on-sale. */
export const hearingsOf = (db: Readable, onsale: string): readonly Hearing[] =>
  db.all(selectHearings, { onsale }).map(({ rule, subject, acknowledgedAt, until, reason, by }) => ({
    rule,
    subject,
    acknowledgedAt,
    silenced: until === null || reason === null || by === null ? null : { until, reason, by },
  }))

/** A person has heard it. */
export const acknowledge = (tx: Transaction, onsale: string, { rule, subject }: Heard, at: number): void => {
  tx.run(putAcknowledged, { onsale, rule, subject, at })
}

/** It shall be silent until then, for a reason. */
export const silence = (
  tx: Transaction,
  onsale: string,
  { rule, subject }: Heard,
  { until, reason, by }: { readonly until: number; readonly reason: string; readonly by: string },
): void => {
  tx.run(putSilence, { onsale, rule, subject, until, reason, by })
}

/** A finding that is over, or has become worse, is not heard yet when it is said again. Its silence lasts as long as was said. */
export const forgetAcknowledged = (tx: Transaction, onsale: string, { rule, subject }: Heard): void => {
  tx.run(clearAcknowledged, { onsale, rule, subject })
}

type Row = {
  rule: number
  subject: string
  acknowledgedAt: number | null
  until: number | null
  reason: string | null
  by: string | null
}
type Which = { onsale: string; rule: number; subject: string }
const selectHearings = query<Row, { onsale: string }>(
  'onsale-heard.list',
  'SELECT rule, subject, acknowledged_at AS acknowledgedAt, silent_until AS until, reason, by FROM onsale_heard WHERE onsale = :onsale',
)
const putAcknowledged = command<Which & { at: number }>(
  'onsale-heard.acknowledge',
  `INSERT INTO onsale_heard (onsale, rule, subject, acknowledged_at) VALUES (:onsale, :rule, :subject, :at)
   ON CONFLICT (onsale, rule, subject) DO UPDATE SET acknowledged_at = excluded.acknowledged_at`,
)
const putSilence = command<Which & { until: number; reason: string; by: string }>(
  'onsale-heard.silence',
  `INSERT INTO onsale_heard (onsale, rule, subject, silent_until, reason, by) VALUES (:onsale, :rule, :subject, :until, :reason, :by)
   ON CONFLICT (onsale, rule, subject) DO UPDATE SET silent_until = excluded.silent_until, reason = excluded.reason, by = excluded.by`,
)
const clearAcknowledged = command<Which>(
  'onsale-heard.forget',
  'UPDATE onsale_heard SET acknowledged_at = NULL WHERE onsale = :onsale AND rule = :rule AND subject = :subject',
)
