import type { Migration } from '../migrate.ts'

/**
 * What was known of an on-sale beside its minutes, and what its minutes said before they were corrected, so that looking back shows a moment as it was known then.
 *
 * `onsale_fact`: a word on one thing (`kind`, `subject`), written when it changed; it holds until the next one. `minute_before`: a value that was replaced, from `read_at` until
 * `replaced_at`. Of several values within one minute of reading only the last is kept: nobody looks back more closely. Facts are append-only by trigger; minutes go with their
 * on-sale.
 */
export const onsaleMemory: Migration = {
  number: 4,
  name: 'onsale-memory',
  sql: `
CREATE TABLE onsale_fact (
  number INTEGER PRIMARY KEY, onsale TEXT NOT NULL REFERENCES onsale, at INTEGER NOT NULL, kind TEXT NOT NULL, subject TEXT NOT NULL, value TEXT NOT NULL
) STRICT;
CREATE INDEX onsale_fact_at ON onsale_fact (onsale, at);
CREATE TRIGGER onsale_fact_no_update BEFORE UPDATE ON onsale_fact BEGIN SELECT RAISE(ABORT, 'onsale_fact is append-only'); END;
CREATE TRIGGER onsale_fact_no_delete BEFORE DELETE ON onsale_fact BEGIN SELECT RAISE(ABORT, 'onsale_fact is append-only'); END;

CREATE TABLE minute_before (
  series INTEGER NOT NULL REFERENCES minute_series ON DELETE CASCADE, at INTEGER NOT NULL, read_at INTEGER NOT NULL, replaced_at INTEGER NOT NULL, value REAL NOT NULL,
  PRIMARY KEY (series, at, read_at)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER minute_replaced AFTER UPDATE OF value ON minute WHEN old.read_at / 60000 <> new.read_at / 60000
BEGIN
  INSERT OR IGNORE INTO minute_before (series, at, read_at, replaced_at, value) VALUES (old.series, old.at, old.read_at, new.read_at, old.value);
END;
`,
}
