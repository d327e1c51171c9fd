import type { Migration } from '../migrate.ts'

/**
 * Everything the spine keeps. Money: integer minor units. Times: Unix milliseconds, UTC. Texts in several languages and bodies as the platform sent them: JSON.
 * What money did (sales, payments, outbox bodies, audit) is append-only by trigger; progress lives in tables beside it.
 */
export const spine: Migration = {
  number: 1,
  name: 'spine',
  sql: `
CREATE TABLE file_identity (
  id INTEGER PRIMARY KEY CHECK (id = 1), file_id TEXT NOT NULL, epoch INTEGER NOT NULL, leases_proven INTEGER NOT NULL DEFAULT 1, created_at INTEGER NOT NULL
) STRICT;
CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL, changed_at INTEGER NOT NULL) STRICT;

-- who sells
CREATE TABLE till (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, url TEXT NOT NULL, organizer TEXT NOT NULL, organizer_name TEXT NOT NULL, device_id INTEGER NOT NULL,
  unique_serial TEXT NOT NULL, code_prefix TEXT NOT NULL, security_profile TEXT NOT NULL, registered_at INTEGER NOT NULL, retired_at INTEGER
) STRICT;
CREATE UNIQUE INDEX till_one_active ON till ((1)) WHERE retired_at IS NULL;
CREATE TABLE cashier (id TEXT PRIMARY KEY, name TEXT NOT NULL, created_at INTEGER NOT NULL) STRICT;
CREATE TABLE shift (
  id TEXT PRIMARY KEY, till_id TEXT NOT NULL REFERENCES till, cashier_id TEXT NOT NULL REFERENCES cashier, opened_at INTEGER NOT NULL, closed_at INTEGER
) STRICT;

-- catalogue: a replaced snapshot; bodies keep fields this version does not know
CREATE TABLE event (
  slug TEXT PRIMARY KEY, name TEXT NOT NULL, currency TEXT NOT NULL, timezone TEXT NOT NULL, live INTEGER NOT NULL, testmode INTEGER NOT NULL,
  has_subevents INTEGER NOT NULL, seating_plan INTEGER, date_from INTEGER, date_to INTEGER, signed_secrets INTEGER NOT NULL DEFAULT 0,
  body TEXT NOT NULL, settings TEXT NOT NULL DEFAULT '{}', seen_at INTEGER NOT NULL, gone_at INTEGER
) STRICT;
CREATE TABLE subevent (
  id INTEGER PRIMARY KEY, event TEXT NOT NULL REFERENCES event, name TEXT NOT NULL, active INTEGER NOT NULL, seating_plan INTEGER,
  date_from INTEGER, date_to INTEGER, body TEXT NOT NULL, seen_at INTEGER NOT NULL, gone_at INTEGER
) STRICT;
CREATE INDEX subevent_event ON subevent (event);
CREATE TABLE catalogue_entry (
  event TEXT NOT NULL REFERENCES event, kind TEXT NOT NULL CHECK (kind IN ('category', 'tax-rule', 'question', 'discount')), id INTEGER NOT NULL,
  position INTEGER NOT NULL, body TEXT NOT NULL, seen_at INTEGER NOT NULL, gone_at INTEGER, PRIMARY KEY (event, kind, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE item (
  id INTEGER PRIMARY KEY, event TEXT NOT NULL REFERENCES event, category INTEGER, name TEXT NOT NULL, position INTEGER NOT NULL, admission INTEGER NOT NULL,
  active INTEGER NOT NULL, price_minor INTEGER NOT NULL, body TEXT NOT NULL, seen_at INTEGER NOT NULL, gone_at INTEGER
) STRICT;
CREATE INDEX item_event ON item (event, position, id);
CREATE TABLE variation (
  id INTEGER PRIMARY KEY, item INTEGER NOT NULL REFERENCES item, event TEXT NOT NULL, name TEXT NOT NULL, position INTEGER NOT NULL,
  active INTEGER NOT NULL, price_minor INTEGER NOT NULL, body TEXT NOT NULL, seen_at INTEGER NOT NULL, gone_at INTEGER
) STRICT;
CREATE INDEX variation_item ON variation (item, position, id);
CREATE TABLE quota (
  id INTEGER PRIMARY KEY, event TEXT NOT NULL REFERENCES event, subevent INTEGER, name TEXT NOT NULL, size INTEGER, closed INTEGER NOT NULL,
  available INTEGER, available_number INTEGER, asked_at INTEGER, body TEXT NOT NULL, seen_at INTEGER NOT NULL, gone_at INTEGER
) STRICT;
CREATE INDEX quota_event ON quota (event, subevent);
CREATE TABLE quota_product (
  quota INTEGER NOT NULL REFERENCES quota ON DELETE CASCADE, item INTEGER NOT NULL, variation INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (quota, item, variation)
) STRICT, WITHOUT ROWID;
CREATE INDEX quota_product_item ON quota_product (item, variation);

-- halls; subevent 0: the event itself
CREATE TABLE seating_plan (id INTEGER PRIMARY KEY, name TEXT NOT NULL, layout TEXT NOT NULL, fetched_at INTEGER NOT NULL) STRICT;
CREATE TABLE seat (
  event TEXT NOT NULL, subevent INTEGER NOT NULL, guid TEXT NOT NULL, id INTEGER NOT NULL, ordinal INTEGER NOT NULL, sector TEXT NOT NULL, row TEXT NOT NULL,
  number TEXT NOT NULL, item INTEGER, blocked INTEGER NOT NULL, holder TEXT NOT NULL CHECK (holder IN ('none', 'order', 'cart', 'voucher')),
  asked_at INTEGER NOT NULL, run INTEGER NOT NULL, PRIMARY KEY (event, subevent, guid)
) STRICT, WITHOUT ROWID;
CREATE INDEX seat_row ON seat (event, subevent, sector, row, ordinal);

-- the platform's orders
CREATE TABLE platform_order (
  code TEXT PRIMARY KEY, event TEXT NOT NULL, status TEXT NOT NULL, testmode INTEGER NOT NULL, require_approval INTEGER NOT NULL DEFAULT 0, channel TEXT NOT NULL,
  ordered_at INTEGER NOT NULL, sold_at INTEGER NOT NULL, sold_day TEXT NOT NULL, modified_at INTEGER NOT NULL, total_minor INTEGER NOT NULL, sale TEXT, email TEXT,
  body TEXT NOT NULL, seen_at INTEGER NOT NULL, gone_at INTEGER
) STRICT;
CREATE INDEX platform_order_event ON platform_order (event, ordered_at);
CREATE INDEX platform_order_modified ON platform_order (modified_at);
CREATE TABLE platform_position (
  id INTEGER PRIMARY KEY, code TEXT NOT NULL REFERENCES platform_order ON DELETE CASCADE, event TEXT NOT NULL, position_number INTEGER NOT NULL, item INTEGER NOT NULL,
  variation INTEGER, subevent INTEGER, price_minor INTEGER NOT NULL, tax_minor INTEGER NOT NULL, tax_rate TEXT NOT NULL, seat TEXT, secret TEXT NOT NULL,
  addon_to INTEGER, canceled INTEGER NOT NULL
) STRICT;
CREATE INDEX platform_position_code ON platform_position (code);
CREATE INDEX platform_position_seat ON platform_position (event, subevent, seat) WHERE seat IS NOT NULL;
CREATE INDEX platform_position_secret ON platform_position (secret);
CREATE TABLE platform_fee (
  code TEXT NOT NULL REFERENCES platform_order ON DELETE CASCADE, number INTEGER NOT NULL, fee_type TEXT NOT NULL, value_minor INTEGER NOT NULL, canceled INTEGER NOT NULL,
  PRIMARY KEY (code, number)
) STRICT, WITHOUT ROWID;
CREATE TABLE platform_payment (
  code TEXT NOT NULL REFERENCES platform_order ON DELETE CASCADE, number INTEGER NOT NULL, state TEXT NOT NULL, amount_minor INTEGER NOT NULL, provider TEXT NOT NULL,
  paid_at INTEGER, PRIMARY KEY (code, number)
) STRICT, WITHOUT ROWID;
CREATE TABLE platform_refund (
  code TEXT NOT NULL REFERENCES platform_order ON DELETE CASCADE, number INTEGER NOT NULL, state TEXT NOT NULL, amount_minor INTEGER NOT NULL, provider TEXT NOT NULL,
  created_at INTEGER, PRIMARY KEY (code, number)
) STRICT, WITHOUT ROWID;
CREATE TABLE sync_cursor (name TEXT PRIMARY KEY, value TEXT NOT NULL, changed_at INTEGER NOT NULL) STRICT;

-- stock this till holds. A row exists before the platform is asked for it.
CREATE TABLE lease (
  cart_id TEXT PRIMARY KEY, till_id TEXT NOT NULL REFERENCES till, event TEXT NOT NULL, subevent INTEGER, item INTEGER NOT NULL, variation INTEGER, seat TEXT,
  purpose TEXT NOT NULL CHECK (purpose IN ('pool', 'cart')), idempotency_key TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('asked', 'held', 'refused', 'spent', 'returning', 'returned', 'expired', 'lost')),
  platform_id INTEGER, asked_at INTEGER NOT NULL, expires_at INTEGER NOT NULL, sale_id TEXT, changed_at INTEGER NOT NULL,
  CHECK ((state = 'spent') = (sale_id IS NOT NULL))
) STRICT;
CREATE INDEX lease_live ON lease (event, item, variation, state) WHERE state IN ('asked', 'held', 'returning');
CREATE UNIQUE INDEX lease_one_seat ON lease (event, ifnull(subevent, 0), seat) WHERE seat IS NOT NULL AND state IN ('asked', 'held', 'returning');
CREATE TABLE lease_target (
  event TEXT NOT NULL, subevent INTEGER NOT NULL DEFAULT 0, item INTEGER NOT NULL, variation INTEGER NOT NULL DEFAULT 0, target INTEGER NOT NULL,
  PRIMARY KEY (event, subevent, item, variation)
) STRICT, WITHOUT ROWID;
CREATE TABLE seat_block (
  event TEXT NOT NULL, subevent INTEGER NOT NULL DEFAULT 0, sector TEXT NOT NULL, row TEXT NOT NULL, PRIMARY KEY (event, subevent, sector, row)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER lease_spent_once BEFORE UPDATE OF state ON lease WHEN OLD.state IN ('spent', 'returned', 'refused') AND NEW.state <> OLD.state
BEGIN SELECT RAISE(ABORT, 'a lease that ended does not live again'); END;

-- the open cart; survives a crash
CREATE TABLE cart (id INTEGER PRIMARY KEY CHECK (id = 1), version INTEGER NOT NULL, event TEXT, subevent INTEGER) STRICT;
CREATE TABLE cart_line (
  id TEXT PRIMARY KEY, ordinal INTEGER NOT NULL, item INTEGER NOT NULL, variation INTEGER, price_minor INTEGER NOT NULL, seat TEXT,
  parent TEXT REFERENCES cart_line ON DELETE CASCADE, lease TEXT UNIQUE REFERENCES lease, added_at INTEGER NOT NULL
) STRICT;

-- money
CREATE TABLE sale (
  id TEXT PRIMARY KEY, code TEXT NOT NULL UNIQUE, event TEXT NOT NULL, subevent INTEGER, till_id TEXT NOT NULL REFERENCES till, cashier_id TEXT NOT NULL REFERENCES cashier,
  shift_id TEXT NOT NULL REFERENCES shift, sold_at INTEGER NOT NULL, sold_day TEXT NOT NULL, currency TEXT NOT NULL, total_minor INTEGER NOT NULL, channel TEXT NOT NULL, testmode INTEGER NOT NULL
) STRICT;
CREATE INDEX sale_sold ON sale (sold_at);
CREATE TABLE sale_position (
  sale_id TEXT NOT NULL REFERENCES sale, number INTEGER NOT NULL, item INTEGER NOT NULL, variation INTEGER, name TEXT NOT NULL, variation_name TEXT, price_minor INTEGER NOT NULL,
  tax_rate TEXT NOT NULL, seat TEXT, sector TEXT, row TEXT, seat_number TEXT, secret TEXT NOT NULL UNIQUE, addon_to INTEGER, lease TEXT UNIQUE, admission INTEGER NOT NULL,
  PRIMARY KEY (sale_id, number)
) STRICT, WITHOUT ROWID;
CREATE TABLE sale_payment (
  sale_id TEXT NOT NULL REFERENCES sale, number INTEGER NOT NULL, method TEXT NOT NULL CHECK (method IN ('cash', 'card')), amount_minor INTEGER NOT NULL, tendered_minor INTEGER,
  change_minor INTEGER NOT NULL DEFAULT 0, reference TEXT, PRIMARY KEY (sale_id, number)
) STRICT, WITHOUT ROWID;
CREATE TABLE outbox (sale_id TEXT PRIMARY KEY REFERENCES sale, event TEXT NOT NULL, body TEXT NOT NULL, created_at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE outbox_progress (
  sale_id TEXT PRIMARY KEY REFERENCES outbox, state TEXT NOT NULL CHECK (state IN ('waiting', 'sending', 'sent', 'refused', 'doubtful')), idempotency_key TEXT NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0, next_try_at INTEGER NOT NULL, in_doubt INTEGER NOT NULL DEFAULT 0, reason TEXT, answered_at INTEGER, changed_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX outbox_due ON outbox_progress (state, next_try_at);

-- one ledger for all of Kasa
CREATE TABLE audit (
  number INTEGER PRIMARY KEY, at INTEGER NOT NULL, till_id TEXT, cashier_id TEXT, kind TEXT NOT NULL, subject TEXT, detail TEXT NOT NULL DEFAULT '{}'
) STRICT;
CREATE INDEX audit_subject ON audit (subject);
${['sale', 'sale_position', 'sale_payment', 'outbox', 'audit']
  .flatMap(table =>
    ['UPDATE', 'DELETE'].map(
      verb =>
        `CREATE TRIGGER ${table}_no_${verb.toLowerCase()} BEFORE ${verb} ON ${table} BEGIN SELECT RAISE(ABORT, '${table} is append-only'); END;`,
    ),
  )
  .join('\n')}
`,
}
