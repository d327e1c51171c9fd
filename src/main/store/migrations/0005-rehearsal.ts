import type { Migration } from '../migrate.ts'

/**
 * Rehearsals that were played to their end, with their reports: what the shop stood in one is what the next sale is planned by. `users_per_minute`, `inside_at_once`, `server_lead_ms` and `servers` are null
 * where they were not measured. Append-only by trigger.
 */
export const rehearsals: Migration = {
  number: 5,
  name: 'rehearsal',
  sql: `
CREATE TABLE rehearsal (
  number INTEGER PRIMARY KEY, scenario TEXT NOT NULL, ended_at INTEGER NOT NULL, users_per_minute REAL, inside_at_once REAL, server_lead_ms INTEGER,
  servers REAL, sold INTEGER NOT NULL, report TEXT NOT NULL
) STRICT;
CREATE INDEX rehearsal_ended ON rehearsal (ended_at);
CREATE TRIGGER rehearsal_no_update BEFORE UPDATE ON rehearsal BEGIN SELECT RAISE(ABORT, 'rehearsal is append-only'); END;
CREATE TRIGGER rehearsal_no_delete BEFORE DELETE ON rehearsal BEGIN SELECT RAISE(ABORT, 'rehearsal is append-only'); END;
`,
}
