import type { Readable, Transaction } from './query.ts'
import { command, derivation, query } from './query.ts'

/** This machine as a device of the platform. The token is kept apart, in the key store. */
export type Till = {
  readonly id: string
  readonly name: string
  readonly url: string
  readonly organizer: string
  readonly organizerName: string
  readonly deviceId: number
  readonly uniqueSerial: string
  readonly codePrefix: string
  readonly securityProfile: string
}

/** The till that sells now; undefined before the first connection. */
export const activeTill = (db: Readable): Till | undefined => db.derive(active, {})

/** The till that was connected last, whether or not it still is: its platform is this file's. */
export const latestTill = (db: Readable): Till | undefined => db.one(selectLatest, {})

/** The first letters of all tills this file has ever been: units and codes that bear them are ours. */
export const ownPrefixes = (db: Readable): readonly string[] => db.all(selectPrefixes, {}).map(row => row.prefix)

/** Registers a till. Whichever sold before is retired; its sales keep its name and codes. */
export const addTill = (tx: Transaction, till: Till, at: number): void => {
  tx.run(retireAll, { at })
  tx.run(insertTill, { ...till, at })
}

/** What may change about the till that sells. */
export const updateTill = (tx: Transaction, till: Pick<Till, 'id' | 'name' | 'organizerName' | 'securityProfile'>): void => {
  const { id, name, organizerName, securityProfile } = till
  tx.run(changeTill, { id, name, organizerName, securityProfile })
}

const columns = `id, name, url, organizer, organizer_name AS organizerName, device_id AS deviceId, unique_serial AS uniqueSerial,
  code_prefix AS codePrefix, security_profile AS securityProfile`
const active = derivation('till.active', db => db.one(selectActive, {}))
const selectActive = query<Till>('till.active', `SELECT ${columns} FROM till WHERE retired_at IS NULL`)
const selectLatest = query<Till>('till.latest', `SELECT ${columns} FROM till ORDER BY registered_at DESC, rowid DESC LIMIT 1`)
const selectPrefixes = query<{ prefix: string }>('till.prefixes', 'SELECT DISTINCT code_prefix AS prefix FROM till')
const retireAll = command<{ at: number }>('till.retire', 'UPDATE till SET retired_at = :at WHERE retired_at IS NULL')
type Row = {
  id: string
  name: string
  url: string
  organizer: string
  organizerName: string
  deviceId: number
  uniqueSerial: string
  codePrefix: string
  securityProfile: string
}
const insertTill = command<Row & { at: number }>(
  'till.insert',
  `INSERT INTO till (id, name, url, organizer, organizer_name, device_id, unique_serial, code_prefix, security_profile, registered_at)
   VALUES (:id, :name, :url, :organizer, :organizerName, :deviceId, :uniqueSerial, :codePrefix, :securityProfile, :at)`,
)
const changeTill = command<Pick<Row, 'id' | 'name' | 'organizerName' | 'securityProfile'>>(
  'till.change',
  'UPDATE till SET name = :name, organizer_name = :organizerName, security_profile = :securityProfile WHERE id = :id',
)
