import type Database from 'better-sqlite3'

/** One step from an older file to a newer one; run in a transaction of its own. */
export type Migration = { readonly number: number; readonly name: string; readonly sql: string }

/** `user_version` counts the migrations a file has seen; `application_id` says that it is Kasa's ("KASA"). */
export const applicationId = 0x4b415341

/** The number of the newest migration that a file has seen. */
export const versionOf = (database: Database.Database): number => Number(database.pragma('user_version', { simple: true }))

/** Brings the file up to the newest version, one transaction a step. The caller has made a copy and refused newer files. */
export const migrate = (database: Database.Database, migrations: readonly Migration[]): void => {
  const from = versionOf(database)
  for (const step of migrations.filter(step => step.number > from)) {
    database.transaction(() => {
      database.exec(step.sql)
      database.pragma(`user_version = ${step.number}`)
      database.pragma(`application_id = ${applicationId}`)
    })()
  }
}
