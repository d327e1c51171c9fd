import type { Migration } from '../migrate.ts'

/**
 * Totals kept as orders come in, so that they are read in a moment however many orders there are (docs/decisions/0012-what-totals-count.md).
 *
 * `sold_tally` counts the positions of orders that are neither in test mode nor gone. Triggers take away what a row stood for before a change and add what
 * it stands for after it. They see every INSERT, upsert, UPDATE and DELETE, but not the rows that an INSERT OR REPLACE throws out: positions and orders
 * must never be written that way.
 */
const add = (sign: '+' | '-', position: string, order: string, source: string): string => `
  INSERT INTO sold_tally (event, day, channel, item, variation, subevent, status, canceled, free, units, minor)
  SELECT ${order}.event, ${order}.sold_day, ${order}.channel, ${position}.item, ifnull(${position}.variation, 0), ifnull(${position}.subevent, 0),
    ${order}.status, ${position}.canceled, ${position}.price_minor = 0, ${sign}1, ${sign}${position}.price_minor
  FROM ${source} AND ${order}.testmode = 0 AND ${order}.gone_at IS NULL
  ON CONFLICT DO UPDATE SET units = units + excluded.units, minor = minor + excluded.minor;`
const ofPosition = (sign: '+' | '-', row: 'OLD' | 'NEW') => add(sign, row, 'o', `platform_order o WHERE o.code = ${row}.code`)
const ofOrder = (sign: '+' | '-', row: 'OLD' | 'NEW') => add(sign, 'p', row, `platform_position p WHERE p.code = ${row}.code`)

const decisive = ['event', 'status', 'testmode', 'channel', 'sold_day', 'gone_at']

export const keptTotals: Migration = {
  number: 2,
  name: 'totals',
  sql: `
CREATE TABLE sold_tally (
  event TEXT NOT NULL, day TEXT NOT NULL, channel TEXT NOT NULL, item INTEGER NOT NULL, variation INTEGER NOT NULL, subevent INTEGER NOT NULL, status TEXT NOT NULL,
  canceled INTEGER NOT NULL, free INTEGER NOT NULL, units INTEGER NOT NULL, minor INTEGER NOT NULL,
  PRIMARY KEY (event, day, channel, item, variation, subevent, status, canceled, free)
) STRICT, WITHOUT ROWID;
${add('+', 'p', 'o', 'platform_position p JOIN platform_order o ON o.code = p.code WHERE true')}

CREATE TRIGGER tally_position_added AFTER INSERT ON platform_position BEGIN ${ofPosition('+', 'NEW')} END;
CREATE TRIGGER tally_position_changed AFTER UPDATE ON platform_position BEGIN ${ofPosition('-', 'OLD')} ${ofPosition('+', 'NEW')} END;
CREATE TRIGGER tally_position_removed AFTER DELETE ON platform_position BEGIN ${ofPosition('-', 'OLD')} END;
CREATE TRIGGER tally_order_changed AFTER UPDATE OF ${decisive.join(', ')} ON platform_order
WHEN ${decisive.map(column => `OLD.${column} IS NOT NEW.${column}`).join(' OR ')}
BEGIN ${ofOrder('-', 'OLD')} ${ofOrder('+', 'NEW')} END;
CREATE TRIGGER tally_order_removed BEFORE DELETE ON platform_order BEGIN ${ofOrder('-', 'OLD')} END;

CREATE INDEX platform_order_tally ON platform_order (event, sold_day, channel, status, code) WHERE testmode = 0 AND gone_at IS NULL;
CREATE INDEX platform_order_test ON platform_order (event) WHERE testmode = 1 AND gone_at IS NULL;
CREATE INDEX platform_order_sale ON platform_order (code, sale);
CREATE INDEX sale_event ON sale (event);
`,
}
