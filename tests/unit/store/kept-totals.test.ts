import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { spine } from '#store/migrations/0001-spine'
import { keptTotals } from '#store/migrations/0002-totals'

test('orders that came in before totals were kept are in them', () => {
  const database = new Database(':memory:')
  database.exec(spine.sql)
  database.exec(`
    INSERT INTO platform_order (code, event, status, testmode, channel, ordered_at, sold_at, sold_day, modified_at, total_minor, body, seen_at, gone_at)
    VALUES ('A', 'e', 'p', 0, 'web', 0, 0, '2026-09-01', 0, 300, '{}', 0, NULL), ('B', 'e', 'n', 0, 'web', 0, 0, '2026-09-01', 0, 100, '{}', 0, NULL),
      ('TEST', 'e', 'p', 1, 'web', 0, 0, '2026-09-01', 0, 100, '{}', 0, NULL), ('GONE', 'e', 'p', 0, 'web', 0, 0, '2026-09-01', 0, 100, '{}', 0, 7);
    INSERT INTO platform_position (id, code, event, position_number, item, price_minor, tax_minor, tax_rate, secret, canceled)
    VALUES (1, 'A', 'e', 1, 5, 100, 0, '0.00', 's', 0), (2, 'A', 'e', 2, 5, 200, 0, '0.00', 's', 0), (3, 'B', 'e', 1, 5, 100, 0, '0.00', 's', 1),
      (4, 'TEST', 'e', 1, 5, 100, 0, '0.00', 's', 0), (5, 'GONE', 'e', 1, 5, 100, 0, '0.00', 's', 0);`)
  database.exec(keptTotals.sql)
  expect(database.prepare('SELECT status, canceled, units, minor FROM sold_tally ORDER BY status').all()).toEqual([
    { status: 'n', canceled: 1, units: 1, minor: 100 },
    { status: 'p', canceled: 0, units: 2, minor: 300 },
  ])
  database.close()
})
