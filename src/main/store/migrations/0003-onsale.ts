import type { Migration } from '../migrate.ts'

/**
 * On-sales that are planned and watched, and the minutes Kasa keeps of them itself: CloudWatch forgets single minutes after 15 days.
 *
 * A minute can be corrected for as long as its source corrects it. `known_at`: when it was first read; `read_at`: when its value last changed. `revision`: the
 * count of the on-sale's changes at that time, so that whoever has seen everything up to one is told only what came after.
 * What was done and found (`onsale_mark`) is append-only by trigger.
 */
export const onsales: Migration = {
  number: 3,
  name: 'onsale',
  sql: `
CREATE TABLE onsale (
  id TEXT PRIMARY KEY, plan TEXT NOT NULL, currency TEXT NOT NULL, timezone TEXT NOT NULL, watched INTEGER NOT NULL, revision INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL, changed_at INTEGER NOT NULL, removed_at INTEGER
) STRICT;
CREATE TABLE minute_series (
  id INTEGER PRIMARY KEY, onsale TEXT NOT NULL REFERENCES onsale, role TEXT NOT NULL, resource TEXT NOT NULL, UNIQUE (onsale, role, resource)
) STRICT;
CREATE TABLE minute (
  series INTEGER NOT NULL REFERENCES minute_series ON DELETE CASCADE, at INTEGER NOT NULL, value REAL NOT NULL, known_at INTEGER NOT NULL,
  read_at INTEGER NOT NULL, revision INTEGER NOT NULL, PRIMARY KEY (series, at)
) STRICT, WITHOUT ROWID;
CREATE INDEX minute_revision ON minute (series, revision);
CREATE TABLE onsale_mark (
  number INTEGER PRIMARY KEY, onsale TEXT NOT NULL REFERENCES onsale, at INTEGER NOT NULL, kind TEXT NOT NULL, subject TEXT NOT NULL, figures TEXT NOT NULL,
  by TEXT, noted_at INTEGER NOT NULL
) STRICT;
CREATE INDEX onsale_mark_at ON onsale_mark (onsale, at);
CREATE TRIGGER onsale_mark_no_update BEFORE UPDATE ON onsale_mark BEGIN SELECT RAISE(ABORT, 'onsale_mark is append-only'); END;
CREATE TRIGGER onsale_mark_no_delete BEFORE DELETE ON onsale_mark BEGIN SELECT RAISE(ABORT, 'onsale_mark is append-only'); END;
CREATE TABLE onsale_heard (
  onsale TEXT NOT NULL REFERENCES onsale, rule INTEGER NOT NULL, subject TEXT NOT NULL, acknowledged_at INTEGER, silent_until INTEGER, reason TEXT, by TEXT,
  PRIMARY KEY (onsale, rule, subject)
) STRICT, WITHOUT ROWID;
CREATE TABLE onsale_cost (
  onsale TEXT NOT NULL REFERENCES onsale, counter TEXT NOT NULL, amount INTEGER NOT NULL, PRIMARY KEY (onsale, counter)
) STRICT, WITHOUT ROWID;

CREATE INDEX sale_event_sold ON sale (event, sold_at);
`,
}
